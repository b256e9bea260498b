"""The words on invoices, receipts and credit notes."""

from bot.words import Words
from checkout.papers.paper import PaperKind, PaperLabels

_TITLES = {
    PaperKind.INVOICE: "paper-invoice",
    PaperKind.RECEIPT: "paper-receipt",
    PaperKind.CREDIT_NOTE: "paper-credit-note",
}


def paper_labels(words: Words, kind: PaperKind) -> PaperLabels:
    """Give the words around the facts of a paper, in the language of ``words``."""
    return PaperLabels(
        title=words.label(_TITLES[kind]),
        number=words.label("paper-number"),
        date=words.label("paper-date"),
        buyer=words.label("paper-buyer"),
        npwp=words.label("paper-npwp"),
        item=words.label("paper-item"),
        quantity=words.label("paper-quantity"),
        price=words.label("paper-price"),
        amount=words.label("paper-amount"),
        line_discount=words.label("paper-line-discount", amount="{amount}"),
        subtotal=words.label("paper-subtotal"),
        tax=words.label("paper-tax", rate="{rate}"),
        tax_included=words.label("paper-tax-included", rate="{rate}"),
        total=words.label("paper-total"),
        paid=words.label("paper-paid"),
        refunded=words.label("paper-refunded"),
        due=words.label("paper-due"),
        instructions=words.label("paper-instructions"),
        notes=words.label("paper-notes"),
        page=words.label("paper-page", page="{page}", pages="{pages}"),
    )
