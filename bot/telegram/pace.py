"""How fast the outbox may speak: at most thirty messages a second overall, and one a second per chat.

The limits are Telegram's (https://core.telegram.org/bots/faq#broadcasting-to-users). They hold for the bot, so answers
to people count as well: those are never delayed, the outbox waits instead. Edits and answers to taps do not count.
"""

from collections import deque
from collections.abc import Callable

PER_SECOND = 30
"""Messages within any second, answers to people included."""

CHAT_BURST = 3
"""Messages one chat may get at once before it is one a second. Telegram allows about five; two are left for answers."""

_GAP = 1.0 / PER_SECOND
"""Seconds from one of the outbox's messages to the next: even steps leave room for a burst of answers."""

_CATCH_UP = 8 * _GAP
"""Seconds a late one may be made up for, so that a busy moment does not slow the whole broadcast."""

_DEEPEST = 5.0
"""Seconds a chat's allowance can be used up ahead: what people make us answer beyond that, Telegram refuses anyway."""

_TIDY = 1_000
"""Chats remembered before the idle ones are looked for."""


class Pace:
    """Says when the outbox may send its next message, by a clock of monotonic seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Begin with nothing sent."""
        self._clock = clock
        self._recent: deque[float] = deque(maxlen=PER_SECOND)
        self._next = self._open_again = float("-inf")
        self._whole_at: dict[int, float] = {}  # when each chat's allowance is whole again
        self._refused: int | None = None
        self._tidy_at = _TIDY
        self.answers = 0
        """Messages sent beside the outbox by this worker, ever."""

    @property
    def remembered(self) -> int:
        """How many chats are remembered: those that got something lately."""
        return len(self._whole_at)

    def noticed(self, chat_id: int) -> None:
        """A person was answered: it counts, and is never held up."""
        self.answers += 1
        self._count(chat_id, self._clock())

    def elsewhere(self, messages: int) -> None:
        """Other workers of the same bot answered so many people lately."""
        self._recent.extend([self._clock()] * min(messages, PER_SECOND))

    def wait(self, chat_id: int) -> float:
        """Seconds until a message to the chat may be sent; 0 when it may be sent now."""
        now = self._clock()
        whole_at = self._whole_at.get(chat_id, now)
        return max(0.0, whole_at - (CHAT_BURST - 1) - now, 0.0 if now >= self._due else self._due - now)

    def grant(self, chat_id: int) -> bool:
        """Whether a message to the chat may be sent now; if so it counts as sent."""
        if self.wait(chat_id) > 0:
            return False
        now = self._clock()
        self._next = max(self._due, now - _CATCH_UP) + _GAP
        self._count(chat_id, now)
        return True

    def accepted(self) -> None:
        """Telegram took a message: it is not the bot as a whole that is too fast."""
        self._refused = None

    def refused(self, chat_id: int, retry_after: float) -> None:
        """Telegram said 429: leave the chat alone for so many seconds, and everybody when it says so of two chats."""
        now = self._clock()
        self._whole_at[chat_id] = now + retry_after + CHAT_BURST - 1
        if self._refused not in {None, chat_id}:
            self._open_again = max(self._open_again, now + retry_after)
        self._refused = chat_id

    @property
    def _due(self) -> float:
        """When the next message may be sent to anybody: the thirtieth before it is then a whole second old."""
        full = len(self._recent) == PER_SECOND
        return max(self._next, self._open_again, self._recent[0] + 1.0 if full else self._next)

    def _count(self, chat_id: int, now: float) -> None:
        self._recent.append(now)
        whole_at = max(self._whole_at.get(chat_id, now), now) + 1.0
        self._whole_at[chat_id] = max(min(whole_at, now + _DEEPEST), self._whole_at.get(chat_id, now))
        if len(self._whole_at) > self._tidy_at:
            self._whole_at = {chat: whole for chat, whole in self._whole_at.items() if whole > now}
            self._tidy_at = max(_TIDY, 2 * len(self._whole_at))
