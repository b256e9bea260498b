"""Amounts by which a payment is recognised: each account awaits an amount for one order only.

A bank transfer gets 1–999 on top of the total (kode unik): any of them in rupiah, the smallest free one where minor
units are worth more. Surcharging QRIS buyers is forbidden, so a QRIS payment is the total or a little less. An amount
whose payment ended rests a while before it is given away again.
"""

import random
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, func, or_, select, update

from checkout import accounts, qris
from checkout.accounts import Account
from checkout.errors import AmountsExhausted, QrisTooLarge
from checkout.models import AmountLease, Payment
from foundation.database import Session, prepared

GRACE = timedelta(hours=24)
"""How long an amount rests after its payment ended: late transfers still find their order."""

CODES = 999
"""How far an amount may be from the total."""

_GUESSES = 4
_CHANCE = secrets.SystemRandom()


_ONE = (AmountLease.account_id == bindparam("of_account"), AmountLease.amount == bindparam("wanted"))
_RESTED = AmountLease.free_at <= bindparam("now")
_TAKE = prepared(
    lambda insert: (
        insert(AmountLease)
        .on_conflict_do_nothing(index_elements=[AmountLease.account_id, AmountLease.amount])
        .returning(AmountLease.amount)
    ),
    columns=("account_id", "amount"),
)
_TAKE_RESTED = prepared(
    update(AmountLease)
    .where(*_ONE, _RESTED)
    .values(payment_id=None, free_at=None)
    .returning(AmountLease.amount)
)
_TAKEN = prepared(
    select(AmountLease.amount).where(
        AmountLease.account_id == bindparam("of_account"),
        AmountLease.amount.between(bindparam("lowest"), bindparam("highest")),
        or_(AmountLease.free_at.is_(None), AmountLease.free_at > bindparam("now")),
    )
)
_PAYMENT = select(func.max(Payment.id)).where(Payment.order_id == bindparam("order_id")).scalar_subquery()
_BELONGS = prepared(update(AmountLease).where(*_ONE).values(payment_id=_PAYMENT))
_AWAITED_BY = prepared(update(AmountLease).where(*_ONE).values(payment_id=bindparam("payment_id")))
_FREE_RESTED = prepared(delete(AmountLease).where(_RESTED).returning(AmountLease.amount))


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

    A gateway knows its payments by name: there it is simply the total. Raises QrisTooLarge, and AmountsExhausted
    when every amount is awaited already.
    """
    if account.kind not in accounts.BY_HAND:
        return total
    check_limit(account, total, currency)
    if account.kind == accounts.QRIS:
        wanted: Iterable[int] = await _free(
            session, account.id, range(total, max(total - CODES, 1) - 1, -1), now
        )
    elif currency != "IDR":
        wanted = await _free(session, account.id, range(total + 1, total + CODES + 1), now)
    else:
        for _ in range(_GUESSES):
            amount = total + chance.randint(1, CODES)
            if await _take(session, account.id, amount, now):
                return amount
        free = await _free(session, account.id, range(total + 1, total + CODES + 1), now)
        wanted = chance.sample(free, len(free))
    for amount in wanted:
        if await _take(session, account.id, amount, now):
            return amount
    raise AmountsExhausted(method=account.kind)


async def await_too(
    session: Session, account_id: int, amount: int, payment_id: int, *, now: datetime
) -> bool:
    """Let a payment be recognised by another amount as well, if nobody else awaits that one; says whether."""
    if not await _take(session, account_id, amount, now):
        return False
    awaited = {"of_account": account_id, "wanted": amount, "payment_id": payment_id}
    await session.execute(_AWAITED_BY, awaited)
    return True


def belongs_to_payment_of(session: Session, account_id: int, amount: int, order_id: int) -> None:
    """Leave it for the end of the transaction to write down which order's payment an amount was taken for."""
    session.later(_BELONGS, {"of_account": account_id, "wanted": amount, "order_id": order_id})


async def rest(session: Session, payment_ids: Iterable[int], *, now: datetime) -> None:
    """The payments ended: let their amounts rest before they are given away again."""
    await session.execute(
        update(AmountLease)
        .where(AmountLease.payment_id.in_(list(payment_ids)), AmountLease.free_at.is_(None))
        .values(free_at=now + GRACE)
    )


async def free(session: Session, *, now: datetime) -> int:
    """Forget the amounts that have rested; gives how many."""
    return len((await session.execute(_FREE_RESTED, {"now": now})).all())


def check_limit(account: Account, total: int, currency: str) -> None:
    """Refuse a QRIS payment above what one may carry. Raises QrisTooLarge."""
    if account.kind == accounts.QRIS and total > qris.LARGEST_AMOUNT:
        raise QrisTooLarge(amount=total, limit=qris.LARGEST_AMOUNT, currency=currency)


async def _free(session: Session, account_id: int, amounts: range, now: datetime) -> list[int]:
    """Give those of the amounts that nobody awaits, in their order."""
    lowest, highest = min(amounts, default=0), max(amounts, default=0)
    between = {"of_account": account_id, "lowest": lowest, "highest": highest, "now": now}
    taken = set(await session.scalars(_TAKEN, between))
    return [amount for amount in amounts if amount > 0 and amount not in taken]


async def _take(session: Session, account_id: int, amount: int, now: datetime) -> bool:
    """Take an amount if it is free or has rested; the winner of two is decided by the table's key.

    Never ON CONFLICT DO UPDATE: it would lock amounts that are refused, and two shoppers could wait for each other.
    """
    if await session.scalar(_TAKE, {"account_id": account_id, "amount": amount}) is not None:
        return True
    rested = {"of_account": account_id, "wanted": amount, "now": now}
    return await session.scalar(_TAKE_RESTED, rested) is not None
