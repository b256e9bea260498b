"""What is read often and changes seldom is kept in memory, for as long as its topic's version stands.

A topic's version is a random word in the database, new with every change of the topic's tables (``foundation.session``
sees to that). It is read in the transaction that uses what was kept, so every worker notices every change, at once,
and nobody has to remember to throw anything away.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, TypeAlias, TypeVar, cast

from foundation.session import Session

K = TypeVar("K")
P = ParamSpec("P")
T = TypeVar("T")
_CONTENTS = 4
"""Contents kept side by side: a worker that is about to finish may still look at the last one."""


Read: TypeAlias = Callable[Concatenate[Session, P], Coroutine[Any, Any, T]]


class Recent(Generic[K, T]):
    """Values by key, of which only the ``most`` recently used stay."""

    def __init__(self, most: int) -> None:
        """Start empty."""
        self._most = most
        self._values: OrderedDict[K, T] = OrderedDict()

    def get(self, key: K) -> T | None:
        """Give a value, None when it is not (or no longer) there."""
        found = self._values.get(key)
        if found is not None:
            self._values.move_to_end(key)
        return found

    def put(self, key: K, value: T) -> None:
        """Remember a value."""
        self._values[key] = value
        if len(self._values) > self._most:
            self._values.popitem(last=False)


def kept(topic: str, most: int = 1, contents: int = _CONTENTS) -> Callable[[Read[P, T]], Read[P, T]]:
    """Keep what a reading function gives for up to ``most`` different questions; only positional ones are asked.

    The answer must be immutable, or nobody may change it; a ``Recent`` that only remembers what was read under the
    same version is as good. A transaction that changed the topic reads for itself. ``contents`` of the topic are kept
    side by side: 2 are enough for what is large. Who asks what somebody is just reading waits for that answer.
    """

    def decorate(read: Read[P, T]) -> Read[P, T]:
        answers: OrderedDict[tuple[str, str], OrderedDict[Any, T]] = OrderedDict()
        reading: dict[Any, asyncio.Event] = {}

        @wraps(read)
        async def answer(session: Session, *question: P.args, **named: P.kwargs) -> T:
            version = await session.version(topic)
            if version is None or named:
                return await read(session, *question, **named)
            content = session.home, version
            known = answers.get(content)
            if known is None:
                known = answers[content] = OrderedDict()
                if len(answers) > contents:
                    answers.popitem(last=False)
            while question not in known:
                other = reading.get((content, question))
                if other is not None:
                    await other.wait()
                    continue
                ready = reading[content, question] = asyncio.Event()
                try:
                    found = known[question] = await read(session, *question, **named)
                finally:
                    del reading[content, question]
                    ready.set()
                if len(known) > most:
                    known.popitem(last=False)
                return found
            if most > 1:
                known.move_to_end(question)
            return known[question]

        return cast(Read[P, T], answer)

    return decorate
