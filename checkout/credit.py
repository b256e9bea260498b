"""Store credit: an append-only ledger, and a balance that no two spenders can bring below zero.

Whoever gives or spends credit for an order holds the order first (``checkout.holds``).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update

from checkout.errors import KeyReused, SumWrong
from checkout.money.errors import CreditTooLow
from checkout.money.models import CreditAccount, CreditEntry
from foundation.audit import note
from foundation.database import Session, prepared
from foundation.money import LARGEST

_COLUMNS = ("person_id", "amount", "currency", "order_id", "key", "actor_id", "at")
_WRITE = prepared(
    lambda insert: (
        insert(CreditEntry).on_conflict_do_nothing(index_elements=[CreditEntry.key]).returning(CreditEntry.id)
    ),
    columns=_COLUMNS,
)
_WRITTEN = prepared(
    select(CreditEntry.person_id, CreditEntry.amount, CreditEntry.currency, CreditEntry.order_id).where(
        CreditEntry.key == bindparam("named")
    )
)
_ADD = prepared(
    lambda insert: (
        insert(CreditAccount)
        .values(person_id=bindparam("whose"), currency=bindparam("in_currency"), balance=bindparam("more"))
        .on_conflict_do_update(
            index_elements=[CreditAccount.person_id, CreditAccount.currency],
            set_={"balance": CreditAccount.balance + bindparam("more")},
        )
    )
)
_MINE = (CreditAccount.person_id == bindparam("whose"), CreditAccount.currency == bindparam("in_currency"))
_TAKE = prepared(
    update(CreditAccount)
    .where(*_MINE, CreditAccount.balance >= bindparam("fewer"))
    .values(balance=CreditAccount.balance - bindparam("fewer"))
    .returning(CreditAccount.balance)
)
_BALANCE = prepared(select(CreditAccount.balance).where(*_MINE))


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row of the ledger, without when and by whom."""

    person_id: int
    amount: int
    currency: str
    order_id: int | None
    key: str


def spent_for(order_id: int) -> str:
    """How the ledger names what was spent for an order."""
    return f"order:{order_id}"


async def balance(session: Session, person_id: int, currency: str) -> int:
    """Give how much store credit a shopper has."""
    return await session.scalar(_BALANCE, {"whose": person_id, "in_currency": currency}) or 0


async def give(
    session: Session,
    person_id: int,
    amount: int,
    currency: str,
    *,
    key: str,
    order_id: int | None = None,
    actor_id: int,
    now: datetime,
) -> bool:
    """Give a shopper credit; ``key`` names why (``refund:7``), and the same again changes nothing (False).

    Raises SumWrong, and KeyReused for the same event with another content.
    """
    _check(amount, currency)
    entry = _Entry(person_id, amount, currency, order_id, key)
    if not await _write(session, entry, "credit-given", actor_id, now):
        return False
    await session.execute(_ADD, {"whose": person_id, "in_currency": currency, "more": amount})
    return True


async def spend(
    session: Session,
    person_id: int,
    amount: int,
    order_id: int,
    currency: str,
    *,
    actor_id: int,
    now: datetime,
) -> bool:
    """Spend a shopper's credit for an order, once; the same again changes nothing (False).

    Raises SumWrong, CreditTooLow (then the transaction must be rolled back), and KeyReused for another sum.
    """
    _check(amount, currency)
    entry = _Entry(person_id, -amount, currency, order_id, spent_for(order_id))
    if not await _write(session, entry, "credit-spent", actor_id, now):
        return False
    taken = {"whose": person_id, "in_currency": currency, "fewer": amount}
    if await session.scalar(_TAKE, taken) is None:
        there = await balance(session, person_id, currency)
        raise CreditTooLow(amount=amount, limit=there, currency=currency)
    return True


async def spent(session: Session, order_ids: Iterable[int]) -> dict[int, int]:
    """Give how much credit was spent for orders; those without any are left out."""
    keys = [spent_for(order_id) for order_id in order_ids]
    rows = await session.execute(
        select(CreditEntry.order_id, CreditEntry.amount).where(CreditEntry.key.in_(keys))
    )
    return {order_id: -amount for order_id, amount in rows if order_id is not None}


def _check(amount: int, currency: str) -> None:
    if not 0 < amount <= LARGEST:
        raise SumWrong(amount=amount, currency=currency)


async def _write(session: Session, entry: _Entry, what: str, actor_id: int, now: datetime) -> bool:
    """Write the ledger's row; False when the same stands there already. Raises KeyReused."""
    content = {name: getattr(entry, name) for name in _Entry.__dataclass_fields__}
    if await session.scalar(_WRITE, {**content, "actor_id": actor_id, "at": now}) is None:
        written = await session.row(_WRITTEN, {"named": entry.key})
        if written is None or tuple(written) != tuple(content.values())[:-1]:
            raise KeyReused(source="credit", key=entry.key)
        return False
    after = {"amount": entry.amount, "key": entry.key}
    note(session, actor_id, what, f"person:{entry.person_id}", now=now, after=after)
    return True
