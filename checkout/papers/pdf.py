"""Drawing a paper: who sells to whom, what, every line of the sum, how to pay; as many pages as it takes."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from babel.dates import format_date

from checkout.papers.lettering import BOLD, REGULAR, readable, width, wrap
from checkout.papers.paper import Paper, PaperKind, PaperLabels, PaperLine, PaperSize
from checkout.papers.sheet import BAND, FAINT, FOOT_LETTERS, INK, Piece, Sheets, Strip
from foundation.money import format_money

_LINE, _SMALL_LINE, _GAP = 12.0, 10.0, 10.0
"""Points: the height of a line, of a small line, and between columns and sections."""


def draw_paper(paper: Paper, labels: PaperLabels, size: PaperSize = PaperSize.A4) -> bytes:
    """Give a paper as a PDF file, in ``labels``' words; the same paper gives the same bytes."""
    sheets = Sheets(size)
    drawing = _Drawing(paper, labels, sheets.width, 9.0 if size is PaperSize.A4 else 8.0)
    sheets.add(drawing.top())
    sheets.head = drawing.table_head()
    sheets.add([sheets.head, *drawing.table()])
    sheets.add(drawing.sums())
    sheets.add(drawing.texts())
    title = readable(f"{labels.title} {paper.number}")

    def foot(page: int, pages: int) -> str:
        counted = readable(labels.page.replace("{page}", str(page)).replace("{pages}", str(pages)))
        named = wrap(title, sheets.width - width(f" · {counted}", FOOT_LETTERS), FOOT_LETTERS)
        return " · ".join((*named[:1], counted))

    return sheets.draw(title=title, author=readable(paper.shop_name), language=paper.language, foot=foot)


class _Drawing:
    """One paper being laid out on sheets of a width, in points, with letters of a size."""

    def __init__(self, paper: Paper, labels: PaperLabels, wide: float, letters: float) -> None:
        self._paper, self._labels, self._wide, self._letters = paper, labels, wide, letters
        prices = [self._money(line.unit_price) for line in paper.lines]
        amounts = [self._money(line.amount) for line in paper.lines]
        counts = [str(line.quantity) for line in paper.lines]
        self._amount_at = wide - 4
        self._price_at = self._amount_at - self._widest([*amounts, labels.amount]) - _GAP
        self._count_at = self._price_at - self._widest([*prices, labels.price]) - _GAP
        self._name_room = self._count_at - self._widest([*counts, labels.quantity]) - _GAP - 4

    def top(self) -> list[Strip]:
        """Shop and title side by side, then the buyer beside number and date."""
        paper, labels = self._paper, self._labels
        room = self._wide * 0.62
        title = Piece(readable(labels.title), self._wide, 17, bold=True, right=True, colour=BAND)
        name, *more = wrap(
            paper.shop_name, min(room, self._wide - width(title.text, 17, BOLD) - _GAP), 13, BOLD
        ) or [""]
        strips = [Strip(20, (Piece(name, 0, 13, bold=True), title))]
        strips += [Strip(16, (Piece(line, 0, 13, bold=True),)) for line in more]
        npwp = f"{labels.npwp} {paper.shop_npwp}" if paper.shop_npwp else ""
        shop = [*self._lines(paper.shop_address, room, FAINT), *self._lines(npwp, room, FAINT)]
        facts = [f"{labels.number} {paper.number}", f"{labels.date} {self._date()}"]
        beside = [
            Piece(line, self._wide, self._letters, right=True)
            for fact in facts
            for line in wrap(fact, self._wide - room - _GAP, self._letters)
        ]
        strips += [*_side_by_side(shop, beside), Strip(_GAP)]
        buyer = [self._small_title(labels.buyer)]
        buyer += self._lines(paper.buyer_name, room, INK, bold=True)
        for text in (paper.buyer_phone, paper.buyer_address):
            buyer += self._lines(text, room, FAINT)
        return [*strips, *(Strip(_LINE, (words,)) for words in buyer), Strip(_GAP)]

    def table_head(self) -> Strip:
        """The names of the columns; repeated on every page the table goes on."""
        labels = self._labels
        cells = (
            (labels.quantity, self._count_at),
            (labels.price, self._price_at),
            (labels.amount, self._amount_at),
        )
        right = (Piece(readable(text), at, self._letters, bold=True, right=True) for text, at in cells)
        item = Piece(readable(labels.item), 4, self._letters, bold=True)
        return Strip(18, (item, *right), ground=True, in_table=True, together=18 + 3 * _LINE)

    def table(self) -> list[Strip]:
        """What was bought, line by line; a line longer than a page goes on over it."""
        return [strip for line in self._paper.lines for strip in self._row(line)]

    def _row(self, line: PaperLine) -> Iterable[Strip]:
        name, *more = self._lines(line.name, self._name_room, INK, at=4) or [Piece("", 4, self._letters)]
        small = self._letters - 1.5
        more += [Piece(text, 4, small, colour=FAINT) for text in wrap(line.options, self._name_room, small)]
        if line.discount:
            text = self._labels.line_discount.replace("{amount}", "-" + self._money(line.discount))
            more += [Piece(part, 4, small, colour=FAINT) for part in wrap(text, self._name_room, small)]
        numbers = (
            (str(line.quantity), self._count_at),
            (self._money(line.unit_price), self._price_at),
            (self._money(line.amount), self._amount_at),
        )
        first = (name, *(Piece(text, at, self._letters, right=True) for text, at in numbers))
        heights = [_LINE if words.size == self._letters else _SMALL_LINE for words in more]
        whole = _LINE + 8 + sum(heights)
        yield Strip(4, rule=True, in_table=True, together=whole)
        yield Strip(_LINE, first, in_table=True)
        for words, height in zip(more, heights, strict=True):
            yield Strip(height, (words,), in_table=True)
        yield Strip(4, in_table=True)

    def sums(self) -> list[Strip]:
        """Everything between the lines and the total, each with its explanation, and what became of the total."""
        paper, labels = self._paper, self._labels
        parts = [(labels.subtotal, paper.subtotal)]
        parts += [(discount.text, -discount.amount) for discount in paper.discounts]
        parts += [(part.text, part.amount) for part in ((paper.shipping,) if paper.shipping else ())]
        parts += [(fee.text, fee.amount) for fee in paper.fees]
        if paper.tax and not paper.tax.included:
            parts.append((labels.tax.replace("{rate}", paper.tax.rate), paper.tax.amount))
        strips = [strip for text, amount in parts for strip in self._sum(text, amount)]
        strips += self._sum(labels.total, paper.total, strong=True)
        if paper.tax and paper.tax.included:
            strips += self._sum(
                labels.tax_included.replace("{rate}", paper.tax.rate), paper.tax.amount, faint=True
            )
        strips += self._sum(labels.paid, -paper.paid) if paper.paid else []
        strips += self._sum(labels.refunded, paper.refunded) if paper.refunded else []
        if paper.due or paper.kind is PaperKind.INVOICE:
            strips += self._sum(labels.due, paper.due, strong=True)
        together = sum(strip.height for strip in strips)
        return [Strip(6, rule=True, together=6 + together), *strips]

    def _sum(self, text: str, amount: int, *, strong: bool = False, faint: bool = False) -> list[Strip]:
        """One line of the sum: its explanation, wrapped, and the amount beside the first line of it."""
        size = self._letters + (1.5 if strong else 0)
        money = self._money(amount)
        left = self._wide * 0.42
        room = self._amount_at - left - width(money, size, BOLD) - _GAP
        colour = FAINT if faint else INK
        lines = wrap(text, room, size, BOLD if strong else REGULAR) or [""]
        right = Piece(money, self._amount_at, size, bold=strong, right=True, colour=colour)
        strips = [
            Strip(
                _LINE + 1, (Piece(line, left, size, bold=strong, colour=colour), *((right,) if first else ()))
            )
            for first, line in zip([True, *[False] * len(lines)], lines, strict=False)
        ]
        if strong:
            return [Strip(3), Strip(5, rule=True, rule_from=left), *strips, Strip(2)]
        return strips

    def texts(self) -> list[Strip]:
        """How to pay, and what else is to be said."""
        strips: list[Strip] = []
        sections = (
            (self._labels.instructions, self._paper.instructions),
            (self._labels.notes, self._paper.notes),
        )
        for title, texts in sections:
            lines = [words for text in texts for words in self._lines(text, self._wide, INK)]
            if lines:
                strips += [Strip(_GAP + 4), Strip(_LINE + 2, (self._small_title(title),), together=4 * _LINE)]
                strips += [Strip(_LINE, (words,)) for words in lines]
        return strips

    def _lines(
        self, text: str, room: float, colour: str, *, bold: bool = False, at: float = 0
    ) -> list[Piece]:
        lines = wrap(text, room, self._letters, BOLD if bold else REGULAR)
        return [Piece(line, at, self._letters, bold=bold, colour=colour) for line in lines]

    def _small_title(self, text: str) -> Piece:
        return Piece(readable(text), 0, self._letters - 1, bold=True, colour=BAND)

    def _money(self, amount: int) -> str:
        return readable(format_money(amount, self._paper.currency, self._paper.language))

    def _date(self) -> str:
        return format_date(self._paper.date, "d MMMM y", locale=self._paper.language)

    def _widest(self, texts: Iterable[str]) -> float:
        return max(width(readable(text), self._letters, BOLD) for text in texts)


def _side_by_side(left: Sequence[Piece], right: Sequence[Piece]) -> list[Strip]:
    pairs = zip_longest(left, right)
    return [Strip(_LINE, tuple(words for words in pair if words is not None)) for pair in pairs]
