"""A stack of strips on sheets of paper: text is wrapped, pages are filled, the table's head is repeated."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from checkout.papers.lettering import BOLD, REGULAR, font, width
from checkout.papers.paper import PaperSize
from checkout.papers.righttoleft import glyph_order

INK, FAINT, BAND, RULE, GROUND = "#1d2433", "#5b6577", "#17324d", "#d0d5dd", "#eef1f6"
_MM = 72 / 25.4
_SIZES = {PaperSize.A4: (210 * _MM, 297 * _MM, 18 * _MM), PaperSize.A5: (148 * _MM, 210 * _MM, 12 * _MM)}
FOOT_LETTERS = 7.0
FOOT = 22.0
"""Points kept free for the foot of every page."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text in a strip: ``at`` is its left edge, its right edge if ``right``, in points from the margin."""

    text: str
    at: float
    size: float
    bold: bool = False
    right: bool = False
    colour: str = INK


@dataclass(frozen=True, slots=True)
class Strip:
    """Something as wide as the sheet: words on one base line, with a rule above or a ground behind them.

    ``together`` is how many points have to fit on the page for the strip to begin on it; ``rule_from`` is where the rule
    begins.
    """

    height: float
    words: tuple[Piece, ...] = ()
    rule: bool = False
    rule_from: float = 0
    ground: bool = False
    together: float = 0
    in_table: bool = False


@dataclass
class Sheets:
    """Pages being filled. ``head`` is repeated at the top of each page on which ``in_table`` strips go on."""

    size: PaperSize
    head: Strip = field(default_factory=lambda: Strip(0))
    pages: list[list[tuple[float, Strip]]] = field(default_factory=lambda: [[]])

    def __post_init__(self) -> None:
        """Begin at the top of the first page."""
        self.sheet_width, self.sheet_height, self.margin = _SIZES[self.size]
        self._left = self.room

    @property
    def width(self) -> float:
        """Points between the margins."""
        return self.sheet_width - 2 * self.margin

    @property
    def room(self) -> float:
        """Points between the top margin and the foot."""
        return self.sheet_height - 2 * self.margin - FOOT

    def add(self, strips: Sequence[Strip]) -> None:
        """Put strips under each other, on new pages where they do not fit."""
        for strip in strips:
            if max(strip.height, min(strip.together, self.room / 2)) > self._left and self.pages[-1]:
                self.pages.append([])
                self._left = self.room
                if strip.in_table and strip is not self.head:
                    self._put(self.head)
            self._put(strip)

    def _put(self, strip: Strip) -> None:
        self.pages[-1].append((self._left, strip))
        self._left -= strip.height

    def draw(self, *, title: str, author: str, language: str, foot: Callable[[int, int], str]) -> bytes:
        """Give the PDF file; the same sheets give the same bytes. ``foot`` says what stands below page n of m."""
        from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 (loaded when first drawn)

        for name in (REGULAR, BOLD):
            font(name)
        file = BytesIO()
        size = (self.sheet_width, self.sheet_height)
        canvas = Canvas(
            file, pagesize=size, invariant=1, pageCompression=1, lang=language, initialFontName=REGULAR
        )
        canvas.setTitle(title)
        canvas.setAuthor(author)
        canvas.setCreator("Etalase")
        for number, page in enumerate(self.pages, start=1):
            for left, strip in page:
                self._draw(canvas, strip, self.margin + FOOT + left)
            at = self.width
            words = Piece(foot(number, len(self.pages)), at, FOOT_LETTERS, right=True, colour=FAINT)
            self._draw(canvas, Strip(FOOT, (words,)), self.margin + 12)
            canvas.showPage()
        canvas.save()
        return file.getvalue()

    def _draw(self, canvas: Any, strip: Strip, top: float) -> None:
        if strip.ground:
            canvas.setFillColor(GROUND)
            canvas.rect(self.margin, top - strip.height, self.width, strip.height, stroke=0, fill=1)
        if strip.rule:
            canvas.setStrokeColor(RULE)
            canvas.setLineWidth(0.6)
            canvas.line(self.margin + strip.rule_from, top, self.margin + self.width, top)
        for words in strip.words:
            name = BOLD if words.bold else REGULAR
            text = glyph_order(words.text)
            at = words.at - width(text, words.size, name) if words.right else words.at
            canvas.setFillColor(words.colour)
            canvas.setFont(name, words.size)
            canvas.drawString(self.margin + at, top - (strip.height + words.size * 0.72) / 2, text)
