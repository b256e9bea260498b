"""Lines of bank statements: kept once however often they are sent, and compared with what the shop awaits.

A line that pays exactly one order is certain, and still only a proposal: an owner confirms (``bank_settling``).
"""

import asyncio
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from sqlalchemy import bindparam, func, select, update

from checkout import awaited
from checkout.errors import BankLineGone
from checkout.money.models import BankLine
from checkout.statements.doubts import Doubt, Match, Reason
from checkout.statements.errors import StatementTooLong
from checkout.statements.matching import match
from checkout.statements.values import StatementLine
from foundation.audit import note
from foundation.database import Session, prepared

MOST = 5_000
"""Lines taken at once, and lines looked at together."""

CURRENCY = "IDR"
"""Bank statements are read in rupiah."""

_TOGETHER = 500

_COLUMNS = (
    BankLine.id, BankLine.account_id, BankLine.key, BankLine.amount, BankLine.sen, BankLine.booked_on,
    BankLine.booked_at, BankLine.payer, BankLine.description, BankLine.state,
)  # fmt: skip
_KEEP = prepared(
    lambda insert: insert(BankLine).on_conflict_do_nothing(
        index_elements=[BankLine.account_id, BankLine.key]
    ),
    columns=(
        "account_id", "key", "amount", "sen", "currency", "booked_on", "booked_at", "payer", "description", "state",
        "added_at",
    ),
)  # fmt: skip
_LINE = prepared(select(*_COLUMNS).where(BankLine.id == bindparam("line_id")))
_OPEN = prepared(
    select(*_COLUMNS)
    .where(BankLine.state == "open", BankLine.account_id == bindparam("of_account"))
    .order_by(BankLine.id)
    .limit(MOST)
)
_WAITING = prepared(
    select(BankLine.account_id, func.count()).where(BankLine.state == "open").group_by(BankLine.account_id)
)


_GUESSED = frozenset({Reason.WITHOUT_CODE, Reason.SLIP, Reason.NEAR})


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a statement's lines: ``new`` ones were kept, ``known`` ones were there before."""

    new: int
    known: int


@dataclass(frozen=True, slots=True)
class Review:
    """The open lines of an account, compared with what is awaited now; each line's ``number`` is its id here.

    ``certain`` lines pay an order each; ``doubtful`` ones may; ``foreign`` ones fit nothing the shop knows.
    ``explained`` counts those that were just found to be money an owner had confirmed.
    """

    account_id: int
    certain: tuple[Match, ...]
    doubtful: tuple[Doubt, ...]
    foreign: tuple[Doubt, ...]
    explained: int = 0


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A line with its account and its state (``open``, ``settled``, ``ignored``)."""

    account_id: int
    state: str
    line: StatementLine


async def take(
    session: Session, account_id: int, lines: Sequence[StatementLine], *, actor_id: int, now: datetime
) -> Taken:
    """Keep what is new of an account's incoming lines; less than a rupiah is nobody's money. Raises StatementTooLong."""
    if len(lines) > MOST:
        raise StatementTooLong(lines=len(lines), limit=MOST)
    rows = [_row(account_id, line, now) for line in lines if line.amount > 0]
    known = await _known(session, account_id, [str(row["key"]) for row in rows])
    new = [row for row in rows if row["key"] not in known]
    if new:
        await session.execute(_KEEP, new)
        note(session, actor_id, "bank-lines", f"account:{account_id}", now=now, after={"new": len(new)})
    return Taken(len(new), len(rows) - len(new))


async def _known(session: Session, account_id: int, keys: Sequence[str]) -> set[str]:
    """Give those of the keys that the account's lines have already."""
    found: set[str] = set()
    for first in range(0, len(keys), _TOGETHER):
        asked = BankLine.key.in_(keys[first : first + _TOGETHER])
        found.update(
            await session.scalars(select(BankLine.key).where(BankLine.account_id == account_id, asked))
        )
    return found


def _row(account_id: int, line: StatementLine, now: datetime) -> dict[str, object]:
    return {
        "account_id": account_id,
        "key": line.key,
        "amount": line.amount,
        "sen": line.sen,
        "currency": CURRENCY,
        "booked_on": line.date.isoformat(),
        "booked_at": line.time.isoformat(timespec="seconds") if line.time else "",
        "payer": line.payer[:100],
        "description": line.description[:500],
        "state": "open",
        "added_at": now,
    }


async def waiting(session: Session) -> dict[int, int]:
    """Give how many lines of each account nobody has decided yet."""
    return dict(await session.rows(_WAITING, {}))


async def line(session: Session, line_id: int) -> KeptLine:
    """Give a line. Raises BankLineGone."""
    row = await session.row(_LINE, {"line_id": line_id})
    if row is None:
        raise BankLineGone(line_id=line_id)
    return KeptLine(row[1], row[-1], _read(row))


def _read(row: tuple[int, int, str, int, int, str, str, str, str, str]) -> StatementLine:
    """Make a statement's line of a row; its number is the row's id."""
    line_id, _, key, amount, sen, on, at, payer, description, _ = row
    return StatementLine(
        date=dt.date.fromisoformat(on),
        time=dt.time.fromisoformat(at) if at else None,
        amount=amount,
        sen=sen,
        description=description,
        payer=payer,
        balance=None,
        pending=False,
        key=key,
        number=line_id,
        raw=(),
    )


async def review(session: Session, account_id: int, *, now: datetime, zone: tzinfo) -> Review:
    """Compare the open lines of an account with what the shop awaits; ``zone`` is the shop's own."""
    lines = [_read(row) for row in await session.rows(_OPEN, {"of_account": account_id})]
    known = await awaited.payments(session, now=now, zone=zone) if lines else []
    # thousands of lines take a second: others are served meanwhile
    matches = await asyncio.to_thread(match, lines, known, account_id=account_id)
    foreign = [doubt for doubt in matches.doubtful if doubt.reason is Reason.NOTHING_FITS]
    paid = {one.payment.payment_id for one in matches.certain}
    doubtful = [
        _likelier(doubt, paid) for doubt in matches.doubtful if doubt.reason is not Reason.NOTHING_FITS
    ]
    return Review(account_id, matches.certain, tuple(doubtful), tuple(foreign))


def _likelier(doubt: Doubt, paid: set[int]) -> Doubt:
    """Leave out the orders that another line pays for certain, where a line is only about what it may be."""
    left = tuple(payment for payment in doubt.payments if payment.payment_id not in paid)
    return replace(doubt, payments=left) if left and doubt.reason in _GUESSED else doubt


async def ignore(session: Session, line_ids: Iterable[int], *, actor_id: int, now: datetime) -> int:
    """An owner says that lines are none of the shop's; gives how many were still open."""
    setting_aside = (
        update(BankLine)
        .where(BankLine.id.in_(sorted(line_ids)), BankLine.state == "open")
        .values(state="ignored")
        .returning(BankLine.id, BankLine.account_id)
    )
    rows = (await session.execute(setting_aside)).all()
    for line_id, account_id in rows:
        subject = f"account:{account_id}"
        note(session, actor_id, "bank-line-ignored", subject, now=now, after={"line": line_id})
    return len(rows)
