"""A payment gateway: four verbs, the same for all."""

from collections.abc import Mapping
from typing import Protocol

from checkout.gateways.asks import ChargeAsk, RefundAsk
from checkout.gateways.errors import ChargeGone, NotificationForged
from checkout.gateways.methods import Method
from checkout.gateways.values import Charge, Notice, RefundNotice, RefundOutcome, Standing


class Gateway(Protocol):
    """Somebody who takes money for the shop.

    Every verb may raise GatewayUnreachable, GatewayBusy, GatewayUnreadable, GatewayRefused and KeysRefused; what else
    is told with each. None is to be awaited inside a database transaction.
    """

    @property
    def provider(self) -> str:
        """The gateway's name, as in ``/payments/{provider}``."""

    @property
    def methods(self) -> Mapping[str, Method]:
        """The ways to pay it takes, by code."""

    async def create(self, ask: ChargeAsk) -> Charge:
        """Ask for a payment.

        Safe to repeat with the same ask after GatewayUnreachable and GatewayUnreadable: how is told at each
        gateway. The limits are
        checked before anything is sent: MethodNotOffered, AmountTooSmall, AmountTooLarge, PhoneNeeded.
        Raises ReferenceTaken when the reference was used for something else or to its end.
        """

    async def read_notification(self, headers: Mapping[str, str], raw_body: bytes) -> Notice | RefundNotice:
        """Read what arrived at ``/payments/{provider}``, exactly as it arrived.

        Answer 200 with ``{"success": true}`` once it is kept: Tripay insists on it, the others mind no body.
        Authenticity comes first. Raises NotificationForged, NotificationUnreadable, NotificationForeign, and nothing
        else. What to trust of it is told at each gateway; ``confirm`` settles the rest.
        """

    async def ask_status(self, reference: str, external_id: str = "") -> Standing:
        """Ask how a charge stands. Raises ChargeGone when the gateway knows none."""

    async def refund(self, ask: RefundAsk) -> RefundOutcome:
        """Give money back. Safe to repeat: the same ``refund_reference`` never pays twice."""


async def confirm(gateway: Gateway, notice: Notice) -> Standing:
    """Ask the gateway whether what a notification says is so, and how the charge stands now.

    The answer is what may be believed: signatures do not cover everything, and notifications arrive out of order.
    Raises NotificationForged when the gateway knows no such charge or another one by these names, and as
    ``ask_status``.
    """
    try:
        standing = await gateway.ask_status(notice.reference, notice.external_id)
    except ChargeGone:
        raise NotificationForged(provider=notice.provider, what="reference") from None
    told = (notice.reference, notice.external_id, notice.currency)
    if (standing.reference, standing.external_id, standing.currency) != told:
        raise NotificationForged(provider=notice.provider, what="reference")
    return standing
