"""Lines of bank statements become money: what is certain by one tap, the rest one by one, each line once.

Whatever is settled ends in ``settling.record``, under the account and the bank's own line.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy import bindparam, exists, func, select, update
from sqlalchemy.orm import aliased

from checkout import allocations
from checkout.bank_lines import CURRENCY, Review, line, review
from checkout.errors import BankLineDone
from checkout.holds import hold, hold_payment
from checkout.lives import OrderState, PaymentState
from checkout.money.models import BankLine, MoneyEntry
from checkout.settling import Money, Recorded, record
from checkout.statements.doubts import Match, Reason
from checkout.statements.values import StatementLine
from foundation.audit import note
from foundation.database import Session, prepared

SOURCE = "statement"

_SETTLE = prepared(
    update(BankLine)
    .where(BankLine.id == bindparam("line_id"), BankLine.state == "open")
    .values(state="settled", payment_id=bindparam("of_payment"))
    .returning(BankLine.id)
)
_OTHER = aliased(BankLine)
_EXPLAIN = prepared(
    update(BankLine)
    .where(
        BankLine.id == bindparam("line_id"),
        BankLine.state == "open",
        ~exists().where(_OTHER.payment_id == bindparam("of_payment")),
    )
    .values(state="settled", payment_id=bindparam("of_payment"))
    .returning(BankLine.id)
)
_TOLD = select(
    MoneyEntry.payment_id,
    func.sum(MoneyEntry.amount),
    func.min(MoneyEntry.source),
    func.max(MoneyEntry.source),
).group_by(MoneyEntry.payment_id)


@dataclass(frozen=True, slots=True)
class Shown:
    """What was on the screen of somebody who confirms: ``count`` pairs, with the highest line's and payment's ids."""

    count: int
    line_id: int
    payment_id: int


@dataclass(frozen=True, slots=True)
class Settled:
    """Orders that were paid, by number, and how many of the lines that were shown were left out."""

    order_ids: tuple[int, ...]
    left_out: int


async def explain(session: Session, account_id: int, *, actor_id: int, now: datetime, zone: tzinfo) -> Review:
    """Set aside the lines of money an owner has confirmed already, and give what is left to look at.

    An owner who confirmed by a picture sees the same money in the statement: one line of exactly that amount is
    that money, and is written beside the payment without counting again. A second one is looked at.
    """
    found = await review(session, account_id, now=now, zone=zone)
    paid = [doubt for doubt in found.doubtful if doubt.reason is Reason.ALREADY_PAID]
    if not paid:
        return found
    told = await _confirmed_by_hand(session, {doubt.payments[0].payment_id for doubt in paid})
    explained = set()
    for doubt in paid:
        payment_id, number = doubt.payments[0].payment_id, doubt.line.number
        if told.get(payment_id) != doubt.line.amount:
            continue
        if await session.scalar(_EXPLAIN, {"line_id": number, "of_payment": payment_id}) is not None:
            explained.add(number)
            subject = f"order:{doubt.payments[0].order_number}"
            note(session, actor_id, "bank-line-explained", subject, now=now, after={"line": number})
    left = tuple(doubt for doubt in found.doubtful if doubt.line.number not in explained)
    return Review(account_id, found.certain, left, found.foreign, len(explained))


async def _confirmed_by_hand(session: Session, payment_ids: set[int]) -> dict[int, int]:
    """Give what came for payments of which nobody but an owner has told."""
    rows = await session.execute(_TOLD.where(MoneyEntry.payment_id.in_(sorted(payment_ids))))
    return {payment_id: int(amount) for payment_id, amount, first, last in rows if first == last == "owner"}


async def settle_certain(
    session: Session, account_id: int, shown: Shown, *, actor_id: int, now: datetime, zone: tzinfo
) -> Settled:
    """Settle the certain lines that were shown and still are certain; the others are left out and counted."""
    found = await review(session, account_id, now=now, zone=zone)
    pairs = [
        one
        for one in found.certain
        if one.line.number <= shown.line_id and one.payment.payment_id <= shown.payment_id
    ]
    pairs.sort(key=lambda one: int(one.payment.order_number))
    order_ids = [int(one.payment.order_number) for one in pairs]
    # all orders, then all stock, in the sequence everybody uses: two owners who confirm wait, and not in a circle
    for order_id in order_ids:
        await hold(session, order_id)
    if order_ids:
        await allocations.take_stock_in_order(session, order_ids)
    paid = []
    for one in pairs:
        payment_id = one.payment.payment_id
        if await _is_awaited(session, one) and await _settle(
            session, account_id, one.line, payment_id, actor_id, now
        ):
            paid.append(int(one.payment.order_number))
        await asyncio.sleep(0)  # hundreds take a second: those who only look are answered meanwhile
    return Settled(tuple(paid), max(shown.count - len(paid), 0))


async def _is_awaited(session: Session, pair: Match) -> bool:
    """Whether a payment still asks for exactly this, now that nobody else can change it."""
    order, payment = await hold_payment(session, pair.payment.payment_id)
    waits = order.state == OrderState.PENDING_PAYMENT and payment.state != PaymentState.SETTLED
    return waits and payment.amount - payment.received == pair.line.amount


async def settle_one(
    session: Session, line_id: int, payment_id: int, *, actor_id: int, now: datetime
) -> Recorded:
    """An owner says which payment a line belongs to, whatever was asked for.

    Raises BankLineGone, BankLineDone when it was decided before, PaymentGone, CurrencyWrong.
    """
    kept = await line(session, line_id)
    await hold_payment(session, payment_id)
    recorded = await _settle(session, kept.account_id, kept.line, payment_id, actor_id, now)
    if recorded is None:
        raise BankLineDone(amount=kept.line.amount, currency=CURRENCY)
    return recorded


async def _settle(
    session: Session, account_id: int, line: StatementLine, payment_id: int, actor_id: int, now: datetime
) -> Recorded | None:
    """Let a line belong to a payment, once; None when it was decided meanwhile. The order is held."""
    settled = await session.scalar(_SETTLE, {"line_id": line.number, "of_payment": payment_id})
    if settled is None:
        return None
    money = Money(line.amount, CURRENCY, SOURCE, f"{account_id}:{line.key}")
    recorded = await record(session, payment_id, money, actor_id=actor_id, now=now)
    after = {"line": line.number, "amount": line.amount, "payment": payment_id}
    note(session, actor_id, "bank-line-settled", f"order:{recorded.order_id}", now=now, after=after)
    return recorded
