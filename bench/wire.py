"""HTTP/1.1 as small as it can be: keep-alive, bodies with a length or in chunks. It must never be what is measured."""

import asyncio
import re
from collections import deque
from collections.abc import Callable
from typing import cast

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)

Handle = Callable[[bytes, bytes], bytes]
"""Takes a request's path and body, gives the whole answer."""
Done = Callable[[int, bytes], None]
"""Takes an answer's status and body."""


def split(data: bytes) -> tuple[bytes, bytes, bytes] | None:
    """Cut one message off: its head, its body and what follows; None while it is incomplete."""
    end = data.find(b"\r\n\r\n")
    if end < 0:
        return None
    head, start = data[:end], end + 4
    if found := _LENGTH.search(head):
        stop = start + int(found[1])
        return (head, data[start:stop], data[stop:]) if len(data) >= stop else None
    if _CHUNKED.search(head):
        return _chunks(head, data, start)
    return head, b"", data[start:]


def _chunks(head: bytes, data: bytes, at: int) -> tuple[bytes, bytes, bytes] | None:
    parts: list[bytes] = []
    while (line := data.find(b"\r\n", at)) >= 0:
        size = int(data[at:line].split(b";")[0], 16)
        start, stop = line + 2, line + 2 + size
        if len(data) < stop + 2:
            return None
        if size == 0:
            return head, b"".join(parts), data[stop + 2 :]
        parts.append(data[start:stop])
        at = stop + 2
    return None


def answer(body: bytes, status: bytes = b"200 OK") -> bytes:
    """Give a whole HTTP answer with a JSON body."""
    return b"HTTP/1.1 %b\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (
        status,
        len(body),
        body,
    )


class Serving(asyncio.Protocol):
    """The server's side of a connection."""

    def __init__(self, handle: Handle) -> None:
        """Answer every request by ``handle``."""
        self._handle, self._data = handle, b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where to write."""
        self._transport = cast(asyncio.Transport, transport)  # uvloop's own class is no subclass

    def data_received(self, data: bytes) -> None:
        """Answer every request that is complete."""
        self._data = self._data + data if self._data else data
        while self._data and (message := split(self._data)):
            head, body, self._data = message
            assert self._transport is not None
            self._transport.write(self._handle(head[: head.index(b"\r\n")].split(b" ")[1], body))


class Asking(asyncio.Protocol):
    """The client's side of a connection: one request after the other."""

    def __init__(self, lost: Callable[[str], None]) -> None:
        """Say by ``lost`` when the connection breaks while an answer is awaited."""
        self._lost, self._data = lost, b""
        self._transport: asyncio.Transport | None = None
        self._awaited: deque[Done] = deque()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where to write."""
        self._transport = cast(asyncio.Transport, transport)  # uvloop's own class is no subclass

    def ask(self, request: bytes, done: Done) -> None:
        """Send a whole request; ``done`` takes the answer."""
        assert self._transport is not None
        self._awaited.append(done)
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        """Hand over every answer that is complete."""
        self._data = self._data + data if self._data else data
        while self._data and (message := split(self._data)):
            head, body, self._data = message
            self._awaited.popleft()(int(head[9:12]), body)

    def connection_lost(self, exc: Exception | None) -> None:
        """Say so when somebody waited."""
        self._transport = None
        if self._awaited:
            self._lost(f"the bot hung up: {exc!r}")

    @property
    def open(self) -> bool:
        """Whether a request can be sent."""
        return self._transport is not None and not self._transport.is_closing()

    def close(self) -> None:
        """Hang up."""
        self._awaited.clear()
        if self._transport is not None:
            self._transport.close()
