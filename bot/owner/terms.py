"""Promotions as owners type them: ``HEMAT10 10% min 100rb max 20rb 100x 1/orang s/d 31-12``, words in any order.

One reader for vouchers, sales, bundles and buy-X-get-Y, in Indonesian and English alike. Words that mean nothing are the
promotion's name; a name that would mean something stands in quotes. A category comes last, or before a bar.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.owner.days import Clock, read_moment
from bot.owner.errors import DateUnreadable, TermUnreadable
from bot.owner.reading import read_id, read_number, shown
from checkout.promotions.errors import PercentWrong
from checkout.promotions.terms import Window
from foundation.money import AmountUnreadable, read_money

_PHRASES = (
    (re.compile(r"\b(khusus )?(pesanan|order|belanja) pertama\b|\bfirst order( only)?\b", re.I), " first-order "),
    (re.compile(r"\b(gratis|bebas) ongkir\b|\bfree shipping\b", re.I), " free-shipping "),
    (re.compile(r"\brp\.?\s+(?=\d)", re.I), "Rp"),
    (re.compile(r"(\d)\s+(rb|ribu|jt|juta)\b", re.I), r"\1\2"),
    (re.compile(r"\bs\s*/\s*d\b", re.I), " until "),
)  # fmt: skip
_NAME = re.compile(r"[\"“”]([^\"“”]+)[\"“”]")
_CATEGORY = re.compile(r"\b(?:kategori|category)\s+([^|]+)", re.IGNORECASE)
_PERCENT = re.compile(r"(\d{1,9})%")
_TIMES = re.compile(r"(\d{1,9})x", re.IGNORECASE)
_EACH = re.compile(r"(\d{1,9})x?/(?:orang|org|person|pembeli|shopper)", re.IGNORECASE)
_COUNTS = re.compile(r"(\d{1,4})\+(\d{1,4})")
_WORDS = {
    "min": "minimum", "minimal": "minimum", "minimum": "minimum",
    "max": "most", "maks": "most", "maksimal": "most", "maximum": "most",
    "limit": "limit", "kuota": "limit", "kupon": "limit",
    "until": "until", "sd": "until", "sampai": "until", "hingga": "until", "till": "until",
    "from": "from", "dari": "from", "mulai": "from",
    "first-order": "first-order", "free-shipping": "free-shipping", "ongkir": "free-shipping",
    ">": "gifts", "semua": "all", "all": "all", "everything": "all",
}  # fmt: skip


@dataclass
class Terms:
    """What a line said; what it did not say is empty."""

    percent: int = 0
    amounts: list[int] = field(default_factory=list)
    minimum: int = 0
    most: int = 0
    total_limit: int | None = None
    person_limit: int | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    product_ids: list[int] = field(default_factory=list)
    gift_ids: list[int] = field(default_factory=list)
    category: str = ""
    counts: tuple[int, int] | None = None
    first_order: bool = False
    free_shipping: bool = False
    names: list[str] = field(default_factory=list)
    """words that mean nothing else"""

    @property
    def name(self) -> str:
        """What the promotion is called; empty when nothing was left to be its name."""
        return " ".join(self.names)

    @property
    def window(self) -> Window:
        """When it holds."""
        return Window(self.starts_at, self.ends_at)


def read_terms(text: str, currency: str, *, zone: ZoneInfo, now: datetime) -> Terms:
    """Read a line. Raises TermUnreadable, DateUnreadable, AmountUnreadable, PercentWrong."""
    terms = Terms()
    if quoted := _NAME.search(text):
        terms.names.append(" ".join(quoted[1].split()))
        text = _NAME.sub(" ", text, count=1)
    if category := _CATEGORY.search(text):
        terms.category = " ".join(category[1].split())
        text = _CATEGORY.sub(" ", text, count=1)
    for phrase, word in _PHRASES:
        text = phrase.sub(word, text)
    words = re.sub(r"[|,;]", " ", text.replace(">", " > ")).split()
    return _Reader(words, terms, currency, Clock(zone, now)).read()


class _Reader:
    """Goes through the words of a line, one after the other."""

    def __init__(self, words: list[str], terms: Terms, currency: str, clock: Clock) -> None:
        self._left, self._terms, self._currency, self._clock = words[::-1], terms, currency, clock
        self._gives = False

    def read(self) -> Terms:
        while self._left:
            word = self._left.pop()
            meaning = _WORDS.get(word.casefold(), "")
            if meaning:
                self._keyword(meaning, word)
            elif not self._figure(word):
                self._terms.names.append(word)
        return self._terms

    def _keyword(self, meaning: str, word: str) -> None:
        terms = self._terms
        match meaning:
            case "minimum":
                terms.minimum = read_money(self._next(word), self._currency)
            case "most":
                terms.most = read_money(self._next(word), self._currency)
            case "limit":
                terms.total_limit = read_number(self._next(word).rstrip("xX"))
            case "until":
                terms.ends_at = self._moment(word, end=True)
            case "from":
                terms.starts_at = self._moment(word, end=False)
            case "first-order":
                terms.first_order = True
            case "free-shipping":
                terms.free_shipping = True
            case "gifts":
                self._gives = True

    def _figure(self, word: str) -> bool:
        """Understand a number by its sign; False for a word."""
        terms = self._terms
        if match := _PERCENT.fullmatch(word):
            terms.percent = int(match[1])
            if not 1 <= terms.percent <= 100:
                raise PercentWrong(percent=terms.percent)
        elif match := _EACH.fullmatch(word):
            terms.person_limit = int(match[1])
        elif match := _TIMES.fullmatch(word):
            terms.total_limit = int(match[1])
        elif match := _COUNTS.fullmatch(word):
            terms.counts = int(match[1]), int(match[2])
        elif re.fullmatch(r"#\d+", word):
            (terms.gift_ids if self._gives else terms.product_ids).append(read_id(word))
        else:
            return self._amount(word)
        return True

    def _amount(self, word: str) -> bool:
        try:
            self._terms.amounts.append(read_money(word, self._currency))
        except AmountUnreadable:
            if word[0].isdigit() or word[0] == "#":  # a figure nobody understands is no name
                raise TermUnreadable(text=shown(word)) from None
            return False
        return True

    def _moment(self, word: str, *, end: bool) -> datetime:
        """Read the day after ``until`` or ``from``, and the time of day that may follow it."""
        if not self._left:
            raise DateUnreadable(text=shown(word))
        typed = [self._left.pop()]
        if self._left and re.fullmatch(r"\d{1,2}[:.]\d{2}", self._left[-1]):
            typed.append(self._left.pop())
        return read_moment(typed, self._clock, end=end)

    def _next(self, word: str) -> str:
        if not self._left:
            raise TermUnreadable(text=shown(word))
        return self._left.pop()
