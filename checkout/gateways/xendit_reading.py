"""Xendit: what it writes, in the shop's words.

Formats (api-version 2024-11-11): https://docs.xendit.co/apidocs/create-payment-request, /get-payment-request,
/payment-webhook-notification, /refund-webhook-notification.
"""

import hmac
from collections.abc import Mapping
from contextlib import suppress

from checkout.gateways.asks import ChargeAsk
from checkout.gateways.errors import NotificationForeign, NotificationForged
from checkout.gateways.methods import Method
from checkout.gateways.reading import Fields, Unreadable, header, moment_of_iso, notification_of, parse
from checkout.gateways.shown import Link, PhonePrompt, QrCode, Shown, VirtualAccount
from checkout.gateways.values import Charge, Notice, RefundNotice, Standing, State
from checkout.gateways.wire import Answer

PROVIDER = "xendit"

STATES: Mapping[str, State] = {
    "REQUIRES_ACTION": State.WAITING,
    "ACCEPTING_PAYMENTS": State.WAITING,
    "PENDING": State.WAITING,
    "AUTHORIZED": State.WAITING,
    "SUCCEEDED": State.PAID,
    "COMPLETED": State.PAID,
    "FAILED": State.FAILED,
    "CANCELED": State.CANCELLED,
    "EXPIRED": State.EXPIRED,
}
BUSY = {"RATE_LIMIT_EXCEEDED", "PAYMENT_REQUEST_RATE_LIMITED"}
LATER = {"TEMPORARILY_UNAVAILABLE", "CHANNEL_UNAVAILABLE"}
_REFUNDS = {"refund.succeeded": True, "refund.failed": False}


def meant(answer: Answer) -> int:
    """Give what an answer means: some refusals with status 400 are "not now"."""
    code = error_code(answer)
    if code in BUSY:
        return 429
    return 503 if code in LATER else answer.status


def error_code(answer: Answer) -> str:
    """Give the ``error_code`` of a refusal, else nothing."""
    if answer.status < 400:
        return ""
    with suppress(Unreadable):
        return parse(answer.raw).word("error_code")
    return ""


def state_of(fields: Fields) -> State:
    """Read the state."""
    return STATES.get(fields.word("status"), State.UNKNOWN)


def amount_of(fields: Fields, currency: str) -> int:
    """Give what was captured, or what was asked for as long as nothing is. Raises Unreadable."""
    captures = fields.many("captures")
    if captures:
        return sum(capture.amount("capture_amount", currency) for capture in captures)
    return fields.amount("request_amount", currency)


def standing_of(fields: Fields) -> Standing:
    """Read a payment request, or a payment of it. Raises Unreadable."""
    currency = fields.currency()
    return Standing(
        PROVIDER,
        fields.text("reference_id"),
        fields.text("payment_request_id"),
        amount_of(fields, currency),
        currency,
        state_of(fields),
    )


def charge_of(fields: Fields, ask: ChargeAsk, method: Method) -> Charge:
    """Read the answer of a payment request. Raises Unreadable, also when it is another one."""
    if fields.text("reference_id") != ask.reference:
        raise Unreadable("reference_id")
    if fields.currency() != ask.currency or fields.amount("request_amount", ask.currency) != ask.amount:
        raise Unreadable("request_amount")
    said = fields.inner("channel_properties") if fields.has("channel_properties") else Fields({})
    return Charge(
        provider=PROVIDER,
        reference=ask.reference,
        external_id=fields.text("payment_request_id"),
        shown=_shown_of(fields, method),
        amount=ask.amount,
        to_pay=ask.amount,
        currency=ask.currency,
        expires_at=moment_of_iso(said.word("expires_at")) or method.end_of(ask),
    )


def _shown_of(fields: Fields, method: Method) -> Shown:
    actions = {action.word("descriptor"): action for action in fields.many("actions")}
    if method.code == "qris" and "QR_STRING" in actions:
        return QrCode(actions["QR_STRING"].text("value"))
    if method.bank and "VIRTUAL_ACCOUNT_NUMBER" in actions:
        return VirtualAccount(method.bank, actions["VIRTUAL_ACCOUNT_NUMBER"].text("value"))
    for descriptor in ("DEEPLINK_URL", "WEB_URL"):
        if descriptor in actions and actions[descriptor].word("value").startswith(("https://", "http://")):
            return Link(actions[descriptor].text("value"))
    if method.needs_phone:
        return PhonePrompt()
    raise Unreadable("actions")


# --- notifications ----------------------------------------------------------------------------------------


def notice_of(headers: Mapping[str, str], raw_body: bytes, token: str) -> Notice | RefundNotice:
    """Verify and read a notification. Raises NotificationForged, NotificationUnreadable, NotificationForeign."""
    given = header(headers, "x-callback-token")
    if not hmac.compare_digest(token.encode(), given.encode("utf-8", "surrogatepass")):
        raise NotificationForged(provider=PROVIDER, what="token")
    with notification_of(PROVIDER):
        fields = parse(raw_body)
        event = fields.text("event")
        data = fields.inner("data") if fields.has("data") else Fields({})
        if event in _REFUNDS:
            # the documented sample wraps the notification once more
            inner = data.inner("data") if data.has("data") else data
            return _refund_notice_of(headers, event, inner)
        if not data.has("payment_request_id"):
            # older formats (qr.payment) and other products: the shop asks for neither
            raise NotificationForeign(provider=PROVIDER, what=event[:40])
        return _notice_of(headers, event, data)


def _notice_of(headers: Mapping[str, str], event: str, data: Fields) -> Notice:
    standing = standing_of(data)
    payment = data.word("payment_id") or standing.external_id
    return Notice(
        provider=PROVIDER,
        event_id=header(headers, "webhook-id")[:200] or f"{event}:{payment}:{data.word('status')}",
        reference=standing.reference,
        external_id=standing.external_id,
        amount=standing.amount,
        currency=standing.currency,
        state=standing.state,
    )


def _refund_notice_of(headers: Mapping[str, str], event: str, data: Fields) -> RefundNotice:
    if not data.has("payment_request_id") or not data.has("reference_id"):
        raise NotificationForeign(provider=PROVIDER, what=event)
    currency, refund_id = data.currency(), data.text("id")
    return RefundNotice(
        provider=PROVIDER,
        event_id=header(headers, "webhook-id")[:200] or f"{event}:{refund_id}",
        refund_reference=data.text("reference_id"),
        refund_id=refund_id,
        external_id=data.text("payment_request_id"),
        amount=data.amount("amount", currency),
        currency=currency,
        settled=_REFUNDS[event],
        reason=data.word("failure_code"),
    )
