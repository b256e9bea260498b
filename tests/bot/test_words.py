"""Both languages say everything, with the same facts, and every button fits what Telegram allows."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

from foundation.errors import ShopError

LOCALES = Path(__file__).parents[2] / "locales"
LANGUAGES = sorted(folder.name for folder in LOCALES.iterdir())


def variables_in(node: ast.BaseNode) -> set[str]:
    """Names of the facts a message uses."""
    found: set[str] = set()

    def walk(thing: object) -> None:
        if isinstance(thing, ast.VariableReference):
            found.add(thing.id.name)
        if isinstance(thing, ast.BaseNode):
            for value in vars(thing).values():
                walk(value)
        if isinstance(thing, list):
            for value in thing:
                walk(value)

    walk(node)
    return found


def messages_of(language: str) -> dict[str, set[str]]:
    """Every message of a language with the facts it uses."""
    messages: dict[str, set[str]] = {}
    for file in sorted((LOCALES / language).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{file.name}: {entry.content[:80]}"
            if isinstance(entry, ast.Message):
                assert entry.id.name not in messages, f"{entry.id.name} stands twice in {language}"
                messages[entry.id.name] = variables_in(entry)
    return messages


def test_both_languages_have_the_same_messages_with_the_same_facts() -> None:
    """Nobody meets a missing word because they read the other language."""
    for one, other in pairwise(LANGUAGES):
        first, second = messages_of(one), messages_of(other)
        assert set(first) == set(second)
        assert {key: facts for key, facts in first.items() if facts != second[key]} == {}


def all_errors(base: type[ShopError] = ShopError) -> list[type[ShopError]]:
    """Every error the shop can tell a person about."""
    return [base, *(found for child in base.__subclasses__() for found in all_errors(child))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_has_words(language: str) -> None:
    """Whatever is refused is explained."""
    import bot.dispatcher  # noqa: F401 - loads every room

    known = messages_of(language)
    assert [error.key for error in all_errors() if error.key not in known] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_named_in_the_code_has_words(language: str) -> None:
    """A screen never asks for words that are not there."""
    known = messages_of(language)
    named = set()
    for file in (LOCALES.parent / "bot").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        named |= set(re.findall(r"""(?:say|label)\(\s*"([a-z0-9-]+)\"""", text))
        named |= set(re.findall(r"""button\(words, "([a-z0-9-]+)\"""", text))
    assert named
    assert sorted(key for key in named if key not in known) == []
