"""What can happen to a request instead of a proper answer."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Refuses:
    """The next request is refused with this status and body; nothing is done."""

    status: int
    body: object


@dataclass(frozen=True)
class Busy:
    """Too many requests; nothing is done. ``wait`` goes into Retry-After."""

    wait: int = 0


@dataclass(frozen=True)
class Broken:
    """A server's own error, as a page for people; ``done`` tells whether it happened all the same."""

    status: int = 503
    done: bool = False


@dataclass(frozen=True)
class Silent:
    """Does what was asked and never answers."""


@dataclass(frozen=True)
class Drops:
    """Closes the connection and does nothing."""


@dataclass(frozen=True)
class Lost:
    """Does what was asked, then closes the connection."""


@dataclass(frozen=True)
class Drips:
    """Does nothing and answers byte by byte, for ever."""


@dataclass(frozen=True)
class Garbage:
    """Answers nonsense with status 200."""

    body: bytes = b'{"status_code": "201", "order_id": '


Mood = Refuses | Busy | Broken | Silent | Drops | Lost | Drips | Garbage
