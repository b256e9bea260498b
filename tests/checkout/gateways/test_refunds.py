"""Money is given back: once, or not at all and a human is told."""

import pytest

from checkout.gateways.errors import ChargeGone, GatewayUnreachable
from checkout.gateways.values import Charge, RefundNotice, RefundState, State
from tests.checkout.gateways.builders import Counter
from tests.checkout.gateways.standins import Broken, Drops, Lost, Refuses
from tests.checkout.gateways.standins.xendit import XenditStandIn


async def paid(counter: Counter, method: str = "qris") -> Charge:
    """A charge that was paid."""
    charge = await counter.charged(method)
    await counter.standin.pay("1024-1")
    return charge


async def test_midtrans_gives_back_at_once(counters: dict[str, Counter]) -> None:
    """All of it, or a part; asked afterwards it says how much."""
    counter = counters["midtrans"]
    charge = await paid(counter)
    part = await counter.gateway.refund(counter.refund_of(charge, "qris", 25_000, "1024-r1"))
    standing = await counter.gateway.ask_status("1024-1")
    assert (part.state, standing.state, standing.refunded) == (
        RefundState.SETTLED,
        State.PARTLY_REFUNDED,
        25_000,
    )
    await counter.gateway.refund(counter.refund_of(charge, "qris", 50_000, "1024-r2"))
    assert (await counter.gateway.ask_status("1024-1")).state is State.REFUNDED


async def test_parts_given_back_are_different_events(counters: dict[str, Counter]) -> None:
    """Midtrans tells both with one word: they must not be taken for a duplicate."""
    counter = counters["midtrans"]
    charge = await paid(counter)
    events = set()
    for number in (1, 2):
        await counter.gateway.refund(counter.refund_of(charge, "qris", 10_000, f"1024-r{number}"))
        letter = counter.standin.letter("1024-1")
        events.add((await counter.gateway.read_notification(letter.headers, letter.body)).event_id)
    assert len(events) == 2


async def test_xendit_gives_back_later_and_tells(counters: dict[str, Counter]) -> None:
    """Pending at first; a notification by our own reference tells the end."""
    counter = counters["xendit"]
    charge = await paid(counter, "dana")
    outcome = await counter.gateway.refund(counter.refund_of(charge, "dana"))
    assert outcome.state is RefundState.PENDING
    assert isinstance(counter.standin, XenditStandIn)
    for settled in (True, False):
        letter = counter.standin.refund_letter("1024-1", "1024-r1", settled=settled)
        notice = await counter.gateway.read_notification(letter.headers, letter.body)
        assert isinstance(notice, RefundNotice)
        facts = (notice.refund_reference, notice.refund_id, notice.external_id, notice.amount, notice.settled)
        assert facts == ("1024-r1", outcome.refund_id, charge.external_id, 75_000, settled)


async def test_tripay_gives_nothing_back_by_itself(counters: dict[str, Counter]) -> None:
    """The owner gets a task; nobody is asked."""
    counter = counters["tripay"]
    charge = await paid(counter)
    asked = len(counter.standin.calls)
    outcome = await counter.gateway.refund(counter.refund_of(charge, "qris"))
    assert (outcome.state, outcome.reason) == (RefundState.IMPOSSIBLE, "no-api")
    assert len(counter.standin.calls) == asked


@pytest.mark.parametrize("name", ["midtrans", "xendit"])
async def test_a_bank_transfer_cannot_be_reversed(counters: dict[str, Counter], name: str) -> None:
    """Known before anybody is asked."""
    charge = await paid(counters[name], "va:bca")
    outcome = await counters[name].gateway.refund(counters[name].refund_of(charge, "va:bca"))
    assert (outcome.state, outcome.reason) == (RefundState.IMPOSSIBLE, "method")


@pytest.mark.parametrize("trouble", [Lost(), Drops(), Broken(502, done=True), Broken(503)])
@pytest.mark.parametrize("name", ["midtrans", "xendit"])
async def test_a_lost_answer_gives_back_once(
    counters: dict[str, Counter], name: str, trouble: object
) -> None:
    """The same refund asked twice is one refund, even where the gateway says no the second time."""
    counter = counters[name]
    charge = await paid(counter)
    counter.standin.mood(trouble)  # type: ignore[arg-type]
    outcome = await counter.gateway.refund(counter.refund_of(charge, "qris"))
    assert outcome.state in {RefundState.SETTLED, RefundState.PENDING}
    assert outcome.refund_id
    assert counter.standin.paper("1024-1").given_back == {"1024-r1": 75_000}


@pytest.mark.parametrize("name", ["midtrans", "xendit"])
async def test_more_than_came_in_is_not_given_back(counters: dict[str, Counter], name: str) -> None:
    """The gateway says no; a human looks."""
    charge = await paid(counters[name])
    outcome = await counters[name].gateway.refund(counters[name].refund_of(charge, "qris", 80_000))
    assert (outcome.state, outcome.reason) == (RefundState.IMPOSSIBLE, "amount")


@pytest.mark.parametrize("name", ["midtrans", "xendit"])
async def test_what_was_not_paid_is_not_given_back(counters: dict[str, Counter], name: str) -> None:
    """A waiting charge holds no money."""
    charge = await counters[name].charged()
    outcome = await counters[name].gateway.refund(counters[name].refund_of(charge, "qris"))
    assert (outcome.state, outcome.reason) == (RefundState.IMPOSSIBLE, "state")


async def test_an_empty_balance_is_told(counters: dict[str, Counter]) -> None:
    """The owner's money at the gateway does not reach."""
    refusals = {
        "midtrans": Refuses(200, {"status_code": "414", "status_message": "Insufficient funds"}),
        "xendit": Refuses(400, {"error_code": "INSUFFICIENT_BALANCE", "message": "no"}),
    }
    for name, refusal in refusals.items():
        charge = await paid(counters[name])
        counters[name].standin.mood(refusal)
        outcome = await counters[name].gateway.refund(counters[name].refund_of(charge, "qris"))
        assert (outcome.state, outcome.reason) == (RefundState.IMPOSSIBLE, "funds")


async def test_a_refund_of_a_charge_nobody_knows_is_told(counters: dict[str, Counter]) -> None:
    """Not impossible, but wrong: somebody has to look which gateway it was."""
    for name in ("midtrans", "xendit"):
        charge = await paid(counters[name])
        counters[name].standin.charges.clear()
        with pytest.raises(ChargeGone):
            await counters[name].gateway.refund(counters[name].refund_of(charge, "qris"))


async def test_a_gateway_that_stays_down_gives_nothing_back_yet(counters: dict[str, Counter]) -> None:
    """It can be asked again later by the same reference."""
    for name in ("midtrans", "xendit"):
        charge = await paid(counters[name])
        counters[name].standin.mood(*[Drops()] * 3)
        with pytest.raises(GatewayUnreachable):
            await counters[name].gateway.refund(counters[name].refund_of(charge, "qris"))
