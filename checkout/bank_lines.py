"""Lines of bank statements: kept once, compared with what the shop awaits, and settled once.

A line that pays exactly one order is certain, and still only a proposal: an owner confirms. Whatever is settled ends
in ``settling.record``, under the account and the bank's own line, so that it counts once however often it is sent.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy import bindparam, exists, func, select, update
from sqlalchemy.orm import aliased

from checkout import allocations, awaited
from checkout.errors import BankLineDone, BankLineGone
from checkout.holds import hold, hold_payment
from checkout.lives import OrderState, PaymentState
from checkout.money.models import BankLine, MoneyEntry
from checkout.settling import Money, Recorded, record
from checkout.statements.doubts import Doubt, Match, Reason
from checkout.statements.errors import StatementTooLong
from checkout.statements.matching import match
from checkout.statements.values import StatementLine
from foundation.audit import note
from foundation.database import Session, insert_for, prepared

MOST = 5_000
"""Lines taken at once, and lines looked at together."""

CURRENCY = "IDR"
"""Bank statements are read in rupiah."""

SOURCE = "statement"
_TOGETHER = 500

_COLUMNS = (
    BankLine.id, BankLine.account_id, BankLine.key, BankLine.amount, BankLine.sen, BankLine.booked_on,
    BankLine.booked_at, BankLine.payer, BankLine.description, BankLine.state,
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
class Taken:
    """What became of a statement's lines: ``new`` ones were kept, ``known`` ones were there before."""

    new: int
    known: int


@dataclass(frozen=True, slots=True)
class Review:
    """The open lines of an account, compared with what is awaited now; each line's ``number`` is its id here.

    ``certain`` lines pay an order each; ``doubtful`` ones may; ``foreign`` ones fit nothing the shop knows.
    """

    account_id: int
    certain: tuple[Match, ...]
    doubtful: tuple[Doubt, ...]
    foreign: tuple[Doubt, ...]


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
    new = 0
    for first in range(0, len(rows), _TOGETHER):
        keep = insert_for(session)(BankLine).values(rows[first : first + _TOGETHER])
        kept = keep.on_conflict_do_nothing(index_elements=[BankLine.account_id, BankLine.key])
        new += len((await session.execute(kept.returning(BankLine.id))).all())
    if new:
        note(session, actor_id, "bank-lines", f"account:{account_id}", now=now, after={"new": new})
    return Taken(new, len(rows) - new)


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
    matches = match(lines, known, account_id=account_id)
    foreign = [doubt for doubt in matches.doubtful if doubt.reason is Reason.NOTHING_FITS]
    doubtful = [doubt for doubt in matches.doubtful if doubt.reason is not Reason.NOTHING_FITS]
    return Review(account_id, matches.certain, tuple(doubtful), tuple(foreign))


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
    return Review(account_id, found.certain, left, found.foreign)


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
    paid = [
        int(one.payment.order_number)
        for one in pairs
        if await _is_awaited(session, one)
        and await _settle(session, account_id, one.line, one.payment.payment_id, actor_id, now)
    ]
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
