"""Tripay: its methods, and what a transaction is asked with.

Formats, limits and lives of the channels: https://tripay.co.id/developer.
"""

from checkout.gateways.asks import ChargeAsk, Line
from checkout.gateways.credentials import TripayKeys
from checkout.gateways.methods import MINUTES_OF_DAY, Life, Method, table
from checkout.gateways.tripay_reading import signature_of

_MONTH = 30 * MINUTES_OF_DAY
QRIS_LIVES = {"QRIS": Life(10, 60), "QRISC": Life(10, MINUTES_OF_DAY), "QRIS2": Life(10, MINUTES_OF_DAY)}
"""How long a code lives, by the channel that the owner has."""

_BANKS = (
    ("bca", "BCAVA", Life(15, _MONTH)),
    ("bni", "BNIVA", Life(15, MINUTES_OF_DAY)),
    ("bri", "BRIVA", Life(60, _MONTH)),
    ("mandiri", "MANDIRIVA", Life(60, _MONTH)),
    ("permata", "PERMATAVA", Life(60, _MONTH)),
    ("cimb", "CIMBVA", Life(15, _MONTH)),
    ("bsi", "BSIVA", Life(60, 180)),
)
METHODS = table(
    Method("qris", "QRIS2", 1_000, 5_000_000, life=QRIS_LIVES["QRIS2"]),
    Method("ovo", "OVO", 1_000, 10_000_000, life=Life(15, _MONTH), needs_phone=True),
    Method("dana", "DANA", 1_000, 10_000_000, life=Life(15, 60)),
    Method("shopeepay", "SHOPEEPAY", 1_000, 10_000_000, life=Life(15, 60)),
    *(Method(f"va:{bank}", channel, 10_000, 10_000_000, life=life) for bank, channel, life in _BANKS),
)


def transaction_form(ask: ChargeAsk, method: Method, keys: TripayKeys) -> dict[str, str]:
    """Write the form of a new transaction, signed over merchant code, reference and amount."""
    signed = f"{keys.merchant_code}{ask.reference}{ask.amount}".encode()
    form = {
        "method": method.channel,
        "merchant_ref": ask.reference,
        "amount": str(ask.amount),
        "customer_name": ask.customer.short_name,
        # Tripay insists on an e-mail address; the shopper's is nobody's business
        "customer_email": keys.email,
        "return_url": ask.return_url,
        "expired_time": str(int(method.end_of(ask).timestamp())),
        "signature": signature_of(signed, keys.private_key.get_secret_value()),
    }
    if method.needs_phone:
        form["customer_phone"] = ask.customer.phone
    for number, line in enumerate(_lines(ask)):
        form[f"order_items[{number}][name]"] = line.name[:100]
        form[f"order_items[{number}][price]"] = str(line.price)
        form[f"order_items[{number}][quantity]"] = str(line.quantity)
    return form


def _lines(ask: ChargeAsk) -> tuple[Line, ...]:
    """Give the lines as Tripay takes them: none below zero, so an order with a discount is one line."""
    if ask.lines and all(line.price >= 0 for line in ask.lines):
        return ask.lines
    return (Line(ask.reference, ask.amount),)
