"""Nobody talks a gateway's notification into something else: whatever is changed, it is refused or means the same."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from checkout.gateways.errors import NotificationForged, NotificationRefused
from checkout.gateways.values import Notice, RefundNotice
from tests.checkout.gateways.builders import NAMES, SAMPLES, built
from tests.checkout.gateways.test_notifications import TOKEN, TRIPAY, midtrans_body, tripay_letter

PAID = {
    "midtrans": ({}, midtrans_body()),
    "xendit": (
        {"x-callback-token": TOKEN},
        json.dumps(SAMPLES["xendit"]["notification"]["sample_v3_qris_composed"]).encode(),
    ),
    "tripay": tripay_letter(json.dumps(TRIPAY["sample_doc"]).encode()),
}
PROOFS = {"xendit": "x-callback-token", "tripay": "X-Callback-Signature"}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def outcome(name: str, headers: dict[str, str], body: bytes) -> Notice | RefundNotice | NotificationRefused:
    """What the shop makes of it; anything but a refusal of ours breaks the test."""

    reading = built(name).read_notification(headers, body)
    try:
        reading.send(None)
    except StopIteration as read:
        return read.value  # type: ignore[no-any-return]
    except NotificationRefused as refused:
        return refused
    raise AssertionError("reading a notification waits for somebody")


def mutated(raw: bytes, at: int, cut: int, put: bytes) -> bytes:
    """Put other bytes somewhere into a text."""
    at %= len(raw) + 1
    return raw[:at] + put + raw[at + cut :]


@given(st.integers(0, 2_000), st.integers(0, 20), st.binary(max_size=20))
def test_any_change_of_tripays_body_is_found(at: int, cut: int, put: bytes) -> None:
    """Its signature covers every byte."""
    headers, body = PAID["tripay"]
    changed = mutated(body, at, cut, put)
    if changed != body:
        assert isinstance(outcome("tripay", headers, changed), NotificationForged)


@given(
    st.sampled_from(sorted(PROOFS)),
    st.text(st.characters(), max_size=80) | st.binary().map(lambda raw: raw.hex()),
)
def test_any_other_proof_is_none(name: str, proof: str) -> None:
    """Whatever stands in the header, only the right text counts."""
    headers, body = PAID[name]
    if proof != headers[PROOFS[name]]:
        changed = headers | {PROOFS[name]: proof}
        assert isinstance(outcome(name, changed, body), NotificationForged)


@given(st.sampled_from(["order_id", "status_code", "gross_amount", "signature_key"]), json_values)
def test_any_change_of_what_midtrans_signs_is_found(field: str, value: Any) -> None:
    """Order, code, amount and signature: another value of any kind is not taken."""
    body = json.loads(PAID["midtrans"][1])
    if value != body[field]:
        raw = json.dumps(body | {field: value}).encode()
        assert isinstance(outcome("midtrans", {}, raw), NotificationRefused)


@given(st.integers(0, 2_000), st.integers(0, 20), st.binary(max_size=20))
def test_whatever_else_changes_midtrans_means_the_same_order_and_amount(
    at: int, cut: int, put: bytes
) -> None:
    """What it does not sign can be changed; reference and amount of what is taken never are."""
    told = outcome("midtrans", {}, mutated(PAID["midtrans"][1], at, cut, put))
    if isinstance(told, Notice):
        assert (told.reference, told.amount) == ("ORD-7F3K-1", 75_000)


@given(st.integers(2, 30), st.integers(1, 3))
def test_no_border_between_midtrans_signed_parts_can_be_moved(length: int, digits: int) -> None:
    """The three texts are signed in one row: another cut of the same row is refused."""
    body = json.loads(midtrans_body(order_id="1024-1", gross_amount="75000.00"))
    row = f"{body['order_id']}{body['status_code']}{body['gross_amount']}"
    parts = (row[:length], row[length : length + digits], row[length + digits :])
    if parts[0] != body["order_id"] or digits != 3:
        changed = dict(zip(("order_id", "status_code", "gross_amount"), parts, strict=True))
        assert isinstance(outcome("midtrans", {}, json.dumps(body | changed).encode()), NotificationRefused)


@given(
    st.sampled_from(NAMES),
    st.dictionaries(st.text(max_size=30), st.text(max_size=30)),
    st.binary(max_size=300),
)
def test_any_letter_at_all_is_refused(name: str, headers: dict[str, str], body: bytes) -> None:
    """Strangers' post has no proof."""
    assert isinstance(outcome(name, headers, body), NotificationRefused)


@given(json_values, st.sampled_from(["whole", "data", "field"]), st.data())
def test_whatever_stands_in_a_letter_with_the_right_token_is_read_or_refused(
    value: Any, where: str, data: st.DataObject
) -> None:
    """Xendit's token proves the sender and nothing else: nothing it can hold breaks the shop."""
    headers, body = PAID["xendit"]
    letter: dict[str, Any] = json.loads(body)
    if where == "field":
        letter["data"][data.draw(st.sampled_from(sorted(letter["data"])))] = value
    raw = json.dumps(value if where == "whole" else letter if where == "field" else letter | {"data": value})
    told = outcome("xendit", headers, raw.encode())
    assert isinstance(told, Notice | NotificationRefused)


@given(json_values, st.data())
def test_whatever_tripay_signs_is_read_or_refused(value: Any, data: st.DataObject) -> None:
    """A right signature over any value at all."""
    body = dict(TRIPAY["sample_doc"])
    body[data.draw(st.sampled_from(sorted(body)))] = value
    told = outcome("tripay", *tripay_letter(json.dumps(body).encode()))
    assert isinstance(told, Notice | NotificationRefused)
