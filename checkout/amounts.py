"""Amounts by which a payment is recognised: each account awaits an amount for one order only.

A bank transfer gets 1–999 on top of the total (kode unik): any of them in rupiah, the smallest free one where minor
units are worth more. Surcharging QRIS buyers is forbidden, so a QRIS payment is the total or a little less. An amount
whose payment ended rests a while before it is given away again.
"""

import random
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update

from checkout import accounts, qris
from checkout.accounts import Account
from checkout.errors import AmountsExhausted, QrisTooLarge
from checkout.models import AmountLease
from foundation.database import Session, insert_for

GRACE = timedelta(hours=24)
"""How long an amount rests after its payment ended: late transfers still find their order."""

CODES = 999
"""How far an amount may be from the total."""

_GUESSES = 4
_CHANCE = secrets.SystemRandom()


async def lease(
    session: Session,
    account: Account,
    total: int,
    currency: str,
    *,
    now: datetime,
    chance: random.Random = _CHANCE,
) -> int:
    """Take an amount by which this payment is recognised on its account.

    Raises QrisTooLarge, and AmountsExhausted when every amount is awaited already.
    """
    check_limit(account, total, currency)
    if account.kind == accounts.QRIS:
        wanted: Iterable[int] = await _free(
            session, account.id, range(total, max(total - CODES, 1) - 1, -1), now
        )
    elif currency != "IDR":
        wanted = await _free(session, account.id, range(total + 1, total + CODES + 1), now)
    else:
        guesses = [total + chance.randint(1, CODES) for _ in range(_GUESSES)]
        for amount in guesses:
            if await _take(session, account.id, amount, now):
                return amount
        free = await _free(session, account.id, range(total + 1, total + CODES + 1), now)
        wanted = chance.sample(free, len(free))
    for amount in wanted:
        if await _take(session, account.id, amount, now):
            return amount
    raise AmountsExhausted(method=account.kind)


async def belongs_to(session: Session, account_id: int, amount: int, payment_id: int) -> None:
    """Write down which payment an amount was taken for."""
    await session.execute(
        update(AmountLease)
        .where(AmountLease.account_id == account_id, AmountLease.amount == amount)
        .values(payment_id=payment_id)
    )


async def rest(session: Session, payment_ids: Iterable[int], *, now: datetime) -> None:
    """The payments ended: let their amounts rest before they are given away again."""
    await session.execute(
        update(AmountLease)
        .where(AmountLease.payment_id.in_(list(payment_ids)), AmountLease.free_at.is_(None))
        .values(free_at=now + GRACE)
    )


async def free(session: Session, *, now: datetime) -> int:
    """Forget the amounts that have rested; gives how many."""
    rested = await session.scalars(
        delete(AmountLease).where(AmountLease.free_at <= now).returning(AmountLease.amount)
    )
    return len(rested.all())


def check_limit(account: Account, total: int, currency: str) -> None:
    """Refuse a QRIS payment above what one may carry. Raises QrisTooLarge."""
    if account.kind == accounts.QRIS and total > qris.LARGEST_AMOUNT:
        raise QrisTooLarge(amount=total, limit=qris.LARGEST_AMOUNT, currency=currency)


async def _free(session: Session, account_id: int, amounts: range, now: datetime) -> list[int]:
    """Give those of the amounts that nobody awaits, in their order."""
    taken = set(
        await session.scalars(
            select(AmountLease.amount).where(
                AmountLease.account_id == account_id,
                AmountLease.amount.between(min(amounts, default=0), max(amounts, default=0)),
                or_(AmountLease.free_at.is_(None), AmountLease.free_at > now),
            )
        )
    )
    return [amount for amount in amounts if amount > 0 and amount not in taken]


async def _take(session: Session, account_id: int, amount: int, now: datetime) -> bool:
    """Take an amount if it is free or has rested; the winner of two is decided by the table's key.

    Never ON CONFLICT DO UPDATE: it would lock amounts that are refused, and two shoppers could wait for each other.
    """
    new = insert_for(session)(AmountLease).values(account_id=account_id, amount=amount)
    inserted = new.on_conflict_do_nothing(index_elements=[AmountLease.account_id, AmountLease.amount])
    if await session.scalar(inserted.returning(AmountLease.amount)) is not None:
        return True
    rested = await session.scalar(
        update(AmountLease)
        .where(AmountLease.account_id == account_id, AmountLease.amount == amount, AmountLease.free_at <= now)
        .values(payment_id=None, free_at=None)
        .returning(AmountLease.amount)
    )
    return rested is not None
