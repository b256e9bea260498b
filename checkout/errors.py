"""What can go wrong when something is bought; the words are in the locales under each ``key``."""

from foundation.errors import Gone, ShopError

# --- the cart ---------------------------------------------------------------------------------------------


class QuantityWrong(ShopError):
    """Nobody buys so few or so many. Facts: quantity, largest."""

    key = "error-quantity"


class NotOnSale(ShopError):
    """The product is hidden, a draft or deleted. Facts: variant_id, name."""

    key = "error-not-on-sale"


class CartFull(ShopError):
    """No room for another different thing. Facts: limit."""

    key = "error-cart-full"


class CartEmpty(ShopError):
    """There is nothing to check out."""

    key = "error-cart-empty"


# --- details ----------------------------------------------------------------------------------------------


class FieldEmpty(ShopError):
    """Something has to stand here. Facts: field."""

    key = "error-field-empty"


class FieldTooLong(ShopError):
    """More than fits. Facts: field, limit, length."""

    key = "error-field-too-long"


class DistrictUnknown(ShopError):
    """No such district. Facts: code."""

    key = "error-district-unknown"


class NoCourierThere(ShopError):
    """No shipping zone covers the place. Facts: place."""

    key = "error-no-courier-there"


class ShippingGone(ShopError):
    """The courier's service is not offered to this place (any more). Facts: courier, service, place."""

    key = "error-shipping-gone"


class AccountGone(Gone):
    """The shop takes no money on this account (any more). Facts: account_id."""

    key = "error-account-gone"


class QrisTooLarge(ShopError):
    """One QRIS payment may not carry so much; a bank transfer may. Facts: amount, limit, currency."""

    key = "error-qris-order-too-large"


class CodNotOffered(ShopError):
    """This order cannot be paid at the door. Facts: reason (digital, area, ceiling, blocked), limit, currency."""

    key = "error-cod"


# --- what the owner sets ----------------------------------------------------------------------------------


class AreaUnknown(ShopError):
    """No such province, regency or district. Facts: code."""

    key = "error-area-unknown"


class ServiceUnreadable(ShopError):
    """A courier or service that fits no button. Facts: field (courier, service), text, limit (bytes)."""

    key = "error-service-unreadable"


class RateWrong(ShopError):
    """A shipping rate nobody means. Facts: rate, largest, currency."""

    key = "error-shipping-rate"


class StarsRateWrong(ShopError):
    """So few or so many Stars for 1,000 of the currency nobody means. Facts: text."""

    key = "error-stars-rate"


class ZoneGone(Gone):
    """No such shipping zone. Facts: zone_id."""

    key = "error-zone-gone"


class AccountNumberWrong(ShopError):
    """What was typed is no account number. Facts: number."""

    key = "error-account-number"


# --- placing an order -------------------------------------------------------------------------------------


class StaleCheckout(ShopError):
    """The button belongs to a checkout that is over or was changed since; look at the summary again."""

    key = "error-checkout-stale"


class QuoteChanged(ShopError):
    """A price, a rate or a detail changed since the shopper saw it: nothing was ordered. Facts: total, currency."""

    key = "error-quote-changed"


class DetailsMissing(ShopError):
    """The order cannot be placed yet. Facts: missing (a tuple of fields), first (the one to ask)."""

    key = "error-details-missing"


class OrderTooLarge(ShopError):
    """More money than one order may be about. Facts: total, limit, currency."""

    key = "error-order-too-large"


class NothingToPay(ShopError):
    """An order over nothing cannot be paid; a human has to give it away."""

    key = "error-nothing-to-pay"


class AmountsExhausted(ShopError):
    """Every amount by which this order could be recognised is taken. Facts: method (bank, qris)."""

    key = "error-amounts-exhausted"


# --- the life of an order ---------------------------------------------------------------------------------


class OrderGone(Gone):
    """No such order, or somebody else's. Facts: order_id."""

    key = "error-order-gone"


class PaymentGone(Gone):
    """No such payment. Facts: payment_id."""

    key = "error-payment-gone"


class PaymentUnderWay(ShopError):
    """Money or its proof is with the shop already: another way to pay needs a human. Facts: order_id."""

    key = "error-payment-under-way"


class BillOver(ShopError):
    """The order of this bill has ended, or is paid in another way now. Facts: order_id, state (of the order)."""

    key = "error-bill-over"


class BillPaid(ShopError):
    """The order of this bill is paid already. Facts: order_id."""

    key = "error-bill-paid"


class BillUnderWay(ShopError):
    """Another payment for the order is being made this very moment. Facts: order_id."""

    key = "error-bill-under-way"


class BillWrong(ShopError):
    """The bill asks for something else than the order does. Facts: order_id."""

    key = "error-bill-wrong"


class NotPaidAtTheDoor(ShopError):
    """Only a parcel that was to be paid at the door comes back this way. Facts: order_id, state (of the payment)."""

    key = "error-not-at-the-door"


class SumWrong(ShopError):
    """No such sum can have come. Facts: amount, currency."""

    key = "error-sum"


class CurrencyWrong(ShopError):
    """Money of another currency than the order's. Facts: order_id, currency, expected."""

    key = "error-currency"


class KeyReused(ShopError):
    """The same event was told before with another content: somebody errs, or forges. Facts: source, key."""

    key = "error-key-reused"


class BankLineGone(Gone):
    """No such line of a bank statement. Facts: line_id."""

    key = "error-bank-line-gone"


class BankLineDone(ShopError):
    """The line was decided before: a second tap, or a colleague was faster. Facts: amount, currency."""

    key = "error-bank-line-done"


class ProofGone(Gone):
    """No such picture. Facts: proof_id."""

    key = "error-proof-gone"


class AlreadyDone(ShopError):
    """It was done before: a second tap, or a colleague was faster. Facts: order_id, state."""

    key = "error-already-done"


class TooLateToCancel(ShopError):
    """Paid or shipped orders are not simply cancelled. Facts: order_id, state."""

    key = "error-too-late-to-cancel"


class ProofWaiting(ShopError):
    """The shop is looking at the payment's picture; only the owner can cancel now. Facts: order_id."""

    key = "error-proof-waiting"


class NoProofWaiting(ShopError):
    """There is no picture to turn down. Facts: order_id, state (of the payment)."""

    key = "error-no-proof-waiting"


class ProofRefusedBefore(ShopError):
    """The very same picture was turned down already. Facts: order_id."""

    key = "error-proof-refused-before"


class NewerProof(ShopError):
    """Another picture came after the one that was looked at. Facts: order_id."""

    key = "error-newer-proof"


class TooManyProofs(ShopError):
    """Enough pictures for one payment. Facts: order_id, limit."""

    key = "error-too-many-proofs"


class NotPaidYet(ShopError):
    """What is not paid does not leave the house. Facts: order_id, state."""

    key = "error-not-paid-yet"


class NotShippedYet(ShopError):
    """The parcel is not on its way yet. Facts: order_id, state."""

    key = "error-not-shipped-yet"
