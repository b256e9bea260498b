"""What stands on an invoice, a receipt or a credit note. All money in minor units of the paper's currency."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from foundation.errors import ShopError


class PaperDoesNotAddUp(ShopError):
    """The numbers of a paper contradict each other; it is not made. Facts: number, what (line, total, negative)."""

    key = "error-paper-sum"


class PaperKind(StrEnum):
    """Which paper it is."""

    INVOICE = "invoice"
    RECEIPT = "receipt"
    CREDIT_NOTE = "credit-note"


class PaperSize(StrEnum):
    """The sheet it is drawn on."""

    A4 = "a4"
    A5 = "a5"


@dataclass(frozen=True, slots=True)
class PaperLine:
    """What was bought: ``unit_price`` × ``quantity`` − ``discount`` = ``amount``. ``options`` is empty without a choice."""

    name: str
    options: str
    quantity: int
    unit_price: int
    amount: int
    discount: int = 0


@dataclass(frozen=True, slots=True)
class Adjustment:
    """An amount with its explanation, in the reader's words: a voucher, the unique code, a service."""

    text: str
    amount: int


@dataclass(frozen=True, slots=True)
class Tax:
    """The tax (PPN): ``rate`` as people read it, ``11%``. An ``included`` tax is part of the prices already."""

    rate: str
    amount: int
    included: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper, complete: the same paper always gives the same file.

    ``discounts`` are amounts above zero that are taken off; ``fees`` may be below zero (a code taken off a QRIS payment).
    ``shipping`` is None where nothing is sent. ``buyer_phone`` comes masked. ``due`` is what is still to be paid;
    ``paid`` and ``refunded`` are left out where they are zero. Texts may hold line breaks where a person would make them.
    Raises PaperDoesNotAddUp.
    """

    kind: PaperKind
    number: str
    date: dt.date
    language: str
    currency: str
    shop_name: str
    buyer_name: str
    lines: tuple[PaperLine, ...]
    total: int
    due: int
    shop_address: str = ""
    shop_npwp: str = ""
    buyer_phone: str = ""
    buyer_address: str = ""
    discounts: tuple[Adjustment, ...] = ()
    shipping: Adjustment | None = None
    fees: tuple[Adjustment, ...] = ()
    tax: Tax | None = None
    paid: int = 0
    refunded: int = 0
    instructions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a paper whose lines or sums are wrong."""
        for line in self.lines:
            if line.quantity * line.unit_price - line.discount != line.amount:
                raise PaperDoesNotAddUp(number=self.number, what="line")
        parts = (
            self.total,
            self.due,
            self.paid,
            self.refunded,
            *(discount.amount for discount in self.discounts),
        )
        if any(part < 0 for part in parts):
            raise PaperDoesNotAddUp(number=self.number, what="negative")
        if self.subtotal + self._on_top - sum(discount.amount for discount in self.discounts) != self.total:
            raise PaperDoesNotAddUp(number=self.number, what="total")

    @property
    def subtotal(self) -> int:
        """What the lines cost together."""
        return sum(line.amount for line in self.lines)

    @property
    def _on_top(self) -> int:
        shipping = self.shipping.amount if self.shipping else 0
        tax = self.tax.amount if self.tax and not self.tax.included else 0
        return shipping + tax + sum(fee.amount for fee in self.fees)


@dataclass(frozen=True, slots=True)
class PaperLabels:
    """The words around the facts, in the paper's language.

    ``tax`` and ``tax_included`` hold ``{rate}``, ``page`` holds ``{page}`` and ``{pages}``, ``line_discount`` ``{amount}``.
    """

    title: str
    number: str
    date: str
    buyer: str
    npwp: str
    item: str
    quantity: str
    price: str
    amount: str
    line_discount: str
    subtotal: str
    tax: str
    tax_included: str
    total: str
    paid: str
    refunded: str
    due: str
    instructions: str
    notes: str
    page: str
