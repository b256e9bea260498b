"""MarkdownV2 and the older Markdown: enough of them for ordinary texts, with Telegram's complaints.

The grammar follows https://core.telegram.org/bots/api#markdownv2-style and #markdown-style.
"""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.entities.html import link_entity
from sandbox.entities.units import Entity, byte_offset, utf16
from sandbox.errors import ApiError, bad_request

_MARKS = {"*": "bold", "_": "italic", "__": "underline", "~": "strikethrough", "||": "spoiler"}
_NAMES = {
    "bold": "Bold",
    "italic": "Italic",
    "underline": "Underline",
    "strikethrough": "Strikethrough",
    "spoiler": "Spoiler",
    "code": "Code",
    "pre": "Pre",
    "text_link": "TextUrl",
}
_RESERVED = frozenset("_*[]()~`>#+-=|{}.!")


@dataclass(slots=True)
class _Open:
    type: str
    mark: str
    offset: int
    at: int
    start: int


class _V2:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.out: list[str] = []
        self.units = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []
        self.quote: int | None = None

    def emit(self, character: str) -> None:
        self.out.append(character)
        self.units += utf16(character)

    def run(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.text):
            self.step()
        self.end_quote()
        if self.open:
            raise self.unclosed(self.open[-1])
        return "".join(self.out), self.entities

    def unclosed(self, opened: _Open) -> ApiError:
        name = _NAMES[opened.type]
        at = byte_offset(self.text, opened.at)
        return bad_request(f"can't parse entities: Can't find end of {name} entity at byte offset {at}")

    def step(self) -> None:
        character = self.text[self.at]
        if character == "\\" and self.at + 1 < len(self.text) and self.text[self.at + 1].isascii():
            self.emit(self.text[self.at + 1])
            self.at += 2
        elif self.open and self.open[-1].type in {"code", "pre"} and character != "`":
            self.emit(character)
            self.at += 1
        elif character == "\n":
            if self.quote is not None and self.text[self.at + 1 : self.at + 2] != ">":
                self.end_quote()
            self.emit(character)
            self.at += 1
        elif character == ">" and self.starts_line():
            self.quote = self.units if self.quote is None else self.quote
            self.at += 1
        elif character == "`":
            self.code()
        elif character == "[" or self.text.startswith("![", self.at):
            self.at += 1 if character == "[" else 2
            self.open.append(_Open("text_link", "]", self.units, self.at - 1, len(self.out)))
        elif character == "]" and self.open and self.open[-1].type == "text_link":
            self.link()
        else:
            self.mark_or_text(character)

    def starts_line(self) -> bool:
        return self.at == 0 or self.text[self.at - 1] == "\n"

    def end_quote(self) -> None:
        if self.quote is not None and self.units > self.quote:
            self.entities.append(
                {"type": "blockquote", "offset": self.quote, "length": self.units - self.quote}
            )
        self.quote = None

    def mark_or_text(self, character: str) -> None:
        double = self.text[self.at : self.at + 2]
        mark = double if double in _MARKS else character
        if mark in _MARKS:
            self.toggle(mark)
        elif character in _RESERVED:
            raise bad_request(
                f"can't parse entities: Character '{character}' is reserved "
                "and must be escaped with the preceding '\\'"
            )
        else:
            self.emit(character)
            self.at += 1

    def toggle(self, mark: str) -> None:
        if self.open and self.open[-1].mark == mark:
            self.close(self.open.pop(), {})
        elif mark == "__" and self.open and self.open[-1].mark == "_":
            mark = "_"
            self.close(self.open.pop(), {})
        else:
            self.open.append(_Open(_MARKS[mark], mark, self.units, self.at, len(self.out)))
        self.at += len(mark)

    def close(self, opened: _Open, facts: Entity) -> None:
        if self.units > opened.offset:
            entity = {"type": opened.type, "offset": opened.offset, "length": self.units - opened.offset}
            self.entities.append(entity | facts)

    def code(self) -> None:
        mark = "```" if self.text.startswith("```", self.at) else "`"
        if self.open and self.open[-1].type in {"code", "pre"}:
            opened = self.open[-1]
            if not self.text.startswith(opened.mark, self.at):
                self.emit("`")
                self.at += 1
                return
            self.open.pop()
            self.at += len(opened.mark)
            self.close(opened, {"language": self.language} if opened.type == "pre" and self.language else {})
            return
        self.open.append(_Open("pre" if mark == "```" else "code", mark, self.units, self.at, len(self.out)))
        self.at += len(mark)
        if mark == "```":
            self.read_language()

    language = ""

    def read_language(self) -> None:
        end = self.at
        while end < len(self.text) and not self.text[end].isspace() and self.text[end] != "`":
            end += 1
        self.language = ""
        if end > self.at and end < len(self.text) and self.text[end] != "`":
            self.language = self.text[self.at : end]
            self.at = end
        if self.text[self.at : self.at + 1] == "\n":
            self.at += 1

    def link(self) -> None:
        opened = self.open.pop()
        self.at += 1
        url = "".join(self.out[opened.start :])
        if self.text[self.at : self.at + 1] == "(":
            begin = self.at
            self.at += 1
            url = self.address(begin)
        facts = link_entity(url)
        if facts is None and url.startswith("tg://emoji?id="):
            facts = {"type": "custom_emoji", "custom_emoji_id": url.removeprefix("tg://emoji?id=")}
        if facts:
            self.close(opened, facts)

    def address(self, begin: int) -> str:
        url: list[str] = []
        while self.at < len(self.text) and self.text[self.at] != ")":
            if self.text[self.at] == "\\" and self.at + 1 < len(self.text):
                self.at += 1
            url.append(self.text[self.at])
            self.at += 1
        if self.at >= len(self.text):
            at = byte_offset(self.text, begin)
            raise bad_request(f"can't parse entities: Can't find end of a URL at byte offset {at}")
        self.at += 1
        return "".join(url)


def parse_markdown_v2(text: str) -> tuple[str, list[Entity]]:
    """Plain text and entities of a MarkdownV2 text; raises `ApiError` in Telegram's words."""
    return _V2(text).run()


_OLD = {"*": "bold", "_": "italic", "`": "code", "```": "pre"}


def parse_markdown(text: str) -> tuple[str, list[Entity]]:
    """Plain text and entities of a text in the older Markdown, which cannot nest."""
    out: list[str] = []
    entities: list[Entity] = []
    units = at = 0
    while at < len(text):
        character = text[at]
        if character == "\\" and text[at + 1 : at + 2] in {"_", "*", "`", "["}:
            character, at = text[at + 1], at + 1
        elif character in "*_`[":
            inside, facts, at = _old_entity(text, at)
            length = utf16(inside)
            if length and facts:
                entities.append({"offset": units, "length": length} | facts)
            out.append(inside)
            units += length
            continue
        out.append(character)
        units += utf16(character)
        at += 1
    return "".join(out), entities


def _old_entity(text: str, at: int) -> tuple[str, Entity | None, int]:
    mark = "```" if text.startswith("```", at) else text[at]
    closing = "]" if mark == "[" else mark
    end = text.find(closing, at + len(mark))
    if end < 0:
        offset = byte_offset(text, at)
        raise bad_request(
            f"can't parse entities: Can't find end of the entity starting at byte offset {offset}"
        )
    inside = text[at + len(mark) : end]
    after = end + len(closing)
    if mark != "[":
        return inside, {"type": _OLD[mark]}, after
    if text[after : after + 1] == "(" and (stop := text.find(")", after)) > 0:
        return inside, link_entity(text[after + 1 : stop]), stop + 1
    return inside, None, after
