"""The invoice or receipt of one of my orders."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.actions import SendPaper
from bot.flags import looks
from bot.letterhead import letterhead
from bot.screen import Screen, Toast
from bot.screens.papers import paper_screen
from bot.words import Words
from checkout import order_cards
from customers.people import Somebody
from foundation.database import Session


def papers_router() -> Router:
    """Papers of one's own orders."""
    router = Router(name="papers")
    router.callback_query.register(send_paper, SendPaper.filter())
    return router


@looks
async def send_paper(
    tap: CallbackQuery, callback_data: SendPaper, session: Session, person: Somebody, words: Words
) -> Screen | Toast:
    """An invoice or a receipt of mine, as a PDF. Raises OrderGone."""
    card = await order_cards.order_card(session, callback_data.order_id, person_id=person.id)
    return paper_screen(words, card, await letterhead(session), mine=True)
