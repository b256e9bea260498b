"""Money that came for an order: written into the ledger once, compared with what was asked, and followed up.

A gateway's notice, a line of a bank statement, an owner's word and a courier's cash all end here. Too little, too
much, twice or too late: each is kept, told to both sides, and decides what becomes of the order.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import bindparam, select, update

from catalog.errors import OutOfStock
from checkout import allocations, amounts, news
from checkout.errors import CurrencyWrong, KeyReused, SumWrong
from checkout.holds import HeldOrder, HeldPayment, hold_payment, move_order, move_payment
from checkout.lives import AllocationState, OrderState, PaymentState
from checkout.models import Order, Payment
from checkout.money.models import MoneyEntry
from checkout.promotions import redemptions
from foundation.audit import note
from foundation.database import Session, prepared
from foundation.money import LARGEST

_PAID = frozenset(
    {
        OrderState.PROCESSING,
        OrderState.PARTIALLY_FULFILLED,
        OrderState.FULFILLED,
        OrderState.COMPLETED,
    }
)
CREDIT = "credit"
"""Store credit as a source of money: its shopper has just spent it, and needs no letter about it."""


class Charge(StrEnum):
    """How much of what was asked has come; derived, never kept."""

    NONE = "none"
    PARTIAL = "partial"
    FULL = "full"
    OVERCHARGED = "overcharged"


def charge(asked: int, received: int) -> Charge:
    """Compare what came with what was asked."""
    if not received:
        return Charge.NONE
    if received < asked:
        return Charge.PARTIAL
    return Charge.FULL if received == asked else Charge.OVERCHARGED


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of money that came. ``repeated`` when it was told before, ``settled`` when it completed the payment."""

    order_id: int
    charge: Charge
    repeated: bool = False
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Money:
    """Money that came: ``(source, key)`` names the event in the world, e.g. ``("midtrans", "513f1f01-…")``."""

    amount: int
    currency: str
    source: str
    key: str


_WRITE = prepared(
    lambda insert: (
        insert(MoneyEntry)
        .on_conflict_do_nothing(index_elements=[MoneyEntry.source, MoneyEntry.key])
        .returning(MoneyEntry.id)
    ),
    columns=("order_id", "payment_id", "amount", "currency", "source", "key", "actor_id", "at"),
)
_TOLD = prepared(
    select(MoneyEntry.payment_id, MoneyEntry.amount, MoneyEntry.currency).where(
        MoneyEntry.source == bindparam("told_by"), MoneyEntry.key == bindparam("told_as")
    )
)
_RECEIVE = prepared(
    update(Payment)
    .where(Payment.id == bindparam("of_payment"))
    .values(received=Payment.received + bindparam("more"))
    .returning(Payment.received)
)

_NOT_CURRENT = prepared(
    update(Payment)
    .where(Payment.order_id == bindparam("of_order"), Payment.current)
    .values(current=False)
    .returning(Payment.id)
)
_RECEIVED_NOW = prepared(
    select(Payment.received).where(Payment.order_id == bindparam("of_order"), Payment.current)
)
_PAID_AT = prepared(update(Order).where(Order.id == bindparam("of_order")).values(paid_at=bindparam("now")))
_CURRENT = prepared(update(Payment).where(Payment.id == bindparam("of_payment")).values(current=True))


async def record(
    session: Session, payment_id: int, money: Money, *, actor_id: int, now: datetime
) -> Recorded:
    """Money came for a payment: the same event, told again, changes nothing.

    All of it, and the order proceeds; an expired one with freshly promised stock. Without stock, or after a
    cancellation, the money is kept and both sides hear of it. Too little leaves the order waiting for the rest, for
    as long as people need. Too much, or a second time, settles and is told as money to give back.

    Raises PaymentGone, SumWrong, CurrencyWrong, and KeyReused for the same event with another content.
    """
    if not 0 < money.amount <= LARGEST:
        raise SumWrong(amount=money.amount, currency=money.currency)
    order, payment = await hold_payment(session, payment_id)
    if money.currency != payment.currency:
        raise CurrencyWrong(order_id=order.id, currency=money.currency, expected=payment.currency)
    if not await _write(session, payment, money, actor_id, now):
        return await _repeated(session, payment, money)
    received = await session.scalar(_RECEIVE, {"of_payment": payment_id, "more": money.amount})
    assert received is not None
    now_is = charge(payment.amount, payment.paid + money.amount)
    facts = {"received": received, "came": money.amount, "source": money.source}
    if payment.state == PaymentState.SETTLED or now_is == Charge.PARTIAL:
        what = "payment-partial" if now_is == Charge.PARTIAL else "payment-again"
        before, after = {"payment": payment.state, "received": received - money.amount}, dict(facts)
        note(session, actor_id, what, f"order:{order.id}", now=now, before=before, after=after)
        if now_is == Charge.PARTIAL:
            await _wait_for_the_rest(session, order, payment, payment.paid + money.amount, now)
        if money.source != CREDIT:
            await _tell_both(session, order, payment_id, _WORDS[now_is], f"{payment_id}:{received}", now)
        return Recorded(order.id, now_is)
    await _settle(session, order, payment, facts, actor_id=actor_id, now=now)
    if now_is == Charge.OVERCHARGED:
        await _tell_both(session, order, payment_id, "payment-over", f"{payment_id}:{received}", now)
    return Recorded(order.id, now_is, settled=True)


async def fail(session: Session, payment_id: int, *, actor_id: int, now: datetime) -> bool:
    """A gateway says that this attempt came to nothing; says whether it changed anything. Raises PaymentGone."""
    order, payment = await hold_payment(session, payment_id)
    if not await move_payment(session, payment_id, PaymentState.FAILED):
        return False
    before, after = {"payment": payment.state}, {"payment": PaymentState.FAILED}
    note(session, actor_id, "payment-failed", f"order:{order.id}", now=now, before=before, after=after)
    return True


_WORDS = {Charge.PARTIAL: "payment-partial", Charge.OVERCHARGED: "payment-over"}


async def _write(session: Session, payment: HeldPayment, money: Money, actor_id: int, now: datetime) -> bool:
    """Write the ledger's row; False when this event stands there already."""
    row = {
        "order_id": payment.order_id,
        "payment_id": payment.id,
        "amount": money.amount,
        "currency": money.currency,
        "source": money.source,
        "key": money.key,
        "actor_id": actor_id,
        "at": now,
    }
    return await session.scalar(_WRITE, row) is not None


async def _repeated(session: Session, payment: HeldPayment, money: Money) -> Recorded:
    told = await session.row(_TOLD, {"told_by": money.source, "told_as": money.key})
    if told is None or tuple(told) != (payment.id, money.amount, money.currency):
        raise KeyReused(source=money.source, key=money.key)
    return Recorded(payment.order_id, charge(payment.amount, payment.paid), repeated=True)


async def _settle(
    session: Session,
    order: HeldOrder,
    payment: HeldPayment,
    facts: dict[str, object],
    *,
    actor_id: int,
    now: datetime,
) -> None:
    """All that was asked has come."""
    moved = await move_payment(session, payment.id, PaymentState.SETTLED, settled_at=now)
    assert moved, "every payment that is not settled may become so"
    await amounts.rest(session, [payment.id], now=now)
    if order.state in _PAID and payment.state == PaymentState.AUTHORIZED:
        await _paid_at_door(session, order, payment, facts, actor_id, now)
        return
    if order.state in _PAID:
        await _tell_both(session, order, payment.id, "payment-over", str(payment.id), now)
        note(session, actor_id, "payment-again", f"order:{order.id}", now=now, after=facts)
        return
    if not payment.current:
        await _make_current(session, payment, now)
    proceeds = await _can_proceed(session, order, actor_id, now)
    if proceeds:
        await move_order(session, order.id, OrderState.PROCESSING, paid_at=now, ended_at=None)
    before = {"state": order.state, "payment": payment.state}
    after = {
        "state": OrderState.PROCESSING if proceeds else order.state,
        "payment": PaymentState.SETTLED,
        **facts,
    }
    note(session, actor_id, "payment-confirmed", f"order:{order.id}", now=now, before=before, after=after)
    told = {"order_id": order.id, "payment_id": payment.id}
    if proceeds:
        await news.to_shopper(
            session, order.person_id, "payment-confirmed", told, key=str(payment.id), now=now
        )
        return
    await _tell_both(session, order, payment.id, "late-payment", str(payment.id), now)


async def _paid_at_door(
    session: Session,
    order: HeldOrder,
    payment: HeldPayment,
    facts: dict[str, object],
    actor_id: int,
    now: datetime,
) -> None:
    """The order went on long before its money came: nothing else changes."""
    await session.execute(_PAID_AT, {"of_order": order.id, "now": now})
    before, after = {"payment": payment.state}, {"payment": PaymentState.SETTLED, **facts}
    note(session, actor_id, "payment-confirmed", f"order:{order.id}", now=now, before=before, after=after)


async def _make_current(session: Session, payment: HeldPayment, now: datetime) -> None:
    """An earlier attempt was paid after all: it is how the order is paid, and the later one is void."""
    later = await session.scalar(_NOT_CURRENT, {"of_order": payment.order_id})
    if later is not None:
        await move_payment(session, later, PaymentState.VOIDED)
        await amounts.rest(session, [later], now=now)
    await session.execute(_CURRENT, {"of_payment": payment.id})


async def _can_proceed(session: Session, order: HeldOrder, actor_id: int, now: datetime) -> bool:
    """Secure the stock of a paid order; an expired one needs it promised again."""
    if order.state == OrderState.PENDING_PAYMENT:
        await redemptions.commit(session, order.id, now=now)
        await allocations.commit(session, order.id)
        return True
    if order.state != OrderState.EXPIRED:
        return False
    committed = AllocationState.COMMITTED
    try:
        async with session.begin_nested():
            await redemptions.commit(session, order.id, now=now)
            low = await allocations.promise(session, order.id, state=committed, actor_id=actor_id, now=now)
    except OutOfStock:
        return False
    await news.of_low_stock(session, low, now=now)
    return True


async def _follow_the_money(session: Session, payment: HeldPayment, now: datetime) -> bool:
    """A part that came by an earlier attempt makes it the way the order is paid, unless the later one has money too.

    Says whether it is the way now.
    """
    if payment.current:
        return True
    if await session.scalar(_RECEIVED_NOW, {"of_order": payment.order_id}):
        return False
    await _make_current(session, payment, now)
    return True


async def _wait_for_the_rest(
    session: Session, order: HeldOrder, payment: HeldPayment, paid: int, now: datetime
) -> None:
    """The picture that waited was for this part: the next one is for the rest.

    An order that still waits awaits the rest by its amount too, where amounts are how payments are known.
    """
    is_current = await _follow_the_money(session, payment, now)
    if payment.state == PaymentState.PENDING_REVIEW:
        await move_payment(session, payment.id, PaymentState.CREATED)
    waits = is_current and order.state == OrderState.PENDING_PAYMENT
    if waits and payment.provider == "manual" and payment.account_id is not None:
        rest = payment.amount - paid
        await amounts.await_too(session, payment.account_id, rest, payment.id, now=now)


async def _tell_both(
    session: Session, order: HeldOrder, payment_id: int, kind: str, key: str, now: datetime
) -> None:
    facts = {"order_id": order.id, "payment_id": payment_id}
    await news.to_owners(session, kind, facts, key=key, now=now)
    await news.to_shopper(session, order.person_id, f"{kind}-shopper", facts, key=key, now=now)
