"""Talking to a gateway over HTTP: time-outs, and asking again with pauses where that is safe.

What was certainly not carried out is always asked again (no connection, 429). What may have been carried out (the
answer was lost, or a server's own error) is asked again only where the caller says that twice is as good as once.
"""

import asyncio
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import httpx
from pydantic import SecretStr

from checkout.gateways.errors import GatewayBusy, GatewayUnreachable, GatewayUnreadable
from checkout.gateways.reading import LARGEST_BODY, Fields, Unreadable, answer_of, parse

_UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long we wait, in seconds: for a connection, for a whole answer, and before asking again.

    ``longest_wait`` is how long a gateway may ask us to stay away before we tell the shopper instead.
    """

    connect: float = 5.0
    answer: float = 20.0
    pauses: tuple[float, ...] = (0.5, 2.0)
    longest_wait: float = 5.0


USUAL = Patience()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the HTTP status, the body, how long to stay away (429), whose it is."""

    provider: str
    status: int
    raw: bytes
    wait: float = 0.0

    def fields(self) -> Fields:
        """Read the body as a JSON object. Raises GatewayUnreadable."""
        with answer_of(self.provider, self.status):
            return parse(self.raw)


def status_of_http(answer: Answer) -> int:
    """Give the HTTP status: what a gateway means where its bodies say nothing else."""
    return answer.status


@dataclass(frozen=True, slots=True)
class Wire:
    """A gateway's address and our key for it. ``meant`` gives the status an answer means, HTTP's or its own.

    A gateway that repeats the ``key`` in a complaint is not quoted with it.
    """

    provider: str
    base_url: str
    client: httpx.AsyncClient = field(repr=False)
    key: SecretStr
    headers: Mapping[str, str] = field(repr=False)
    patience: Patience = USUAL
    meant: Callable[[Answer], int] = field(default=status_of_http, repr=False)

    async def get(self, path: str, **content: Any) -> Answer:
        """Ask for something; asking changes nothing. Raises as ``send``."""
        return await self.send("GET", path, repeat=True, **content)

    async def send(self, method: str, path: str, *, repeat: bool, **content: Any) -> Answer:
        """Send and give any answer that is neither 429 nor a server's own error.

        ``repeat``: twice is as good as once. Raises GatewayUnreachable, GatewayBusy, GatewayUnreadable.
        """
        sent = False  # whether any of the tries may have been carried out
        for pause in (*self.patience.pauses, None):
            try:
                return await self._once(method, path, content)
            except GatewayBusy as busy:
                wait = float(str(busy.facts["wait"]))
                if pause is None or wait > self.patience.longest_wait:
                    raise (self._unreachable("busy", sent=True) if sent else busy) from None
                await asyncio.sleep(max(pause, wait))
            except GatewayUnreachable as lost:
                sent = sent or bool(lost.facts["sent"])
                if pause is None or (lost.facts["sent"] and not repeat):
                    raise self._unreachable(str(lost.facts["trouble"]), sent=sent) from None
                await asyncio.sleep(pause)
        raise AssertionError("the last try returns or raises")

    async def _once(self, method: str, path: str, content: Mapping[str, Any]) -> Answer:
        answer = await self._exchange(method, path, content)
        meant = self.meant(answer)
        if meant == 429:
            raise GatewayBusy(provider=self.provider, wait=answer.wait)
        if meant >= 500:
            raise self._unreachable(str(meant), sent=True)
        return answer

    async def _exchange(self, method: str, path: str, content: Mapping[str, Any]) -> Answer:
        """Send once. No httpx error leaves: they carry the request, and the request carries our keys."""
        headers = {"Accept": "application/json", **self.headers, **content.get("headers", {})}
        timeout = httpx.Timeout(self.patience.answer, connect=self.patience.connect)
        rest = {name: value for name, value in content.items() if name != "headers"}
        try:
            # httpx counts between two bytes: who sends one byte a second would never be late
            async with (
                asyncio.timeout(self.patience.connect + self.patience.answer),
                self.client.stream(
                    method,
                    self.base_url + path,
                    headers=headers,
                    timeout=timeout,
                    follow_redirects=False,
                    **rest,
                ) as response,
            ):
                raw = await self._body(response)
        except _UNSENT as error:
            raise self._unreachable(type(error).__name__, sent=False) from None
        except (httpx.TransportError, TimeoutError) as error:
            raise self._unreachable(type(error).__name__, sent=True) from None
        except httpx.RequestError as error:
            raise GatewayUnreadable(provider=self.provider, what=type(error).__name__, status=0) from None
        return Answer(
            self.provider, response.status_code, raw, _wait(response.headers.get("retry-after", ""))
        )

    async def _body(self, response: httpx.Response) -> bytes:
        raw = bytearray()
        async for piece in response.aiter_bytes():
            raw += piece
            if len(raw) > LARGEST_BODY:
                raise GatewayUnreadable(provider=self.provider, what="length", status=response.status_code)
        return bytes(raw).replace(self.key.get_secret_value().encode(), b"***")

    def _unreachable(self, trouble: str, *, sent: bool) -> GatewayUnreachable:
        return GatewayUnreachable(provider=self.provider, trouble=trouble, sent=sent)


def _wait(retry_after: str) -> float:
    """Read how long to stay away, in seconds; a date or nonsense counts as not said."""
    return (
        float(retry_after)
        if retry_after.isascii() and retry_after.isdigit() and len(retry_after) < 6
        else 0.0
    )


def basic(user: str) -> str:
    """Write HTTP Basic's header for a key as the user, without a password."""
    return f"Basic {b64encode(f'{user}:'.encode()).decode()}"


def segment(value: str) -> str:
    """Write something as one part of a path, whatever it holds. Raises Unreadable for ``.`` and ``..``."""
    if not value.strip("."):
        raise Unreadable("reference")
    return quote(value, safe="")


def tidy(text: str) -> str:
    """Shorten what a gateway says for logs and for the owner."""
    return " ".join(text.split())[:200]
