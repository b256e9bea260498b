"""From the cart to the order, and back out of it, as it must be."""

from typing import Any

from tests.checkout.imagined.world import Checkout, Lease, Line, Order, Payment, World

PER_KILO = 10_000
MOST_OFF = 999


def cannot_add(world: World, person: int, thing: int, quantity: int) -> str:
    """More of a thing into the cart."""
    what = world.things[thing]
    if not what.on_sale:
        return "NotOnSale"
    line = world.carts.get(person, {}).get(thing)
    return "OutOfStock" if (line.quantity if line else 0) + quantity > what.free else ""


def added(world: World, person: int, thing: int, quantity: int) -> None:
    """It lies in the cart."""
    cart = world.carts.setdefault(person, {})
    cart.setdefault(thing, Line(0, world.now)).quantity += quantity


def taken_out(world: World, person: int, thing: int, quantity: int) -> None:
    """So many fewer lie in the cart; of what does not lie there, none."""
    cart = world.carts.get(person, {})
    if thing in cart:
        cart[thing].quantity -= quantity
        if cart[thing].quantity <= 0:
            del cart[thing]


def wanted(world: World, person: int, only: tuple[int, int] | None) -> dict[int, int]:
    """What a checkout is about, in the order in which it is shown."""
    if only is not None:
        return dict([only])
    lines = world.carts.get(person, {}).items()
    return {thing: line.quantity for thing, line in sorted(lines, key=lambda one: (one[1].since, one[0]))}


def price_of(world: World, things: dict[int, int]) -> int:
    """Goods and postage."""
    goods, grams = 0, 0
    for thing, quantity in things.items():
        what = world.things[thing]
        goods += what.price * quantity if what.on_sale and what.free > 0 else 0
        grams += what.weight * quantity
    return goods + -(-grams // 1000) * PER_KILO


def shown(world: World, person: int, only: tuple[int, int] | None, account: int) -> Any:
    """What somebody agrees to."""
    things = wanted(world, person, only)
    facts = {key: (world.things[key], quantity) for key, quantity in things.items()}
    lines = sorted(
        (key, count, one.price, one.on_sale and one.free >= count) for key, (one, count) in facts.items()
    )
    return lines, price_of(world, things), account


def cannot_check_out(world: World, person: int, only: tuple[int, int] | None) -> str:
    """Come to the summary."""
    if only is None:
        return "" if world.carts.get(person) else "CartEmpty"
    what = world.things[only[0]]
    if not what.on_sale:
        return "NotOnSale"
    return "OutOfStock" if what.free < only[1] else ""


def checked_out(world: World, person: int, only: tuple[int, int] | None, account: int, token: str) -> None:
    """The summary was shown."""
    world.checkouts[person] = Checkout(token, account, shown(world, person, only, account), only)


def cannot_look_again(world: World, person: int) -> str:
    """Look at the summary once more."""
    checkout = world.checkouts.get(person)
    if checkout is None:
        return "StaleCheckout"
    return "" if wanted(world, person, checkout.only) else "CartEmpty"


def cannot_place(world: World, person: int, token: str) -> str:
    """Tap *Place order*; ``repeated`` when an earlier tap did it."""
    checkout = world.checkouts.get(person)
    if checkout is None or checkout.token != token:
        if token not in world.tokens:
            return "StaleCheckout"
        return "repeated" if world.orders[world.tokens[token]].person == person else "NotAllowed"
    things = wanted(world, person, checkout.only)
    if not things:
        return "CartEmpty"
    for thing, quantity in things.items():
        if not world.things[thing].on_sale:
            return "NotOnSale"
        if world.things[thing].free < quantity:
            return "OutOfStock"
    same = shown(world, person, checkout.only, checkout.account) == checkout.agreed
    return "" if same else "QuoteChanged"


def placed(world: World, person: int, order_id: int, payment_id: int, amount: int, window: Any) -> None:
    """There is an order, its stock is promised, its amount awaited."""
    checkout = world.checkouts.pop(person)
    things = wanted(world, person, checkout.only)
    total = price_of(world, things)
    assert order_id not in world.orders
    order = world.orders[order_id] = Order(person, things, total, world.now + window)
    world.tokens[checkout.token] = order_id
    promise(world, order, "active")
    for thing, quantity in things.items():
        taken_out(world, person, thing, quantity)
    awaits(world, order_id, checkout.account, payment_id, amount)
    world.tell_owner("order-placed", order_id)


def awaits(world: World, order_id: int, account: int, payment_id: int, amount: int) -> None:
    """An order is to be paid on an account, by an amount nobody else is known by."""
    total = world.orders[order_id].total
    assert payment_id not in world.payments
    if account == world.gateway:
        assert amount == total
    elif account == world.bank:
        assert total < amount <= total + MOST_OFF
        assert not world.is_taken(account, amount)
    else:
        free = (one for one in range(total, total - MOST_OFF, -1) if not world.is_taken(account, one))
        assert amount == next(free)
    world.payments[payment_id] = Payment(order_id, account, amount)
    if account in world.by_hand:
        world.leases[account, amount] = Lease(payment_id)


def promise(world: World, order: Order, state: str) -> None:
    """Stock is promised to every line."""
    for thing, quantity in order.things.items():
        world.things[thing].promised += quantity
    order.promises += [state] * len(order.things)


def end_promises(world: World, order: Order, state: str) -> None:
    """What is promised is so no more: it is free again, or leaves the house (``consumed``)."""
    held = [place for place, one in enumerate(order.promises) if one in {"active", "committed"}]
    assert len(held) == len(order.things)
    for place in held:
        order.promises[place] = state
    for thing, quantity in order.things.items():
        world.things[thing].promised -= quantity
        if state == "consumed":
            world.things[thing].on_hand -= quantity


def cannot_cancel(world: World, order_id: int, person: int | None) -> str:
    """Cancel an order, as a shopper or (None) as the owner."""
    order = world.orders[order_id]
    if person not in {None, order.person}:
        return "OrderGone"
    _, payment = world.current(order_id)
    if order.state in {"canceled", "expired"}:
        return "AlreadyDone"
    if order.state != "pending_payment" or (person and payment.received):
        return "TooLateToCancel"
    return "ProofWaiting" if person and payment.state == "pending_review" else ""


def canceled(world: World, order_id: int, person: int | None) -> None:
    """The order is over, its stock free, its amount rests."""
    order = world.orders[order_id]
    order.state = "canceled"
    payment_id, payment = world.current(order_id)
    if payment.state != "failed":
        payment.state = "voided"
    end_promises(world, order, "released")
    world.rest(payment_id)
    if person is None:
        world.tell_shopper("order-canceled", order_id)
    else:
        world.tell_owner("order-canceled-by-shopper", order_id)


def overdue(world: World) -> list[int]:
    """The orders whose time is over, and for which no money has come or may have."""
    return [
        order_id
        for order_id, order in world.orders.items()
        if order.state == "pending_payment"
        and order.expires_at <= world.now
        and not any(
            one.received or one.state in {"pending_review", "settled"}
            for one in world.payments.values()
            if one.order == order_id
        )
    ]


def expired(world: World, order_id: int) -> None:
    """Nobody paid."""
    order = world.orders[order_id]
    order.state = "expired"
    for payment_id, payment in world.payments.items():
        if payment.order == order_id and payment.state in {"created", "declined"}:
            payment.state = "voided"
            world.rest(payment_id)
    end_promises(world, order, "expired")
    world.tell_shopper("order-expired", order_id)
