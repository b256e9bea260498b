"""Pieces that many screens share."""

from collections.abc import Iterable

from bot.actions import Help, Home, OpenCart, OpenShelf
from bot.screen import Action, Choice
from bot.words import Words

Row = tuple[Choice, ...]
FEW = 3
"""From this many on, shelves and cards say how many are left."""
LABEL = 60
"""Characters of a button's label before it is cut; Telegram shows fewer."""


def cut(text: str, length: int = LABEL) -> str:
    """Shorten a text to ``length`` characters, with an ellipsis where something was left out."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def button(words: Words, key: str, action: Action, /, **facts: object) -> Choice:
    """A button whose label stands in the locales."""
    return Choice(cut(words.label(key, **facts)), action)


def carried(text: str) -> str:
    """Give typed words as a button can carry them: 48 bytes, without the separator."""
    return " ".join(text.replace(":", " ").split()).encode()[:48].decode(errors="ignore").strip()


def rows_of(choices: Iterable[Choice], *, width: int = 30, most: int = 4) -> tuple[Row, ...]:
    """Lay buttons out in rows: at most ``most`` a row and about ``width`` characters."""
    rows: list[list[Choice]] = []
    used = 0
    for choice in choices:
        size = len(choice.text) + 2
        if not rows or used + size > width or len(rows[-1]) >= most:
            rows.append([])
            used = 0
        rows[-1].append(choice)
        used += size
    return tuple(tuple(row) for row in rows)


def pager(pages: Iterable[tuple[int, Action]], page: int, last: int) -> Row:
    """The row ``‹  2/7  ›``: ``pages`` gives the action of each neighbouring page, here and there only."""
    row: list[Choice] = []
    for number, action in pages:
        if number < 1 or number > last:
            continue
        sign = f"{page}/{last}" if number == page else ("‹" if number < page else "›")
        row.append(Choice(sign, action))
    return tuple(row) if last > 1 else ()


def way_out(words: Words) -> tuple[Row, ...]:
    """Where anybody can go from anywhere."""
    return (
        (button(words, "button-shop", OpenShelf()), button(words, "button-cart", OpenCart())),
        (button(words, "button-home", Home()), button(words, "button-help", Help())),
    )
