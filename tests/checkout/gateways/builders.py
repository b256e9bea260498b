"""What these tests ask for, and with whom."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from checkout import gateways
from checkout.gateways import Gateway, Patience
from checkout.gateways.asks import ChargeAsk, Customer, Line, RefundAsk
from checkout.gateways.values import Charge
from tests.checkout.gateways.standins import StandIn
from tests.conftest import StandingClock

SAMPLES: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "data/gateways.json").read_text(encoding="utf-8")
)["gateways"]
NAMES = ("midtrans", "xendit", "tripay")
SARI = Customer("Sari Dewi Lestari", "+6281234567890")
HURRIED = Patience(connect=1.0, answer=0.3, pauses=(0.0, 0.0), longest_wait=0.0)
"""Waits for nobody: tests have no time."""


@dataclass
class Counter:
    """A shop's till: a gateway, its stand-in and the clock on the wall."""

    gateway: Gateway
    standin: StandIn
    clock: StandingClock

    def ask(
        self, method: str = "qris", reference: str = "1024-1", amount: int = 75_000, **more: Any
    ) -> ChargeAsk:
        """What is asked for an order of Sari's that waits for an hour."""
        return an_ask(self.clock.now(), method, reference, amount, **more)

    async def charged(self, method: str = "qris", reference: str = "1024-1", amount: int = 75_000) -> Charge:
        """Ask for a payment and get it."""
        return await self.gateway.create(self.ask(method, reference, amount))

    def refund_of(
        self, charge: Charge, method: str, amount: int = 75_000, name: str = "1024-r1"
    ) -> RefundAsk:
        """Ask for money to be given back."""
        return RefundAsk(charge.reference, charge.external_id, method, name, amount, "IDR", "out of stock")


def an_ask(
    now: datetime, method: str = "qris", reference: str = "1024-1", amount: int = 75_000, **more: Any
) -> ChargeAsk:
    """Ask for a payment within an hour, for two mugs and their shipping."""
    facts: dict[str, Any] = {
        "currency": "IDR",
        "expires_at": now + timedelta(hours=1),
        "return_url": "https://t.me/toko_bot",
        "customer": SARI,
        "lines": (Line("Mug", (amount - 5_000) // 2, 2), Line("Ongkir", amount - (amount - 5_000) // 2 * 2)),
    }
    return ChargeAsk(reference=reference, amount=amount, method=method, asked_at=now, **(facts | more))


class NoLine(httpx.AsyncBaseTransport):
    """Nobody can be asked."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Fail as a cut line does."""
        raise httpx.ConnectError("no line", request=request)


ALONE = httpx.AsyncClient(transport=NoLine(), trust_env=False)
"""For what a gateway does without asking anybody."""


def built(name: str, **credentials: str) -> Gateway:
    """Make a gateway that asks nobody, from keys of the right shape."""
    return built_on(ALONE, name, **credentials)


def built_on(line: httpx.AsyncClient, name: str, **credentials: str) -> Gateway:
    """Make a gateway on a line of one's own."""
    return gateways.build(name, KEYS[name] | credentials, line, HURRIED)


KEYS = {
    "midtrans": {"server_key": "Mid-server-very-secret"},
    "xendit": {"secret_key": "xnd_production_very_secret", "callback_token": "token-very-secret"},
    "tripay": {
        "api_key": "api-key-very-secret",
        "private_key": "private-very-secret",
        "merchant_code": "T0001",
        "email": "toko@example.com",
    },
}
