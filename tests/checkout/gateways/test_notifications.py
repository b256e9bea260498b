"""What arrives as a notification, with the providers' own samples and signatures."""

import hashlib
import hmac
import json
from typing import Any

import httpx
import pytest

from checkout import gateways
from checkout.gateways.errors import (
    KeysRefused,
    NotificationForeign,
    NotificationForged,
    NotificationRefused,
    NotificationUnreadable,
)
from checkout.gateways.values import Notice, RefundNotice, State
from tests.checkout.gateways.builders import SAMPLES, Counter, built

TOKEN = "token-very-secret"
MIDTRANS, XENDIT, TRIPAY = (SAMPLES[name]["notification"] for name in ("midtrans", "xendit", "tripay"))


def midtrans_body(key: str = "Mid-server-very-secret", **changes: Any) -> bytes:
    """Midtrans's sample with other facts, signed again."""
    body = MIDTRANS["sample_signed_with_dummy_key"]["body"] | changes
    signed = f"{body['order_id']}{body['status_code']}{body['gross_amount']}{key}"
    return json.dumps(body | {"signature_key": hashlib.sha512(signed.encode()).hexdigest()}).encode()


def tripay_letter(body: bytes, key: str = "private-very-secret") -> tuple[dict[str, str], bytes]:
    """Sign a body as Tripay does."""
    signature = hmac.new(key.encode(), body, hashlib.sha256).hexdigest()
    return {"X-Callback-Signature": signature, "X-Callback-Event": "payment_status"}, body


def documented(name: str) -> list[tuple[str, State]]:
    """The words a gateway has for how a charge stands, what they mean, and one that nobody knows."""
    meanings = {
        "waiting": State.WAITING,
        "paid": State.PAID,
        "failed": State.FAILED,
        "cancelled": State.CANCELLED,
        "expired": State.EXPIRED,
        "refunded": State.REFUNDED,
        "partly refunded": State.PARTLY_REFUNDED,
        "dispute": State.DISPUTED,
    }
    found = {
        word: state
        for word, meaning in SAMPLES[name]["status_map"].items()
        for begins, state in meanings.items()
        if meaning.startswith(begins)
    }
    assert len(found) == len(SAMPLES[name]["status_map"])
    return [*found.items(), ("new-word", State.UNKNOWN)]


async def read(name: str, headers: dict[str, str], body: bytes, **credentials: str) -> Notice | RefundNotice:
    """Read a notification as the shop does; nobody is asked for it."""
    return await built(name, **credentials).read_notification(headers, body)


@pytest.mark.parametrize("vector", SAMPLES["midtrans"]["signature_vectors"])
async def test_midtrans_signature_of_its_documentation_is_genuine(vector: dict[str, str]) -> None:
    """The documented example verifies."""
    signed = {name: vector[name] for name in ("order_id", "status_code", "gross_amount")}
    body = MIDTRANS["sample_doc_qris"] | signed | {"signature_key": vector["expected"]}
    notice = await read("midtrans", {}, json.dumps(body).encode(), server_key=vector["server_key"])
    assert isinstance(notice, Notice)
    assert (notice.reference, notice.amount) == ("1111", 100_000)


@pytest.mark.parametrize("vector", SAMPLES["tripay"]["signature_vectors"])
async def test_tripay_is_asked_with_the_signature_of_its_documentation(
    counters: dict[str, Counter], client: httpx.AsyncClient, vector: dict[str, Any]
) -> None:
    """The documented example is what is sent."""
    counter = counters["tripay"]
    own = {name: vector[name] for name in ("private_key", "merchant_code")}
    gateway = gateways.build("tripay", counter.standin.credentials | own, client)
    with pytest.raises(KeysRefused):  # the stand-in has another private key
        await gateway.create(counter.ask("va:bri", vector["merchant_ref"], vector["amount"]))
    assert f"signature={vector['expected']}" in counter.standin.calls[-1].body


async def test_midtrans_sample_is_read() -> None:
    """A settled QRIS of 75.000 rupiah, signed over the amount's text."""
    sample = MIDTRANS["sample_signed_with_dummy_key"]
    body = json.dumps(sample["body"]).encode()
    notice = await read("midtrans", {}, body, server_key=sample["server_key"], mode="test")
    assert isinstance(notice, Notice)
    assert (notice.reference, notice.amount, notice.state) == ("ORD-7F3K-1", 75_000, State.PAID)


async def test_tripay_sample_is_read() -> None:
    """A paid virtual account of 200.000 rupiah, signed over the raw body; headers in any case."""
    sample = TRIPAY["sample_signed_with_dummy_key"]
    headers = {"x-callback-signature": sample["signature"], "X-CALLBACK-EVENT": "payment_status"}
    notice = await read("tripay", headers, sample["raw_body"].encode(), private_key=sample["private_key"])
    assert isinstance(notice, Notice)
    assert (notice.reference, notice.amount, notice.state) == ("INV123456", 200_000, State.PAID)


async def test_xendit_sample_is_read() -> None:
    """A captured QRIS of 75.000 rupiah; the event is named by webhook-id."""
    body = json.dumps(XENDIT["sample_v3_qris_composed"]).encode()
    notice = await read("xendit", {"X-Callback-Token": TOKEN, "webhook-id": "evt-1"}, body)
    assert isinstance(notice, Notice)
    facts = (notice.reference, notice.external_id, notice.event_id, notice.amount, notice.state)
    assert facts == ("ORD-7F3K-1", "pr-def456", "evt-1", 75_000, State.PAID)


async def test_xendit_sample_in_another_currency_is_read_in_its_minor_units() -> None:
    """10000.01 pesos are 1000001 centavos; no float touches them."""
    body = json.dumps(XENDIT["sample_v3_doc"]).encode()
    notice = await read("xendit", {"x-callback-token": TOKEN}, body)
    assert isinstance(notice, Notice)
    assert (notice.amount, notice.currency) == (1_000_001, "PHP")


@pytest.mark.parametrize("sample", ["sample_legacy_2022_07_31_doc", "sample_oldest_flat_doc"])
async def test_xendit_notifications_of_older_products_are_none_of_ours(sample: str) -> None:
    """Genuine, but no payment request of the shop's: it is answered and left alone."""
    with pytest.raises(NotificationForeign):
        await read("xendit", {"x-callback-token": TOKEN}, json.dumps(XENDIT[sample]).encode())


@pytest.mark.parametrize(("word", "state"), documented("midtrans"))
async def test_every_word_of_midtrans_is_understood(word: str, state: State) -> None:
    """And a new one concludes nothing."""
    notice = await read("midtrans", {}, midtrans_body(transaction_status=word))
    assert isinstance(notice, Notice)
    assert notice.state is state


@pytest.mark.parametrize(("word", "state"), documented("xendit"))
async def test_every_word_of_xendit_is_understood(word: str, state: State) -> None:
    """And a new one concludes nothing."""
    sample = XENDIT["sample_v3_qris_composed"]
    body = json.dumps(sample | {"data": sample["data"] | {"status": word}}).encode()
    notice = await read("xendit", {"x-callback-token": TOKEN}, body)
    assert isinstance(notice, Notice)
    assert notice.state is state


@pytest.mark.parametrize(("word", "state"), documented("tripay"))
async def test_every_word_of_tripay_is_understood(word: str, state: State) -> None:
    """And a new one concludes nothing."""
    notice = await read(
        "tripay", *tripay_letter(json.dumps(TRIPAY["sample_doc"] | {"status": word}).encode())
    )
    assert isinstance(notice, Notice)
    assert notice.state is state


@pytest.mark.parametrize("doubt", ["accept", "challenge", "deny", "?"])
async def test_a_card_counts_once_midtrans_has_no_doubts(doubt: str) -> None:
    """Captured is paid only when it was accepted."""
    notice = await read("midtrans", {}, midtrans_body(transaction_status="capture", fraud_status=doubt))
    assert isinstance(notice, Notice)
    assert (notice.state is State.PAID) == (doubt == "accept")


async def test_a_waiting_signature_pays_nothing() -> None:
    """Midtrans does not sign the state: "settlement" under the signed code of a waiting charge is no payment."""
    body = midtrans_body(status_code="201").replace(b'"pending"', b'"settlement"')
    notice = await read("midtrans", {}, body)
    assert isinstance(notice, Notice)
    assert notice.state is State.UNKNOWN


@pytest.mark.parametrize(
    "amount", ["75000.50", "75000.005", "075000.00", "-75000.00", " 75000.00", "7.5e4", "75,000", "", "٧٥٠٠٠"]
)
async def test_an_amount_nobody_can_pay_is_refused(amount: str) -> None:
    """Half a rupiah, signs, spaces and other digits: rightly signed, and still refused."""
    with pytest.raises(NotificationUnreadable):
        await read("midtrans", {}, midtrans_body(gross_amount=amount))


@pytest.mark.parametrize(
    "amount",
    [
        "75000.5",
        "true",
        '"75000.50"',
        "200000.0000000000000000000000000001",
        "1e400",
        "1e999999999",
        "-75000",
        "null",
        "NaN",
        "[]",
        "9" * 5_000,
    ],
)
async def test_a_number_nobody_can_pay_is_refused(amount: str) -> None:
    """No float is trusted, and no number is too large to be read at all."""
    body = json.dumps(TRIPAY["sample_doc"]).replace("200000", amount).encode()
    with pytest.raises(NotificationUnreadable):
        await read("tripay", *tripay_letter(body))


@pytest.mark.parametrize("amount", ["200000", "200000.0", "2e5", '"200000.00"'])
async def test_whole_amounts_are_read_however_they_are_written(amount: str) -> None:
    """75000, 75000.00 and "75000.00" are one amount."""
    body = json.dumps(TRIPAY["sample_doc"]).replace("200000", amount).encode()
    notice = await read("tripay", *tripay_letter(body))
    assert isinstance(notice, Notice)
    assert notice.amount == 200_000


async def test_a_name_that_stands_twice_is_refused() -> None:
    """Of two amounts, nobody can say which was meant."""
    body = json.dumps(TRIPAY["sample_doc"]).replace('"note"', '"total_amount": 1, "note"').encode()
    with pytest.raises(NotificationUnreadable):
        await read("tripay", *tripay_letter(body))


@pytest.mark.parametrize(
    "body", [b"", b"\xff\xfe", b"[]", b"null", b'"x"', b"{}", b"[" * 100_000, b"{" + b" " * 300_000 + b"}"]
)
async def test_nonsense_rightly_signed_is_refused(body: bytes) -> None:
    """Whatever it is, the shop says no in its own words."""
    with pytest.raises(NotificationRefused):
        await read("tripay", *tripay_letter(body))
    with pytest.raises(NotificationRefused):
        await read("xendit", {"x-callback-token": TOKEN}, body)
    with pytest.raises(NotificationRefused):
        await read("midtrans", {}, body)


async def test_a_forged_letter_is_refused_everywhere(counter: Counter) -> None:
    """Another signature of the same shape proves nothing, nor does none at all."""
    await counter.charged()
    letter = counter.standin.letter("1024-1")
    assert await counter.gateway.read_notification(letter.headers, letter.body)
    for wrong in (letter.forged(), letter.unsigned()):
        with pytest.raises(NotificationForged):
            await counter.gateway.read_notification(wrong.headers, wrong.body)


async def test_two_signatures_are_none(counters: dict[str, Counter]) -> None:
    """A header that stands there twice was put there by somebody."""
    await counters["tripay"].charged()
    letter = counters["tripay"].standin.letter("1024-1")
    headers = {**letter.headers, "x-callback-signature": letter.signature}
    with pytest.raises(NotificationForged):
        await counters["tripay"].gateway.read_notification(headers, letter.body)


async def test_a_letter_about_a_charge_the_gateway_does_not_know_is_forged(counter: Counter) -> None:
    """Even with the right secret: asked back, the gateway has never heard of it."""
    charge = await counter.charged()
    await counter.standin.pay("1024-1")
    letter = counter.standin.sent[-1].letter
    notice = await counter.gateway.read_notification(letter.headers, letter.body)
    assert isinstance(notice, Notice)
    counter.standin.charges.clear()
    with pytest.raises(NotificationForged):
        await gateways.confirm(counter.gateway, notice)
    assert charge.reference == notice.reference


async def test_a_letter_that_names_another_order_is_forged(counters: dict[str, Counter]) -> None:
    """Xendit's token signs nothing: a real payment of one order does not pay another."""
    counter = counters["xendit"]
    await counter.charged(reference="1024-1")
    await counter.charged(reference="1025-1", amount=900_000)
    await counter.standin.pay("1024-1")
    letter = counter.standin.sent[-1].letter.changed(b'"1024-1"', b'"1025-1"')
    notice = await counter.gateway.read_notification(letter.headers, letter.body)
    assert isinstance(notice, Notice)
    with pytest.raises(NotificationForged):
        await gateways.confirm(counter.gateway, notice)


async def test_events_the_shop_does_not_ask_for_are_left_alone(counters: dict[str, Counter]) -> None:
    """Another event, or a payment without a reference: genuine, and none of ours."""
    body = json.dumps(TRIPAY["sample_doc"] | {"merchant_ref": None}).encode()
    with pytest.raises(NotificationForeign):
        await read("tripay", *tripay_letter(body))
    headers, body = tripay_letter(b"{}")
    with pytest.raises(NotificationForeign):
        await read("tripay", headers | {"X-Callback-Event": "other"}, body)
    refund = {"event": "refund.succeeded", "data": {"id": "rfd-1"}}
    with pytest.raises(NotificationForeign):
        await read("xendit", {"x-callback-token": TOKEN}, json.dumps(refund).encode())


async def test_xendit_delivers_until_the_shop_answers(counters: dict[str, Counter]) -> None:
    """The stand-in tries as often as documented when nobody is there."""
    standin = counters["xendit"].standin
    standin.notify_url = "http://127.0.0.1:9/payments/xendit"
    await counters["xendit"].charged()
    await standin.pay("1024-1")
    assert standin.sent[-1].answers == (0,) * 7
