"""What can go wrong with the goods; the words are in the locales under each ``key``."""

from foundation.errors import Gone, ShopError


class ProductGone(Gone):
    """The product was deleted, never existed, or is not for shoppers' eyes. Facts: product_id."""

    key = "error-product-gone"


class VariantGone(Gone):
    """No such variant. Facts: variant_id."""

    key = "error-variant-gone"


class CategoryGone(Gone):
    """No such shelf. Facts: category_id."""

    key = "error-category-gone"


class OutOfStock(ShopError):
    """Fewer are free than wanted. Facts: variant_id, name (product and label), wanted, available."""

    key = "out-of-stock"


class StockTooLow(ShopError):
    """The count would fall below what is promised to orders. Facts: variant_id, name, on_hand, allocated, wanted."""

    key = "error-stock-too-low"


class AllocationMissing(ShopError):
    """More would be released or consumed than is promised. Facts: variant_id, name, wanted, allocated."""

    key = "error-allocation-missing"


class NumberOutOfRange(ShopError):
    """A price, weight or count nobody means. Facts: number, lowest, highest."""

    key = "error-number-out-of-range"


class VariantUnclear(ShopError):
    """Which one is meant? Facts: wanted (the words), choices (labels joined with commas)."""

    key = "error-variant-unclear"


class VariantMismatch(ShopError):
    """A variant does not pick one value of each option. Facts: label."""

    key = "error-variant-mismatch"


class VariantTwice(ShopError):
    """The same combination (or the same value of an option) was given twice. Facts: label."""

    key = "error-variant-twice"


class TooManyVariants(ShopError):
    """More combinations than a card can show. Facts: limit."""

    key = "error-too-many-variants"


class TooManyOptions(ShopError):
    """More things to choose than a product can have. Facts: limit."""

    key = "error-too-many-options"


class NameMissing(ShopError):
    """A product, category, option or value without a name."""

    key = "error-name-missing"


class NameTooLong(ShopError):
    """A name or SKU that does not fit. Facts: limit, length."""

    key = "error-name-too-long"


class DescriptionTooLong(ShopError):
    """A description that does not fit into a message. Facts: limit, length."""

    key = "error-description-too-long"


class PriceMissing(ShopError):
    """A product without any price."""

    key = "error-price-missing"


class SkuTaken(ShopError):
    """Another variant carries this SKU. Facts: sku."""

    key = "error-sku-taken"


class PhotoRefused(ShopError):
    """A photo the shop cannot keep. Facts: reason (not-a-picture, too-big, too-many, missing), limit."""

    key = "error-photo-refused"
