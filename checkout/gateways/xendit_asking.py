"""Xendit: its methods, and what is asked with.

Formats (api-version 2024-11-11): https://docs.xendit.co/apidocs/create-payment-request, /refund-payment-request;
limits on the page of each channel (https://docs.xendit.co/docs/qr, /bca-virtual-account, /dana and so on).
"""

from datetime import UTC
from typing import Any

from checkout.gateways.asks import ChargeAsk, RefundAsk
from checkout.gateways.methods import MINUTES_OF_DAY, WALLET_LIMIT, Life, Method, table
from checkout.qris import LARGEST_AMOUNT

_TWO_DAYS = Life(2 * MINUTES_OF_DAY, 2 * MINUTES_OF_DAY)
"""A payment request lives that long; only a virtual account's end can be set."""

METHODS = table(
    Method("qris", "QRIS", 1, LARGEST_AMOUNT, life=_TWO_DAYS, refundable=True),
    Method("ovo", "OVO", 100, WALLET_LIMIT, life=_TWO_DAYS, refundable=True, needs_phone=True),
    *(
        Method(code, code.upper(), 100, WALLET_LIMIT, life=_TWO_DAYS, refundable=True)
        for code in ("dana", "shopeepay", "linkaja")
    ),
    Method("va:bca", "BCA_VIRTUAL_ACCOUNT", 10_000, 50_000_000),
    *(
        Method(f"va:{bank}", f"{bank.upper()}_VIRTUAL_ACCOUNT", 1, 50_000_000_000)
        for bank in ("bni", "bri", "mandiri", "permata", "bsi")
    ),
)


def request_body(ask: ChargeAsk, method: Method) -> dict[str, Any]:
    """Write the body of a payment request."""
    return {
        "reference_id": ask.reference,
        "type": "PAY",
        "country": "ID",
        "currency": ask.currency,
        "request_amount": ask.amount,
        "capture_method": "AUTOMATIC",
        "channel_code": method.channel,
        "channel_properties": _properties(ask, method),
    }


def _properties(ask: ChargeAsk, method: Method) -> dict[str, str]:
    if method.bank:
        until = method.end_of(ask).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return {"display_name": ask.customer.short_name, "expires_at": until}
    if method.needs_phone:
        return {"account_mobile_number": ask.customer.phone}
    if method.code == "qris":
        return {}
    return {"success_return_url": ask.return_url, "failure_return_url": ask.return_url}


def refund_body(ask: RefundAsk) -> dict[str, Any]:
    """Write the body of a refund. Xendit takes a reason from its own list only."""
    return {
        "reference_id": ask.refund_reference,
        "payment_request_id": ask.external_id,
        "currency": ask.currency,
        "amount": ask.amount,
        "reason": "REQUESTED_BY_CUSTOMER",
    }
