"""What happens at the door: the courier or rider takes the money, or the parcel comes back."""

from datetime import datetime

from sqlalchemy import bindparam, update

from checkout import accounts, allocations, cod, news, settling
from checkout.errors import AlreadyDone, NotPaidAtTheDoor
from checkout.holds import HeldOrder, HeldPayment, hold, may_become, move_order, move_payment, payment_in
from checkout.lives import FULFILMENT_NEXT, FulfilmentState, OrderState, PaymentState
from checkout.models import Fulfilment
from checkout.settling import Money
from foundation.audit import note
from foundation.database import Session, prepared

_MOVE = {
    to: prepared(
        update(Fulfilment)
        .where(
            Fulfilment.order_id == bindparam("of_order"), may_become(Fulfilment.state, FULFILMENT_NEXT, to)
        )
        .values(state=to)
        .returning(Fulfilment.id)
    )
    for to in (FulfilmentState.FAILED_DELIVERY, FulfilmentState.RETURNED)
}


def is_due(payment: HeldPayment) -> bool:
    """Whether the money is still to be taken at the door."""
    return payment.method == accounts.COD and payment.state == PaymentState.AUTHORIZED


async def collect(session: Session, order: HeldOrder, *, actor_id: int, now: datetime) -> bool:
    """The money of a held order was taken at the door; says whether it was still due."""
    payment = await payment_in(session, order)
    if not is_due(payment):
        return False
    money = Money(payment.amount - payment.received, payment.currency, "cod", str(payment.id))
    await settling.record(session, payment.id, money, actor_id=actor_id, now=now)
    return True


async def came_back(session: Session, order_id: int, *, actor_id: int, now: datetime) -> cod.Standing:
    """Nobody took the parcel in, or paid for it, and it is back: its goods are on the shelf again.

    The payment is void, the order ends, and it counts against the customer, whose standing is given.
    Raises OrderGone, AlreadyDone, NotPaidAtTheDoor.
    """
    order = await hold(session, order_id)
    payment = await payment_in(session, order)
    if payment.method == accounts.COD and payment.state == PaymentState.VOIDED:
        raise AlreadyDone(order_id=order_id, state=order.state)
    if not is_due(payment) or payment.received or order.state != OrderState.FULFILLED:
        raise NotPaidAtTheDoor(order_id=order_id, state=payment.state)
    await session.execute(_MOVE[FulfilmentState.FAILED_DELIVERY], {"of_order": order_id})
    if await session.scalar(_MOVE[FulfilmentState.RETURNED], {"of_order": order_id}) is None:
        raise AlreadyDone(order_id=order_id, state=FulfilmentState.DELIVERED)
    await move_payment(session, payment.id, PaymentState.VOIDED)
    await move_order(session, order_id, OrderState.CANCELED, ended_at=now)
    await allocations.take_back(session, order_id, actor_id=actor_id, now=now)
    stands = await cod.count_refused(session, order.person_id)
    before = {"state": order.state, "payment": payment.state}
    after = {
        "state": OrderState.CANCELED,
        "payment": PaymentState.VOIDED,
        "refused": stands.refused,
        "blocked": stands.blocked,
    }
    note(session, actor_id, "parcel-returned", f"order:{order_id}", now=now, before=before, after=after)
    facts = {"order_id": order_id}
    await news.to_shopper(session, order.person_id, "order-returned", facts, key=str(order_id), now=now)
    return stands
