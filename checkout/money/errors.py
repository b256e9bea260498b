"""What can go wrong when money or goods go back; the words are in the locales under each ``key``."""

from foundation.errors import Gone, ShopError


class RefundGone(Gone):
    """No such refund. Facts: refund_id."""

    key = "error-refund-gone"


class RefundTooHigh(ShopError):
    """More than is left of what came. Facts: order_id, amount, limit, currency."""

    key = "error-refund-too-high"


class RefundNothing(ShopError):
    """Nothing would go back: nothing was chosen, or nothing is left. Facts: order_id."""

    key = "error-refund-nothing"


class RefundQuantityWrong(ShopError):
    """More pieces of a line than were paid and not refunded yet. Facts: order_id, name, quantity, left."""

    key = "error-refund-quantity"


class RefundBeforePayment(ShopError):
    """The order still waits for its payment: cancel it first, then give back what came. Facts: order_id, state."""

    key = "error-refund-before-payment"


class ReturnGone(Gone):
    """No such return, or somebody else's. Facts: return_id."""

    key = "error-return-gone"


class ReturnOver(ShopError):
    """The return is not at this point any more: a second tap, or a colleague was faster. Facts: order_id."""

    key = "error-return-over"


class ReturnTooEarly(ShopError):
    """What has not arrived cannot be sent back. Facts: order_id, state."""

    key = "error-return-too-early"


class ReturnQuantityWrong(ShopError):
    """Nothing was chosen, or more than is there to come back. Facts: order_id."""

    key = "error-return-quantity"


class CreditTooLow(ShopError):
    """Less store credit than is to be spent. Facts: amount, limit (what there is), currency."""

    key = "error-credit-too-low"
