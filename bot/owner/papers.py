"""Papers of any order, and what the shop writes about itself on them: address and NPWP."""

import re
from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.actions import EditSetting, SendPaper
from bot.answering import Answering
from bot.conversation import Conversation
from bot.flags import looks
from bot.letterhead import ADDRESS, NPWP, letterhead
from bot.owner import finding
from bot.owner.errors import NpwpWrong
from bot.owner.reading import shown
from bot.screen import Screen, Toast
from bot.screens import owner_papers as screens
from bot.screens.papers import paper_screen
from bot.words import Words
from checkout.errors import FieldTooLong
from customers.people import Somebody
from foundation import audit, shop
from foundation.database import Session

LONGEST_ADDRESS = 200
"""Characters of the shop's address on its papers."""

CLEAR = {"-", "–"}
"""What is typed to write nothing there."""


def papers_router() -> Router:
    """Papers as their seller sees them."""
    router = Router(name="owner-papers")
    router.message.register(address_typed, F.text, Answering("set:address"))
    router.message.register(npwp_typed, F.text, Answering("set:npwp"))
    router.callback_query.register(send_paper, SendPaper.filter(F.mine.is_(False)))
    router.callback_query.register(show_letterhead, EditSetting.filter(F.what == "papers"))
    router.callback_query.register(ask, EditSetting.filter(F.what.in_({ADDRESS, NPWP})))
    return router


@looks
async def send_paper(
    tap: CallbackQuery, callback_data: SendPaper, session: Session, words: Words
) -> Screen | Toast:
    """The invoice or receipt of an order, as a PDF."""
    card = await finding.order(session, callback_data.order_id)
    return paper_screen(words, card, await letterhead(session), mine=False)


@looks
async def show_letterhead(tap: CallbackQuery, session: Session, words: Words) -> Screen:
    """What stands on the papers."""
    return screens.letterhead_screen(words, await letterhead(session))


async def ask(
    tap: CallbackQuery,
    callback_data: EditSetting,
    session: Session,
    words: Words,
    conversation: Conversation,
) -> Screen:
    """Ask for the address or the NPWP."""
    conversation.ask(f"set:{callback_data.what}")
    return screens.ask(words, callback_data.what, now=str(await shop.read(session, callback_data.what, "")))


async def address_typed(
    message: Message,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
) -> Screen:
    """The shop's address, on as many lines as typed. Raises FieldTooLong."""
    lines = [" ".join(line.split()) for line in (message.text or "").splitlines()]
    address = "\n".join(filter(None, lines))
    if len(address) > LONGEST_ADDRESS:
        raise FieldTooLong(field="address", limit=LONGEST_ADDRESS, length=len(address))
    return await _set(session, person, words, conversation, ADDRESS, address, now)


async def npwp_typed(
    message: Message,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    now: datetime,
) -> Screen:
    """The shop's tax number. Raises NpwpWrong."""
    typed = (message.text or "").strip()
    npwp = typed if typed in CLEAR else read_npwp(typed)
    return await _set(session, person, words, conversation, NPWP, npwp, now)


def read_npwp(text: str) -> str:
    """Read an NPWP of 15 digits (written ``01.234.567.8-901.000``) or of 16. Raises NpwpWrong."""
    digits = re.sub(r"[ .\-]", "", text)
    if not re.fullmatch("[0-9]{15,16}", digits):
        raise NpwpWrong(text=shown(text))
    if len(digits) == 16:
        return digits
    return re.sub(r"(..)(...)(...)(.)(...)(...)", r"\1.\2.\3.\4-\5.\6", digits)


async def _set(
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    what: str,
    value: str,
    now: datetime,
) -> Screen:
    value = "" if value in CLEAR else value
    before = {what: await shop.read(session, what, "")}
    await shop.write(session, what, value)
    audit.note(session, person.id, f"shop-{what}", "shop", now=now, before=before, after={what: value})
    conversation.done()
    return screens.letterhead_screen(words, await letterhead(session), news=words.say("owner-saved"))
