"""Opening a stand-in on loopback."""

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from aiohttp import web

from tests.checkout.gateways.standins.midtrans import MidtransStandIn
from tests.checkout.gateways.standins.standin import Clock, StandIn
from tests.checkout.gateways.standins.tripay import TripayStandIn
from tests.checkout.gateways.standins.xendit import XenditStandIn

KINDS: dict[str, type[StandIn]] = {
    kind.name: kind for kind in (MidtransStandIn, XenditStandIn, TripayStandIn)
}

TRUSTED = ssl.create_default_context()
"""Read once: every client of its own would read all authorities anew."""


@asynccontextmanager
async def standing(name: str, clock: Clock) -> AsyncIterator[StandIn]:
    """Open the stand-in of a gateway and close it."""
    async with httpx.AsyncClient(timeout=10, verify=TRUSTED) as client:
        standin = KINDS[name](clock, client)
        runner = web.AppRunner(standin.app(), access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        try:
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            host, port = runner.addresses[0][:2]
            standin.url = f"http://{host}:{port}"
            yield standin
        finally:
            standin.close()
            await runner.cleanup()
