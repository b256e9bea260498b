"""What all stand-ins have in common: charges, moods, the post."""

import asyncio
import contextlib
from abc import ABC, abstractmethod
from binascii import crc_hqx
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar, Protocol

import httpx
from aiohttp import web

from tests.checkout.gateways.standins.moods import (
    Broken,
    Busy,
    Drips,
    Drops,
    Garbage,
    Lost,
    Mood,
    Refuses,
    Silent,
)
from tests.checkout.gateways.standins.post import Delivery, Letter, deliver


class Clock(Protocol):
    """Anything that can say what time it is."""

    def now(self) -> datetime:
        """Give the current moment."""


@dataclass
class Paper:
    """A charge in the stand-in's books. ``state`` is the gateway's own word."""

    reference: str
    external_id: str
    channel: str
    amount: int
    expires_at: datetime
    state: str
    paid: int = 0
    given_back: dict[str, int] = field(default_factory=dict)
    """amounts by the reference of the refund"""
    asked: dict[str, Any] = field(default_factory=dict)
    number: int = 0

    @property
    def counts(self) -> int:
        """What was paid, or asked for as long as nothing is."""
        return self.paid or self.amount


@dataclass(frozen=True)
class Call:
    """A request that came in."""

    method: str
    path: str
    headers: dict[str, str]
    body: str


class StandIn(ABC):
    """A gateway that only pretends. See the package for how it is driven."""

    name: str
    attempts: int
    """how often a notification is delivered at most"""
    words: ClassVar[dict[str, str]]
    """the gateway's own words for waiting, paid, failed, expired, cancelled, refunded, disputed"""

    def __init__(self, clock: Clock, client: httpx.AsyncClient) -> None:
        """Begin with empty books."""
        self.clock, self._client = clock, client
        self.url, self.notify_url = "", ""
        self.charges: list[Paper] = []
        self.calls: list[Call] = []
        self.sent: list[Delivery] = []
        self._moods: deque[Mood] = deque()
        self._closing = asyncio.Event()

    # --- what each gateway does its own way

    @property
    @abstractmethod
    def credentials(self) -> dict[str, str]:
        """What an owner enters, with this stand-in's address."""

    @abstractmethod
    def routes(self) -> list[web.RouteDef]:
        """Give the gateway's paths."""

    @abstractmethod
    def refusal_of(self, request: web.Request) -> web.Response | None:
        """Refuse strangers as documented."""

    @abstractmethod
    def letter(self, reference: str, **changes: Any) -> Letter:
        """Write the notification of how a charge stands, with some fields changed before it is signed."""

    # --- the books

    def paper(self, reference: str) -> Paper:
        """Give the newest charge of a reference (ours or the gateway's)."""
        found = [one for one in self.charges if reference in (one.reference, one.external_id)]
        if not found:
            raise KeyError(reference)
        newest = found[-1]
        if newest.state == self.words["waiting"] and newest.expires_at <= self.clock.now():
            newest.state = self.words["expired"]
        return newest

    def write(
        self, reference: str, channel: str, amount: int, lives: timedelta, asked: dict[str, Any]
    ) -> Paper:
        """Begin a charge."""
        number = len(self.charges) + 1
        until = self.clock.now() + lives
        paper = Paper(
            reference, self.new_id(number), channel, amount, until, self.words["waiting"], number=number
        )
        paper.asked = asked
        self.charges.append(paper)
        return paper

    @abstractmethod
    def new_id(self, number: int) -> str:
        """Give an id of the gateway's shape."""

    # --- what people do

    async def pay(self, reference: str, amount: int | None = None, *, tell: bool = True) -> None:
        """Somebody pays: all of it, or another amount; late as well."""
        paper = self.paper(reference)
        paper.paid = paper.amount if amount is None else amount
        await self._becomes(paper, "paid", tell)

    async def expire(self, reference: str, *, tell: bool = True) -> None:
        """Nobody paid in time."""
        await self._becomes(self.paper(reference), "expired", tell)

    async def fail(self, reference: str, *, tell: bool = True) -> None:
        """The bank said no, or took it back."""
        await self._becomes(self.paper(reference), "failed", tell)

    async def cancel(self, reference: str, *, tell: bool = True) -> None:
        """The owner cancels it on the dashboard."""
        await self._becomes(self.paper(reference), "cancelled", tell)

    async def dispute(self, reference: str, *, tell: bool = True) -> None:
        """The shopper has the bank take the money back."""
        await self._becomes(self.paper(reference), "disputed", tell)

    async def give_back(self, reference: str, *, tell: bool = True) -> None:
        """The owner gives everything back on the dashboard."""
        paper = self.paper(reference)
        paper.given_back["dashboard"] = paper.counts
        await self._becomes(paper, "refunded", tell)

    async def _becomes(self, paper: Paper, what: str, tell: bool) -> None:
        paper.state = self.words[what]
        if tell:
            await self.send(self.letter(paper.external_id))

    async def send(self, letter: Letter) -> Delivery:
        """Deliver a notification with the documented retries."""
        delivery = await deliver(self._client, self.notify_url, letter, self.attempts)
        self.sent.append(delivery)
        return delivery

    # --- requests

    def mood(self, *moods: Mood) -> None:
        """Let these happen to the next requests, one each."""
        self._moods.extend(moods)

    def app(self) -> web.Application:
        """Give the server."""
        app = web.Application(middlewares=[self._received])
        app.add_routes(self.routes())
        return app

    def close(self) -> None:
        """Let go of everybody who waits for an answer."""
        self._closing.set()

    @web.middleware
    async def _received(self, request: web.Request, handler: Any) -> web.StreamResponse:
        body = await request.text()
        path = request.rel_url.raw_path_qs
        self.calls.append(Call(request.method, path, dict(request.headers), body))
        mood = self._moods.popleft() if self._moods else None
        instead = self._instead(mood, request)
        if instead is not None:
            return instead
        if isinstance(mood, Drips):
            return await self._dripped(request)
        proper: web.StreamResponse = self.refusal_of(request) or await handler(request)
        match mood:
            case Broken(status):
                return web.Response(text="<html>Service unavailable</html>", status=status)
            case Silent():
                await self._closing.wait()
            case Lost():
                return self._hung_up(request)
        return proper

    def _instead(self, mood: Mood | None, request: web.Request) -> web.Response | None:
        """Answer without doing anything, if that is the mood."""
        match mood:
            case Refuses(status, answer):
                return web.json_response(answer, status=status)
            case Busy(wait):
                return web.json_response({}, status=429, headers={"Retry-After": str(wait)})
            case Broken(status, done=False):
                return web.Response(text="<html>Service unavailable</html>", status=status)
            case Garbage(raw):
                return web.Response(body=raw, content_type="application/json")
            case Drops():
                return self._hung_up(request)
        return None

    async def _dripped(self, request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        with contextlib.suppress(ConnectionError):
            while not self._closing.is_set():
                await answer.write(b" ")
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._closing.wait(), 0.02)
        return answer

    @staticmethod
    def _hung_up(request: web.Request) -> web.Response:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()


def qr_text(reference: str, amount: int) -> str:
    """Write a QRIS code that carries an amount, as EMVCo lays it out."""
    merchant = "0014ID.CO.QRIS.WWW0215ID10200000000010303UMI"
    label = f"05{len(reference):02}{reference}"
    fields = [
        ("00", "01"),
        ("01", "12"),
        ("51", merchant),
        ("52", "5999"),
        ("53", "360"),
        ("54", str(amount)),
        ("58", "ID"),
        ("59", "TOKO CONTOH"),
        ("60", "JAKARTA"),
        ("62", label),
    ]
    body = "".join(f"{tag}{len(value):02}{value}" for tag, value in fields) + "6304"
    return f"{body}{crc_hqx(body.encode(), 0xFFFF):04X}"
