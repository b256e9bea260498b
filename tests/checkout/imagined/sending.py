"""Parcels and shelves, as they must be."""

from tests.checkout.imagined.buying import end_promises
from tests.checkout.imagined.world import PAID, World


def cannot_ship(world: World, order_id: int) -> str:
    """Send a parcel."""
    state = world.orders[order_id].state
    if state not in PAID:
        return "NotPaidYet"
    return "" if state == "processing" else "AlreadyDone"


def shipped(world: World, order_id: int) -> None:
    """The goods left the house."""
    order = world.orders[order_id]
    order.state, order.parcel = "fulfilled", "shipped"
    end_promises(world, order, "consumed")
    world.tell_shopper("order-shipped", order_id)


def cannot_deliver(world: World, order_id: int) -> str:
    """Say that a parcel arrived."""
    order = world.orders[order_id]
    if order.state not in PAID:
        return "NotPaidYet"
    if order.state == "processing":
        return "NotShippedYet"
    return "" if order.parcel == "shipped" else "AlreadyDone"


def delivered(world: World, order_id: int) -> None:
    """It arrived."""
    world.orders[order_id].parcel = "delivered"
    world.tell_shopper("order-delivered", order_id)


def cannot_receive(world: World, order_id: int, person: int) -> str:
    """Say that the goods are here."""
    order = world.orders[order_id]
    if order.person != person:
        return "OrderGone"
    if order.state not in PAID:
        return "NotPaidYet"
    return {"processing": "NotShippedYet", "fulfilled": ""}.get(order.state, "AlreadyDone")


def received(world: World, order_id: int) -> None:
    """They are."""
    order = world.orders[order_id]
    order.state, order.parcel = "completed", "delivered"
    world.tell_owner("order-received", order_id)


def cannot_count(world: World, thing: int, counted: int) -> str:
    """Count what is on hand."""
    return "StockTooLow" if counted < world.things[thing].promised else ""
