"""News of money and goods that go back, as things stand when they are read."""

from bot.screen import Screen
from bot.screens import refund_notices as screens
from bot.words import Words
from checkout import refund_views, returns
from checkout.order_cards import OrderCard
from checkout.refundable import refundable
from foundation.database import Session
from foundation.delivery import Letter


def is_about_it(kind: str) -> bool:
    """Whether an outbox row is of this kind."""
    return kind.startswith(("refund-", "return-"))


async def compose(session: Session, letter: Letter, words: Words, card: OrderCard) -> Screen:
    """Make the message a row means."""
    facts = letter.facts
    if letter.kind.startswith("refund-"):
        refund = await refund_views.refund(session, int(facts["refund_id"]))
        return screens.about_refund(words, letter.kind, card, refund, problem=str(facts.get("problem", "")))
    coming = await returns.find(session, int(facts["return_id"]))
    there = await refundable(session, card.order_id)
    return screens.about_return(words, letter.kind, card, there, coming, why=str(facts.get("reason", "")))
