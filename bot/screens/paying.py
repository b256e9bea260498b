"""Ways to pay by a gateway: the code, number or link it gave; and choosing another way."""

from collections.abc import Sequence
from datetime import datetime

from bot.actions import Home, OpenOrder, OpenPayment, OpenShelf, PayOtherwise, PayWith, TalkToHuman
from bot.screen import Choice, QrPicture, Screen
from bot.screens.parts import Row, button, cut
from bot.words import Words
from checkout.accounts import BILLED, COD, GATEWAY, QRIS, Account
from checkout.lives import PaymentState
from checkout.order_cards import OrderCard
from checkout.settling import Charge

_BRANDS = {
    "gopay": "GoPay",
    "ovo": "OVO",
    "dana": "DANA",
    "shopeepay": "ShopeePay",
    "linkaja": "LinkAja",
    "permata": "Permata",
    "mandiri": "Mandiri",
    "cimb": "CIMB Niaga",
}
"""Brands as they write themselves; three letters are capitals."""


def way_name(words: Words, account: Account) -> str:
    """How a way to pay is called: ``QRIS``, ``GoPay``, ``BCA Virtual Account``, or a bank and its number."""
    if account.kind == QRIS:
        return words.label("method-qris")
    if account.kind in BILLED or account.kind == COD:
        return words.label(f"method-{account.kind}")
    if account.kind != GATEWAY:
        return f"{account.bank} {account.number}"
    return method_name(words, account.number)


def method_name(words: Words, method: str) -> str:
    """How a gateway's way to pay is called."""
    kind, _, bank = method.partition(":")
    if kind == "qris":
        # the shop's own QRIS may stand beside it, and wants a photo of the payment
        return words.label("method-qris-itself")
    if kind == "va":
        return words.label("method-va", bank=_brand(bank))
    return _brand(kind)


def _brand(name: str) -> str:
    return _BRANDS.get(name, name.upper())


def gateway_screen(words: Words, card: OrderCard, *, shop: str) -> Screen:
    """What the gateway gave to be shown, exactly how much, until when; before it answered: that it is on its way."""
    payment = card.payment
    order, method = str(card.order_id), method_name(words, payment.method)
    amount = words.money(payment.missing, payment.currency)
    rows: list[Row] = []
    picture = None
    if payment.state == PaymentState.FAILED:
        text = words.say("pay-gateway-failed", order=order, method=method)
    elif payment.shown is None:
        text = words.say("pay-gateway-preparing", order=order, method=method, amount=amount)
        rows.append((button(words, "button-refresh", OpenPayment(order_id=card.order_id)),))
    else:
        shown = payment.shown
        amount = words.money(int(shown["to_pay"]), payment.currency)
        text = words.say("pay-gateway", order=order, method=method, amount=amount)
        text += "\n" + _how(words, shown, method)
        rows += _shown_rows(words, shown)
        if shown["kind"] == "QrCode":
            picture = QrPicture(shown["text"], shop, amount, words.label("qr-caption", order=order))
        until = words.moment(datetime.fromisoformat(shown["until"]))
        text += charge_text(words, card) + "\n\n" + words.say("pay-gateway-next", until=until)
    rows += below_payment(words, card)
    return Screen(text, tuple(rows), picture, section=words.label("section-payment"))


def _how(words: Words, shown: dict[str, str], method: str) -> str:
    """What to do with what the gateway gave."""
    match shown["kind"]:
        case "QrCode":
            return words.say("pay-gateway-qrcode")
        case "QrImage":
            return words.say("pay-gateway-qrimage")
        case "Link":
            return words.say("pay-gateway-link", method=method)
        case "PhonePrompt":
            return words.say("pay-gateway-phoneprompt", method=method)
    told = words.say(
        "pay-gateway-virtualaccount", bank=_brand(shown.get("bank", "")), number=shown.get("number", "")
    )
    biller = shown.get("biller")
    return told + ("\n" + words.say("pay-gateway-biller", biller=biller) if biller else "")


def _shown_rows(words: Words, shown: dict[str, str]) -> list[Row]:
    if shown["kind"] == "VirtualAccount":
        copies = [Choice(words.label("button-copy-number"), copy=shown["number"])]
        if shown.get("biller"):
            copies.append(Choice(words.label("button-copy-biller"), copy=shown["biller"]))
        return [(*copies, Choice(words.label("button-copy-amount"), copy=str(shown["to_pay"])))]
    if link := shown.get("url"):
        rows: list[Row] = [(Choice(words.label("button-open-wallet"), url=link),)]
        if shown.get("qr_image"):
            rows.append((Choice(words.label("button-open-qr"), url=shown["qr_image"]),))
        return rows
    return []


def below_payment(words: Words, card: OrderCard) -> tuple[Row, ...]:
    """Where one goes from a payment: another way to pay, the order, a human, the shop."""
    order = card.order_id
    rows: list[Row] = []
    if card.payment.state in {PaymentState.CREATED, PaymentState.FAILED} and not card.payment.received:
        rows.append((button(words, "button-pay-otherwise", PayOtherwise(order_id=order)),))
    rows.append((button(words, "button-order", OpenOrder(order_id=order)),
                 button(words, "button-ask", TalkToHuman(order_id=order))))  # fmt: skip
    rows.append((button(words, "button-shop", OpenShelf()), button(words, "button-home", Home())))
    return tuple(rows)


def charge_text(words: Words, card: OrderCard) -> str:
    """How much has come where it is not exactly what was asked, on a line of its own; else nothing."""
    payment = card.payment
    if payment.charge not in {Charge.PARTIAL, Charge.OVERCHARGED}:
        return ""
    off = abs(payment.amount - payment.received)
    said = words.say(
        f"payment-{payment.charge}-so-far",
        received=words.money(payment.received, payment.currency),
        off=words.money(off, payment.currency),
    )
    return "\n" + said


def other_ways(words: Words, order_id: int, ways: Sequence[Account], *, current: int | None) -> Screen:
    """Ways to pay an order that waits for its money; the one of now is marked."""
    rows: list[Row] = []
    for account in ways:
        mark = "✓ " if account.id == current else ""
        label = cut(mark + way_name(words, account))
        rows.append((Choice(label, PayWith(order_id=order_id, account_id=account.id)),))
    rows.append((button(words, "button-back", OpenPayment(order_id=order_id)),))
    return Screen(words.say("payment-ask"), tuple(rows), section=words.label("section-payment"))
