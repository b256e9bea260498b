"""Cash on delivery: up to how much, where, and for whom.

The terms are the owner's; a customer whose parcels come back unpaid is blocked after so many, until the owner lifts it.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from sqlalchemy import bindparam, case, select

from checkout.errors import AreaUnknown
from checkout.models import CodStanding
from customers import regions
from foundation import audit, shop
from foundation.database import Session, prepared

TERMS = "cod_terms"
"""The shop fact that holds the terms."""

WhyNot: TypeAlias = Literal["", "digital", "area", "ceiling", "blocked"]
"""Why an order cannot be paid at the door; empty when it can."""


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms the shop takes cash at the door.

    ``ceiling`` is the largest total (minor units, 0: any). ``areas`` are Kemendagri prefixes like those of shipping
    zones, none or an empty one is everywhere. ``refusals`` parcels that came back block a customer (0: none do).
    """

    ceiling: int = 0
    areas: tuple[str, ...] = ()
    refusals: int = 1

    def cover(self, district_code: str) -> bool:
        """Whether a district lies in one of the areas."""
        return not self.areas or any(regions.Area(code, "").covers(district_code) for code in self.areas)


@dataclass(frozen=True, slots=True)
class Standing:
    """How many of a customer's parcels came back, and whether they may still pay at the door."""

    refused: int = 0
    blocked: bool = False


_STANDING = prepared(
    select(CodStanding.refused, CodStanding.blocked).where(CodStanding.person_id == bindparam("whose"))
)
_REFUSED = prepared(
    lambda insert: (
        insert(CodStanding)
        .values(person_id=bindparam("whose"), refused=1, forgiven=0, blocked=bindparam("at_once"))
        .on_conflict_do_update(
            index_elements=[CodStanding.person_id],
            set_={
                "refused": CodStanding.refused + 1,
                "blocked": case(
                    (CodStanding.refused + 1 - CodStanding.forgiven >= bindparam("most"), True),
                    else_=CodStanding.blocked,
                ),
            },
        )
    )
)
_SET = prepared(
    lambda insert: (
        insert(CodStanding)
        .values(person_id=bindparam("whose"), refused=0, forgiven=0, blocked=bindparam("is_blocked"))
        .on_conflict_do_update(
            index_elements=[CodStanding.person_id],
            set_={"blocked": bindparam("is_blocked"), "forgiven": CodStanding.refused},
        )
    )
)
_NEVER = 2**31 - 1


async def terms(session: Session) -> Terms:
    """Give the terms, the usual ones before the owner set any."""
    said = await shop.read(session, TERMS)
    return Terms(said["ceiling"], tuple(said["areas"]), said["refusals"]) if said else Terms()


async def set_terms(session: Session, new: Terms, *, actor_id: int, now: datetime) -> None:
    """Set the terms; orders already placed keep theirs. Raises AreaUnknown."""
    for code in new.areas:
        if code and regions.area(code) is None and regions.district(code) is None:
            raise AreaUnknown(code=code[:20])
    before = await terms(session)
    facts = {**asdict(new), "areas": list(new.areas)}
    await shop.write(session, TERMS, facts)
    audit.note(session, actor_id, "cod-terms", "shop", now=now, before=asdict(before), after=facts)


async def standing(session: Session, person_id: int) -> Standing:
    """Give how a customer stands; nobody is blocked to begin with."""
    row = await session.row(_STANDING, {"whose": person_id})
    return Standing(*row) if row else Standing()


async def set_blocked(
    session: Session, person_id: int, blocked: bool, *, actor_id: int, now: datetime
) -> None:
    """Block a customer by hand, or let them pay at the door again: what came back until now is forgiven."""
    before = await standing(session, person_id)
    await session.execute(_SET, {"whose": person_id, "is_blocked": blocked})
    states = {"blocked": before.blocked}, {"blocked": blocked}
    audit.note(
        session, actor_id, "cod-standing", f"person:{person_id}", now=now, before=states[0], after=states[1]
    )


async def count_refused(session: Session, person_id: int) -> Standing:
    """One more of a customer's parcels came back; gives how they stand now."""
    most = (await terms(session)).refusals or _NEVER
    await session.execute(_REFUSED, {"whose": person_id, "most": most, "at_once": most <= 1})
    return await standing(session, person_id)


async def why_not(
    session: Session, person_id: int, *, total: int, district_code: str, weight_g: int
) -> WhyNot:
    """Say why an order cannot be paid at the door; empty when it can."""
    if weight_g <= 0:
        return "digital"
    on = await terms(session)
    if district_code and not on.cover(district_code):
        return "area"
    if on.ceiling and total > on.ceiling:
        return "ceiling"
    return "blocked" if (await standing(session, person_id)).blocked else ""


def area_codes(areas: Sequence[regions.Area]) -> tuple[str, ...]:
    """Give the codes of areas, each once; everywhere swallows the others."""
    codes = tuple(dict.fromkeys(area.code for area in areas))
    return () if "" in codes else codes
