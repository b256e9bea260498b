"""The refund an owner is putting together: kept in the conversation, one at a time."""

import secrets
from dataclasses import asdict, dataclass, field
from typing import Any

from bot.conversation import Conversation
from checkout.refunds import RefundAsk, Way

FAMILY = "refund"


@dataclass
class Wanted:
    """What was said so far. ``amount`` is set where it is not what the lines come to; ``back`` is a return's id."""

    order: int
    lines: dict[int, int] = field(default_factory=dict)
    amount: int | None = None
    restock: bool | None = None
    way: str = ""
    reason: str = ""
    back: int = 0
    token: str = field(default_factory=lambda: secrets.token_hex(8))

    @property
    def ask(self) -> RefundAsk:
        """The same as the room takes it."""
        return RefundAsk(self.lines, self.amount, Way(self.way), self.restock is not False, self.reason)


def of_order(conversation: Conversation, order_id: int) -> Wanted:
    """Give what was said about this order, or begin anew."""
    said = load(conversation)
    return said if said is not None and said.order == order_id else Wanted(order_id)


def load(conversation: Conversation) -> Wanted | None:
    """Give what was said, if anything was."""
    kept: dict[str, Any] = conversation.answers
    if conversation.family != FAMILY or "order" not in kept:
        return None
    lines = {int(line_id): int(pieces) for line_id, pieces in kept["lines"].items()}
    return Wanted(**{**kept, "lines": lines})


def save(conversation: Conversation, said: Wanted, question: str, *, listening: bool = False) -> None:
    """Keep what was said; where words may be typed, the next text is the answer to ``question``."""
    lines = {str(line_id): pieces for line_id, pieces in said.lines.items()}
    conversation.ask(f"{FAMILY}:{question}", **{**asdict(said), "lines": lines})
    if not listening:
        conversation.pause()
