"""How a refund ends, once: the money is gone and stands in the ledger, or it could not go and is free again."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, bindparam, insert, select, update

from checkout import credit, news
from checkout.holds import hold, may_become
from checkout.lives import REFUND_NEXT, RefundState
from checkout.models import Order, Payment
from checkout.money.errors import RefundGone
from checkout.money.models import MoneyEntry, Refund
from foundation.audit import note
from foundation.database import Session, prepared
from foundation.prepared import AnyPrepared

LONGEST_PROBLEM = 200
"""Characters kept of a gateway's words."""


@dataclass(frozen=True, slots=True)
class HeldRefund:
    """A refund of a held order. ``reason`` is its owner's, ``token`` names the request that began it."""

    id: int
    order_id: int
    payment_id: int
    person_id: int
    token: str
    amount: int
    currency: str
    way: str
    reason: str
    state: str


_ORDER_OF = prepared(select(Refund.order_id).where(Refund.id == bindparam("refund_id")))
_REFUND: AnyPrepared = prepared(
    select(
        Refund.id, Refund.order_id, Refund.payment_id, Order.person_id, Refund.token, Refund.amount,
        Refund.currency, Refund.way, Refund.reason, Refund.state,
    )
    .join(Order, Order.id == Refund.order_id)
    .where(Refund.id == bindparam("refund_id"))
)  # fmt: skip


def _ending(to: RefundState) -> AnyPrepared:
    return prepared(
        update(Refund)
        .where(Refund.id == bindparam("ended"), may_become(Refund.state, REFUND_NEXT, to))
        .values(
            state=to,
            ended_at=bindparam("now"),
            external_id=bindparam("named"),
            problem=bindparam("why"),
            next_at=None,
        )
        .returning(Refund.id)
    )


_END = {to: _ending(to) for to in (RefundState.SETTLED, RefundState.FAILED)}
_FREE = prepared(
    update(Payment)
    .where(Payment.id == bindparam("of_payment"))
    .values(refunded=Payment.refunded - bindparam("fewer", type_=Integer))
)
_LEDGER = prepared(
    insert(MoneyEntry),
    columns=("order_id", "payment_id", "amount", "currency", "source", "key", "actor_id", "at"),
)


async def held(session: Session, refund_id: int) -> HeldRefund:
    """Take a refund's order, then read the refund. Raises RefundGone."""
    order_id = await session.scalar(_ORDER_OF, {"refund_id": refund_id})
    if order_id is None:
        raise RefundGone(refund_id=refund_id)
    await hold(session, order_id)
    row = await session.row(_REFUND, {"refund_id": refund_id})
    assert row is not None, "refunds are never deleted"
    return HeldRefund(*row)


async def settle(
    session: Session, refund_id: int, *, external_id: str = "", actor_id: int, now: datetime
) -> bool:
    """The money is with the shopper; both sides are told. False when it had ended before. Raises RefundGone."""
    refund = await held(session, refund_id)
    if not await _end(session, refund, RefundState.SETTLED, external_id, "", now):
        return False
    row = {
        "order_id": refund.order_id,
        "payment_id": refund.payment_id,
        "amount": -refund.amount,
        "currency": refund.currency,
        "source": "refund",
        "key": str(refund.id),
        "actor_id": actor_id,
        "at": now,
    }
    await session.execute(_LEDGER, row)
    if refund.way == "credit":
        await credit.give(
            session,
            refund.person_id,
            refund.amount,
            refund.currency,
            key=f"refund:{refund.id}",
            order_id=refund.order_id,
            actor_id=actor_id,
            now=now,
        )
    _note(session, refund, "refund-settled", RefundState.SETTLED, actor_id, now, named=external_id)
    facts = {"order_id": refund.order_id, "refund_id": refund.id}
    key = str(refund.id)
    await news.to_shopper(session, refund.person_id, "refund-settled-shopper", facts, key=key, now=now)
    await news.to_owners(session, "refund-settled", facts, key=key, now=now, but=actor_id)
    return True


async def fail(
    session: Session, refund_id: int, problem: str, *, actor_id: int, now: datetime, tell: bool = True
) -> bool:
    """The money could not go and is free again; the owners are told. False when it had ended before.

    Raises RefundGone.
    """
    refund = await held(session, refund_id)
    if not await _end(session, refund, RefundState.FAILED, "", problem[:LONGEST_PROBLEM], now):
        return False
    await session.execute(_FREE, {"of_payment": refund.payment_id, "fewer": refund.amount})
    _note(session, refund, "refund-failed", RefundState.FAILED, actor_id, now, problem=problem)
    if tell:
        facts = {"order_id": refund.order_id, "refund_id": refund.id}
        await news.to_owners(session, "refund-undone", facts, key=str(refund.id), now=now, but=actor_id)
    return True


async def call_off(session: Session, refund_id: int, *, actor_id: int, now: datetime) -> bool:
    """The money is not given back after all: it is free again, and the shopper is told. Raises RefundGone."""
    if not await fail(session, refund_id, "called off", actor_id=actor_id, now=now):
        return False
    refund = await held(session, refund_id)
    facts = {"order_id": refund.order_id, "refund_id": refund.id}
    key = str(refund.id)
    await news.to_shopper(session, refund.person_id, "refund-called-off", facts, key=key, now=now)
    return True


async def _end(
    session: Session, refund: HeldRefund, to: RefundState, external_id: str, problem: str, now: datetime
) -> bool:
    values = {"ended": refund.id, "named": external_id[:100], "why": problem, "now": now}
    return await session.scalar(_END[to], values) is not None


def _note(
    session: Session,
    refund: HeldRefund,
    what: str,
    state: RefundState,
    actor_id: int,
    now: datetime,
    **facts: str,
) -> None:
    before = {"refund": refund.id, "state": refund.state}
    after = {"state": state, "amount": refund.amount, **{name: fact for name, fact in facts.items() if fact}}
    note(session, actor_id, what, f"order:{refund.order_id}", now=now, before=before, after=after)
