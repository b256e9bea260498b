"""The checkout: one summary whose rows can be tapped to change; what is missing is asked for, one thing at a time."""

from bot.actions import (
    DistrictPage,
    DropVoucher,
    EditDetail,
    OpenCard,
    OpenCart,
    OpenSummary,
    PickAccount,
    PickAddress,
    PickDistrict,
    PickShipping,
    PlaceOrder,
    TalkToHuman,
)
from bot.screen import Choice, Key, Screen, StoredPicture
from bot.screens.cart import line_text
from bot.screens.orders import courier_name
from bot.screens.parts import Row, button, carried, cut, pager
from bot.screens.paying import way_name
from bot.screens.prices import price_lines, tax_contained
from bot.screens.refusals import reason
from bot.words import Html, Words
from checkout.accounts import Account
from checkout.drafts import Summary
from checkout.promotions.errors import VoucherRefused
from checkout.quote import Quote
from customers.addresses import SavedAddress
from customers.regions import District, district

LINES = 6
"""Lines shown in the summary; the rest is counted."""


def summary_screen(words: Words, summary: Summary, *, changed: bool = False) -> Screen:
    """Everything the shopper is about to agree to."""
    quote = summary.quote
    text = [words.say("summary-title")]
    if changed:
        text.append("⚠️ " + words.say("summary-changed"))
    text += [line_text(words, line) for line in summary.lines[:LINES]]
    if len(summary.lines) > LINES:
        text.append(words.say("summary-more", count=len(summary.lines) - LINES))
    text.append("")
    if summary.needs_shipping:
        text.append(
            words.say(
                "summary-address",
                recipient=summary.recipient,
                phone=summary.phone,
                street=cut(summary.street, 160),
                place=summary.place,
            )
        )
    if summary.shipping:
        text.append(words.say("summary-shipping", **_shipping(words, summary)))
    if summary.account:
        text.append(words.say("summary-payment", method=account_label(words, summary.account)))
    text += _closed(words, summary)
    if summary.note:
        text.append(words.say("summary-note", note=cut(summary.note, 100)))
    if quote:
        text.append("\n" + "\n".join(_price(words, summary, quote)))
    photo = next((line.photo for line in summary.lines if line.photo), None)
    return Screen(
        "\n".join(text),
        _summary_rows(words, summary),
        StoredPicture(photo) if photo else None,
        section=words.label("section-checkout"),
    )


def _price(words: Words, summary: Summary, quote: Quote) -> list[str]:
    """What is taken off and why, the total, and why a voucher is not among it."""
    text = price_lines(words, quote)
    text.append(words.say("summary-total", total=words.money(quote.total)))
    text += tax_contained(words, quote)
    refused = summary.priced.refused if summary.priced else None
    if refused is not None:
        text.append("⚠️ " + reason(words, refused))
    return text


def _closed(words: Words, summary: Summary) -> list[str]:
    """Why the way to pay that was chosen is not open to this order."""
    if summary.closed is None:
        return []
    limit = words.money(summary.closed.limit, summary.closed.currency)
    return ["⚠️ " + words.say("error-cod", reason=summary.closed.reason, limit=limit)]


def _summary_rows(words: Words, summary: Summary) -> tuple[Row, ...]:
    rows: list[Row] = []
    blocked = [line for line in summary.problems if line.problem != "price-changed"]
    if not summary.missing and not blocked and summary.quote:
        total = words.money(summary.quote.total)
        rows.append((button(words, "button-place", PlaceOrder(token=summary.token), total=total),))
    if summary.needs_shipping:
        rows.append((_edit(words, "address"), _edit(words, "shipping")))
    rows.append((_edit(words, "payment"), _voucher_button(words, summary)))
    last = [_edit(words, "note"), button(words, "button-cart", OpenCart())]
    if len(summary.lines) == 1:  # bought at once, perhaps: the card is where the shopper came from
        last.append(button(words, "button-back", OpenCard(product_id=summary.lines[0].product_id)))
    rows.append(tuple(last))
    return tuple(rows)


def _voucher_button(words: Words, summary: Summary) -> Choice:
    if not summary.voucher_code:
        return _edit(words, "voucher")
    fits = summary.priced is not None and summary.priced.refused is None
    sign = "✓" if fits else "⚠️"
    return button(words, "button-voucher", EditDetail(what="voucher"), code=summary.voucher_code, sign=sign)


def _edit(words: Words, what: str) -> Choice:
    return button(words, f"button-edit-{what}", EditDetail(what=what))


def _shipping(words: Words, summary: Summary) -> dict[str, str]:
    option = summary.shipping
    assert option is not None
    return {
        "service": f"{courier_name(option.courier)} {option.service.upper()}",
        "price": words.money(option.price),
        "days": option.days or "–",
    }


def account_label(words: Words, account: Account) -> str:
    """How a way to pay is called: QRIS, or Transfer bank and the bank."""
    if account.kind != "bank":
        return way_name(words, account)
    return f"{words.label('method-bank')} · {account.bank}"


def ask_detail(words: Words, what: str) -> Screen:
    """Ask for one missing thing; the phone number may be shared with one tap."""
    text = words.say(f"ask-{what}", suggestion="")
    if what == "phone":
        keys = ((Key(words.label("key-share-phone"), "contact"),),)
        return Screen(text, keyboard=keys)
    return Screen(
        text,
        ((button(words, "button-back-cart", OpenCart()),),),
        fresh=False,
        section=words.label("section-checkout"),
    )


def edit_detail(words: Words, what: str, summary: Summary) -> Screen:
    """Ask for another value of something that is there already: what it is now, and the way back."""
    now = {
        "recipient": summary.recipient,
        "phone": summary.phone,
        "street": summary.street,
        "district": summary.place,
        "note": summary.note,
        "voucher": summary.voucher_code,
    }[what]
    suggestion = "\n\n" + words.say("ask-now", now=cut(now, 160)) if now else ""
    if now and what == "note":
        suggestion += " " + words.say("ask-note-clear")
    asked = "ask-phone-typed" if what == "phone" else f"ask-{what}"
    back = OpenSummary() if what in {"note", "voucher"} else EditDetail(what="address")
    drop: Row = (button(words, "button-drop-voucher", DropVoucher()),) if what == "voucher" and now else ()
    return Screen(
        words.say(asked, suggestion=Html(suggestion)),
        (drop, (button(words, "button-back", back),)),
        section=words.label("section-checkout"),
    )


def voucher_refused(words: Words, error: VoucherRefused) -> Screen:
    """Why the code does not help; another one may be typed, or the order goes on without."""
    return Screen(
        f"🎟 {reason(words, error)}\n\n{words.say('voucher-again')}",
        (
            (button(words, "button-back-order", OpenSummary()),),
            (button(words, "button-human", TalkToHuman()),),
        ),
        section=words.label("section-checkout"),
    )


def ask_detail_after_phone(words: Words, what: str) -> Screen:
    """The question after the phone number: it also takes the share key away."""
    return Screen(words.say(f"ask-{what}", suggestion=""), keyboard=())


def districts_screen(
    words: Words, items: tuple[District, ...], *, text: str, page: int, pages: int
) -> Screen:
    """Which of the places found."""
    rows: list[Row] = [
        (Choice(cut(f"{place.name}, {place.regency}, {place.province}", 64), PickDistrict(code=place.code)),)
        for place in items
    ]
    rows.append(
        pager(
            [(n, DistrictPage(page=n, text=carried(text))) for n in (page - 1, page, page + 1) if n > 0],
            page,
            pages,
        )
    )
    rows.append((button(words, "button-back", OpenSummary()),))
    return Screen(
        words.say("districts", text=cut(text, 60)), tuple(rows), section=words.label("section-checkout")
    )


def no_district(words: Words, text: str) -> Screen:
    """No place has such a name."""
    return Screen(
        words.say("district-unknown", text=cut(text, 60)),
        ((button(words, "button-back-cart", OpenCart()), button(words, "button-human", TalkToHuman())),),
    )


def addresses_screen(words: Words, saved: list[SavedAddress]) -> Screen:
    """Saved addresses, and a new one."""
    rows: list[Row] = [
        (Choice(cut(f"{one.recipient} · {one.street}, {place_of(one)}", 60), PickAddress(address_id=one.id)),)
        for one in saved[:5]
    ]
    rows.append((button(words, "button-edit-recipient", EditDetail(what="recipient")),
                 button(words, "button-edit-phone", EditDetail(what="phone"))))  # fmt: skip
    rows.append((button(words, "button-edit-street", EditDetail(what="street")),
                 button(words, "button-edit-district", EditDetail(what="district"))))  # fmt: skip
    rows.append((button(words, "button-back", OpenSummary()),))
    return Screen(words.say("addresses"), tuple(rows), section=words.label("section-checkout"))


def place_of(saved: SavedAddress) -> str:
    """The district of a saved address, in words."""
    found = district(saved.district_code)
    return found.label if found else ""


def shipping_screen(words: Words, summary: Summary) -> Screen:
    """Couriers that go there, cheapest first."""
    if not summary.shipping_options:
        return no_courier(words, summary)
    rows: list[Row] = []
    for option in summary.shipping_options:
        mark = "✓ " if summary.shipping and option.key == summary.shipping.key else ""
        label = f"{mark}{courier_name(option.courier)} {option.service.upper()} · {words.money(option.price)}"
        if option.days:
            label += " · " + words.label("days", days=option.days)
        rows.append((Choice(cut(label, 60), PickShipping(courier=option.courier, service=option.service)),))
    rows.append((button(words, "button-back", OpenSummary()),))
    return Screen(
        words.say("shipping-ask", place=summary.place), tuple(rows), section=words.label("section-checkout")
    )


def no_courier(words: Words, summary: Summary) -> Screen:
    """No zone covers the place."""
    return Screen(
        words.say("shipping-none", place=summary.place),
        (
            (button(words, "button-edit-district", EditDetail(what="district")),),
            (button(words, "button-human", TalkToHuman()), button(words, "button-cart", OpenCart())),
        ),
        section=words.label("section-checkout"),
    )


def payment_methods(words: Words, summary: Summary) -> Screen:
    """Ways to pay."""
    if not summary.accounts:
        return Screen(
            "\n".join([words.say("payment-none"), *_closed(words, summary)]),
            ((button(words, "button-human", TalkToHuman()), button(words, "button-cart", OpenCart())),),
            section=words.label("section-checkout"),
        )
    rows: list[Row] = []
    for account in summary.accounts:
        mark = "✓ " if summary.account and account.id == summary.account.id else ""
        rows.append(
            (Choice(cut(mark + account_label(words, account), 60), PickAccount(account_id=account.id)),)
        )
    rows.append((button(words, "button-back", OpenSummary()),))
    text = "\n".join([words.say("payment-ask"), *_closed(words, summary)])
    return Screen(text, tuple(rows), section=words.label("section-checkout"))
