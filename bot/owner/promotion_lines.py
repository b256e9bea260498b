"""A line an owner typed becomes a voucher, a sale, a bundle or a buy-X-get-Y."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime

from bot.owner.errors import AmountMissing, CategoryUnclear, CategoryUnknown, CountsMissing, TermUnreadable
from bot.owner.reading import shown
from bot.owner.terms import Terms, read_terms
from bot.shop import RunningShop
from bot.words import Words
from catalog import categories
from catalog.categories import CategoryRow
from checkout.promotions import campaigns, checks, vouchers
from checkout.promotions.campaigns import Campaign
from checkout.promotions.errors import BundleTooSmall, CodeUnreadable, CutMissing
from checkout.promotions.terms import Bundle, BuyGet, Cut, Sale, Scope, VoucherTerms
from customers.people import Somebody
from foundation.database import Session

VOUCHER, SALE, BUNDLE, BUY_GET = "voucher", "sale", "bundle", "buyget"
KINDS = (VOUCHER, SALE, BUNDLE, BUY_GET)
"""As commands and buttons call them."""

_DATED = re.compile(r"(until|till|sd|s\s*/\s*d|sampai|hingga|from|dari|mulai)\b", re.IGNORECASE)

REASONS = {SALE: "sale", BUNDLE: "bundle", BUY_GET: "buy-get"}
"""As the checkout calls those that need no code."""


async def create(
    session: Session,
    kind: str,
    line: str,
    *,
    person: Somebody,
    words: Words,
    shop: RunningShop,
    now: datetime,
) -> VoucherTerms | Campaign:
    """Read a whole line and let what it says begin; gives what it was understood as. Raises what reading raises."""
    if kind == VOUCHER:
        given = voucher_of(*await _read(session, line, words, shop, now, code=True))
        await vouchers.add(session, given, actor_id=person.id, now=now)
        return given
    terms, scope, _ = await _read(session, line, words, shop, now)
    campaign = _MAKERS[kind](terms, scope)
    await campaigns.begin(session, campaign, actor_id=person.id, now=now)
    return campaign


async def read_answer(
    session: Session, question: str, answer: str, *, words: Words, shop: RunningShop, now: datetime
) -> str:
    """Give an answer of a guided form as the part of the line it stands for.

    Raises what is wrong with it, so that the question stays open.
    """
    if question == "code":
        return await vouchers.free_code(session, answer)
    if question == "name":
        return '"{}"'.format(re.sub(r'["“”]', "", answer))
    if question == "until" and not _DATED.match(answer):
        answer = f"until {answer}"
    terms, scope, _ = await _read(session, answer, words, shop, now)
    if terms.names:
        raise TermUnreadable(text=shown(terms.name))
    await checks.check_goods(session, scope)
    checks.check_window(terms.window, now)
    if question == "cut" and _cut(terms) is None and not terms.free_shipping:
        raise CutMissing
    if question == "products" and not 2 <= len(terms.product_ids) <= campaigns.MOST_IN_BUNDLE:
        raise BundleTooSmall(count=len(terms.product_ids), most=campaigns.MOST_IN_BUNDLE)
    if question == "price" and len(terms.amounts) != 1:
        raise AmountMissing
    if question == "counts" and terms.counts is None:
        raise CountsMissing
    return answer


async def _read(
    session: Session, line: str, words: Words, shop: RunningShop, now: datetime, *, code: bool = False
) -> tuple[Terms, Scope, str]:
    first, _, rest = line.strip().partition(" ") if code else ("", "", line)
    if code and not first:
        raise CodeUnreadable(text="")
    terms = read_terms(rest, shop.currency, zone=words.zone, now=now)
    shelf = _category(await categories.all_categories(session), terms.category) if terms.category else ()
    return terms, Scope(tuple(dict.fromkeys(terms.product_ids)), shelf), vouchers.read_code(first)


def voucher_of(terms: Terms, scope: Scope, code: str) -> VoucherTerms:
    """Make a voucher of what was said. Raises TermUnreadable for words that mean nothing, CutMissing."""
    if terms.names:
        raise TermUnreadable(text=shown(terms.name))
    cut = _cut(terms)
    if cut is None and not terms.free_shipping:
        raise CutMissing
    return VoucherTerms(
        0, code, cut, scope, terms.minimum, terms.most, terms.window, terms.total_limit, terms.person_limit,
        terms.first_order,
    )  # fmt: skip


def _sale(terms: Terms, scope: Scope) -> Sale:
    return Sale(0, terms.name, _cut(terms) or Cut(), scope, terms.window)


def _bundle(terms: Terms, scope: Scope) -> Bundle:
    if len(terms.amounts) != 1:
        raise AmountMissing
    return Bundle(0, terms.name, terms.amounts[0], tuple(terms.product_ids), terms.window)


def _buy_get(terms: Terms, scope: Scope) -> BuyGet:
    if terms.counts is None:
        raise CountsMissing
    gifts = Scope(tuple(dict.fromkeys(terms.gift_ids))) if terms.gift_ids else None
    cut = _cut(terms) or Cut(percent=100)
    return BuyGet(0, terms.name, *terms.counts, scope, gifts, cut, terms.window)


_MAKERS: dict[str, Callable[[Terms, Scope], Campaign]] = {SALE: _sale, BUNDLE: _bundle, BUY_GET: _buy_get}


def _cut(terms: Terms) -> Cut | None:
    """Give what is taken off; two amounts, or an amount and a percentage, are a slip."""
    if len(terms.amounts) + bool(terms.percent) > 1:
        raise TermUnreadable(text=str(terms.amounts[-1]))
    if terms.percent:
        return Cut(percent=terms.percent)
    return Cut(amount=terms.amounts[0]) if terms.amounts else None


def _category(known: Iterable[CategoryRow], text: str) -> tuple[int, ...]:
    """Give the shelf that is meant, by its name or its whole path. Raises CategoryUnknown, CategoryUnclear."""
    rows = list(known)
    wanted = " > ".join(part.strip() for part in text.split(">")).casefold()
    paths = {
        row.id: " > ".join(one.name for one in categories.line_to(rows, row.id)).casefold() for row in rows
    }
    found = [id_ for id_, path in paths.items() if path == wanted] or [
        row.id for row in rows if row.name.casefold() == wanted
    ]
    if not found:
        outermost = [row.name for row in rows if row.parent_id is None]
        raise CategoryUnknown(text=shown(text), choices=", ".join(outermost[:10]))
    if len(found) > 1:
        raise CategoryUnclear(text=shown(text), choices=", ".join(paths[one] for one in found))
    return (found[0],)
