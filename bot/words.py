"""Every word a person reads, from ``locales/<language>/*.ftl`` (Fluent), in the person's language.

An owner can reword the shop: messages in ``DATA_DIR/words/<language>.ftl`` replace ours.
"""

import html
import logging
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, get_timezone_name
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Resource

from foundation.money import format_money

LANGUAGES = ("id", "en")
_FOLDER = Path(__file__).resolve().parent.parent / "locales"
_REMEMBERED = 5_000
"""Filled messages kept in memory for each language."""

_log = logging.getLogger(__name__)


class Html(str):
    """Text that is markup already: it is not escaped when it fills a message."""

    __slots__ = ()


class Words:
    """One language. ``say`` gives HTML for messages, ``label`` plain text for buttons and toasts.

    Numbers are grouped as the language does (1,024): pass order numbers and ids as text.
    """

    def __init__(self, language: str, bundle: FluentBundle, currency: str, zone: ZoneInfo) -> None:
        """Speak ``language``; amounts without a currency are in the shop's, moments by the clock of its ``zone``."""
        self.language, self._bundle, self.currency, self.zone = language, bundle, currency, zone
        self._said: dict[tuple[object, ...], str] = {}

    def say(self, key: str, /, **facts: object) -> str:
        """Give a message as HTML; facts typed by people are escaped."""
        return self._format(key, {name: _escaped(value) for name, value in facts.items()})

    def label(self, key: str, /, **facts: object) -> str:
        """Give a message as plain text."""
        return self._format(key, facts)

    def knows(self, key: str) -> bool:
        """Whether there is such a message."""
        return bool(self._bundle.has_message(key))

    def money(self, amount: int, currency: str = "") -> str:
        """Write an amount of minor units."""
        return format_money(amount, currency or self.currency, self.language)

    def moment(self, when: datetime) -> str:
        """Write a moment by the shop's own clock: ``23 Nov 14:05 WIB``."""
        return f"{self.short_moment(when)} {_zone_name(self.zone.key)}"

    def short_moment(self, when: datetime) -> str:
        """Write a moment of a list: ``23 Nov 14:05``."""
        return format_datetime(
            when.astimezone(self.zone), "d MMM HH:mm", tzinfo=self.zone, locale=self.language
        )

    def day(self, day: date) -> str:
        """Write a day: ``23 Nov``."""
        return format_date(day, "d MMM", locale=self.language)

    def _format(self, key: str, facts: dict[str, object]) -> str:
        """Fill a message, or remember how it was filled: the same few words are said all day."""
        said = (key, *facts.items())
        try:
            return self._said[said]
        except KeyError:
            text = self._fill(key, facts)
        except TypeError:  # a fact that cannot be compared
            return self._fill(key, facts)
        if len(self._said) >= _REMEMBERED:
            self._said.clear()
        self._said[said] = text
        return text

    def _fill(self, key: str, facts: dict[str, object]) -> str:
        message = self._bundle.get_message(key)
        if message.value is None:
            raise KeyError(key)
        text, errors = self._bundle.format_pattern(message.value, facts)
        if errors:
            _log.warning("words: %s in %s: %s", key, self.language, errors)
        return str(text)


def _escaped(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Html):
        return html.escape(value, quote=False)
    return str(value) if isinstance(value, Html) else value


@lru_cache(maxsize=8)
def _zone_name(key: str) -> str:
    indonesian = {
        "Asia/Jakarta": "WIB",
        "Asia/Pontianak": "WIB",
        "Asia/Makassar": "WITA",
        "Asia/Jayapura": "WIT",
    }
    return indonesian.get(key) or get_timezone_name(ZoneInfo(key), width="short", locale="en")


class Library:
    """All languages of one shop."""

    def __init__(self, *, default: str, currency: str, zone: ZoneInfo, reworded: Path | None = None) -> None:
        """Read every word once; ``reworded`` is the folder with the owner's own messages."""
        self._default = default
        self._words = {
            language: Words(language, _bundle(language, reworded), currency, zone) for language in LANGUAGES
        }

    def for_language(self, language: str) -> Words:
        """Give the words of a language, or of the shop's default one."""
        return self._words.get(language) or self._words[self._default]

    def for_person(self, chosen: str, telegram: str) -> Words:
        """Give the words a person reads: what they chose, else their Telegram's language, else English.

        A person whose Telegram says nothing gets the shop's default language.
        """
        if chosen in self._words:
            return self._words[chosen]
        if not telegram:
            return self._words[self._default]
        spoken = telegram.split("-", maxsplit=1)[0].lower()
        # Javanese, Sundanese and Malay readers read Indonesian more easily than English
        return self._words["id" if spoken in {"id", "in", "jv", "su", "ms"} else "en"]


def _bundle(language: str, reworded: Path | None) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    for file in sorted((_FOLDER / language).glob("*.ftl")):
        bundle.add_resource(_parsed(file.read_text(encoding="utf-8")))
    own = reworded / f"{language}.ftl" if reworded else None
    if own is not None and own.exists():
        bundle.add_resource(_parsed(own.read_text(encoding="utf-8")), allow_overrides=True)
    return bundle


@lru_cache(maxsize=64)
def _parsed(text: str) -> Resource:
    """Read a file's messages: slow, so a shop that opens again in the same process reads them once."""
    return FluentResource(text)
