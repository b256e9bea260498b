"""The line breaks, the gateway stumbles: nobody is charged twice, and everybody is told something true."""

import json
from typing import Any

import httpx
import pytest

from checkout import gateways
from checkout.gateways.errors import (
    ChargeGone,
    GatewayBusy,
    GatewayRefused,
    GatewayTrouble,
    GatewayUnreachable,
    GatewayUnreadable,
    KeysRefused,
    MethodNotOffered,
    ReferenceTaken,
)
from checkout.gateways.shown import QrCode, QrImage, VirtualAccount
from checkout.gateways.values import State
from foundation.errors import ShopError
from tests.checkout.gateways.builders import HURRIED, SAMPLES, Counter, built_on
from tests.checkout.gateways.standins import Broken, Busy, Drops, Garbage, Lost, Refuses, Silent

LOST = [Lost(), Silent(), Broken(502, done=True)]


def made(counter: Counter) -> list[str]:
    """Which charges the gateway has in its books."""
    return [paper.reference for paper in counter.standin.charges]


@pytest.mark.parametrize("trouble", [Busy(), Drops(), Broken(503)])
async def test_a_stumble_is_not_noticed(counter: Counter, trouble: Any) -> None:
    """Once is nothing: it is asked again, and there is one charge."""
    counter.standin.mood(trouble)
    charge = await counter.charged("va:bca")
    assert isinstance(charge.shown, VirtualAccount)
    assert made(counter) == ["1024-1"]


@pytest.mark.parametrize("trouble", LOST)
async def test_a_lost_answer_charges_once(counters: dict[str, Counter], trouble: Any) -> None:
    """The charge was made and the answer never came: what was made is found and shown."""
    for name, method in (("midtrans", "va:bca"), ("midtrans", "qris"), ("tripay", "qris")):
        counter, reference = counters[name], f"{name}-{method[:2]}-1"
        moods = [trouble] if name == "midtrans" else [Garbage(b'{"success": true, "data": []}'), trouble]
        counter.standin.mood(*moods)
        charge = await counter.charged(method, reference)
        assert made(counter).count(reference) == 1
        assert charge.external_id == counter.standin.paper(reference).external_id
    assert made(counters["midtrans"]) == ["midtrans-va-1", "midtrans-qr-1"]


async def test_a_code_found_again_is_shown_as_a_picture(counters: dict[str, Counter]) -> None:
    """Midtrans tells a code's text once; later there is only its picture."""
    counters["midtrans"].standin.mood(Lost())
    shown = (await counters["midtrans"].charged()).shown
    assert isinstance(shown, QrImage)
    assert shown.url.endswith("/qr-code")


async def test_asking_again_after_a_crash_gives_the_same_charge(counters: dict[str, Counter]) -> None:
    """The shop died before it kept the answer: the same question gives the same charge."""
    for name in ("midtrans", "tripay"):
        first = await counters[name].charged("va:bca")
        again = await counters[name].charged("va:bca")
        assert (first.external_id, first.shown, first.expires_at) == (
            again.external_id,
            again.shown,
            again.expires_at,
        )
        assert len(made(counters[name])) == 1


async def test_at_xendit_a_lost_answer_leaves_only_a_code_nobody_saw(counters: dict[str, Counter]) -> None:
    """It promises no idempotency: the shopper is shown the second code, the first is never shown to anybody."""
    counters["xendit"].standin.mood(Lost())
    charge = await counters["xendit"].charged()
    assert isinstance(charge.shown, QrCode)
    assert made(counters["xendit"]) == ["1024-1", "1024-1"]
    assert charge.external_id == counters["xendit"].standin.charges[-1].external_id
    keys = {call.headers["idempotency-key"] for call in counters["xendit"].standin.calls}
    assert keys == {"1024-1"}


async def test_a_wallet_that_rings_is_never_rung_twice(counters: dict[str, Counter]) -> None:
    """OVO asks on the shopper's phone: after a lost answer nobody is asked a second time by itself."""
    counters["xendit"].standin.mood(Lost())
    with pytest.raises(GatewayUnreachable) as lost:
        await counters["xendit"].charged("ovo")
    assert lost.value.facts["sent"] is True
    assert made(counters["xendit"]) == ["1024-1"]


@pytest.mark.parametrize("trouble", [Busy(), Drops(), Broken(500), Silent()])
async def test_a_gateway_that_stays_down_is_told(counter: Counter, trouble: Any) -> None:
    """After three tries the shopper is told, in words of ours."""
    counter.standin.mood(*[trouble] * 12)
    with pytest.raises(GatewayBusy if isinstance(trouble, Busy) else GatewayUnreachable):
        await counter.charged("va:bca")
    assert len(counter.standin.calls) == 3


@pytest.mark.parametrize("then", [Busy(), Busy(wait=60), Drops()])
async def test_a_charge_that_may_have_been_made_is_never_called_unmade(
    counters: dict[str, Counter], then: Any
) -> None:
    """The first try got lost, the others did not get through: the shop has to ask once more."""
    counters["midtrans"].standin.mood(Lost(), then, then)
    with pytest.raises(GatewayUnreachable) as lost:
        await counters["midtrans"].charged()
    assert lost.value.facts["sent"] is True
    assert made(counters["midtrans"]) == ["1024-1"]


async def test_a_gateway_that_asks_for_patience_is_left_alone(counter: Counter) -> None:
    """Longer than a shopper waits: told at once, not tried again."""
    counter.standin.mood(Busy(wait=60))
    with pytest.raises(GatewayBusy) as busy:
        await counter.charged()
    assert busy.value.facts["wait"] == 60
    assert len(counter.standin.calls) == 1


async def test_a_gateway_that_is_not_there_is_told(client: httpx.AsyncClient, counter: Counter) -> None:
    """Nothing listens: nothing can have been charged."""
    name = counter.gateway.provider
    gateway = gateways.build(
        name, counter.standin.credentials | {"base_url": "http://127.0.0.1:9"}, client, HURRIED
    )
    with pytest.raises(GatewayUnreachable) as lost:
        await gateway.create(counter.ask())
    assert lost.value.facts["sent"] is False


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"<html>",
        b"[]",
        b"{}",
        b"\xff",
        b'{"status_code": "201"}',
        b'{"success": true, "data": {}}',
        b" " * 400_000,
    ],
)
async def test_nonsense_is_not_believed(counter: Counter, garbage: bytes) -> None:
    """Whatever comes back is read or refused; nothing is shown to the shopper that the gateway did not say."""
    counter.standin.mood(Garbage(garbage))
    try:
        await counter.charged()
    except GatewayTrouble as trouble:
        assert trouble.facts["provider"] == counter.gateway.provider
    else:
        assert counter.gateway.provider == "tripay"  # it was only the question before the question
        assert len(made(counter)) == 1
    counter.standin.mood(Garbage(garbage))
    with pytest.raises((GatewayTrouble, ChargeGone)):
        await counter.gateway.ask_status("1024-1", "some-id")


async def test_an_answer_about_another_charge_is_not_believed(counters: dict[str, Counter]) -> None:
    """Another order or another amount: not shown."""
    sample = SAMPLES["midtrans"]["create_response_sample"]
    for reference, amount in (("1024-1", 789_000), ("order102", 75_000)):
        counters["midtrans"].standin.mood(Garbage(json.dumps(sample).encode()))
        with pytest.raises(GatewayUnreadable):
            await counters["midtrans"].charged(reference=reference, amount=amount)


async def test_midtrans_own_sample_is_read(counters: dict[str, Counter]) -> None:
    """The documented answer, asked for what it is about."""
    sample = SAMPLES["midtrans"]["create_response_sample"]
    counters["midtrans"].standin.mood(Garbage(json.dumps(sample).encode()))
    charge = await counters["midtrans"].charged(reference="order102", amount=789_000)
    assert charge.shown == QrCode(sample["qr_string"])
    assert charge.external_id == sample["transaction_id"]


async def test_tripays_own_sample_is_read(counters: dict[str, Counter]) -> None:
    """The documented answer, asked for what it is about."""
    sample = SAMPLES["tripay"]["create_response_sample"]
    nothing = {"success": True, "message": "Success", "data": []}
    counters["tripay"].standin.mood(*[Garbage(json.dumps(body).encode()) for body in (nothing, sample)])
    charge = await counters["tripay"].charged("va:bri", "INV345675", 1_000_000)
    assert charge.shown == VirtualAccount("bri", "57585748548596587")


async def test_keys_the_gateway_does_not_know_are_told_to_the_owner(
    client: httpx.AsyncClient, counter: Counter
) -> None:
    """A wrong key is no trouble of the shopper's."""
    gateway = built_on(client, counter.gateway.provider, base_url=counter.standin.url)
    with pytest.raises(KeysRefused) as refused:
        await gateway.create(counter.ask())
    assert "secret" not in str(refused.value)
    assert not made(counter)


REFUSALS = [
    (
        "midtrans",
        200,
        {"status_code": "400", "status_message": "One or more parameters", "validation_messages": ["x"]},
        GatewayRefused,
    ),
    (
        "midtrans",
        402,
        {"status_code": "402", "status_message": "Payment channel is not activated."},
        MethodNotOffered,
    ),
    (
        "midtrans",
        200,
        {"status_code": "505", "status_message": "Unable to create va_number"},
        GatewayUnreachable,
    ),
    ("midtrans", 200, {"status_code": "429", "status_message": "API rate limit exceeded"}, GatewayBusy),
    ("xendit", 400, {"error_code": "API_VALIDATION_ERROR", "message": "no"}, GatewayRefused),
    ("xendit", 400, {"error_code": "CHANNEL_NOT_ACTIVATED", "message": "no"}, MethodNotOffered),
    ("xendit", 409, {"error_code": "DUPLICATE_ERROR", "message": "no"}, ReferenceTaken),
    ("xendit", 400, {"error_code": "PAYMENT_REQUEST_RATE_LIMITED", "message": "no"}, GatewayBusy),
    ("xendit", 400, {"error_code": "TEMPORARILY_UNAVAILABLE", "message": "later"}, GatewayUnreachable),
    ("xendit", 403, {"error_code": "REQUEST_FORBIDDEN_ERROR", "message": "no"}, KeysRefused),
    ("tripay", 400, {"success": False, "message": "Invalid signature"}, KeysRefused),
    ("tripay", 200, {"success": False, "message": "Unauthorized IP Address"}, KeysRefused),
    ("tripay", 400, {"success": False, "message": "Payment channel is not enabled"}, MethodNotOffered),
    ("tripay", 422, {"success": False, "message": "The amount must be an integer"}, GatewayRefused),
]


@pytest.mark.parametrize(("name", "status", "body", "error"), REFUSALS)
async def test_every_documented_refusal_has_its_meaning(
    counters: dict[str, Counter], name: str, status: int, body: dict[str, Any], error: type[ShopError]
) -> None:
    """What the gateway says is told as what it is; its own words are kept for the owner."""
    counter = counters[name]
    if name == "tripay":
        counter.standin.mood(Garbage(b'{"success": true, "data": []}'))
    counter.standin.mood(*[Refuses(status, body)] * 3)
    with pytest.raises(error) as told:
        await counter.charged()
    assert told.type is error
    assert not made(counter)


async def test_a_reference_used_for_something_else_is_refused(counters: dict[str, Counter]) -> None:
    """Another amount or another method is another attempt, and needs another reference."""
    for name in ("midtrans", "tripay"):
        await counters[name].charged("va:bca")
        for method, amount in (("va:bca", 80_000), ("va:bni", 75_000), ("qris", 75_000)):
            with pytest.raises(ReferenceTaken):
                await counters[name].charged(method, amount=amount)


async def test_a_reference_that_was_paid_is_told_so(counters: dict[str, Counter]) -> None:
    """Asked again for a paid one, the shop learns that it is paid."""
    for name in ("midtrans", "tripay"):
        await counters[name].charged("va:bca")
        await counters[name].standin.pay("1024-1")
        with pytest.raises(ReferenceTaken) as taken:
            await counters[name].charged("va:bca")
        assert taken.value.facts["state"] == "paid"


async def test_a_similar_reference_is_another_one(counters: dict[str, Counter]) -> None:
    """A search that finds 1024-11 for 1024-1 finds nothing."""
    await counters["tripay"].charged("va:bca", "1024-11")
    charge = await counters["tripay"].charged("va:bca", "1024-1")
    assert charge.reference == "1024-1"
    assert made(counters["tripay"]) == ["1024-11", "1024-1"]


async def test_how_a_charge_stands_can_be_asked_by_our_reference(counters: dict[str, Counter]) -> None:
    """A notification that got lost is caught up with, except at Xendit, which wants its own id."""
    for name, counter in counters.items():
        charge = await counter.charged("va:bca")
        await counter.standin.pay("1024-1", tell=False)
        assert (await counter.gateway.ask_status("1024-1", charge.external_id)).state is State.PAID
        if name == "xendit":
            with pytest.raises(ChargeGone):
                await counter.gateway.ask_status("1024-1")
        else:
            assert (await counter.gateway.ask_status("1024-1")).external_id == charge.external_id


@pytest.mark.parametrize("reference", ["9-9", "..", "a/../b", "é?x=1#", "%2e%2e"])
async def test_a_charge_nobody_knows_is_told(counter: Counter, reference: str) -> None:
    """Whatever it is called, no other path of the gateway's is asked."""
    with pytest.raises((ChargeGone, GatewayUnreadable)):
        await counter.gateway.ask_status(reference, reference)
    for call in counter.standin.calls:
        assert call.path.startswith(("/v2/", "/v3/payment_requests/", "/transaction/detail?"))
