"""Which ways to pay a gateway takes, and between which limits.

The limits are the gateways' published ones; an account may have lower ones, and then the gateway refuses by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from checkout.gateways.asks import ChargeAsk
from checkout.gateways.errors import AmountTooLarge, AmountTooSmall, MethodNotOffered, PhoneNeeded
from foundation.money import LARGEST

WALLET_LIMIT = 20_000_000
"""Rupiah: what a wallet may hold at most, by Bank Indonesia's rule for e-money."""


@dataclass(frozen=True, slots=True)
class Life:
    """How many minutes a charge lives at least and at most."""

    shortest: int
    longest: int


MINUTES_OF_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Method:
    """A way to pay at one gateway.

    ``code`` is ours (``qris``, ``va:bca``), ``channel`` the gateway's. ``lowest`` and ``highest`` are rupiah.
    ``refundable``: the gateway can give it back.
    """

    code: str
    channel: str
    lowest: int = 1
    highest: int = LARGEST
    life: Life = Life(1, 30 * MINUTES_OF_DAY)
    refundable: bool = False
    needs_phone: bool = False

    @property
    def bank(self) -> str:
        """The bank of a virtual account (``bca``), else empty."""
        kind, _, bank = self.code.partition(":")
        return bank if kind == "va" else ""

    def end_of(self, ask: ChargeAsk) -> datetime:
        """Give when a charge stops taking money: as asked, within what the method allows."""
        shortest, longest = timedelta(minutes=self.life.shortest), timedelta(minutes=self.life.longest)
        return ask.asked_at + min(max(ask.expires_at - ask.asked_at, shortest), longest)


def table(*methods: Method) -> Mapping[str, Method]:
    """Put methods under their codes."""
    return {method.code: method for method in methods}


def fitting(provider: str, methods: Mapping[str, Method], ask: ChargeAsk) -> Method:
    """Give the method asked for.

    Raises MethodNotOffered, AmountTooSmall, AmountTooLarge, PhoneNeeded.
    """
    method = methods.get(ask.method)
    if method is None or ask.currency != "IDR":
        raise MethodNotOffered(provider=provider, method=ask.method)
    facts = {"provider": provider, "method": ask.method, "amount": ask.amount, "currency": ask.currency}
    if ask.amount < method.lowest:
        raise AmountTooSmall(**facts, limit=method.lowest)
    if ask.amount > method.highest:
        raise AmountTooLarge(**facts, limit=method.highest)
    if method.needs_phone and not ask.customer.phone:
        raise PhoneNeeded(provider=provider, method=ask.method)
    return method
