"""What was taken off and what came on top, line by line: cart, summary and order say it alike."""

from collections.abc import Sequence

from bot.screens.parts import cut
from bot.words import Words
from checkout.promotions.terms import Discount
from checkout.quote import Quote, TaxMode

SHOWN = 5
"""Discounts that are named; what is beyond is added up."""


def discount_lines(words: Words, discounts: Sequence[Discount], currency: str) -> list[str]:
    """Each discount with its reason, the first ones of many."""
    named = [(discount_name(words, one), one.amount) for one in discounts[:SHOWN]]
    if more := sum(one.amount for one in discounts[SHOWN:]):
        named.append((words.label("discount-others"), more))
    return [
        words.say("discount-line", name=name, amount=words.money(amount, currency)) for name, amount in named
    ]


def discount_name(words: Words, discount: Discount) -> str:
    """Why something is cheaper: the voucher's code, or what the promotion is called."""
    kind = f"discount-{discount.reason}"
    return words.label(kind, name=cut(discount.name, 40)) if discount.name else words.label(f"{kind}-unnamed")


def price_lines(words: Words, quote: Quote) -> list[str]:
    """Everything between the lines and the total: discounts on goods, on shipping, the tax that comes on top."""
    text = discount_lines(words, (*quote.off_goods, *quote.shipping_discounts), quote.currency)
    if quote.tax and quote.tax_mode == TaxMode.ADDED:
        text.append(words.say("tax-added", amount=words.money(quote.tax, quote.currency)))
    return text


def tax_contained(words: Words, quote: Quote) -> list[str]:
    """The tax within the total, said after it; nothing where there is none or it came on top."""
    if not quote.tax or quote.tax_mode != TaxMode.INCLUDED:
        return []
    return [words.say("tax-included", amount=words.money(quote.tax, quote.currency))]
