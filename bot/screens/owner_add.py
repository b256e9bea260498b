"""Questions about a new product, one at a time."""

from collections.abc import Sequence

from bot.actions import CancelForm, ContinueForm, PickCategory, SkipQuestion, StartOver
from bot.screen import Choice, Screen
from bot.screens.parts import Row, button, cut, rows_of
from bot.words import Words

SHELVES = 12
"""Categories offered as buttons; others are typed."""


def ask(words: Words, question: str, *, known: str, shelves: Sequence[tuple[int, str]] = ()) -> Screen:
    """Ask one thing about the product; ``known`` says what was answered so far, ``shelves`` are offered."""
    rows: list[Row] = []
    if question == "category":
        offered = [Choice(cut(path, 28), PickCategory(category_id=key)) for key, path in shelves[:SHELVES]]
        rows += rows_of(offered, width=40, most=2)
    if question in {"category", "photo"}:
        rows.append((button(words, "owner-button-skip", SkipQuestion(form=question)),))
    leave = button(words, "button-leave", CancelForm())
    rows.append((button(words, "owner-button-over", StartOver(form="add")), leave) if known else (leave,))
    text = words.say(f"owner-add-{question}")
    return Screen(f"{known}\n\n{text}".strip(), tuple(rows), section=words.label("owner-section-add"))


def so_far(words: Words, *, name: str, price: int | None, stock: str, category: str, photos: int) -> str:
    """What was answered, on one line; empty when nothing was."""
    parts = [
        cut(name, 60),
        words.money(price) if price is not None else "",
        cut(stock, 60),
        cut(category, 40),
        words.label("owner-photos", count=photos) if photos else "",
    ]
    known = " · ".join(part for part in parts if part)
    return words.say("owner-add-so-far", known=known) if known else ""


def half_way(words: Words, question: str, *, known: str) -> Screen:
    """A product was begun earlier: go on or start over? Typing the answer goes on, too."""
    rows = (
        (
            button(words, "owner-button-continue", ContinueForm(form="add")),
            button(words, "owner-button-over", StartOver(form="add")),
        ),
        (button(words, "button-leave", CancelForm()),),
    )
    text = words.say("owner-add-half-way") + "\n\n" + known + "\n\n" + words.say(f"owner-add-{question}")
    return Screen(text, rows, section=words.label("owner-section-add"))
