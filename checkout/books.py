"""The check of the money's books: what payments say they received and gave back, against the ledgers."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from sqlalchemy import case, func, select

from checkout.lives import PaymentState, RefundState
from checkout.models import Payment
from checkout.money.models import BankLine, CreditAccount, CreditEntry, MoneyEntry, Refund
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
    """A payment is settled when, and only when, all that was asked has come."""
    is_settled = Payment.state == PaymentState.SETTLED
    rows = await session.execute(
        select(Payment.id, Payment.amount, Payment.received, Payment.state)
        .where(is_settled != (Payment.received >= Payment.amount))
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
    _bank_lines,
)
