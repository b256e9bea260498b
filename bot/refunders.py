"""Payment gateways as those who can give money back (``checkout.refund_work``)."""

from collections.abc import Mapping

from checkout import charging
from checkout.gateways import Gateway
from checkout.gateways.asks import RefundAsk
from checkout.gateways.values import RefundState
from checkout.refund_work import Answer, GiveBack, Outcome, Refunder

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


def refunders_of(gateways: Mapping[str, Gateway]) -> dict[str, Refunder]:
    """Give those who can give money back, by ``Payment.provider``."""
    return {provider: GatewayRefunder(gateway) for provider, gateway in gateways.items()}
