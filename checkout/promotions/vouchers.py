"""Vouchers: the owner gives codes out and switches them off; a link's code waits for its person's next checkout."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from checkout.promotions import redemptions, running
from checkout.promotions.checks import (
    check_count,
    check_cut,
    check_goods,
    check_window,
    scope_facts,
    told,
    window_facts,
)
from checkout.promotions.errors import CodeTaken, CodeUnreadable, PromotionGone, VoucherOver, VoucherUnknown
from checkout.promotions.models import RememberedVoucher, Voucher
from checkout.promotions.terms import VoucherTerms
from foundation import audit
from foundation.database import Session, insert_for, prepared

_CODE = re.compile(r"[A-Z0-9][A-Z0-9_-]{2,19}")
_OWN = RememberedVoucher.person_id == bindparam("of_person")
_REMEMBERED = prepared(select(RememberedVoucher.code).where(_OWN))
_FORGET = prepared(delete(RememberedVoucher).where(_OWN))
_REMEMBER = prepared(
    lambda new: (
        new(RememberedVoucher)
        .values(person_id=bindparam("of_person"), code=bindparam("new_code"))
        .on_conflict_do_update(
            index_elements=[RememberedVoucher.person_id], set_={"code": bindparam("new_code")}
        )
    )
)
_ON = prepared(select(*running.VOUCHER_COLUMNS).where(Voucher.off_at.is_(None)).order_by(Voucher.id.desc()))


@dataclass(frozen=True, slots=True)
class VoucherInUse:
    """A voucher that is on, and how many orders hold it."""

    terms: VoucherTerms
    uses: int


def read_code(text: str) -> str:
    """Give a code as it is kept, in capitals; what cannot be one gives the beginning of what was typed."""
    return "".join(text.split()).upper()[:30]


async def free_code(session: Session, text: str) -> str:
    """Give a code that can be given out. Raises CodeUnreadable, CodeTaken."""
    code = read_code(text)
    if not _CODE.fullmatch(code):
        raise CodeUnreadable(text=text[:40])
    if await running.voucher_of(session, code) is not None:
        raise CodeTaken(code=code)
    return code


async def add(session: Session, terms: VoucherTerms, *, actor_id: int, now: datetime) -> int:
    """Give a code out; gives the voucher's id (``terms.id`` is not looked at).

    Raises CodeUnreadable, CodeTaken, PercentWrong, CutMissing, CountWrong, EndsBeforeItBegins, PromotionProductGone,
    CategoryGone.
    """
    code = await free_code(session, terms.code)
    if terms.cut is not None:
        check_cut(terms.cut)
    check_count(terms.total_limit)
    check_count(terms.person_limit)
    check_window(terms.window, now)
    await check_goods(session, terms.scope)
    facts = {
        "code": code,
        "percent": terms.cut.percent if terms.cut else 0,
        "amount": terms.cut.amount if terms.cut else 0,
        "minimum": terms.minimum,
        "most": terms.most,
        "total_limit": terms.total_limit,
        "person_limit": terms.person_limit,
        "first_order": terms.first_order,
        **scope_facts(terms.scope),
        **window_facts(terms.window),
    }
    new = insert_for(session)(Voucher).values(**facts, created_at=now)
    new = new.on_conflict_do_nothing(index_elements=[Voucher.code], index_where=Voucher.off_at.is_(None))
    voucher_id: int | None = await session.scalar(new.returning(Voucher.id))
    if voucher_id is None:
        raise CodeTaken(code=code)
    audit.note(session, actor_id, "voucher-added", f"voucher:{voucher_id}", now=now, after=told(facts))
    return voucher_id


async def switch_off(session: Session, voucher_id: int, *, actor_id: int, now: datetime) -> VoucherTerms:
    """Let nobody use a voucher any more; orders that have it keep it. Gives what it was. Raises PromotionGone."""
    row = (
        await session.execute(
            update(Voucher)
            .where(Voucher.id == voucher_id, Voucher.off_at.is_(None))
            .values(off_at=now)
            .returning(*running.VOUCHER_COLUMNS)
        )
    ).first()
    if row is None:
        raise PromotionGone
    terms = running.voucher_terms(row)
    before, after = {"code": terms.code}, {"off_at": now.isoformat()}
    audit.note(session, actor_id, "voucher-off", f"voucher:{voucher_id}", now=now, before=before, after=after)
    return terms


async def those_on(session: Session) -> list[VoucherInUse]:
    """Give every voucher that was not switched off, the newest first, with its uses."""
    counted = await redemptions.uses(session)
    rows = await session.rows(_ON, {})
    every = [running.voucher_terms(row) for row in rows]
    return [VoucherInUse(terms, counted.get(terms.id, 0)) for terms in every]


async def remember(session: Session, person_id: int, code: str, *, now: datetime) -> VoucherTerms:
    """Keep the code of a link for the person's next checkout; gives what it is good for.

    Whether it fits is seen when there is something to buy. Raises VoucherUnknown, VoucherOver.
    """
    code = read_code(code)
    terms = await running.voucher_of(session, code)
    if terms is None:
        raise VoucherUnknown(code=code)
    if terms.window.is_over(now):
        raise VoucherOver(code=code)
    await session.execute(_REMEMBER, {"of_person": person_id, "new_code": code})
    return terms


async def remembered(session: Session, person_id: int) -> str:
    """Give the code a link brought; empty without one."""
    if not await running.has_vouchers(session):
        return ""
    return await session.scalar(_REMEMBERED, {"of_person": person_id}) or ""


async def forget(session: Session, person_id: int) -> None:
    """The person does not want the link's voucher."""
    await session.execute(_FORGET, {"of_person": person_id})


def forget_later(session: Session, person_id: int) -> None:
    """The person used a voucher: leave it for the end of the transaction to forget the link's."""
    session.later(_FORGET, {"of_person": person_id})
