"""What an owner can mistype; the words, each with a correct example, are in ``locales/*/owner.ftl``."""

from foundation.errors import ShopError


class NumberUnreadable(ShopError):
    """No number where one is needed. Facts: text."""

    key = "owner-number-unreadable"


class NumberMissing(ShopError):
    """The number of a product or an order comes first. Facts: text."""

    key = "owner-number-missing"


class ProductUnknown(ShopError):
    """No product has this number. Facts: number."""

    key = "owner-product-unknown"


class OrderUnknown(ShopError):
    """No order has this number. Facts: number."""

    key = "owner-order-unknown"


class NameUnreadable(ShopError):
    """A name without a letter or a digit: nobody could search for it. Facts: text."""

    key = "owner-name-unreadable"


class PriceZero(ShopError):
    """Nothing is sold for nothing."""

    key = "owner-price-zero"


class WeightUnreadable(ShopError):
    """No weight. Facts: text."""

    key = "owner-weight-unreadable"


class StockUnreadable(ShopError):
    """Neither a count nor options with counts. Facts: text."""

    key = "owner-stock-unreadable"


class StockChangeUnreadable(ShopError):
    """No correction of a count. Facts: text."""

    key = "owner-stock-change-unreadable"


class StockBelowNothing(ShopError):
    """More would be taken away than there are. Facts: name, count."""

    key = "owner-stock-below-nothing"


class OptionsUneven(ShopError):
    """Some variants name more options than others. Facts: label, example."""

    key = "owner-options-uneven"


class TooManyParts(ShopError):
    """More between the bars than a product has. Facts: parts, limit."""

    key = "owner-too-many-parts"


class WhichVariant(ShopError):
    """The product has several variants. Facts: choices, example."""

    key = "owner-which-variant"


class ChangedSince(ShopError):
    """Somebody changed it again: nothing was set back."""

    key = "owner-changed-since"


class FormOver(ShopError):
    """The question behind this button was answered or left."""

    key = "owner-form-over"


class BankLineUnreadable(ShopError):
    """A bank account has three parts. Facts: text."""

    key = "owner-bank-line-unreadable"


class ZoneLineUnreadable(ShopError):
    """A shipping zone has three or four parts. Facts: text."""

    key = "owner-zone-line-unreadable"


class CourierUnknown(ShopError):
    """No courier of this name. Facts: text, choices."""

    key = "owner-courier-unknown"


class AreaNotFound(ShopError):
    """No province or city of this name. Facts: text."""

    key = "owner-area-not-found"


class AreaUnclear(ShopError):
    """Several places are called like this. Facts: text, choices."""

    key = "owner-area-unclear"


class AnswerTooLong(ShopError):
    """A reply that fits no message. Facts: length, limit."""

    key = "owner-answer-too-long"


class OrderKindUnknown(ShopError):
    """No list of orders of this name. Facts: text."""

    key = "owner-order-kind-unknown"


class WaybillMissing(ShopError):
    """A parcel company needs a waybill number. Facts: order, courier, code (the courier as it is typed)."""

    key = "owner-waybill-missing"


class CannotCancel(ShopError):
    """The money has come; canceling alone would keep it. Facts: order, state."""

    key = "owner-cannot-cancel"


class TermUnreadable(ShopError):
    """A word that means nothing where it stands. Facts: text."""

    key = "owner-term-unreadable"


class DateUnreadable(ShopError):
    """No day and no time. Facts: text."""

    key = "owner-date-unreadable"


class CategoryUnknown(ShopError):
    """No shelf of this name. Facts: text, choices."""

    key = "owner-category-unknown"


class CategoryUnclear(ShopError):
    """Several shelves are called like this. Facts: text, choices."""

    key = "owner-category-unclear"


class AmountMissing(ShopError):
    """A bundle needs one price."""

    key = "owner-bundle-price"


class CountsMissing(ShopError):
    """How many are bought and how many are given."""

    key = "owner-counts-missing"


class NoAccountForStatement(ShopError):
    """A statement came, but the shop takes money on no account yet."""

    key = "owner-no-account-for-statement"


class NpwpWrong(ShopError):
    """No tax number. Facts: text."""

    key = "owner-npwp-wrong"
