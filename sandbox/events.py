"""Who watches: phones and drawers listening to server-sent events."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from sandbox.wire import Json, dumps

_FULL = 10_000

Listener = asyncio.Queue[str | None]


class Events:
    """Listeners by person; nothing is written down as JSON unless someone listens."""

    def __init__(self) -> None:
        self._listeners: dict[Listener, int] = {}

    def listen(self, person_id: int) -> Listener:
        """Start listening as that person; a None in the queue ends it."""
        listener: Listener = asyncio.Queue(_FULL)
        self._listeners[listener] = person_id
        return listener

    def heard(self) -> bool:
        """Whether anyone listens."""
        return bool(self._listeners)

    def leave(self, listener: Listener) -> None:
        """Stop listening."""
        self._listeners.pop(listener, None)

    def tell(self, person_id: int, name: str, make: Callable[[], Json]) -> None:
        """Tell one person; `make` is asked for the data only when that person listens."""
        if self._listeners:
            self._send([one for one, owner in self._listeners.items() if owner == person_id], name, make)

    def tell_all(self, name: str, make: Callable[[], Json]) -> None:
        """Tell everyone who listens."""
        if self._listeners:
            self._send(list(self._listeners), name, make)

    def _send(self, listeners: list[Listener], name: str, make: Callable[[], Json]) -> None:
        if not listeners:
            return
        message = f"event: {name}\ndata: {dumps(make())}\n\n"
        for listener in listeners:
            if listener.full():  # a page that stopped reading long ago
                self.leave(listener)
            else:
                listener.put_nowait(message)

    def close(self) -> None:
        """End every stream."""
        for listener in list(self._listeners):
            self.leave(listener)
            if not listener.full():
                listener.put_nowait(None)
