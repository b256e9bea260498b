"""The check of the money's books: what payments say they received and gave back, against the ledgers."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from sqlalchemy import case, func, select

from catalog.models import StockEntry
from checkout.lives import AllocationState, FulfilmentState, PaymentState, RefundState
from checkout.models import Allocation, Fulfilment, OrderLine, Payment
from checkout.money.models import (
    BankLine,
    CreditAccount,
    CreditEntry,
    GatewayNotice,
    MoneyEntry,
    Refund,
    RefundLine,
)
from foundation.database import Session


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that should agree and does not, e.g. ``Difference("allocated", "variant:7", "2", "3")``."""

    what: str
    subject: str
    expected: str
    found: str


async def _received(session: Session) -> AsyncIterator[Difference]:
    """What a payment has received is the sum of what the ledger says came for it."""
    came = func.coalesce(func.sum(case((MoneyEntry.amount > 0, MoneyEntry.amount), else_=0)), 0)
    rows = await session.execute(
        select(Payment.id, came, Payment.received)
        .outerjoin(MoneyEntry, MoneyEntry.payment_id == Payment.id)
        .group_by(Payment.id)
        .having(Payment.received != came)
        .order_by(Payment.id)
    )
    for payment_id, expected, found in rows:
        yield Difference("received", f"payment:{payment_id}", str(expected), str(found))


async def _refunded(session: Session) -> AsyncIterator[Difference]:
    """What a payment has given back is the sum of its refunds that did not fail."""
    refunds = (
        select(Refund.payment_id, func.sum(Refund.amount).label("amount"))
        .where(Refund.state != RefundState.FAILED)
        .group_by(Refund.payment_id)
        .subquery()
    )
    given = func.coalesce(refunds.c.amount, 0)
    rows = await session.execute(
        select(Payment.id, given, Payment.refunded)
        .outerjoin(refunds, refunds.c.payment_id == Payment.id)
        .where(Payment.refunded != given)
        .order_by(Payment.id)
    )
    for payment_id, expected, found in rows:
        yield Difference("refunded", f"payment:{payment_id}", str(expected), str(found))


async def _gone(session: Session) -> AsyncIterator[Difference]:
    """What the ledger says went back is the sum of the refunds that are done."""
    went = (
        select(MoneyEntry.payment_id, func.sum(-MoneyEntry.amount).label("amount"))
        .where(MoneyEntry.amount < 0)
        .group_by(MoneyEntry.payment_id)
        .subquery()
    )
    done = (
        select(Refund.payment_id, func.sum(Refund.amount).label("amount"))
        .where(Refund.state == RefundState.SETTLED)
        .group_by(Refund.payment_id)
        .subquery()
    )
    expected, found = func.coalesce(done.c.amount, 0), func.coalesce(went.c.amount, 0)
    rows = await session.execute(
        select(Payment.id, expected, found)
        .outerjoin(done, done.c.payment_id == Payment.id)
        .outerjoin(went, went.c.payment_id == Payment.id)
        .where(expected != found)
        .order_by(Payment.id)
    )
    for payment_id, settled, written in rows:
        yield Difference("money-ledger", f"payment:{payment_id}", str(settled), str(written))


async def _settled(session: Session) -> AsyncIterator[Difference]:
    """A payment is settled when, and only when, all that was asked has come; what went back before does not count."""
    is_settled = Payment.state == PaymentState.SETTLED
    paid = Payment.received - case((is_settled, 0), else_=Payment.refunded)
    rows = await session.execute(
        select(Payment.id, Payment.amount, Payment.received, Payment.state)
        .where(is_settled != (paid >= Payment.amount))
        .order_by(Payment.id)
    )
    for payment_id, amount, received, state in rows:
        yield Difference("settled", f"payment:{payment_id}", str(amount), f"{received} {state}")


async def _credit(session: Session) -> AsyncIterator[Difference]:
    """A shopper's store credit is the sum of its entries."""
    summed = select(CreditEntry.person_id, CreditEntry.currency, func.sum(CreditEntry.amount)).group_by(
        CreditEntry.person_id, CreditEntry.currency
    )
    kept = select(CreditAccount.person_id, CreditAccount.currency, CreditAccount.balance)
    entries = {(person, currency): int(amount) for person, currency, amount in await session.execute(summed)}
    balances = {(person, currency): amount for person, currency, amount in await session.execute(kept)}
    for whose in sorted(entries.keys() | balances.keys()):
        expected, found = entries.get(whose, 0), balances.get(whose, 0)
        if expected != found:
            yield Difference("credit", f"person:{whose[0]}", str(expected), str(found))


async def _notices(session: Session) -> AsyncIterator[Difference]:
    """Every notice of a gateway was followed; those that could not be are for people to look at."""
    waiting = GatewayNotice.outcome.startswith("set aside")
    rows = await session.execute(
        select(GatewayNotice.provider, GatewayNotice.reference, GatewayNotice.outcome)
        .where(waiting)
        .order_by(GatewayNotice.id)
    )
    for provider, reference, outcome in rows:
        yield Difference("notice", f"{provider}:{reference}", "followed", outcome)


async def _refund_lines(session: Session) -> AsyncIterator[Difference]:
    """No line gave back more pieces than it has, or took back more than left the house."""
    pieces = case((Refund.state != RefundState.FAILED, RefundLine.quantity), else_=0)
    gone = (
        select(func.coalesce(func.sum(Allocation.quantity), 0))
        .where(Allocation.order_line_id == OrderLine.id, Allocation.state == AllocationState.CONSUMED)
        .correlate(OrderLine)
        .scalar_subquery()
    )
    refunded, restocked = func.sum(pieces), func.sum(RefundLine.restocked)
    rows = await session.execute(
        select(OrderLine.id, OrderLine.order_id, OrderLine.quantity, refunded, gone, restocked)
        .join(RefundLine, RefundLine.order_line_id == OrderLine.id)
        .join(Refund, Refund.id == RefundLine.refund_id)
        .group_by(OrderLine.id, OrderLine.order_id, OrderLine.quantity)
        .having((refunded > OrderLine.quantity) | (restocked > gone))
        .order_by(OrderLine.id)
    )
    for line_id, order_id, quantity, gave, left, back in rows:
        subject = f"order:{order_id} line:{line_id}"
        if gave > quantity:
            yield Difference("refunded-pieces", subject, f"at most {quantity}", str(gave))
        if back > left:
            yield Difference("restocked", subject, f"at most {left}", str(back))


async def _refund_parts(session: Session) -> AsyncIterator[Difference]:
    """What a refund's lines explain is never more than the refund."""
    parts = func.sum(RefundLine.amount)
    rows = await session.execute(
        select(Refund.id, Refund.amount, parts)
        .join(RefundLine, RefundLine.refund_id == Refund.id)
        .group_by(Refund.id, Refund.amount)
        .having(parts > Refund.amount)
        .order_by(Refund.id)
    )
    for refund_id, amount, explained in rows:
        yield Difference("refund-lines", f"refund:{refund_id}", f"at most {amount}", str(explained))


async def _returned(session: Session) -> AsyncIterator[Difference]:
    """What the stock ledger says came back from an order is what its refunds say, or all of a parcel nobody took."""
    came = func.sum(StockEntry.on_hand_change)
    ledger = (
        select(StockEntry.reference, came.label("pieces"))
        .where(StockEntry.reason == "return")
        .group_by(StockEntry.reference)
    )
    told = (
        select(Refund.order_id, func.sum(RefundLine.restocked))
        .join(RefundLine, RefundLine.refund_id == Refund.id)
        .where(RefundLine.restocked > 0)
        .group_by(Refund.order_id)
    )
    refused = (
        select(Fulfilment.order_id, func.sum(Allocation.quantity))
        .join(Allocation, Allocation.order_id == Fulfilment.order_id)
        .where(Fulfilment.state == FulfilmentState.RETURNED, Allocation.state == AllocationState.CONSUMED)
        .group_by(Fulfilment.order_id)
    )
    found = {reference: int(pieces) for reference, pieces in await session.execute(ledger)}
    expected = {f"order:{order_id}": int(pieces) for order_id, pieces in await session.execute(told)}
    for order_id, pieces in await session.execute(refused):
        expected[f"order:{order_id}"] = expected.get(f"order:{order_id}", 0) + int(pieces)
    for order in sorted(found.keys() | expected.keys()):
        if found.get(order, 0) != expected.get(order, 0):
            yield Difference("returned", order, str(expected.get(order, 0)), str(found.get(order, 0)))


async def _bank_lines(session: Session) -> AsyncIterator[Difference]:
    """The bank's lines that belong to a payment are money the payment has received."""
    lines = func.sum(BankLine.amount)
    rows = await session.execute(
        select(Payment.id, lines, Payment.received)
        .join(BankLine, BankLine.payment_id == Payment.id)
        .group_by(Payment.id, Payment.received)
        .having(lines > Payment.received)
        .order_by(Payment.id)
    )
    for payment_id, expected, found in rows:
        yield Difference("bank-lines", f"payment:{payment_id}", str(expected), str(found))


CHECKS: tuple[Callable[[Session], AsyncIterator[Difference]], ...] = (
    _received,
    _refunded,
    _gone,
    _settled,
    _credit,
    _notices,
    _refund_lines,
    _refund_parts,
    _returned,
    _bank_lines,
)
