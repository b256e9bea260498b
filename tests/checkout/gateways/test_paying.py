"""A shopper pays through a gateway."""

from datetime import timedelta

import pytest

from checkout import gateways, qris
from checkout.gateways.asks import ChargeAsk, Customer, Line
from checkout.gateways.shown import Link, PhonePrompt, QrCode, QrImage, VirtualAccount
from checkout.gateways.values import Charge, Notice, State
from tests.checkout.gateways.builders import NAMES, Counter, built
from tests.checkout.gateways.standins.midtrans import MidtransStandIn
from tests.checkout.gateways.standins.tripay import TripayStandIn

WAYS = [(name, code) for name in NAMES for code in built(name).methods]


async def paid(counter: Counter, charge: Charge, amount: int | None = None) -> Notice:
    """Somebody pays; what the shop reads of it."""
    await counter.standin.pay(charge.reference, amount)
    return await read(counter)


async def read(counter: Counter, number: int = -1) -> Notice:
    """Read a notification that was sent."""
    letter = counter.standin.sent[number].letter
    notice = await counter.gateway.read_notification(letter.headers, letter.body)
    assert isinstance(notice, Notice)
    return notice


@pytest.mark.parametrize(("name", "method"), WAYS)
async def test_every_way_to_pay_works_from_the_question_to_the_money(
    counters: dict[str, Counter], name: str, method: str
) -> None:
    """What is shown fits the method, what is paid is told once verified, and asking back says the same."""
    counter = counters[name]
    charge = await counter.charged(method)
    assert (charge.reference, charge.amount, charge.to_pay, charge.currency) == (
        "1024-1",
        75_000,
        75_000,
        "IDR",
    )
    match charge.shown:
        case QrCode(text):
            assert method == "qris"
            assert qris.parse(text).amount == 75_000
        case VirtualAccount(bank, number):
            assert method == f"va:{bank}"
            assert number.isdigit()
        case Link(url):
            assert url.startswith("https://")
        case PhonePrompt():
            assert method == "ovo"
    notice = await paid(counter, charge)
    facts = (notice.reference, notice.external_id, notice.amount, notice.currency, notice.state)
    assert facts == ("1024-1", charge.external_id, 75_000, "IDR", State.PAID)
    standing = await gateways.confirm(counter.gateway, notice)
    assert (standing.state, standing.amount) == (State.PAID, 75_000)


async def test_mandiri_shoppers_get_a_company_code_too(counters: dict[str, Counter]) -> None:
    """Mandiri's bill payment needs two numbers."""
    charge = await counters["midtrans"].charged("va:mandiri")
    assert isinstance(charge.shown, VirtualAccount)
    assert charge.shown.biller == "70012"


async def test_gopay_opens_with_a_tap_and_has_a_code_as_well(counters: dict[str, Counter]) -> None:
    """On the phone the link opens the wallet; at a desk the code is scanned."""
    charge = await counters["midtrans"].charged("gopay")
    assert isinstance(charge.shown, Link)
    assert charge.shown.qr_image.endswith("/qr-code")


async def test_an_order_nobody_paid_expires(counter: Counter) -> None:
    """The gateway tells the end, in its own word."""
    charge = await counter.charged()
    assert (await counter.gateway.ask_status("1024-1", charge.external_id)).state is State.WAITING
    counter.clock.advance(days=3)
    await counter.standin.expire("1024-1")
    assert (await read(counter)).state is State.EXPIRED
    assert (await counter.gateway.ask_status("1024-1", charge.external_id)).state is State.EXPIRED


@pytest.mark.parametrize("amount", [70_000, 80_000])
async def test_the_shop_is_told_what_really_came_in(counter: Counter, amount: int) -> None:
    """Too little or too much is told as it is; the shop compares."""
    notice = await paid(counter, await counter.charged(), amount)
    assert (notice.amount, notice.state) == (amount, State.PAID)
    assert (await gateways.confirm(counter.gateway, notice)).amount == amount


async def test_money_after_the_end_is_told(counter: Counter) -> None:
    """A code stays in the shopper's app: late money comes with the very same reference."""
    charge = await counter.charged()
    counter.clock.advance(days=3)
    await counter.standin.expire("1024-1")
    notice = await paid(counter, charge)
    assert (notice.reference, notice.state) == ("1024-1", State.PAID)
    assert (await gateways.confirm(counter.gateway, notice)).state is State.PAID


async def test_notifications_in_disorder_are_told_apart_by_asking_back(counter: Counter) -> None:
    """An old one that arrives late says what was; the gateway says what is."""
    await counter.charged()
    waiting = counter.standin.letter("1024-1")
    await counter.standin.pay("1024-1")
    await counter.standin.send(waiting)
    late = await read(counter)
    assert late.state is State.WAITING
    assert (await gateways.confirm(counter.gateway, late)).state is State.PAID


async def test_the_same_event_is_recognised_and_another_one_is_not(counter: Counter) -> None:
    """A duplicate has the same name as the first, the next event of the same charge another one."""
    await counter.charged()
    waiting = counter.standin.letter("1024-1")
    await counter.standin.send(waiting)
    await counter.standin.send(waiting)
    await counter.standin.pay("1024-1")
    first, again, other = [await read(counter, number) for number in (0, 1, 2)]
    assert first.event_id == again.event_id
    assert other.event_id != first.event_id


async def test_a_bank_that_takes_money_back_is_told(counter: Counter) -> None:
    """Settled is not for ever: a reversal within the minute, a refund on the dashboard."""
    await counter.charged("va:bca")
    await counter.standin.pay("1024-1")
    await counter.standin.fail("1024-1")
    assert (await read(counter)).state is State.FAILED


async def test_what_the_owner_gives_back_on_the_dashboard_is_told(counters: dict[str, Counter]) -> None:
    """Midtrans and Tripay say so themselves, with the amount."""
    for name in ("midtrans", "tripay"):
        await counters[name].charged()
        await counters[name].standin.pay("1024-1")
        await counters[name].standin.give_back("1024-1")
        notice = await read(counters[name])
        assert (notice.state, notice.refunded) == (State.REFUNDED, 75_000)


async def test_a_dispute_is_told(counters: dict[str, Counter]) -> None:
    """A chargeback is nothing the shop did, and it has to know."""
    await counters["midtrans"].charged()
    await counters["midtrans"].standin.pay("1024-1")
    await counters["midtrans"].standin.dispute("1024-1")
    assert (await read(counters["midtrans"])).state is State.DISPUTED


async def test_a_fee_on_top_is_shown_and_does_not_count_for_the_order(counters: dict[str, Counter]) -> None:
    """At Tripay the owner may let shoppers pay the fee."""
    counter = counters["tripay"]
    assert isinstance(counter.standin, TripayStandIn)
    counter.standin.fee_customer = 1_250
    charge = await counter.charged("va:bca")
    assert (charge.amount, charge.to_pay) == (75_000, 76_250)
    assert (await paid(counter, charge)).amount == 75_000


@pytest.mark.parametrize(
    ("name", "method", "hours"),
    [
        ("midtrans", "qris", 6),
        ("xendit", "qris", 48),
        ("xendit", "va:bca", 6),
        ("tripay", "dana", 1),
        ("tripay", "va:bsi", 3),
    ],
)
async def test_the_shop_knows_until_when_money_can_come(
    counters: dict[str, Counter], name: str, method: str, hours: int
) -> None:
    """Asked for six hours; some methods live as long as they are asked to, some shorter, some always two days."""
    counter = counters[name]
    now = counter.clock.now()
    charge = await counter.gateway.create(counter.ask(method, expires_at=now + timedelta(hours=6)))
    assert charge.expires_at == now + timedelta(hours=hours)


async def test_gateways_learn_no_more_of_a_shopper_than_they_need(counter: Counter) -> None:
    """A first name with initials, no phone number, no e-mail address of the shopper's."""
    await counter.charged()
    bodies = "".join(call.body for call in counter.standin.calls)
    assert "Lestari" not in bodies
    assert "81234567890" not in bodies


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Sari Dewi Lestari", "Sari D L"),
        ("sari 🌸", "sari"),
        ("Al", "Pelanggan"),
        ("李明", "Pelanggan"),
        ("", "Pelanggan"),
        ("O'Brien-Smith 3rd", "OBrienSmith R"),
        ("x" * 80, "x" * 30),
    ],
)
def test_any_name_becomes_one_a_bank_takes(name: str, short: str) -> None:
    """Letters and spaces, three of them at least, thirty at most."""
    assert Customer(name).short_name == short


async def test_an_order_with_a_discount_is_taken_by_tripay_too(counters: dict[str, Counter]) -> None:
    """Lines below zero are no lines for Tripay."""
    counter = counters["tripay"]
    ask: ChargeAsk = counter.ask(lines=(Line("Mug", 40_000, 2), Line("Diskon", -5_000)))
    assert (await counter.gateway.create(ask)).amount == 75_000


async def test_a_wallet_that_opens_by_no_web_address_is_shown_as_a_code(counters: dict[str, Counter]) -> None:
    """A chat's buttons open web addresses only: then the code's picture is what helps."""
    standin = counters["midtrans"].standin
    assert isinstance(standin, MidtransStandIn)
    standin.opens_by = "gojek://gopay/pay?id="
    charge = await counters["midtrans"].charged("gopay")
    assert isinstance(charge.shown, QrImage)
    assert charge.shown.app_url.startswith("gojek://")
