"""What it costs to send a parcel: zones set by the owner, one price for each started kilogram.

A zone covers an area of the Kemendagri codes (``32`` a province, ``32.73`` a city, ``32.73.01`` a district, empty
everywhere); for one courier's service the longest matching area wins.
"""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, func, select

from checkout import couriers
from checkout.errors import AreaUnknown, FieldEmpty, FieldTooLong, RateWrong, ServiceUnreadable, ZoneGone
from checkout.models import ShippingZone
from customers import regions
from foundation import audit, shop
from foundation.database import Session, insert_for, prepared
from foundation.kept import kept

LARGEST_RATE = 1_000_000_000
"""Minor units for a kilogram."""

LONGEST_NAME = 28
"""Bytes of a courier or service: both have to fit into one button."""


@dataclass(frozen=True, slots=True)
class ShippingOption:
    """One way to send a parcel. ``key`` names courier and service, ``price`` is for the whole parcel."""

    key: str
    courier: str
    service: str
    price: int
    days: str
    area_code: str


@dataclass(frozen=True, slots=True)
class Zone:
    """What a courier's service costs to an area."""

    id: int
    area_code: str
    courier: str
    service: str
    price_per_kg: int
    days: str


_LEVELS = ("province", "regency", "district")
_COLUMNS = (
    ShippingZone.id,
    ShippingZone.area_code,
    ShippingZone.courier,
    ShippingZone.service,
    ShippingZone.price_per_kg,
    ShippingZone.days,
)


_COVERING = prepared(
    select(*_COLUMNS)
    .where(ShippingZone.area_code.in_([bindparam(name) for name in ("country", *_LEVELS)]))
    .order_by(func.length(ShippingZone.area_code))
)


async def options_for(session: Session, district_code: str, weight_g: int) -> list[ShippingOption]:
    """Give every way to send a parcel to a district, the cheapest first; nothing weighs nothing, costs nothing."""
    if weight_g <= 0:
        return []
    return list(await _options(session, district_code, -(-weight_g // 1000)))


@kept("settings", most=2_000)
async def _options(session: Session, district_code: str, kilograms: int) -> tuple[ShippingOption, ...]:
    """Give the ways to send so many started kilograms to a district; most parcels resemble an earlier one."""
    around = dict.fromkeys(_LEVELS, "") | dict(zip(_LEVELS, _areas_around(district_code), strict=False))
    rows = await session.execute(_COVERING, {"country": "", **around})
    nearest = {f"{zone.courier}:{zone.service}": zone for zone in (Zone(*row) for row in rows)}
    options = [
        ShippingOption(
            key, zone.courier, zone.service, zone.price_per_kg * kilograms, zone.days, zone.area_code
        )
        for key, zone in nearest.items()
    ]
    return tuple(sorted(options, key=lambda option: (option.price, option.key)))


async def zones(session: Session) -> list[Zone]:
    """Give every zone, by courier and service, the widest area first."""
    rows = await session.execute(
        select(*_COLUMNS).order_by(ShippingZone.courier, ShippingZone.service, ShippingZone.area_code)
    )
    return [Zone(*row) for row in rows]


async def set_zone(
    session: Session,
    area_code: str,
    courier: str,
    service: str,
    price_per_kg: int,
    days: str = "",
    *,
    actor_id: int,
    now: datetime,
) -> int:
    """Set what a courier's service costs to an area, new or again; gives the zone's id.

    Couriers the shop knows are kept by their code. Raises AreaUnknown, ServiceUnreadable, RateWrong, FieldTooLong.
    """
    zone = Zone(
        0,
        _checked_area(area_code),
        _checked_name("courier", _code_of(courier)),
        _checked_name("service", service),
        await _checked_rate(session, price_per_kg),
        _checked_days(days),
    )
    facts = {name: value for name, value in asdict(zone).items() if name != "id"}
    new = insert_for(session)(ShippingZone).values(**facts)
    upsert = new.on_conflict_do_update(
        index_elements=[ShippingZone.area_code, ShippingZone.courier, ShippingZone.service],
        set_={"price_per_kg": zone.price_per_kg, "days": zone.days},
    )
    zone_id: int = (await session.execute(upsert.returning(ShippingZone.id))).scalar_one()
    audit.note(session, actor_id, "zone-set", f"zone:{zone_id}", now=now, after=facts)
    return zone_id


async def remove_zone(session: Session, zone_id: int, *, actor_id: int, now: datetime) -> Zone:
    """Send nothing by this zone any more; gives what it was. Raises ZoneGone."""
    row = (
        await session.execute(delete(ShippingZone).where(ShippingZone.id == zone_id).returning(*_COLUMNS))
    ).first()
    if row is None:
        raise ZoneGone(zone_id=zone_id)
    zone = Zone(*row)
    audit.note(session, actor_id, "zone-removed", f"zone:{zone_id}", now=now, before=asdict(zone))
    return zone


def _areas_around(district_code: str) -> list[str]:
    """``32.73.01`` lies in ``32`` and ``32.73``."""
    parts = district_code.split(".")
    return [".".join(parts[:length]) for length in range(1, len(parts) + 1) if district_code]


def _checked_area(code: str) -> str:
    if code and regions.area(code) is None and regions.district(code) is None:
        raise AreaUnknown(code=code[:20])
    return code


def _code_of(courier: str) -> str:
    known = couriers.find_courier(courier)
    return known.code if known else courier


def _checked_name(field: str, text: str) -> str:
    """Give a name on one line that fits a button, whose parts are separated by colons."""
    name = " ".join(text.split())
    if not name:
        raise FieldEmpty(field=field)
    if ":" in name or not name.isprintable() or len(name.encode()) > LONGEST_NAME:
        raise ServiceUnreadable(field=field, text=name[:60], limit=LONGEST_NAME)
    return name


async def _checked_rate(session: Session, rate: int) -> int:
    if not 0 <= rate <= LARGEST_RATE:
        currency = await shop.read(session, "currency", "IDR")
        raise RateWrong(rate=rate, largest=LARGEST_RATE, currency=currency)
    return rate


def _checked_days(days: str) -> str:
    days = " ".join(days.split())
    if len(days) > 20:
        raise FieldTooLong(field="days", limit=20, length=len(days))
    return days
