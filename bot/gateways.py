"""The work with payment gateways: asking for payments, looking after them, following their notices.

Each step leases its row in one transaction, talks to the gateway outside any, and writes the outcome in the next.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any

import httpx

from checkout import charging, refund_work
from checkout.charging import Attempt
from checkout.gateways import Gateway, build
from checkout.gateways import confirm as confirmed
from checkout.gateways.errors import (
    ChargeGone,
    CredentialsWrong,
    GatewayBusy,
    GatewayTrouble,
    GatewayUnreachable,
    GatewayUnreadable,
    NotificationForged,
    ReferenceTaken,
)
from checkout.gateways.values import Notice, RefundNotice
from checkout.money import gateway_notices
from checkout.money.gateway_notices import Kept
from foundation.audit import SYSTEM, note
from foundation.clock import Clock
from foundation.database import Database
from foundation.errors import Gone, ShopError
from foundation.settings import Settings, WrongSetting

LOOK_SECONDS = 0.3
"""Between looks for payments to ask for: a shopper is waiting for the code."""

_log = logging.getLogger(__name__)


@asynccontextmanager
async def open_gateways(settings: Settings) -> AsyncIterator[dict[str, Gateway]]:
    """Make the gateways whose keys were entered. Raises WrongSetting for keys that cannot be right."""
    if not settings.gateways:
        yield {}
        return
    async with httpx.AsyncClient(follow_redirects=False) as client:
        gateways = {}
        for provider, parts in settings.gateways.items():
            try:
                gateways[provider] = build(provider, parts, client)
            except CredentialsWrong as error:
                name = f"{provider}_{error.facts['part']}".upper()
                raise WrongSetting(
                    f"{name} is not usable ({error.facts['problem']}). See docs/gateways.md for where it stands."
                ) from None
        yield gateways


class GatewayWork:
    """What the shop has to do with its gateways, for any number of workers."""

    def __init__(
        self, database: Database, gateways: Mapping[str, Gateway], clock: Clock, return_url: str
    ) -> None:
        """Speak to these gateways; wallets lead back to ``return_url``."""
        self._database, self.gateways, self._clock, self._return_url = database, gateways, clock, return_url
        self.stirred = asyncio.Event()
        """set when a notice came in"""

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            try:
                busy = await self.work()
            except Exception:  # a bad moment of the database must not end the work
                _log.exception("the gateways' work failed")
                busy = False
            if busy:
                continue
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_SECONDS):
                    await self.stirred.wait()
            self.stirred.clear()

    async def work(self) -> bool:
        """Do what is due now; says whether there was anything."""
        async with self._database.reading() as session:
            if not await charging.anything_due(session, now=self._clock.now()):
                return False
        async with self._database.transaction() as session:
            notices = await gateway_notices.lease(session, now=self._clock.now())
            attempts = await charging.lease(session, now=self._clock.now())
        steps: list[Coroutine[Any, Any, None]] = [
            *map(self._follow, notices),
            *map(self._look_after, attempts),
        ]
        for failed in await asyncio.gather(*steps, return_exceptions=True):
            if isinstance(failed, BaseException):
                # its lease ends by itself, and somebody tries again
                _log.error("a gateway's payment or notice could not be handled", exc_info=failed)
        return bool(steps)

    # --- notices ------------------------------------------------------------------------------------------

    async def keep(self, notice: Notice | RefundNotice) -> None:
        """Keep a genuine notice; once this returns, the gateway may be told that it arrived."""
        facts, name = charging.notice_facts(notice)
        async with self._database.transaction() as session:
            await gateway_notices.keep(
                session, notice.provider, notice.event_id, name, facts, now=self._clock.now()
            )
        self.stirred.set()

    async def _follow(self, kept: Kept) -> None:
        """Ask the gateway whether what its notice says is so, and believe the answer."""
        gateway = self.gateways.get(kept.provider)
        notice = charging.notice_of(kept)
        if gateway is None:
            await self._postpone(kept, "no keys for this gateway")
            return
        if not isinstance(notice, Notice):
            await self._hurry(kept)
            return
        try:
            standing = await confirmed(gateway, notice)
        except NotificationForged:
            await self._forged(kept)
            return
        except ShopError as error:
            await self._postpone(kept, type(error).__name__)
            return
        async with self._database.transaction() as session:
            try:
                said = await charging.believe(session, standing, now=self._clock.now())
            except Gone:
                said = "unknown"
            await gateway_notices.end(session, kept.id, said, now=self._clock.now())

    async def _hurry(self, kept: Kept) -> None:
        """About a refund: the worker for refunds asks the gateway itself, now."""
        async with self._database.transaction() as session:
            now = self._clock.now()
            known = await refund_work.hurry(session, kept.reference, now=now)
            await gateway_notices.end(session, kept.id, "refund" if known else "unknown", now=now)

    async def _postpone(self, kept: Kept, why: str) -> None:
        async with self._database.transaction() as session:
            await gateway_notices.postpone(session, kept, why, now=self._clock.now())

    async def _forged(self, kept: Kept) -> None:
        """The gateway itself knows nothing of it: nothing changes, and it is written down."""
        _log.warning("%s: a notice about %s is not the gateway's", kept.provider, kept.reference[:60])
        async with self._database.transaction() as session:
            now = self._clock.now()
            if await gateway_notices.end(session, kept.id, "forged", now=now):
                note(session, SYSTEM, "notice-forged", f"gateway:{kept.provider}", now=now,
                     after={"reference": kept.reference[:60]})  # fmt: skip

    # --- payments -----------------------------------------------------------------------------------------

    async def _look_after(self, attempt: Attempt) -> None:
        gateway = self.gateways.get(attempt.provider)
        if gateway is None:
            await self._later(attempt)
        elif attempt.asked:
            await self._ask_about(gateway, attempt)
        elif attempt.is_wanted:
            await self._ask_for(gateway, attempt)
        else:
            async with self._database.transaction() as session:
                await charging.again(session, attempt.payment_id, None)

    async def _ask_for(self, gateway: Gateway, attempt: Attempt) -> None:
        """Let the gateway wait for the money, and show the shopper how to pay."""
        now = self._clock.now()
        if attempt.expires_at is None or attempt.expires_at <= now:
            await self._later(attempt)
            return
        try:
            charge = await gateway.create(attempt.ask(return_url=self._return_url, now=now))
        except (GatewayUnreachable, GatewayBusy, GatewayUnreadable) as error:
            _log.warning("%s: payment %s: %s", attempt.provider, attempt.reference, type(error).__name__)
            await self._troubled(attempt)
        except ReferenceTaken:
            # an earlier answer was lost on its way: perhaps it is paid already
            await self._ask_about(gateway, attempt, lost=True)
        except ShopError as error:
            _log.warning(
                "%s refused payment %s: %s", attempt.provider, attempt.reference, type(error).__name__
            )
            await self._refuse(attempt, str(error.facts.get("detail") or type(error).__name__))
        else:
            async with self._database.transaction() as session:
                await charging.ready(session, attempt, charge, now=self._clock.now())

    async def _ask_about(self, gateway: Gateway, attempt: Attempt, *, lost: bool = False) -> None:
        try:
            standing = await gateway.ask_status(attempt.reference, attempt.external_id)
        except ChargeGone:
            await (self._refuse(attempt, "ChargeGone") if attempt.is_wanted else self._later(attempt))
            return
        except GatewayTrouble:
            await self._later(attempt)
            return
        async with self._database.transaction() as session:
            said = await charging.believe(session, standing, now=self._clock.now())
            if said == "waiting" and lost:
                # it waits for money that nobody can be shown how to pay
                await charging.refused(session, attempt, "ReferenceTaken", now=self._clock.now())
            elif said in charging.UNDECIDED:
                await charging.later(session, attempt, now=self._clock.now())

    async def _later(self, attempt: Attempt) -> None:
        async with self._database.transaction() as session:
            await charging.later(session, attempt, now=self._clock.now())

    async def _troubled(self, attempt: Attempt) -> None:
        async with self._database.transaction() as session:
            await charging.troubled(session, attempt, now=self._clock.now())

    async def _refuse(self, attempt: Attempt, why: str) -> None:
        async with self._database.transaction() as session:
            await charging.refused(session, attempt, why, now=self._clock.now())
