"""What the owner does in the storeroom, and what time does."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from sqlalchemy import select

from catalog import products, stock
from catalog.models import ProductState, Variant
from checkout import expiry, fulfilment
from foundation.database import Session
from tests.builders import OWNER
from tests.checkout.imagined import buying, sending
from tests.checkout.imagined.life import Life, things, which


class Keepers(Life):
    """The rules of the storeroom and of time."""

    @precondition(lambda self: self.world.orders)
    @rule(number=which, step=st.sampled_from(("leaves", "arrives", "is here", "is here for a stranger")))
    def a_parcel(self, number: int, step: str) -> None:
        """Of an order in whatever state: the owner sends it, the courier says it arrived, somebody says it is here."""
        order_id, order = self.an_order(number)
        who = 9 if "stranger" in step else order.person
        world, now = self.world, self.now
        if step == "leaves":
            waybill = "JP1234567890"
            if self.agrees(
                lambda s: fulfilment.ship(s, order_id, "jne", waybill, actor_id=OWNER, now=now),
                sending.cannot_ship(world, order_id),
            ):
                sending.shipped(world, order_id)
        elif step == "arrives":
            if self.agrees(
                lambda s: fulfilment.deliver(s, order_id, actor_id=OWNER, now=now),
                sending.cannot_deliver(world, order_id),
            ):
                sending.delivered(world, order_id)
        elif self.agrees(
            lambda s: fulfilment.receive(s, order_id, who, now=now),
            sending.cannot_receive(world, order_id, who),
        ):
            sending.received(world, order_id)

    @rule(thing=things, what=st.sampled_from(("count", "price", "state")), number=st.integers(0, 6))
    def the_owner_at_the_shelf(self, thing: str, what: str, number: int) -> None:
        """Counts what is there, prices it anew, hides or shows it."""
        it, how = self.named[thing], {"actor_id": OWNER, "now": self.now}
        goods = self.world.things[it]
        if what == "count":
            refusal = sending.cannot_count(self.world, it, number)
            if self.agrees(lambda s: stock.adjust(s, it, counted=number, **how), refusal):
                goods.on_hand = number
            return
        if what == "price":
            goods.price = 45_000 + 5_000 * number
        else:
            goods.on_sale = not goods.on_sale

        async def change(session: Session) -> Any:
            product_id = await session.scalar(select(Variant.product_id).where(Variant.id == it))
            assert product_id is not None
            if what == "price":
                return await products.set_price(session, product_id, goods.price, **how)
            state = ProductState.PUBLISHED if goods.on_sale else ProductState.HIDDEN
            return await products.set_state(session, product_id, state, **how)

        self.agrees(change, "")

    @rule(hours=st.sampled_from((0, 1, 23, 24, 25, 72)), swept=st.booleans())
    def time_passes(self, hours: int, swept: bool) -> None:
        """Hours or days; perhaps the sweep comes: orders nobody paid end, amounts that have rested are free."""
        self.world.now = self.shop.clock.advance(hours=hours)
        if not swept:
            return
        due = buying.overdue(self.world)
        assert self.does(lambda s: expiry.expire_unpaid(s, now=self.now)) == sorted(due)
        for order_id in due:
            buying.expired(self.world, order_id)
        assert self.does(lambda s: expiry.free_amounts(s, now=self.now)) == self.world.forget_rested()
