"""Vouchers, sales, bundles, buy-X-get-Y: one line each when in a hurry, questions when not, ended with a tap."""

import re
from collections.abc import Awaitable, Callable
from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.actions import AddPromotion, EndPromotion, PromotionMenu, Promotions, SkipTerm
from bot.answering import Answering
from bot.conversation import Conversation
from bot.flags import looks
from bot.owner import promotion_lines as lines
from bot.owner.errors import FormOver
from bot.screen import Screen
from bot.screens import owner_promotions as screens
from bot.screens.owner_promotions import Shown
from bot.shop import RunningShop
from bot.words import Words
from checkout.promotions import campaigns, naming, vouchers
from checkout.promotions.campaigns import Campaign
from checkout.promotions.terms import Bundle, BuyGet, Scope, VoucherTerms
from customers.people import Somebody
from foundation.database import Session

QUESTIONS = {
    lines.VOUCHER: ("code", "cut", "terms"),
    lines.SALE: ("cut", "goods", "until", "name"),
    lines.BUNDLE: ("products", "price", "name"),
    lines.BUY_GET: ("counts", "goods", "name"),
}
"""What a guided form asks, in this order; together the answers are a line."""

SKIPPED = frozenset({"terms", "goods", "until", "name"})
"""Questions that may be left unanswered."""

_OFF = re.compile(r"(?:(?:off|mati|end|stop)\s+(\S+)|(\S+)\s+(?:off|mati|end|stop))", re.IGNORECASE)


def promotions_router() -> Router:
    """Everything that makes things cheaper."""
    router = Router(name="owner-promotions")
    for kind in lines.KINDS:
        router.message.register(_command(kind), Command(kind, ignore_case=True))
    router.message.register(typed, F.text, Answering(*(f"promo:{kind}" for kind in lines.KINDS)))
    router.callback_query.register(menu, PromotionMenu.filter())
    router.callback_query.register(show_list, Promotions.filter(F.kind.in_(lines.KINDS)))
    router.callback_query.register(begin_form, AddPromotion.filter(F.kind.in_(lines.KINDS)))
    router.callback_query.register(skip, SkipTerm.filter(F.kind.in_(lines.KINDS)))
    router.callback_query.register(end, EndPromotion.filter(F.kind.in_(lines.KINDS)))
    return router


def _command(kind: str) -> Callable[..., Awaitable[Screen]]:
    async def command_typed(
        message: Message,
        command: CommandObject,
        session: Session,
        person: Somebody,
        words: Words,
        conversation: Conversation,
        shop: RunningShop,
        now: datetime,
    ) -> Screen:
        """List what is on, or do what the line says."""
        line = " ".join((command.args or "").split())
        if not line:
            return await _list(session, words, kind)
        if kind == lines.VOUCHER and (match := _OFF.fullmatch(line)):
            return await _switch_off(session, person, words, match[1] or match[2], now)
        given = await lines.create(session, kind, line, person=person, words=words, shop=shop, now=now)
        return await _created(session, words, shop, kind, given)

    return command_typed


@looks
async def menu(tap: CallbackQuery, words: Words) -> Screen:
    """The kinds of promotions."""
    return screens.menu_screen(words)


async def show_list(tap: CallbackQuery, callback_data: Promotions, session: Session, words: Words) -> Screen:
    """What is on of a kind."""
    return await _list(session, words, callback_data.kind, callback_data.page)


async def begin_form(
    tap: CallbackQuery, callback_data: AddPromotion, words: Words, conversation: Conversation
) -> Screen:
    """Ask the first question."""
    kind = callback_data.kind
    conversation.ask(f"promo:{kind}", given=[])
    return screens.ask_term(words, kind, QUESTIONS[kind][0], may_skip=False)


async def typed(
    message: Message,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    shop: RunningShop,
    now: datetime,
) -> Screen:
    """An answer: what cannot be read is explained, and the question stays open."""
    kind = conversation.form.removeprefix("promo:")
    given = _given(conversation)
    answer = await lines.read_answer(
        session,
        QUESTIONS[kind][len(given)],
        " ".join((message.text or "").split())[:200],
        words=words,
        shop=shop,
        now=now,
    )
    return await _answered(session, person, words, conversation, shop, now, [*given, answer])


async def skip(
    tap: CallbackQuery,
    callback_data: SkipTerm,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    shop: RunningShop,
    now: datetime,
) -> Screen:
    """Leave a question unanswered."""
    given = _given(conversation)
    if (
        conversation.form != f"promo:{callback_data.kind}"
        or QUESTIONS[callback_data.kind][len(given)] not in SKIPPED
    ):
        raise FormOver
    return await _answered(session, person, words, conversation, shop, now, [*given, ""])


async def end(
    tap: CallbackQuery,
    callback_data: EndPromotion,
    session: Session,
    person: Somebody,
    words: Words,
    now: datetime,
) -> Screen:
    """End a promotion, after asking."""
    kind, number = callback_data.kind, callback_data.promotion_id
    if not callback_data.sure:
        shown = next((one for one in await _shown(session, words, kind) if one.id == number), None)
        if shown is None:
            return await _list(session, words, kind, toast=words.label("owner-removed-before"))
        return screens.sure_to_end(words, kind, shown)
    if kind == lines.VOUCHER:
        await vouchers.switch_off(session, number, actor_id=person.id, now=now)
    else:
        await campaigns.end(session, number, actor_id=person.id, now=now)
    return await _list(session, words, kind, toast=words.label("owner-promo-ended"))


async def _answered(
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    shop: RunningShop,
    now: datetime,
    given: list[str],
) -> Screen:
    """Ask the next question, or let the promotion begin."""
    kind = conversation.form.removeprefix("promo:")
    if len(given) < len(QUESTIONS[kind]):
        conversation.ask(f"promo:{kind}", given=given)
        question = QUESTIONS[kind][len(given)]
        return screens.ask_term(words, kind, question, may_skip=question in SKIPPED)
    made = await lines.create(session, kind, _line(given), person=person, words=words, shop=shop, now=now)
    conversation.done()
    return await _created(session, words, shop, kind, made)


def _given(conversation: Conversation) -> list[str]:
    given = conversation.answers.get("given", [])
    return [str(one) for one in given]


def _line(given: list[str]) -> str:
    """Put answers together; a bar ends a category's name."""
    return " | ".join(given).replace(" | ", " ", 1) if len(given) > 1 else "".join(given)


async def _switch_off(session: Session, person: Somebody, words: Words, code: str, now: datetime) -> Screen:
    wanted = vouchers.read_code(code)
    for one in await vouchers.those_on(session):
        if one.terms.code == wanted:
            await vouchers.switch_off(session, one.terms.id, actor_id=person.id, now=now)
            return await _list(session, words, lines.VOUCHER, news=words.say("owner-promo-ended"))
    return await _list(session, words, lines.VOUCHER, news=words.say("owner-voucher-not-on", code=wanted))


async def _created(
    session: Session, words: Words, shop: RunningShop, kind: str, given: VoucherTerms | Campaign
) -> Screen:
    named = await naming.names(session, *_scopes(given))
    link = shop.voucher_link(given.code) if isinstance(given, VoucherTerms) else ""
    return screens.created(words, kind, screens.shown(words, given, named), link=link)


async def _list(
    session: Session, words: Words, kind: str, page: int = 1, *, toast: str = "", news: str = ""
) -> Screen:
    return screens.list_screen(
        words, kind, await _shown(session, words, kind), page=page, toast=toast, news=news
    )


async def _shown(session: Session, words: Words, kind: str) -> list[Shown]:
    """What is on of a kind, as it is listed."""
    if kind == lines.VOUCHER:
        on = await vouchers.those_on(session)
        named = await naming.names(session, *(one.terms.scope for one in on))
        return [screens.shown(words, one.terms, named, uses=one.uses) for one in on]
    running = await campaigns.those_on(session, lines.REASONS[kind])
    named = await naming.names(session, *(scope for one in running for scope in _scopes(one)))
    return [screens.shown(words, one, named) for one in running]


def _scopes(given: VoucherTerms | Campaign) -> list[Scope]:
    """The goods a promotion names."""
    if isinstance(given, Bundle):
        return [Scope(given.product_ids)]
    if isinstance(given, BuyGet) and given.gifts:
        return [given.scope, given.gifts]
    return [given.scope]
