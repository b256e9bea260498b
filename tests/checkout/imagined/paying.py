"""Pictures, money and second thoughts, as they must be."""

from datetime import timedelta

from tests.checkout.imagined.buying import awaits, promise
from tests.checkout.imagined.world import PAID, Lease, Order, Payment, World

SECOND_CHANCE = timedelta(hours=2)
MOST_PICTURES = 10


def cannot_prove(world: World, person: int, order_id: int, picture: str) -> str:
    """Send a picture; ``known`` when the same one waits already."""
    if world.orders[order_id].person != person:
        return "OrderGone"
    _, payment = world.current(order_id)
    if picture in payment.pictures:
        return "known" if payment.state in {"pending_review", "settled"} else "ProofRefusedBefore"
    if payment.state in {"settled", "failed"}:
        return "AlreadyDone"
    return "TooManyProofs" if len(payment.pictures) >= MOST_PICTURES else ""


def proved(world: World, order_id: int, picture: str) -> None:
    """The picture waits for the owner."""
    _, payment = world.current(order_id)
    payment.pictures.append(picture)
    payment.state = "pending_review"
    world.tell_owner("proof-arrived", order_id)


def cannot_reject(world: World, payment_id: int) -> str:
    """Turn a picture down."""
    state = world.payments[payment_id].state
    if state == "pending_review":
        return ""
    return "AlreadyDone" if state in {"settled", "declined"} else "NoProofWaiting"


def rejected(world: World, payment_id: int) -> None:
    """There is time for a better one."""
    payment = world.payments[payment_id]
    payment.state = "declined"
    order = world.orders[payment.order]
    if order.state == "pending_payment":
        order.expires_at = max(order.expires_at, world.now + SECOND_CHANCE)
    world.tell_shopper("payment-rejected", payment.order)


def cannot_record(world: World, payment_id: int, amount: int, event: tuple[str, str]) -> str:
    """Money comes; ``repeated`` when this event was told before."""
    known = world.money.get(event)
    if known is None:
        return ""
    return "repeated" if known == (payment_id, amount) else "KeyReused"


def recorded(world: World, payment_id: int, amount: int, event: tuple[str, str]) -> str:
    """It is in the books, and followed up; gives how much of what was asked has come."""
    payment = world.payments[payment_id]
    order = world.orders[payment.order]
    world.money[event] = (payment_id, amount)
    payment.received += amount
    if payment.received < payment.amount:
        _part(world, payment_id, payment, order)
        return "partial"
    over = payment.received > payment.amount
    if payment.state == "settled":
        world.tell_both("payment-over", payment.order)
        return "overcharged"
    _settle(world, payment_id, payment, order)
    if over:
        world.tell_both("payment-over", payment.order)
    return "overcharged" if over else "full"


def _part(world: World, payment_id: int, payment: Payment, order: Order) -> None:
    if not payment.current and not world.current(payment.order)[1].received:
        _make_current(world, payment)
    if payment.state == "pending_review":
        payment.state = "created"
    rest = payment.amount - payment.received
    # only an order that waits for its money awaits the rest of it
    waits = order.state == "pending_payment" and payment.account in world.by_hand and payment.current
    if waits and not world.is_taken(payment.account, rest):
        world.leases[payment.account, rest] = Lease(payment_id)
    world.tell_both("payment-partial", payment.order)


def _settle(world: World, payment_id: int, payment: Payment, order: Order) -> None:
    payment.state = "settled"
    world.rest(payment_id)
    if order.state in PAID:
        world.tell_both("payment-over", payment.order)
        return
    if not payment.current:
        _make_current(world, payment)
    if order.state == "pending_payment":
        order.promises = ["committed" if one == "active" else one for one in order.promises]
    elif order.state == "expired" and all(
        world.things[thing].free >= quantity for thing, quantity in order.things.items()
    ):
        promise(world, order, "committed")
    else:
        world.tell_both("late-payment", payment.order)
        return
    order.state = "processing"
    world.tell_shopper("payment-confirmed", payment.order)


def _make_current(world: World, payment: Payment) -> None:
    """An earlier attempt is how the order is paid after all."""
    later_id, later = world.current(payment.order)
    later.current = False
    if later.state in {"created", "pending_review", "declined"}:
        later.state = "voided"
    world.rest(later_id)
    payment.current = True


def failed(world: World, payment_id: int) -> str:
    """The gateway says that nothing comes; gives what that means."""
    payment = world.payments[payment_id]
    if payment.state == "settled":
        return "settled before"
    if payment.state != "created":
        return "ended before"
    payment.state = "failed"
    if world.orders[payment.order].state == "pending_payment":
        world.tell_shopper("payment-failed", payment.order)
    return "failed"


def cannot_pay_otherwise(world: World, person: int, order_id: int, account: int) -> str:
    """Pay in another way; ``same`` when it is the way already chosen."""
    order = world.orders[order_id]
    if order.person != person:
        return "OrderGone"
    _, payment = world.current(order_id)
    if order.state != "pending_payment":
        return "AlreadyDone"
    if payment.state == "pending_review" or payment.received:
        return "PaymentUnderWay"
    return "same" if payment.account == account and account in world.by_hand else ""


def supersede(world: World, order_id: int) -> None:
    """The earlier way is no longer waited for."""
    payment_id, payment = world.current(order_id)
    payment.current = False
    if payment.state in {"created", "declined"}:
        payment.state = "voided"
    world.rest(payment_id)


def pays_otherwise(world: World, order_id: int, account: int, payment_id: int, amount: int) -> None:
    """The new way is."""
    awaits(world, order_id, account, payment_id, amount)
