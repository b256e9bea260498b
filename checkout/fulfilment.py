"""Sending what was paid for: shipped with a waybill, handed over, received."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, update

from checkout import allocations, at_door, couriers, news
from checkout.couriers import Courier
from checkout.errors import AlreadyDone, FieldEmpty, FieldTooLong, NotPaidYet, NotShippedYet
from checkout.holds import HeldOrder, hold, move_order
from checkout.lives import FULFILMENT_NEXT, FulfilmentState, OrderState, before
from checkout.models import Fulfilment, Order
from foundation.audit import note
from foundation.database import Session

_LONGEST_COURIER = 30
_UNPAID = {OrderState.PENDING_PAYMENT, OrderState.CANCELED, OrderState.EXPIRED}


@dataclass(frozen=True, slots=True)
class Shipped:
    """A parcel on its way. ``courier_name`` is what people call the courier."""

    order_id: int
    courier: str
    courier_name: str
    waybill: str
    tracking_url: str | None


async def ship(
    session: Session, order_id: int, courier: str, waybill: str, *, actor_id: int, now: datetime
) -> Shipped:
    """Send a paid order; without a courier's name it goes by the one the shopper chose.

    A parcel company's waybill is needed, the shop's own rider has none. Raises OrderGone, NotPaidYet, AlreadyDone,
    FieldEmpty, FieldTooLong, WaybillUnreadable.
    """
    order = await hold(session, order_id)
    _check_paid(order)
    shipped = _read(order, courier, waybill)
    if not await move_order(session, order_id, OrderState.FULFILLED, shipped_at=now):
        raise AlreadyDone(order_id=order_id, state=order.state)
    await allocations.consume(session, order_id, actor_id=actor_id, now=now)
    await session.execute(
        insert(Fulfilment).values(
            order_id=order_id,
            state=FulfilmentState.SHIPPED,
            courier=shipped.courier,
            waybill=shipped.waybill,
            events=[],
            shipped_at=now,
        )
    )
    after = {"state": OrderState.FULFILLED, "courier": shipped.courier, "waybill": shipped.waybill}
    note(session, actor_id, "order-shipped", f"order:{order_id}", now=now, before=_state(order), after=after)
    facts = {"order_id": order_id, "courier": shipped.courier, "waybill": shipped.waybill}
    await news.to_shopper(session, order.person_id, "order-shipped", facts, key=str(order_id), now=now)
    return shipped


async def deliver(session: Session, order_id: int, *, actor_id: int, now: datetime) -> None:
    """The order was handed over, and paid for where that happens at the door.

    What no parcel company carries needs not be shipped before.

    Raises OrderGone, NotPaidYet, NotShippedYet, AlreadyDone.
    """
    order = await hold(session, order_id)
    _check_paid(order)
    if order.state == OrderState.PROCESSING:
        await _hand_over(session, order, actor_id, now)
    elif not await _delivered(session, order_id, now):
        # the shopper said first that it arrived: the money was all that was missing
        if await at_door.collect(session, order, actor_id=actor_id, now=now):
            return
        raise AlreadyDone(order_id=order_id, state=order.state)
    await at_door.collect(session, order, actor_id=actor_id, now=now)
    await session.execute(update(Order).where(Order.id == order_id).values(delivered_at=now))
    after = {"delivered_at": now.isoformat()}
    note(
        session, actor_id, "order-delivered", f"order:{order_id}", now=now, before=_state(order), after=after
    )
    facts = {"order_id": order_id}
    await news.to_shopper(session, order.person_id, "order-delivered", facts, key=str(order_id), now=now)


async def receive(session: Session, order_id: int, person_id: int, *, now: datetime) -> None:
    """The shopper has the goods. Raises OrderGone, NotPaidYet, NotShippedYet, AlreadyDone."""
    order = await hold(session, order_id, person_id)
    _check_paid(order)
    if order.state in {OrderState.PROCESSING, OrderState.PARTIALLY_FULFILLED}:
        raise NotShippedYet(order_id=order_id, state=order.state)
    if not await move_order(session, order_id, OrderState.COMPLETED, completed_at=now):
        raise AlreadyDone(order_id=order_id, state=order.state)
    if await _delivered(session, order_id, now):
        await session.execute(update(Order).where(Order.id == order_id).values(delivered_at=now))
    after = {"state": OrderState.COMPLETED}
    note(
        session, person_id, "order-received", f"order:{order_id}", now=now, before=_state(order), after=after
    )
    await news.to_owners(session, "order-received", {"order_id": order_id}, key=str(order_id), now=now)


async def _hand_over(session: Session, order: HeldOrder, actor_id: int, now: datetime) -> None:
    """Give a paid order out of the house directly."""
    company = couriers.find_courier(order.courier) if order.courier else None
    if company is not None and company.is_company:
        raise NotShippedYet(order_id=order.id, state=order.state)
    if not await move_order(session, order.id, OrderState.FULFILLED):
        raise AlreadyDone(order_id=order.id, state=order.state)
    await allocations.consume(session, order.id, actor_id=actor_id, now=now)
    await session.execute(
        insert(Fulfilment).values(
            order_id=order.id,
            state=FulfilmentState.DELIVERED,
            courier=order.courier,
            events=[],
            delivered_at=now,
        )
    )


async def _delivered(session: Session, order_id: int, now: datetime) -> bool:
    """Move the order's parcel to its end, if it is on its way."""
    moved = await session.scalars(
        update(Fulfilment)
        .where(
            Fulfilment.order_id == order_id,
            Fulfilment.state.in_(before(FULFILMENT_NEXT, FulfilmentState.DELIVERED)),
        )
        .values(state=FulfilmentState.DELIVERED, delivered_at=now)
        .returning(Fulfilment.id)
    )
    return bool(moved.all())


def _check_paid(order: HeldOrder) -> None:
    if order.state in _UNPAID:
        raise NotPaidYet(order_id=order.id, state=order.state)


def _read(order: HeldOrder, courier: str, waybill: str) -> Shipped:
    """Understand who carries the parcel and under which number."""
    text = " ".join(courier.split()) or order.courier
    if not text:
        raise FieldEmpty(field="courier")
    known: Courier | None = couriers.find_courier(text)
    code = known.code if known else text
    if len(code) > _LONGEST_COURIER:
        raise FieldTooLong(field="courier", limit=_LONGEST_COURIER, length=len(code))
    if known and known.is_company and not waybill.strip():
        raise FieldEmpty(field="waybill")
    number = couriers.clean_waybill(waybill) if waybill.strip() else ""
    url = known.tracking_url(number) if known and number else None
    return Shipped(order.id, code, known.name if known else code, number, url)


def _state(order: HeldOrder) -> dict[str, str]:
    return {"state": order.state}
