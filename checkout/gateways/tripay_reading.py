"""Tripay: what it writes, in the shop's words.

Formats: https://tripay.co.id/developer (transaction/create, transaction/detail, merchant/transactions, callback).
Tripay has rupiah only and names no currency.
"""

import hashlib
import hmac
from collections.abc import Mapping

from checkout.gateways.asks import ChargeAsk
from checkout.gateways.errors import NotificationForeign, NotificationForged
from checkout.gateways.methods import Method
from checkout.gateways.reading import Fields, Unreadable, header, moment_of_unix, notification_of, parse
from checkout.gateways.shown import Link, QrCode, QrImage, Shown, VirtualAccount
from checkout.gateways.values import Charge, Notice, Standing, State

PROVIDER = "tripay"
RUPIAH = "IDR"

STATES: Mapping[str, State] = {
    "UNPAID": State.WAITING,
    "PAID": State.PAID,
    "FAILED": State.FAILED,
    "EXPIRED": State.EXPIRED,
    "REFUND": State.REFUNDED,
}


def state_of(fields: Fields) -> State:
    """Read the state."""
    return STATES.get(fields.word("status"), State.UNKNOWN)


def amount_of(fields: Fields, name: str) -> int:
    """Give what counts for the order: what was paid without the fee the shopper paid on top. Raises Unreadable."""
    fee = fields.amount("fee_customer", RUPIAH) if fields.has("fee_customer") else 0
    amount = fields.amount(name, RUPIAH) - fee
    if amount < 0:
        raise Unreadable(name)
    return amount


def standing_of(fields: Fields) -> Standing:
    """Read a transaction. Raises Unreadable."""
    state, amount = state_of(fields), amount_of(fields, "amount")
    reference, external_id = fields.text("merchant_ref"), fields.text("reference")
    refunded = amount if state is State.REFUNDED else 0
    return Standing(PROVIDER, reference, external_id, amount, RUPIAH, state, refunded)


def charge_of(fields: Fields, ask: ChargeAsk, method: Method) -> Charge:
    """Read a transaction as the charge asked for. Raises Unreadable, also when it is another one."""
    if fields.text("merchant_ref") != ask.reference:
        raise Unreadable("merchant_ref")
    if amount_of(fields, "amount") != ask.amount:
        raise Unreadable("amount")
    return Charge(
        provider=PROVIDER,
        reference=ask.reference,
        external_id=fields.text("reference"),
        shown=_shown_of(fields, method),
        amount=ask.amount,
        to_pay=fields.amount("amount", RUPIAH),
        currency=RUPIAH,
        expires_at=moment_of_unix(fields.values.get("expired_time")) or method.end_of(ask),
    )


def _shown_of(fields: Fields, method: Method) -> Shown:
    if method.bank:
        number = fields.word("pay_code")  # a number in some answers, a text in others
        if not number:
            raise Unreadable("pay_code")
        return VirtualAccount(method.bank, number)
    if method.code == "qris" and fields.has("qr_string"):
        return QrCode(fields.text("qr_string"))
    if method.code == "qris" and fields.has("qr_url"):
        return QrImage(fields.text("qr_url"))
    url = fields.word("pay_url") or fields.text("checkout_url")
    if not url.startswith(("https://", "http://")):
        raise Unreadable("pay_url")
    return Link(url)


# --- signatures and notifications -------------------------------------------------------------------------


def signature_of(signed: bytes, private_key: str) -> str:
    """Sign as Tripay does: HMAC-SHA256 with the private key, in hex."""
    return hmac.new(private_key.encode(), signed, hashlib.sha256).hexdigest()


def notice_of(headers: Mapping[str, str], raw_body: bytes, private_key: str) -> Notice:
    """Verify and read a notification. Raises NotificationForged, NotificationUnreadable, NotificationForeign."""
    given = header(headers, "x-callback-signature")
    expected = signature_of(raw_body, private_key)
    if not hmac.compare_digest(expected.encode(), given.encode("utf-8", "surrogatepass")):
        raise NotificationForged(provider=PROVIDER, what="signature")
    event = header(headers, "x-callback-event")
    if event != "payment_status":
        raise NotificationForeign(provider=PROVIDER, what=event[:40])
    with notification_of(PROVIDER):
        fields = parse(raw_body)
        if not fields.has("merchant_ref"):
            raise NotificationForeign(provider=PROVIDER, what="merchant_ref")
        state, amount = state_of(fields), amount_of(fields, "total_amount")
        external_id = fields.text("reference")
        return Notice(
            provider=PROVIDER,
            event_id=f"{external_id}:{fields.text('status')}",
            reference=fields.text("merchant_ref"),
            external_id=external_id,
            amount=amount,
            currency=RUPIAH,
            state=state,
            refunded=amount if state is State.REFUNDED else None,
        )
