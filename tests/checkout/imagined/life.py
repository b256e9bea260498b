"""One life of a small shop: each step is done in the real shop and in the imagined one, and both are compared."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant

from checkout import accounts, payments
from checkout.audit import audit
from foundation.database import Database, Session
from foundation.errors import ShopError
from tests.builders import OWNER
from tests.checkout.builders import Shop, open_shop
from tests.checkout.imagined.compared import differences
from tests.checkout.imagined.world import Order, Payment, Thing, World
from tests.conftest import StandingClock

SHOPPERS = (2001, 2002, 2003)
WINDOW = timedelta(hours=24)
MUG = (50_000, 250, 4)
SHIRT = (80_000, 400, 2)
"""Price, weight and stock: few enough to be fought over."""

people = st.sampled_from(SHOPPERS)
things = st.sampled_from(("mug", "shirt"))
accounts_ = st.sampled_from(("bank", "qris", "gateway"))
which = st.integers(0, 11)
"""Which of several, counted round."""

Action = Callable[[Session], Awaitable[Any]]


@dataclass(frozen=True)
class Names:
    """What the real shop calls its things and accounts."""

    mug: int
    shirt: int
    bank: int
    qris: int
    gateway: int

    def __getitem__(self, name: str) -> int:
        """Give what a rule means by a word."""
        number: int = getattr(self, name)
        return number


async def furnish(url: str) -> Names:
    """Fill an empty shop with two things, three ways to pay, and people it knows."""
    price, weight, on_hand = MUG
    database = Database(url)
    shop = await open_shop(database, StandingClock(), price=price, weight_g=weight, stock=on_hand)
    shirt = await shop.product("Kaos", price=SHIRT[0], weight_g=SHIRT[1], stock=SHIRT[2])
    how = {"actor_id": OWNER, "now": shop.clock.now()}
    async with shop.session() as session:
        gateway = await accounts.offer_gateway(session, "midtrans", "qris", **how)
    for person in SHOPPERS:
        await shop.arrives(person)
    await database.close()
    return Names(shop.mug, shirt, shop.bank, shop.qris, gateway)


class Life(RuleBasedStateMachine):
    """What all rules stand on. Rules come in mixins; new ones are added to ``Together``."""

    def __init__(self, runner: asyncio.Runner, database: Database, names: Names, *, audited: str) -> None:
        """Begin in a shop that was just furnished; it is audited ``at the end`` or after ``each step``."""
        super().__init__()
        self.runner, self.named, self._audited = runner, names, audited
        clock = StandingClock()
        self.shop = Shop(database, clock, names.mug, names.bank, names.qris)
        goods = {names.mug: Thing(*MUG), names.shirt: Thing(*SHIRT)}
        self.world = World(clock.now(), OWNER, goods, names.bank, names.qris, names.gateway)
        self.chance = random.Random(7)
        self.tokens: list[str] = ["never-was-a-token"]
        self.events: list[tuple[str, str]] = []
        self.troubles: set[Any] = set()

    @property
    def now(self) -> Any:
        """The moment at which everything happens."""
        return self.shop.clock.now()

    def does(self, action: Action) -> Any:
        """Do something in a transaction of its own; gives what it gave, or the name of the refusal."""
        return self.runner.run(self._do(action))

    async def _do(self, action: Action) -> Any:
        try:
            async with self.shop.session() as session:
                return await action(session)
        except ShopError as error:
            return type(error).__name__

    def agrees(self, action: Action, refusal: str) -> bool:
        """Do something of which it is known how it ends; says whether it went through."""
        said = self.does(action)
        if refusal:
            assert said == refusal, f"{said!r} and not {refusal!r}"
            return False
        assert not isinstance(said, str), f"{said!r} though nothing is against it"
        return True

    def an_order(self, number: int) -> tuple[int, Order]:
        """Pick an order, the newest first."""
        orders = sorted(self.world.orders.items(), reverse=True)
        return orders[number % len(orders)]

    def a_payment(self, number: int) -> tuple[int, Payment]:
        """Pick a payment, the newest first."""
        found = sorted(self.world.payments.items(), reverse=True)
        return found[number % len(found)]

    def asked(self, order_id: int) -> tuple[int, int]:
        """Give the payment by which an order is to be paid now, and its amount, as its shopper sees them."""

        async def look(session: Session) -> tuple[int, int]:
            payment = await payments.payment_of(session, order_id)
            return payment.id, payment.amount

        seen: tuple[int, int] = self.does(look)
        return seen

    @invariant()
    def all_is_as_it_must_be(self) -> None:
        """Both shops are the same, row by row."""
        self._compare(audited=self._audited == "each step")

    def teardown(self) -> None:
        """The audit finds nothing."""
        self._compare(audited=True)

    def _compare(self, *, audited: bool) -> None:
        async def compare() -> list[str]:
            async with self.shop.database.reading() as session:
                found = await differences(session, self.world)
                return found + ([str(one) for one in await audit(session, now=self.now)] if audited else [])

        found = self.runner.run(compare())
        assert found == [], "\n".join(found)
