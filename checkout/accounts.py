"""Where money arrives: bank accounts, the shop's static QRIS code, gateways' ways to pay, Telegram, the door.

An account that comes back gets its old row back, so that an amount still awaited on it stays unique.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, case, func, insert, select, update

from checkout import qris
from checkout.errors import AccountGone, AccountNumberWrong, FieldEmpty, FieldTooLong
from checkout.models import ReceivingAccount
from foundation import audit, shop
from foundation.database import Session, prepared
from foundation.kept import kept

BANK, QRIS, GATEWAY = "bank", "qris", "gateway"
TELEGRAM, STARS, COD = "telegram", "stars", "cod"
BILLED = frozenset({TELEGRAM, STARS})
"""Where Telegram shows the bill and says that it was paid."""
BY_HAND = frozenset({BANK, QRIS})
"""Where people look whether the money came, and know it by its amount."""

_NUMBER = re.compile(r"[0-9]{5,30}")
_COLUMNS = (
    ReceivingAccount.id,
    ReceivingAccount.kind,
    ReceivingAccount.bank,
    ReceivingAccount.number,
    ReceivingAccount.holder,
    ReceivingAccount.payload,
)


_RANK = case({GATEWAY: 0, TELEGRAM: 1, QRIS: 2, BANK: 3, STARS: 4}, value=ReceivingAccount.kind, else_=5)
"""What confirms itself stands first, then what is one scan away; what costs the shop most comes last."""


@dataclass(frozen=True, slots=True)
class Account:
    """Where money arrives. ``kind`` is ``bank``, ``qris``, ``gateway``, ``telegram``, ``stars`` or ``cod``.

    Of a QRIS ``holder`` is the merchant's name. Of a gateway ``bank`` is its name (``midtrans``) and ``number`` the
    way to pay (``va:bca``).
    """

    id: int
    kind: str
    bank: str
    number: str
    holder: str
    payload: str


_OPEN = prepared(
    select(*_COLUMNS).where(ReceivingAccount.removed_at.is_(None)).order_by(_RANK, ReceivingAccount.id)
)
_FIND = prepared(select(*_COLUMNS).where(ReceivingAccount.id == bindparam("account_id")))


async def accounts(session: Session) -> list[Account]:
    """Give the accounts the shop takes money on, QRIS first."""
    return list(await _open(session))


@kept("settings")
async def _open(session: Session) -> tuple[Account, ...]:
    return tuple(Account(*row) for row in await session.execute(_OPEN))


@kept("settings", most=50)
async def find(session: Session, account_id: int) -> Account:
    """Give an account, also a removed one: old payments point at it. Raises AccountGone."""
    row = (await session.execute(_FIND, {"account_id": account_id})).first()
    if row is None:
        raise AccountGone(account_id=account_id)
    return Account(*row)


async def add_bank(
    session: Session, bank: str, number: str, holder: str, *, actor_id: int, now: datetime
) -> int:
    """Take money on a bank account; gives its id. The same bank and number twice is one account.

    Raises FieldEmpty, FieldTooLong, AccountNumberWrong.
    """
    bank, holder = _checked("bank", bank, 60), _checked("holder", holder, 100)
    digits = re.sub(r"[\s.\-]", "", number)
    if not _NUMBER.fullmatch(digits):
        raise AccountNumberWrong(number=number[:40])
    await _one_at_a_time(session, now)
    known = await session.scalar(
        select(ReceivingAccount.id)
        .where(func.lower(ReceivingAccount.bank) == bank.lower(), ReceivingAccount.number == digits)
        .order_by(ReceivingAccount.id)
    )
    facts = {"kind": BANK, "bank": bank, "number": digits, "holder": holder}
    return await _keep(session, known, facts, actor_id=actor_id, now=now)


async def set_qris(session: Session, payload: str, *, actor_id: int, now: datetime) -> int:
    """Take money by this static QRIS, and by no other any more; gives the account's id.

    Raises what ``qris.parse_static`` raises.
    """
    code = qris.parse_static(payload)
    await _one_at_a_time(session, now)
    known = await _same_merchant(session, code)
    removed = await session.scalars(
        update(ReceivingAccount)
        .where(
            ReceivingAccount.kind == QRIS,
            ReceivingAccount.removed_at.is_(None),
            ReceivingAccount.id != (known or 0),
        )
        .values(removed_at=now)
        .returning(ReceivingAccount.id)
    )
    for account_id in sorted(removed):
        audit.note(session, actor_id, "account-removed", f"account:{account_id}", now=now)
    facts = {"kind": QRIS, "holder": code.merchant_name[:100], "payload": str(code)}
    return await _keep(session, known, facts, actor_id=actor_id, now=now)


async def offer_gateway(session: Session, provider: str, method: str, *, actor_id: int, now: datetime) -> int:
    """Take money by a gateway's way to pay; gives its id. Twice is once."""
    await _one_at_a_time(session, now)
    known = await session.scalar(
        select(ReceivingAccount.id).where(
            ReceivingAccount.kind == GATEWAY,
            ReceivingAccount.bank == provider,
            ReceivingAccount.number == method,
        )
    )
    facts = {"kind": GATEWAY, "bank": provider, "number": method}
    return await _keep(session, known, facts, actor_id=actor_id, now=now)


async def offer_kind(session: Session, kind: str, *, actor_id: int, now: datetime) -> int:
    """Take money by Telegram's invoices or Stars, or at the door; gives its id. Twice is once."""
    if kind not in {TELEGRAM, STARS, COD}:
        raise ValueError(kind)
    await _one_at_a_time(session, now)
    known = await session.scalar(select(ReceivingAccount.id).where(ReceivingAccount.kind == kind))
    return await _keep(session, known, {"kind": kind}, actor_id=actor_id, now=now)


async def remove_account(session: Session, account_id: int, *, actor_id: int, now: datetime) -> None:
    """Take no more money on an account; orders already placed still wait for it. Raises AccountGone."""
    removed = await session.scalar(
        update(ReceivingAccount)
        .where(ReceivingAccount.id == account_id, ReceivingAccount.removed_at.is_(None))
        .values(removed_at=now)
        .returning(ReceivingAccount.id)
    )
    if removed is None:
        raise AccountGone(account_id=account_id)
    audit.note(session, actor_id, "account-removed", f"account:{account_id}", now=now)


async def _one_at_a_time(session: Session, now: datetime) -> None:
    """Let owners who change accounts at the same moment do so one after the other."""
    await shop.write(session, "accounts_changed_at", now.isoformat())


async def _same_merchant(session: Session, code: qris.Qris) -> int | None:
    """Find the row of an earlier code by which money reaches the same merchant."""
    rows = await session.execute(
        select(ReceivingAccount.id, ReceivingAccount.payload)
        .where(ReceivingAccount.kind == QRIS)
        .order_by(ReceivingAccount.id)
    )
    for account_id, payload in rows:
        if payload == str(code) or (code.nmid and qris.parse(payload).nmid == code.nmid):
            return account_id
    return None


async def _keep(
    session: Session, known: int | None, facts: dict[str, str], *, actor_id: int, now: datetime
) -> int:
    """Write an account into its old row, or into a new one."""
    if known is None:
        new = insert(ReceivingAccount).values(**facts)
        account_id = (await session.execute(new.returning(ReceivingAccount.id))).scalar_one()
    else:
        again = update(ReceivingAccount).where(ReceivingAccount.id == known)
        await session.execute(again.values(removed_at=None, **facts))
        account_id = known
    audit.note(session, actor_id, "account-added", f"account:{account_id}", now=now, after=dict(facts))
    return account_id


def _checked(field: str, text: str, limit: int) -> str:
    text = " ".join(text.split())
    if not text:
        raise FieldEmpty(field=field)
    if len(text) > limit:
        raise FieldTooLong(field=field, limit=limit, length=len(text))
    return text
