"""What is read often and changes seldom is kept in memory, for as long as its topic's version stands.

A topic's version is a random word in the database, new with every change of the topic's tables (``foundation.session``
sees to that). It is read in the transaction that uses what was kept, so every worker notices every change, at once,
and nobody has to remember to throw anything away.
"""

from collections import OrderedDict
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeAlias, TypeVar, cast

from foundation.session import Session

P = ParamSpec("P")
T = TypeVar("T")
_VERSIONS = 4
"""Contents kept side by side: a worker that is about to finish may still look at the last one."""


Read: TypeAlias = Callable[Concatenate[Session, P], Coroutine[Any, Any, T]]


def kept(topic: str, most: int = 1) -> Callable[[Read[P, T]], Read[P, T]]:
    """Keep what a reading function gives for up to ``most`` different questions; only positional ones are asked.

    The answer must be immutable, or nobody may change it. A transaction that changed the topic reads for itself.
    """

    def decorate(read: Read[P, T]) -> Read[P, T]:
        answers: OrderedDict[tuple[str, str], OrderedDict[Any, T]] = OrderedDict()

        @wraps(read)
        async def answer(session: Session, *question: P.args, **named: P.kwargs) -> T:
            version = await session.version(topic)
            if version is None or named:
                return await read(session, *question, **named)
            known = answers.get((session.home, version))
            if known is None:
                known = answers[session.home, version] = OrderedDict()
                if len(answers) > _VERSIONS:
                    answers.popitem(last=False)
            if question in known:
                if most > 1:
                    known.move_to_end(question)
                return known[question]
            found = known[question] = await read(session, *question, **named)
            if len(known) > most:
                known.popitem(last=False)
            return found

        return cast(Read[P, T], answer)

    return decorate
