"""From what a bot or a person sends to the text and entities everyone then sees."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from sandbox.entities.detect import find_entities
from sandbox.entities.given import read_entities
from sandbox.entities.html import parse_html
from sandbox.entities.markdown import parse_markdown, parse_markdown_v2
from sandbox.entities.units import Entity, positions, utf16
from sandbox.errors import bad_request
from sandbox.wire import Json

_PARSERS = {"html": parse_html, "markdownv2": parse_markdown_v2, "markdown": parse_markdown}

_REMOVED = re.compile("[\r\u2028-\u202e]")
_BLANKED = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f]")
_SPLITTABLE = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
# Nothing is looked for inside these: a command in code is no command.
_OPAQUE = frozenset({"code", "pre", "text_link", "text_mention", "custom_emoji", "date_time"})


def parse(text: str, parse_mode: str) -> tuple[str, list[Entity]]:
    """Apply a parse mode; raises `ApiError` when the text does not follow it."""
    mode = parse_mode.lower()
    if mode in {"", "none"}:
        return text, []
    parser = _PARSERS.get(mode)
    if parser is None:
        raise bad_request("unsupported parse_mode")
    return parser(text)


def formatted(text: str, parse_mode: str = "", given: Any = None) -> tuple[str, list[Entity]]:
    """The text as everyone sees it: parsed, trimmed, with the entities given and those found by themselves."""
    if given and not parse_mode:
        return _finished(text, read_entities(given, utf16(text)))
    text, entities = _parsed(text, parse_mode)
    return text, [entity.copy() for entity in entities]


@lru_cache(maxsize=500)
def _parsed(text: str, parse_mode: str) -> tuple[str, list[Entity]]:
    """Bots say the same again and again, to one person after another."""
    return _finished(*parse(text, parse_mode))


def _finished(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    text, entities = _trim(*_clean(text, entities))
    found = find_entities(text)
    if not entities:
        return text, found
    if len(entities) == 1 and not found:
        return text, entities
    entities = _merge(entities)
    entities += [one for one in found if not any(_disturbs(one, other) for other in entities)]
    return text, sorted(entities, key=_order)


def _order(entity: Entity) -> tuple[int, int]:
    return entity["offset"], -entity["length"]


def _clean(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    if text.isprintable():  # so there is nothing of either kind, not even a line's end
        return text, entities
    text = _BLANKED.sub(" ", text)
    if not _REMOVED.search(text):
        return text, entities
    if entities:
        gone = [utf16(text[: match.start()]) for match in _REMOVED.finditer(text)]
        for entity in entities:
            start, end = entity["offset"], entity["offset"] + entity["length"]
            entity["offset"] = start - sum(at < start for at in gone)
            entity["length"] = end - sum(at < end for at in gone) - entity["offset"]
    return _REMOVED.sub("", text), entities


def _trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    text = text.rstrip(" \n")
    if not entities:
        return text.lstrip(" \n"), []
    end = utf16(text)
    at = positions(text) if end != len(text) else range(end + 1)
    start = min([entity["offset"] for entity in entities])
    first = at[start] if start in at else len(text)
    lead = min(len(text) - len(text.lstrip(" \n")), first)
    kept = []
    for entity in entities:
        stop = min(entity["offset"] + entity["length"], end)
        if entity["offset"] not in at or stop not in at or stop <= entity["offset"]:
            continue
        inside = text[at[entity["offset"]] : at[stop]]
        if inside.strip():
            kept.append(entity | {"offset": entity["offset"] - lead, "length": stop - entity["offset"]})
    return text[lead:], kept


def _merge(entities: list[Entity]) -> list[Entity]:
    """Join neighbours of one style, so `<b>a</b><b>b</b>` is one bold entity, as on Telegram."""
    result: list[Entity] = []
    latest: dict[str, Json] = {}
    for entity in sorted(entities, key=_order):
        before = latest.get(entity["type"])
        if (
            before
            and entity["type"] in _SPLITTABLE
            and entity["offset"] <= before["offset"] + before["length"]
        ):
            end = max(before["offset"] + before["length"], entity["offset"] + entity["length"])
            before["length"] = end - before["offset"]
            continue
        latest[entity["type"]] = entity
        result.append(entity)
    return result


def _disturbs(found: Entity, given: Entity) -> bool:
    start, end = found["offset"], found["offset"] + found["length"]
    other_start, other_end = given["offset"], given["offset"] + given["length"]
    if end <= other_start or other_end <= start:
        return False
    nested = (other_start <= start and end <= other_end) or (start <= other_start and other_end <= end)
    return given["type"] in _OPAQUE or not nested
