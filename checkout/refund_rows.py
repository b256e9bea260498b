"""What is asked of a refund, and its rows: money counted as given back if it is there, one refund for each token."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import bindparam, insert, select, update

from checkout.errors import KeyReused
from checkout.models import Payment
from checkout.money.errors import RefundTooHigh
from checkout.money.models import Refund, RefundLine
from checkout.refund_goods import Chosen, Moved
from checkout.refundable import Refundable
from foundation.database import Session, prepared


class Way(StrEnum):
    """How the money goes back."""

    GATEWAY = "gateway"
    """the gateway that took it is asked to (``checkout.refund_work``)"""
    MANUAL = "manual"
    """a person transfers it, and then says so"""
    CREDIT = "credit"
    """the shopper has it at once, as store credit"""


@dataclass(frozen=True, slots=True)
class RefundAsk:
    """What is to go back.

    ``lines`` are pieces by order line. ``amount`` says how much in all; without it, it is what the lines come to. More
    than that is for shipping or too much money, less is shared out among the lines. With ``restock`` the goods are
    for sale again, without it they are lost or damaged.
    """

    lines: Mapping[int, int] = field(default_factory=dict)
    amount: int | None = None
    way: Way = Way.MANUAL
    restock: bool = True
    reason: str = ""


_TAKE = prepared(
    update(Payment)
    .where(Payment.id == bindparam("of_payment"), Payment.refunded + bindparam("more") <= Payment.received)
    .values(refunded=Payment.refunded + bindparam("more"))
    .returning(Payment.id)
)
_FACTS = (
    "order_id", "payment_id", "token", "amount", "currency", "way", "reason", "next_at", "actor_id", "created_at",
)  # fmt: skip
_WRITE = prepared(
    lambda insert: insert(Refund).on_conflict_do_nothing(index_elements=[Refund.token]).returning(Refund.id),
    columns=_FACTS,
)
WRITE_LINE = prepared(
    insert(RefundLine), columns=("refund_id", "order_line_id", "quantity", "amount", "restocked")
)
"""One line of a refund."""

OF_TOKEN = prepared(
    select(Refund.id, Refund.order_id, Refund.amount, Refund.way, Refund.reason, Refund.state).where(
        Refund.token == bindparam("known_as")
    )
)
"""The refund a request began."""

LINES_OF = prepared(
    select(RefundLine.order_line_id, RefundLine.quantity, RefundLine.amount, RefundLine.restocked).where(
        RefundLine.refund_id == bindparam("of_refund")
    )
)
"""A refund's lines."""


async def take(session: Session, there: Refundable, amount: int) -> None:
    """Count the money as given back, if it is there. Raises RefundTooHigh."""
    if await session.scalar(_TAKE, {"of_payment": there.payment_id, "more": amount}) is None:
        facts = {"amount": amount, "limit": there.left, "currency": there.currency}
        raise RefundTooHigh(order_id=there.order_id, **facts)


async def write(
    session: Session,
    there: Refundable,
    ask: RefundAsk,
    amount: int,
    *,
    token: str,
    actor_id: int,
    now: datetime,
) -> int:
    """Write a refund's row; gives its id. Raises KeyReused when another order took the token in this very moment."""
    row = {
        "order_id": there.order_id,
        "payment_id": there.payment_id,
        "token": token,
        "amount": amount,
        "currency": there.currency,
        "way": ask.way,
        "reason": ask.reason,
        "next_at": now if ask.way is Way.GATEWAY else None,
        "actor_id": actor_id,
        "created_at": now,
    }
    refund_id: int | None = await session.scalar(_WRITE, row)
    if refund_id is None:
        raise KeyReused(source="refund", key=token)
    return refund_id


async def write_lines(
    session: Session, refund_id: int, chosen: Chosen, parts: list[int], moved: list[Moved]
) -> None:
    """Write what of each line is paid back, and what of it came back."""
    for (line, pieces), amount, goods in zip(chosen, parts, moved, strict=True):
        row = {"order_line_id": line.id, "quantity": pieces, "amount": amount, "restocked": goods.back}
        await session.execute(WRITE_LINE, {"refund_id": refund_id, **row})
