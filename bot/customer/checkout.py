"""The checkout: summary, missing details one at a time, place the order."""

from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.actions import (
    BuyNow,
    Checkout,
    DistrictPage,
    DropVoucher,
    EditDetail,
    OpenSummary,
    PickAccount,
    PickAddress,
    PickDistrict,
    PickShipping,
    PlaceOrder,
)
from bot.answering import Answering, Asked
from bot.conversation import Conversation
from bot.customer.orders import payment_of_order
from bot.screen import Screen
from bot.screens import checkout as screens
from bot.shop import RunningShop
from bot.words import Words
from checkout import drafts, orders
from checkout.drafts import Summary
from checkout.errors import QuoteChanged, StaleCheckout
from checkout.promotions.errors import VoucherRefused
from customers import addresses, people
from customers.people import Somebody
from customers.phones import normalise_phone
from customers.regions import find_districts
from foundation.database import Session

DISTRICTS = 8
_NOTHING = ("-", "–", "—")
"""Typed instead of a note, it takes the note back."""
_TYPED = ("recipient", "phone", "street", "district", "note", "voucher")


def checkout_router() -> Router:
    """Everything between the cart and the order."""
    router = Router(name="checkout")
    router.callback_query.register(check_out, Checkout.filter())
    router.callback_query.register(buy_now, BuyNow.filter())
    router.callback_query.register(open_summary, OpenSummary.filter())
    router.callback_query.register(edit_detail, EditDetail.filter())
    router.callback_query.register(pick_district, PickDistrict.filter())
    router.callback_query.register(district_page, DistrictPage.filter())
    router.callback_query.register(pick_address, PickAddress.filter())
    router.callback_query.register(pick_shipping, PickShipping.filter())
    router.callback_query.register(pick_account, PickAccount.filter())
    router.callback_query.register(drop_voucher, DropVoucher.filter())
    router.callback_query.register(place_order, PlaceOrder.filter())
    router.message.register(contact_shared, F.contact, Asked("checkout:phone"))
    router.message.register(district_typed, F.text, Answering("checkout:district"))
    router.message.register(detail_typed, F.text, Answering(*(f"checkout:{what}" for what in _TYPED)))
    return router


async def check_out(
    tap: CallbackQuery,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
) -> Screen:
    """Check out the cart."""
    return _next(words, conversation, await drafts.start(session, person.id, now=now))


async def buy_now(
    tap: CallbackQuery,
    callback_data: BuyNow,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
) -> Screen:
    """Check out one variant, whatever is in the cart."""
    only = (callback_data.variant_id, callback_data.quantity)
    return _next(words, conversation, await drafts.start(session, person.id, now=now, only=only))


async def open_summary(
    tap: CallbackQuery,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
) -> Screen:
    """The summary, or the next question when something is missing."""
    return _next(words, conversation, await drafts.summary(session, person.id, now=now))


def _next(
    words: Words,
    conversation: Conversation,
    summary: Summary,
    *,
    after_phone: bool = False,
    changed: bool = False,
) -> Screen:
    """Ask for the first missing thing, or show the summary."""
    asked = next((what for what in summary.missing if what in _TYPED), None)
    if asked is not None:
        conversation.ask(f"checkout:{asked}")
        if after_phone:
            return screens.ask_detail_after_phone(words, asked)
        return screens.ask_detail(words, asked)
    if conversation.family == "checkout":
        conversation.done()
    if "shipping" in summary.missing:
        return screens.shipping_screen(words, summary)
    if "payment" in summary.missing:
        return screens.payment_methods(words, summary)
    return screens.summary_screen(words, summary, changed=changed)


async def edit_detail(
    tap: CallbackQuery,
    callback_data: EditDetail,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
) -> Screen:
    """Change one row of the summary."""
    what = callback_data.what
    summary = await drafts.summary(session, person.id, now=now)
    if what == "address":
        return screens.addresses_screen(words, await addresses.addresses(session, person.id))
    if what == "shipping":
        return screens.shipping_screen(words, summary)
    if what == "payment":
        return screens.payment_methods(words, summary)
    if what not in _TYPED:
        return screens.summary_screen(words, summary)
    conversation.ask(f"checkout:{what}")
    return screens.edit_detail(words, what, summary)


async def contact_shared(
    message: Message,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
) -> Screen:
    """The phone number, shared with one tap."""
    assert message.contact is not None
    return await _answered(
        session, person, words, conversation, "phone", message.contact.phone_number, now=now
    )


async def detail_typed(
    message: Message,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
) -> Screen:
    """The answer to a question of the checkout."""
    what = conversation.form.removeprefix("checkout:")
    return await _answered(session, person, words, conversation, what, message.text or "", now=now)


async def _answered(
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    what: str,
    text: str,
    *,
    now: datetime,
) -> Screen:
    if what == "phone":
        number = normalise_phone(text)
        await drafts.set_phone(session, person.id, number)
        await people.set_phone(session, person.id, number)
    elif what == "recipient":
        await drafts.set_recipient(session, person.id, text)
    elif what == "street":
        await drafts.set_street(session, person.id, text)
    elif what == "voucher" and text.strip() in _NOTHING:
        await drafts.drop_voucher(session, person.id)
    elif what == "voucher":
        try:
            await drafts.set_voucher(session, person.id, text, now=now)
        except VoucherRefused as error:
            return screens.voucher_refused(words, error)
    else:
        await drafts.set_note(session, person.id, "" if text.strip() in _NOTHING else text)
    conversation.done()
    summary = await drafts.summary(session, person.id, now=now)
    return _next(words, conversation, summary, after_phone=what == "phone")


async def district_typed(message: Message, words: Words) -> Screen:
    """Part of a district's or city's name: choose among what it may mean."""
    return _districts(words, message.text or "", 1)


async def district_page(
    tap: CallbackQuery, callback_data: DistrictPage, words: Words, conversation: Conversation
) -> Screen:
    """More places of the same name."""
    conversation.ask("checkout:district")
    return _districts(words, callback_data.text, callback_data.page)


def _districts(words: Words, text: str, page: int) -> Screen:
    found = find_districts(text[:100], DISTRICTS, (page - 1) * DISTRICTS)
    if not found.items:
        return screens.no_district(words, text)
    pages = -(-found.total // DISTRICTS)
    return screens.districts_screen(words, tuple(found.items), text=text, page=page, pages=pages)


async def pick_district(
    tap: CallbackQuery,
    callback_data: PickDistrict,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
) -> Screen:
    """The parcel goes to this district."""
    await drafts.set_district(session, person.id, callback_data.code)
    return _next(words, conversation, await drafts.summary(session, person.id, now=now))


async def pick_address(
    tap: CallbackQuery,
    callback_data: PickAddress,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
) -> Screen:
    """The parcel goes to a saved address."""
    await drafts.use_address(session, person.id, callback_data.address_id)
    return _next(words, conversation, await drafts.summary(session, person.id, now=now))


async def pick_shipping(
    tap: CallbackQuery,
    callback_data: PickShipping,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
) -> Screen:
    """This courier brings it."""
    key = f"{callback_data.courier}:{callback_data.service}"
    await drafts.set_shipping(session, person.id, key, now=now)
    return _next(words, conversation, await drafts.summary(session, person.id, now=now))


async def pick_account(
    tap: CallbackQuery,
    callback_data: PickAccount,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
) -> Screen:
    """The money goes there."""
    await drafts.set_account(session, person.id, callback_data.account_id, now=now)
    return _next(words, conversation, await drafts.summary(session, person.id, now=now))


async def drop_voucher(
    tap: CallbackQuery,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
) -> Screen:
    """Order without a voucher."""
    await drafts.drop_voucher(session, person.id)
    return _next(words, conversation, await drafts.summary(session, person.id, now=now))


async def place_order(
    tap: CallbackQuery,
    callback_data: PlaceOrder,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    shop: RunningShop,
    now: datetime,
) -> Screen:
    """Place the order and show how to pay; when something changed meanwhile, show the change instead."""
    try:
        async with session.begin_nested():
            placed = await orders.place(
                session,
                person.id,
                callback_data.token,
                language=words.language,
                window=shop.payment_window,
                now=now,
            )
    except (QuoteChanged, StaleCheckout, VoucherRefused):
        return _next(words, conversation, await drafts.summary(session, person.id, now=now), changed=True)
    conversation.done()
    return await payment_of_order(session, person, words, placed.order_id)
