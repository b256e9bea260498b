"""Midtrans: what it writes, in the shop's words.

Formats: https://docs.midtrans.com/reference (charge, get status, refund, receiving notifications, status codes).
Every answer is an object with ``status_code`` as text; the HTTP status says less.
"""

import hashlib
import hmac
from collections.abc import Mapping
from contextlib import suppress

from checkout.gateways.asks import ChargeAsk
from checkout.gateways.errors import NotificationForged
from checkout.gateways.methods import Method
from checkout.gateways.reading import Fields, Unreadable, moment_of_jakarta, notification_of, parse
from checkout.gateways.shown import Link, QrCode, QrImage, Shown, VirtualAccount
from checkout.gateways.values import Charge, Notice, Standing, State
from checkout.gateways.wire import Answer, segment

PROVIDER = "midtrans"

STATES: Mapping[str, State] = {
    "pending": State.WAITING,
    "authorize": State.WAITING,
    "settlement": State.PAID,
    "deny": State.FAILED,
    "failure": State.FAILED,
    "cancel": State.CANCELLED,
    "expire": State.EXPIRED,
    "refund": State.REFUNDED,
    "partial_refund": State.PARTLY_REFUNDED,
    "chargeback": State.DISPUTED,
    "partial_chargeback": State.DISPUTED,
}
_CAPTURED = {"accept": State.PAID, "challenge": State.WAITING, "deny": State.FAILED}
_CODES = {"200", "201", "202", "407"}
"""Done, waiting, refused or over, expired: no other code is ever notified."""
_GIVEN_BACK = {State.REFUNDED, State.PARTLY_REFUNDED}


def meant(answer: Answer) -> int:
    """Give what an answer means: its own ``status_code`` where there is one, else HTTP's status."""
    with suppress(Unreadable):
        code = parse(answer.raw).word("status_code")
        if len(code) == 3 and code.isascii() and code.isdigit():
            return int(code)
    return answer.status


def state_of(fields: Fields) -> State:
    """Read the state; a captured card counts once Midtrans has no doubts about it."""
    word = fields.word("transaction_status")
    if word == "capture":
        return _CAPTURED.get(fields.word("fraud_status"), State.UNKNOWN)
    return STATES.get(word, State.UNKNOWN)


def _currency_of(fields: Fields) -> str:
    return fields.currency() if fields.has("currency") else "IDR"  # bank transfers may leave it out


def standing_of(fields: Fields) -> Standing:
    """Read the answer of the status question. Raises Unreadable."""
    currency, state = _currency_of(fields), state_of(fields)
    amount = fields.amount("gross_amount", currency)
    refunded = amount if state is State.REFUNDED else 0
    if state in _GIVEN_BACK and fields.has("refund_amount"):
        refunded = fields.amount("refund_amount", currency)
    reference, external_id = fields.text("order_id"), fields.text("transaction_id")
    return Standing(PROVIDER, reference, external_id, amount, currency, state, refunded)


def charge_of(fields: Fields, ask: ChargeAsk, method: Method, base_url: str) -> Charge:
    """Read the answer of a charge or of a later status question. Raises Unreadable, also when it is another charge."""
    if fields.text("order_id") != ask.reference:
        raise Unreadable("order_id")
    if _currency_of(fields) != ask.currency or fields.amount("gross_amount", ask.currency) != ask.amount:
        raise Unreadable("gross_amount")
    external_id = fields.text("transaction_id")
    return Charge(
        provider=PROVIDER,
        reference=ask.reference,
        external_id=external_id,
        shown=shown_of(fields, method, f"{base_url}/v2/{method.channel}/{segment(external_id)}/qr-code"),
        amount=ask.amount,
        to_pay=ask.amount,
        currency=ask.currency,
        expires_at=moment_of_jakarta(fields.word("expiry_time")) or method.end_of(ask),
    )


def shown_of(fields: Fields, method: Method, qr_image: str) -> Shown:
    """Read what the shopper is shown. Raises Unreadable.

    A status answer no longer holds the code's text nor the wallet's link: then it is the picture at Midtrans.
    """
    if method.bank:
        return _account_of(fields, method.bank)
    if method.code == "qris" and fields.has("qr_string"):
        return QrCode(fields.text("qr_string"))
    links = {action.word("name"): action.word("url") for action in fields.many("actions")}
    image, app_url = links.get("generate-qr-code") or qr_image, links.get("deeplink-redirect", "")
    if app_url.startswith(("https://", "http://")):
        return Link(app_url, qr_image=image)
    return QrImage(image, app_url=app_url)


def bank_of(fields: Fields) -> str:
    """Give the bank of a charge that is a virtual account, else empty."""
    if fields.has("bill_key"):
        return "mandiri"
    if fields.has("permata_va_number"):
        return "permata"
    return next((account.word("bank") for account in fields.many("va_numbers")), "")


def _account_of(fields: Fields, bank: str) -> VirtualAccount:
    if bank == "mandiri":
        return VirtualAccount(bank, fields.text("bill_key"), biller=fields.text("biller_code"))
    if bank == "permata":
        return VirtualAccount(bank, fields.text("permata_va_number"))
    for account in fields.many("va_numbers"):
        if account.word("bank") == bank:
            return VirtualAccount(bank, account.text("va_number"))
    raise Unreadable("va_numbers")


# --- notifications ----------------------------------------------------------------------------------------


def notice_of(raw_body: bytes, server_key: str) -> Notice:
    """Verify and read a notification. Raises NotificationForged, NotificationUnreadable."""
    with notification_of(PROVIDER):
        fields = parse(raw_body)
        _verify(fields, server_key)
        standing = standing_of(fields)
        return Notice(
            provider=PROVIDER,
            event_id=_event_of(fields, standing),
            reference=standing.reference,
            external_id=standing.external_id,
            amount=standing.amount,
            currency=standing.currency,
            # the signature covers the code, not the word: with a waiting one's signature nothing is paid
            state=State.UNKNOWN if _is_claimed_only(fields, standing.state) else standing.state,
            refunded=standing.refunded if standing.state in _GIVEN_BACK else None,
        )


def signature_of(order_id: str, status_code: str, gross_amount: str, server_key: str) -> str:
    """Sign as Midtrans does: SHA-512 over the three texts, as they stand there, and the key."""
    signed = f"{order_id}{status_code}{gross_amount}{server_key}"
    return hashlib.sha512(signed.encode("utf-8", "surrogatepass")).hexdigest()


def _verify(fields: Fields, server_key: str) -> None:
    parts = [fields.values.get(name) for name in ("order_id", "status_code", "gross_amount", "signature_key")]
    texts = [part for part in parts if isinstance(part, str)]
    if len(texts) < len(parts):
        raise NotificationForged(provider=PROVIDER, what="signature")
    order_id, status_code, gross_amount, given = texts
    expected = signature_of(order_id, status_code, gross_amount, server_key)
    if not hmac.compare_digest(expected.encode(), given.encode("utf-8", "surrogatepass")):
        raise NotificationForged(provider=PROVIDER, what="signature")
    # the parts are signed without a border between them, so their shapes have to hold
    if status_code not in _CODES:
        raise Unreadable("status_code")


def _is_claimed_only(fields: Fields, state: State) -> bool:
    success = fields.word("status_code") == "200"
    return not success and state in {State.PAID, State.DISPUTED, *_GIVEN_BACK}


def _event_of(fields: Fields, standing: Standing) -> str:
    """Name the event: Midtrans has no id for it, and gives back in parts under one word."""
    parts = [standing.external_id, fields.text("transaction_status")]
    if standing.state in _GIVEN_BACK:
        parts.append(str(standing.refunded))
    return ":".join(parts)
