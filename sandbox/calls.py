"""The log of Bot API calls: what was asked, what was answered, how long it took, what the lint found.

The lint reads a call only when somebody looks at it. Nobody changes a call's parameters once it is answered, and the
lint knows nothing but them and the schema, so it finds what it would have found then.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import dropwhile
from typing import Any

from sandbox.wire import Json, Params

KEPT = 20_000


@dataclass(slots=True)
class Call:
    """One call; `status` 0 means the connection was dropped on purpose."""

    n: int
    at: float
    bot: int | None
    method: str
    params: Params
    status: int
    result: Any
    description: str | None
    ms: float
    problems: list[Json] | None = None
    """None until somebody looks"""


class CallLog:
    """The last calls, numbered from 1."""

    def __init__(self) -> None:
        self._calls: deque[Call] = deque(maxlen=KEPT)
        self.next = 1

    def add(self, call: Call) -> None:
        """Write down a call that has been answered."""
        call.n = self.next
        self.next += 1
        self._calls.append(call)

    def since(self, n: int) -> list[Call]:
        """Calls numbered `n` and later."""
        return list(dropwhile(lambda call: call.n < n, self._calls))
