"""Invoices and receipts: which one an order has, what stands on it, and the words around the facts."""

from dataclasses import dataclass

from bot.actions import OpenOrder, OwnerOrder, SendPaper
from bot.screen import Choice, PaperDocument, Screen, Toast
from bot.screens.parts import button
from bot.screens.prices import discount_name
from bot.words import Words
from checkout import accounts
from checkout.couriers import find_courier
from checkout.lives import OrderState, PaymentState
from checkout.order_cards import OrderCard, OrderedLine
from checkout.papers.paper import Adjustment, Paper, PaperKind, PaperLabels, PaperLine, Tax
from checkout.quote import QuoteLine, TaxMode
from customers.phones import mask_phone

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


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What a shop writes about itself: address and NPWP are empty where it says nothing."""

    name: str
    address: str = ""
    npwp: str = ""


def paper_kind(card: OrderCard) -> PaperKind | None:
    """Which paper an order has: a receipt once it is paid, an invoice before; none if it ended unpaid."""
    if card.payment.state == PaymentState.SETTLED:
        return PaperKind.RECEIPT
    return None if card.state in {OrderState.CANCELED, OrderState.EXPIRED} else PaperKind.INVOICE


def paper_button(words: Words, card: OrderCard, *, mine: bool) -> tuple[Choice, ...]:
    """The row with *Invoice* or *Receipt*; empty where there is neither."""
    kind = paper_kind(card)
    if kind is None:
        return ()
    return (button(words, f"button-{kind}", SendPaper(order_id=card.order_id, mine=mine)),)


def paper_screen(words: Words, card: OrderCard, shop: Letterhead, *, mine: bool) -> Screen | Toast:
    """The paper of an order as a document. Raises PaperDoesNotAddUp."""
    kind = paper_kind(card)
    if kind is None:
        return Toast(words.label("paper-none", order=str(card.order_id)), alert=True)
    paper = order_paper(words, card, shop, kind)
    document = PaperDocument(paper, paper_labels(words, kind), f"{kind}-{card.order_id}.pdf")
    order = card.order_id
    back = OpenOrder(order_id=order) if mine else OwnerOrder(order_id=order)
    text = words.say(f"paper-sent-{kind}", order=str(order))
    return Screen(text, ((button(words, "button-order", back),),), document=document)


def order_paper(words: Words, card: OrderCard, shop: Letterhead, kind: PaperKind) -> Paper:
    """Everything that stands on an order's invoice or receipt, in the language of ``words``."""
    payment = card.payment
    moment = (payment.settled_at if kind is PaperKind.RECEIPT else None) or card.placed_at
    return Paper(
        kind=kind,
        number=str(card.order_id),
        date=moment.astimezone(words.zone).date(),
        language=words.language,
        currency=card.currency,
        shop_name=shop.name,
        shop_address=shop.address,
        shop_npwp=shop.npwp,
        buyer_name=card.recipient or card.customer_name,
        buyer_phone=mask_phone(card.phone) if card.phone else "",
        buyer_address="\n".join(filter(None, (card.street, card.place))),
        lines=tuple(map(_line, card.lines, card.quote.lines)),
        discounts=_discounts(words, card),
        tax=_tax(card),
        shipping=_shipping(words, card),
        fees=_fees(words, card),
        total=payment.amount,
        paid=payment.received,
        refunded=payment.refunded,
        due=payment.missing,
        instructions=_how_to_pay(words, card) if kind is PaperKind.INVOICE else (),
        notes=(*_reasons(words, card), words.label("paper-thanks")),
    )


def _line(line: OrderedLine, price: QuoteLine) -> PaperLine:
    return PaperLine(line.name, line.label, line.quantity, line.unit_price, price.net, price.discount)


def _discounts(words: Words, card: OrderCard) -> tuple[Adjustment, ...]:
    """What is taken off the shipping; what is taken off the goods stands with each line."""
    return tuple(Adjustment(discount_name(words, one), one.amount) for one in card.quote.shipping_discounts)


def _reasons(words: Words, card: OrderCard) -> tuple[str, ...]:
    """Why the lines are cheaper, each reason with what it comes to."""
    return tuple(
        f"{discount_name(words, one)}: −{words.money(one.amount, card.currency)}"
        for one in card.quote.off_goods
    )


def _tax(card: OrderCard) -> Tax | None:
    quote = card.quote
    return Tax("11%", quote.tax, quote.tax_mode == TaxMode.INCLUDED) if quote.tax else None


def _shipping(words: Words, card: OrderCard) -> Adjustment | None:
    if not card.chosen_courier and not card.shipping:
        return None
    courier = find_courier(card.chosen_courier)
    name = courier.name.split(" (")[0] if courier else card.chosen_courier.upper()
    service = f"{name} {card.chosen_service.upper()}".strip()
    return Adjustment(words.label("paper-shipping", service=service), card.shipping)


def _fees(words: Words, card: OrderCard) -> tuple[Adjustment, ...]:
    """The unique code: what the payment asks for above the order's total, or below it."""
    code = card.payment.amount - card.total
    return (Adjustment(words.label("paper-unique-code"), code),) if code else ()


def _how_to_pay(words: Words, card: OrderCard) -> tuple[str, ...]:
    payment, account = card.payment, card.payment.account
    amount = words.money(payment.missing, payment.currency)
    if account is not None and account.kind == accounts.BANK:
        where = words.label(
            "paper-pay-bank", amount=amount, bank=account.bank, number=account.number, holder=account.holder
        )
    else:
        where = words.label("paper-pay-chat", amount=amount)
    until = words.label("paper-pay-until", until=words.moment(card.expires_at)) if card.expires_at else ""
    return tuple(filter(None, (where, until)))
