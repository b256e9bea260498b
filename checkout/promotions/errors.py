"""What can go wrong with promotions; the words are in the locales under each ``key``."""

from foundation.errors import Gone, ShopError


class VoucherRefused(ShopError):
    """A code that takes nothing off this order. Facts: code; see the types below."""

    key = "error-voucher-unknown"


class VoucherUnknown(VoucherRefused):
    """No voucher that is on has this code."""

    key = "error-voucher-unknown"


class VoucherNotYet(VoucherRefused):
    """It begins later. Facts: code, starts_at."""

    key = "error-voucher-not-yet"


class VoucherOver(VoucherRefused):
    """Its time has passed."""

    key = "error-voucher-over"


class VoucherUsedUp(VoucherRefused):
    """As many as may have it have it."""

    key = "error-voucher-used-up"


class VoucherUsedByYou(VoucherRefused):
    """The shopper used it as often as one may. Facts: code, limit."""

    key = "error-voucher-used-by-you"


class VoucherFirstOrderOnly(VoucherRefused):
    """It is for the first order, and this is not."""

    key = "error-voucher-first-order"


class VoucherMinimum(VoucherRefused):
    """Too little is bought. Facts: code, minimum, lacking, currency."""

    key = "error-voucher-minimum"


class VoucherNotForThese(VoucherRefused):
    """Nothing it is for is bought."""

    key = "error-voucher-not-for-these"


class VoucherNothingLeft(VoucherRefused):
    """The goods it is for cost nothing already, or nothing has to be sent."""

    key = "error-voucher-nothing-left"


# --- what the owner sets ----------------------------------------------------------------------------------


class CodeUnreadable(ShopError):
    """A code has 3 to 20 letters, digits, - or _. Facts: text."""

    key = "error-voucher-code"


class CodeTaken(ShopError):
    """A voucher that is on has this code. Facts: code."""

    key = "error-voucher-code-taken"


class CutMissing(ShopError):
    """Nobody said what is taken off."""

    key = "error-promotion-cut"


class PercentWrong(ShopError):
    """Not between 1 and 100. Facts: percent."""

    key = "error-promotion-percent"


class CountWrong(ShopError):
    """A limit or a number of pieces nobody means. Facts: count, largest."""

    key = "error-promotion-count"


class EndsBeforeItBegins(ShopError):
    """It would never hold."""

    key = "error-promotion-window"


class BundleTooSmall(ShopError):
    """A bundle has two to ten products. Facts: count, most."""

    key = "error-bundle-size"


class PromotionProductGone(ShopError):
    """No product has this number. Facts: product_id."""

    key = "error-promotion-product"


class PromotionGone(Gone):
    """No such voucher or promotion (any more)."""

    key = "error-promotion-gone"
