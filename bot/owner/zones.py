"""Shipping zones: ``Jawa Barat | jne reg | 12000 | 2-3``, one or many lines at once."""

from dataclasses import dataclass, replace
from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.actions import PickArea, RemoveZone, Zones
from bot.answering import Answering
from bot.conversation import Conversation
from bot.owner.errors import AreaNotFound, AreaUnclear, CourierUnknown, FormOver, ZoneLineUnreadable
from bot.owner.reading import shown
from bot.screen import Screen
from bot.screens import owner_settings as screens
from bot.shop import RunningShop
from bot.words import Words
from checkout import couriers, shipping
from checkout.couriers import COURIERS, OTHER
from checkout.shipping import Zone
from customers import regions
from customers.people import Somebody
from customers.regions import Area
from foundation.database import Session
from foundation.money import read_money

MOST_LINES = 60
"""Zones set with one message."""

USUAL_SERVICE = {"toko": "antar"}
"""The service when only the courier is named; parcel companies call theirs ``reg``."""


@dataclass(frozen=True, slots=True)
class ZoneLine:
    """A zone as it was typed; ``area`` is still words."""

    area: str
    courier: str
    service: str
    price: int
    days: str = ""


def zones_router() -> Router:
    """Where parcels go and for how much."""
    router = Router(name="owner-zones")
    router.message.register(typed, F.text, Answering("set:zone"))
    router.callback_query.register(show_zones, Zones.filter())
    router.callback_query.register(pick_area, PickArea.filter())
    router.callback_query.register(remove_zone, RemoveZone.filter())
    return router


def read_zone(line: str, currency: str) -> ZoneLine:
    """Read a line. Raises ZoneLineUnreadable, CourierUnknown, AmountUnreadable."""
    parts = [part.strip() for part in line.replace("｜", "|").split("|")]
    if not 3 <= len(parts) <= 4 or not all(parts[:3]):
        raise ZoneLineUnreadable(text=shown(line))
    courier, service = _service(parts[1])
    days = parts[3] if len(parts) == 4 else ""
    for word in ("hari", "days", "day"):
        days = days.removesuffix(word).strip()
    return ZoneLine(parts[0], courier, service, read_money(parts[2], currency), days)


def _service(text: str) -> tuple[str, str]:
    """Cut ``si cepat best`` into courier and service."""
    words = text.split()
    for size in range(min(3, len(words)), 0, -1):
        known = couriers.find_courier(" ".join(words[:size]))
        if known is not None:
            return known.code, " ".join(words[size:]) or USUAL_SERVICE.get(known.code, "reg")
    names = ", ".join(one.name for one in COURIERS.values() if one.code != OTHER)
    raise CourierUnknown(text=shown(text), choices=names)


def find_areas(text: str) -> list[Area]:
    """Give the provinces and cities, else the districts, that may be meant; one when it was named in full.

    Raises AreaNotFound.
    """
    if text.strip() in {"*", "-"}:
        return [regions.EVERYWHERE]
    found = regions.find_area(text) or [
        Area(one.code, one.label) for one in regions.find_districts(text).items
    ]
    if not found:
        raise AreaNotFound(text=shown(text))
    asked = " ".join(text.split()).casefold()
    in_full = [area for area in found if area.label.casefold() == asked]
    # "jabar" is the province, although its cities are found by it as well
    first = found[0]
    if first.code and "." not in first.code and all(first.covers(area.code) for area in found):
        in_full = [first]
    return in_full or found


async def typed(
    message: Message,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    shop: RunningShop,
    now: datetime,
) -> Screen:
    """One line or many; all of them are set, or none."""
    lines = [line for line in (message.text or "").splitlines() if line.strip()][:MOST_LINES]
    if not lines:
        raise ZoneLineUnreadable(text="")
    read = [read_zone(line, shop.currency) for line in lines]
    places = [find_areas(line.area) for line in read]
    if len(read) == 1 and len(places[0]) > 1:
        conversation.ask("set:zone", line=lines[0])
        return screens.which_area(words, read[0].area, [(area.code, area.label) for area in places[0]])
    for line, areas in zip(read, places, strict=True):
        if len(areas) > 1:
            raise AreaUnclear(text=shown(line.area), choices=", ".join(area.label for area in areas))
    settled = [replace(line, area=areas[0].code) for line, areas in zip(read, places, strict=True)]
    return await _set(session, person, words, conversation, settled, now)


async def pick_area(
    tap: CallbackQuery,
    callback_data: PickArea,
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    shop: RunningShop,
    now: datetime,
) -> Screen:
    """This is the place that was meant."""
    line = conversation.answers.get("line")
    if conversation.form != "set:zone" or not line:
        raise FormOver
    meant = replace(read_zone(str(line), shop.currency), area=callback_data.code)
    return await _set(session, person, words, conversation, [meant], now)


async def _set(
    session: Session,
    person: Somebody,
    words: Words,
    conversation: Conversation,
    lines: list[ZoneLine],
    now: datetime,
) -> Screen:
    """Set the zones; more lines are welcome afterwards. ``area`` holds the code here."""
    said = []
    for line in lines:
        zone_id = await shipping.set_zone(
            session, line.area, line.courier, line.service, line.price, line.days, actor_id=person.id, now=now
        )
        zone = Zone(zone_id, line.area, line.courier, line.service, line.price, line.days)
        said.append(screens.zone_name(words, zone, area_label(line.area)))
    conversation.ask("set:zone", line="")
    return screens.zones_saved(words, said)


def area_label(code: str) -> str:
    """Name an area."""
    known = regions.area(code) or regions.district(code)
    return known.label if known else code


async def show_zones(tap: CallbackQuery, callback_data: Zones, session: Session, words: Words) -> Screen:
    """The zones, a page of them."""
    return await _zones(session, words, callback_data.page)


async def _zones(session: Session, words: Words, page: int = 1, *, toast: str = "") -> Screen:
    known = [(zone, area_label(zone.area_code)) for zone in await shipping.zones(session)]
    return screens.zones_screen(words, known, page=page, toast=toast)


async def remove_zone(
    tap: CallbackQuery,
    callback_data: RemoveZone,
    session: Session,
    person: Somebody,
    words: Words,
    now: datetime,
) -> Screen:
    """Delete a zone, after asking."""
    zone = next((one for one in await shipping.zones(session) if one.id == callback_data.zone_id), None)
    if zone is None:
        return await _zones(session, words, toast=words.label("owner-removed-before"))
    if not callback_data.sure:
        return screens.sure_to_remove_zone(words, zone, area_label(zone.area_code))
    await shipping.remove_zone(session, zone.id, actor_id=person.id, now=now)
    return await _zones(session, words, toast=words.label("owner-removed"))
