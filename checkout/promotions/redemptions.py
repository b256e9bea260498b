"""Vouchers used by orders: each use is reserved with the order, committed with its payment, given back once.

The limits stand in the statements that count: a row for everybody and one for the person, each taken only while it is
below its limit. Callers hold the order; voucher rows are taken before stock, the row for everybody first.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, exists, func, insert, literal, select, union_all, update

from checkout.lives import REDEMPTION_NEXT, OrderState, RedemptionState, before
from checkout.models import Order
from checkout.promotions import running
from checkout.promotions.errors import (
    VoucherFirstOrderOnly,
    VoucherNotYet,
    VoucherOver,
    VoucherRefused,
    VoucherUsedByYou,
    VoucherUsedUp,
)
from checkout.promotions.models import Voucher, VoucherRedemption, VoucherUse
from checkout.promotions.terms import VoucherTerms
from foundation.database import Session, prepared

EVERYBODY = 0
"""The person whose row counts all uses of a voucher."""

_UNLIMITED = 2**31 - 1
_ENDED = [literal(state) for state in (OrderState.CANCELED, OrderState.EXPIRED)]
_USE = (VoucherUse.voucher_id == bindparam("of_voucher"), VoucherUse.person_id == bindparam("of_person"))
_TAKE = prepared(
    lambda new: (
        new(VoucherUse)
        .values(voucher_id=bindparam("of_voucher"), person_id=bindparam("of_person"), taken=1)
        .on_conflict_do_update(
            index_elements=[VoucherUse.voucher_id, VoucherUse.person_id],
            set_={"taken": VoucherUse.taken + 1},
            where=VoucherUse.taken < bindparam("most"),
        )
        .returning(VoucherUse.taken)
    )
)
_PUT_BACK = prepared(update(VoucherUse).where(*_USE).values(taken=VoucherUse.taken - bindparam("returned")))
_TAKEN = prepared(
    select(VoucherUse.person_id, VoucherUse.taken).where(
        VoucherUse.voucher_id == bindparam("of_voucher"),
        VoucherUse.person_id.in_([literal(EVERYBODY), bindparam("of_person")]),
    )
)
_ORDERED_BEFORE = prepared(
    select(exists().where(Order.person_id == bindparam("of_person"), Order.state.not_in(_ENDED)))
)
_RESERVE = prepared(
    insert(VoucherRedemption), columns=("order_id", "voucher_id", "person_id", "amount", "reserved_at")
)
_OF_ORDER = prepared(
    select(
        VoucherRedemption.voucher_id, VoucherRedemption.person_id, VoucherRedemption.state,
        Voucher.code, Voucher.total_limit, Voucher.person_limit,
    )
    .join(Voucher, Voucher.id == VoucherRedemption.voucher_id)
    .where(VoucherRedemption.order_id == bindparam("of_order"))
)  # fmt: skip
_COMMIT = prepared(
    update(VoucherRedemption)
    .where(
        VoucherRedemption.order_id == bindparam("of_order"),
        VoucherRedemption.state.in_(
            [literal(one) for one in before(REDEMPTION_NEXT, RedemptionState.COMMITTED)]
        ),
    )
    .values(state=RedemptionState.COMMITTED, ended_at=bindparam("now"))
)
_RELEASABLE = before(REDEMPTION_NEXT, RedemptionState.RELEASED)


async def check(session: Session, voucher: VoucherTerms, person_id: int, *, now: datetime) -> None:
    """See whether a person may use a voucher now. Only ``reserve`` makes sure of its limits.

    Raises VoucherNotYet, VoucherOver, VoucherUsedUp, VoucherUsedByYou, VoucherFirstOrderOnly.
    """
    if not voucher.window.has_begun(now):
        raise VoucherNotYet(code=voucher.code, starts_at=voucher.window.starts_at)
    if voucher.window.is_over(now):
        raise VoucherOver(code=voucher.code)
    if voucher.total_limit is not None or voucher.person_limit is not None:
        rows = await session.rows(_TAKEN, {"of_voucher": voucher.id, "of_person": person_id})
        taken = dict(rows)
        if taken.get(EVERYBODY, 0) >= (voucher.total_limit or _UNLIMITED):
            raise VoucherUsedUp(code=voucher.code)
        if taken.get(person_id, 0) >= (voucher.person_limit or _UNLIMITED):
            raise VoucherUsedByYou(code=voucher.code, limit=voucher.person_limit)
    if voucher.first_order and await session.scalar(_ORDERED_BEFORE, {"of_person": person_id}):
        raise VoucherFirstOrderOnly(code=voucher.code)


async def reserve(
    session: Session, voucher: VoucherTerms, order_id: int, person_id: int, amount: int, *, now: datetime
) -> None:
    """Take a voucher for an order that is being placed. Raises VoucherUsedUp, VoucherUsedByYou.

    After an error the caller's transaction must be rolled back, or its savepoint.
    """
    await _take(session, voucher.id, person_id, voucher.code, (voucher.total_limit, voucher.person_limit))
    row = {
        "order_id": order_id,
        "voucher_id": voucher.id,
        "person_id": person_id,
        "amount": amount,
        "reserved_at": now,
    }
    session.later(_RESERVE, row)


async def commit(session: Session, order_id: int, *, now: datetime) -> None:
    """The order is paid: its voucher is used for good.

    An expired order that late money revives takes its voucher again if it is still to be had. If not, the order keeps
    the price that was agreed and paid all the same, and its redemption stays released: the limit is not exceeded, and
    nobody is asked for more money after the fact.
    """
    if not await running.has_vouchers(session):
        return
    found = await session.row(_OF_ORDER, {"of_order": order_id})
    if found is None:
        return
    voucher_id, person_id, state, code, *limits = found
    if state == RedemptionState.RELEASED:
        try:
            async with session.begin_nested():
                await _take(session, voucher_id, person_id, code, (limits[0], limits[1]))
        except VoucherRefused:
            return
    await session.execute(_COMMIT, {"of_order": order_id, "now": now})


async def release(session: Session, order_ids: Iterable[int], *, now: datetime) -> None:
    """The orders ended unpaid: others may use their vouchers. What was given back before stays so."""
    if not await running.has_vouchers(session):
        return
    released = await session.execute(
        update(VoucherRedemption)
        .where(VoucherRedemption.order_id.in_(list(order_ids)), VoucherRedemption.state.in_(_RELEASABLE))
        .values(state=RedemptionState.RELEASED, ended_at=now)
        .returning(VoucherRedemption.voucher_id, VoucherRedemption.person_id)
    )
    back: Counter[tuple[int, int]] = Counter()
    for voucher_id, person_id in released:
        back.update([(voucher_id, EVERYBODY), (voucher_id, person_id)])
    for (voucher_id, person_id), count in sorted(back.items()):
        await session.execute(
            _PUT_BACK, {"of_voucher": voucher_id, "of_person": person_id, "returned": count}
        )


async def _take(
    session: Session,
    voucher_id: int,
    person_id: int,
    code: str,
    limits: tuple[int | None, int | None],
) -> None:
    """Count one more use for everybody and for the person, within the limits (in total, per person)."""
    refusals: tuple[VoucherRefused, VoucherRefused] = (
        VoucherUsedUp(code=code),
        VoucherUsedByYou(code=code, limit=limits[1]),
    )
    for whose, limit, refusal in zip((EVERYBODY, person_id), limits, refusals, strict=True):
        wanted = {"of_voucher": voucher_id, "of_person": whose, "most": limit or _UNLIMITED}
        if await session.scalar(_TAKE, wanted) is None:
            raise refusal


async def uses(session: Session) -> dict[int, int]:
    """Give how often each voucher is taken, reserved and committed."""
    counted = select(VoucherUse.voucher_id, VoucherUse.taken).where(VoucherUse.person_id == EVERYBODY)
    return dict((await session.execute(counted)).all())


async def miscounted(session: Session) -> list[tuple[int, int, int, int]]:
    """Give voucher, person (or EVERYBODY), redemptions held and uses counted wherever the two differ: for the audit."""
    which = VoucherRedemption.state != RedemptionState.RELEASED
    voucher_id, person_id = VoucherRedemption.voucher_id, VoucherRedemption.person_id
    by_person = select(voucher_id, person_id, func.count().label("held")).where(which)
    by_all = select(voucher_id, literal(EVERYBODY), func.count()).where(which)
    held = union_all(by_person.group_by(voucher_id, person_id), by_all.group_by(voucher_id)).subquery()
    expected = func.coalesce(held.c.held, 0)
    same = (held.c.voucher_id == VoucherUse.voucher_id) & (held.c.person_id == VoucherUse.person_id)
    rows = await session.execute(
        select(VoucherUse.voucher_id, VoucherUse.person_id, expected, VoucherUse.taken)
        .outerjoin(held, same)
        .where(VoucherUse.taken != expected)
        .order_by(VoucherUse.voucher_id, VoucherUse.person_id)
    )
    return [(*row,) for row in rows]
