"""HTML parse mode: tags to entities, with Telegram's exact complaints and byte offsets.

The grammar follows https://core.telegram.org/bots/api#html-style and the behaviour of Telegram's server.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sandbox.entities.links import checked_link, mentioned_user
from sandbox.entities.units import Entity, byte_offset, utf16
from sandbox.errors import ApiError, bad_request

SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
TAGS = frozenset(SIMPLE) | {"a", "tg-emoji", "tg-time", "pre", "code", "blockquote"}

_SPECIAL = re.compile(r"[<&]")
_NAME_END = re.compile(r"[\s\x00>]")
_ATTRIBUTE_END = re.compile(r"[\s\x00=>]")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_NUMBER = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}));?")
_NAMED = re.compile(r"&(lt|gt|amp|quot)(?![A-Za-z]);?")
# isdigit() would also take what is no number, such as ²
_DIGITS = re.compile(r"[0-9]+")
_NAMES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


@dataclass(slots=True)
class _Open:
    tag: str
    facts: dict[str, str]
    offset: int
    start: int


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.out: list[str] = []
        self.units = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def fail(self, what: str, at: int, then: str = "") -> ApiError:
        return bad_request(f"can't parse entities: {what} at byte offset {byte_offset(self.text, at)}{then}")

    def run(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.text):
            special = _SPECIAL.search(self.text, self.at)
            end = special.start() if special else len(self.text)
            self.emit(self.text[self.at : end])
            self.at = end
            if special and special[0] == "&":
                self.reference()
            elif special:
                self.tag()
        if self.open:
            tag = self.open[-1].tag
            raise bad_request(
                f"can't parse entities: Can't find end tag corresponding to start tag \"{tag}\""
            )
        return "".join(self.out), self.entities

    def emit(self, text: str) -> None:
        if text:
            self.out.append(text)
            self.units += utf16(text)

    def reference(self) -> None:
        character, self.at = _reference(self.text, self.at)
        self.emit(character)

    def tag(self) -> None:
        begin = self.at
        if self.text.startswith("</", begin):
            self.end_tag(begin)
        else:
            self.start_tag(begin)

    def start_tag(self, begin: int) -> None:
        name_end = _NAME_END.search(self.text, begin + 1)
        if name_end is None:
            raise self.fail("Unclosed start tag", begin)
        tag = self.text[begin + 1 : name_end.start()].lower()
        if tag not in TAGS:
            raise self.fail(f'Unsupported start tag "{tag}"', begin)
        self.at = name_end.start()
        facts: dict[str, str] = {}
        while self.skip_spaces() != ">":
            name, value = self.attribute(tag, begin)
            facts[name] = value
        self.at += 1
        if tag == "span" and facts.get("class") != "tg-spoiler":
            raise self.fail('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append(_Open(tag, facts, self.units, len(self.out)))

    def skip_spaces(self) -> str:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1
        return self.text[self.at : self.at + 1]

    def attribute(self, tag: str, begin: int) -> tuple[str, str]:
        end = _ATTRIBUTE_END.search(self.text, self.at)
        stop = end.start() if end else len(self.text)
        name = self.text[self.at : stop]
        if not name:
            if stop == len(self.text):
                raise self.fail(f'Unclosed start tag "{tag}"', begin)
            raise self.fail(f'Empty attribute name in the tag "{tag}"', begin)
        self.at = stop
        if self.skip_spaces() != "=":
            if self.at >= len(self.text):
                raise self.fail(f'Unclosed start tag "{tag}"', begin)
            return name, ""
        self.at += 1
        quote = self.skip_spaces()
        value = self.quoted(quote) if quote in {'"', "'"} else self.token()
        if self.at >= len(self.text):
            raise self.fail("Unclosed start tag", begin)
        return name, value

    def token(self) -> str:
        match = _TOKEN.match(self.text, self.at)
        assert match is not None
        if not self.text[match.end() : match.end() + 1].strip(" \t\r\n>\x00") == "":
            raise self.fail("Unexpected end of name token", self.at)
        self.at = match.end()
        return match[0].lower()

    def quoted(self, quote: str) -> str:
        self.at += 1
        value: list[str] = []
        while self.at < len(self.text) and self.text[self.at] != quote:
            if self.text[self.at] == "&":
                character, self.at = _reference(self.text, self.at)
                value.append(character)
            else:
                value.append(self.text[self.at])
                self.at += 1
        self.at += 1
        return "".join(value)

    def end_tag(self, begin: int) -> None:
        if not self.open:
            raise self.fail("Unexpected end tag", begin)
        name_end = _NAME_END.search(self.text, begin)
        self.at = name_end.start() if name_end else len(self.text)
        name = self.text[begin + 2 : self.at]
        if self.skip_spaces() != ">":
            raise self.fail("Unclosed end tag", begin)
        self.at += 1
        opened = self.open.pop()
        if name and name != opened.tag:
            raise self.fail("Unmatched end tag", begin, f', expected "</{opened.tag}>", found "</{name}>"')
        if self.units > opened.offset:
            self.close(opened)

    def close(self, opened: _Open) -> None:
        entity: Entity = {"type": "", "offset": opened.offset, "length": self.units - opened.offset}
        if opened.tag in SIMPLE:
            entity["type"] = SIMPLE[opened.tag]
        elif opened.tag == "a":
            described = link_entity(opened.facts.get("href") or "".join(self.out[opened.start :]))
            if described is None:
                return
            entity |= described
        elif opened.tag in {"pre", "code"}:
            self.close_code(opened, entity)
            return
        else:
            entity |= self.described(opened)
        self.entities.append(entity)

    def close_code(self, opened: _Open, entity: Entity) -> None:
        entity["type"] = opened.tag
        language = opened.facts.get("class", "").removeprefix("language-") if opened.tag == "code" else ""
        inner = self.entities[-1] if self.entities else None
        covered = inner is not None and (inner["offset"], inner["length"]) == (
            entity["offset"],
            entity["length"],
        )
        if inner is not None and covered and {inner["type"], opened.tag} == {"pre", "code"}:
            language = language or inner.pop("_language", "")
            inner["type"] = "pre"
            if language:
                inner["language"] = language
            return
        if language:
            entity["_language"] = language
        self.entities.append(entity)

    def described(self, opened: _Open) -> Entity:
        if opened.tag == "blockquote":
            return {"type": "expandable_blockquote" if "expandable" in opened.facts else "blockquote"}
        if opened.tag == "tg-emoji":
            emoji = opened.facts.get("emoji-id", "")
            if not _DIGITS.fullmatch(emoji):
                raise bad_request("can't parse entities: Invalid custom emoji identifier specified")
            return {"type": "custom_emoji", "custom_emoji_id": emoji}
        unix_time = opened.facts.get("unix", "")
        if not _DIGITS.fullmatch(unix_time):
            raise bad_request("can't parse entities: Invalid date specified")
        described: Entity = {"type": "date_time", "unix_time": int(unix_time[:18])}
        if "format" in opened.facts:
            described["date_time_format"] = opened.facts["format"]
        return described


def link_entity(url: str) -> Entity | None:
    """What makes a link an entity: an address or a person; None when Telegram would drop the link."""
    user = mentioned_user(url)
    if user is not None:
        return {"type": "text_mention", "user": {"id": user}}
    checked = checked_link(url)
    return {"type": "text_link", "url": checked} if checked else None


def _reference(text: str, at: int) -> tuple[str, int]:
    named = _NAMED.match(text, at)
    if named:
        return _NAMES[named[1]], named.end()
    number = _NUMBER.match(text, at)
    if number:
        code = int(number[1], 16) if number[1] else int(number[2])
        if 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF:
            return chr(code), number.end()
    return "&", at + 1


def parse_html(text: str) -> tuple[str, list[Entity]]:
    """Plain text and entities of an HTML text; raises `ApiError` in Telegram's words."""
    if "<" not in text and "&" not in text:
        return text, []
    plain, entities = _Parser(text).run()
    for entity in entities:
        entity.pop("_language", None)
    return plain, entities
