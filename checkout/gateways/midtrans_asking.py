"""Midtrans: its methods, and what a charge is asked with.

Formats: https://docs.midtrans.com/reference-link/qris, /reference-link/gopay-object,
/reference/bank-transfer-object, /reference/mandiri-bill-payment-1, /reference-link/custom-expiry-object. For virtual
accounts Midtrans publishes no limits of amounts.
"""

from typing import Any

from checkout.gateways.asks import ChargeAsk
from checkout.gateways.methods import MINUTES_OF_DAY, WALLET_LIMIT, Life, Method, table
from checkout.qris import LARGEST_AMOUNT

_HALF_A_YEAR = Life(1, 180 * MINUTES_OF_DAY)
METHODS = table(
    Method("qris", "qris", 1, LARGEST_AMOUNT, refundable=True),
    Method("gopay", "gopay", 1, WALLET_LIMIT, refundable=True),
    *(Method(f"va:{bank}", bank, life=_HALF_A_YEAR) for bank in ("bca", "bni", "bri", "permata", "mandiri")),
)


def payment_type(method: Method) -> str:
    """Give Midtrans's word for a kind of payment; Mandiri's accounts are bills."""
    if method.bank:
        return "echannel" if method.bank == "mandiri" else "bank_transfer"
    return method.channel


def charge_body(ask: ChargeAsk, method: Method) -> dict[str, Any]:
    """Write the body of a charge."""
    lives = method.end_of(ask) - ask.asked_at
    body: dict[str, Any] = {
        "payment_type": payment_type(method),
        "transaction_details": {"order_id": ask.reference, "gross_amount": ask.amount},
        # whole minutes, never longer than the order waits
        "custom_expiry": {"expiry_duration": max(1, int(lives.total_seconds() // 60)), "unit": "minute"},
        "customer_details": {"first_name": ask.customer.short_name},
    }
    match method.code:
        case "qris":
            body["qris"] = {"acquirer": "gopay"}
        case "gopay":
            body["gopay"] = {"enable_callback": True, "callback_url": ask.return_url}
        case "va:mandiri":
            body["echannel"] = {"bill_info1": "Payment:", "bill_info2": ask.reference[:30]}
        case _:
            body["bank_transfer"] = {"bank": method.channel}
    return body
