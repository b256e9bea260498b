"""Payment gateways as those who can give money back (``checkout.refund_work``)."""

from collections.abc import Mapping

from aiogram import Bot

from bot.telegram.stars import refund_stars
from checkout import charging, order_cards
from checkout.accounts import STARS
from checkout.gateways import Gateway
from checkout.gateways.asks import RefundAsk
from checkout.gateways.values import RefundState
from checkout.refund_work import Answer, GiveBack, Outcome, Refunder
from foundation.database import Database

_OUTCOMES = {
    RefundState.SETTLED: Outcome.SETTLED,
    RefundState.PENDING: Outcome.PENDING,
    RefundState.IMPOSSIBLE: Outcome.IMPOSSIBLE,
}


class GatewayRefunder:
    """Gives money back by the gateway it came from."""

    def __init__(self, gateway: Gateway) -> None:
        """Ask this gateway."""
        self._gateway = gateway

    async def refund(self, ask: GiveBack) -> Answer:
        """Ask for it, under the same name however often. Raises what the gateway raises."""
        outcome = await self._gateway.refund(
            RefundAsk(
                reference=charging.reference(ask.order_id, ask.payment_id),
                external_id=ask.external_id,
                method=ask.method,
                refund_reference=ask.reference,
                amount=ask.amount,
                currency=ask.currency,
                reason=ask.reason,
            )
        )
        problem = " ".join(part for part in (outcome.reason, outcome.detail) if part)
        return Answer(_OUTCOMES[outcome.state], outcome.refund_id, problem)


class StarRefunder:
    """Gives Stars back through Telegram: all of a payment, or none."""

    def __init__(self, bot: Bot, database: Database) -> None:
        """Ask Telegram as this bot; whose order it is stands in the database."""
        self._bot, self._database = bot, database

    async def refund(self, ask: GiveBack) -> Answer:
        """Give a payment's Stars back; again is safe. A part of them is a person's task. Raises aiogram's errors."""
        async with self._database.reading() as session:
            card = await order_cards.order_card(session, ask.order_id)
        if card.payment.id != ask.payment_id or ask.amount != card.payment.received:
            return Answer(Outcome.IMPOSSIBLE, problem="Stars go back whole, or not at all")
        await refund_stars(self._bot, card.person_id, ask.external_id)
        return Answer(Outcome.SETTLED, ask.external_id)


def refunders_of(gateways: Mapping[str, Gateway], bot: Bot, database: Database) -> dict[str, Refunder]:
    """Give those who can give money back, by ``Payment.provider``."""
    refunders: dict[str, Refunder] = {STARS: StarRefunder(bot, database)}
    return refunders | {provider: GatewayRefunder(gateway) for provider, gateway in gateways.items()}
