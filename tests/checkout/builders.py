"""A shop that can be bought from: goods, couriers, accounts, and shoppers who are ready to pay."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import insert, select, update

from catalog import stock
from catalog.models import Photo, StockLevel
from checkout import accounts, audit, cart, drafts, orders, payments, shipping
from checkout.audit import Difference
from checkout.drafts import Summary
from checkout.models import Allocation, AmountLease, CartLine, Order, Payment
from checkout.orders import Placed
from checkout.payments import ProofAdded
from customers import addresses, people
from customers.people import Somebody
from foundation.database import Database, Session
from foundation.outbox import OutboxRow
from tests.builders import OWNER, a_product
from tests.conftest import StandingClock

ANN, BOB = 2001, 2002
CIMAHI = "32.77.01"
"""Cimahi Selatan, in West Java."""

WINDOW = timedelta(hours=24)
QRIS = (
    "00020101021126690017ID.CO.EXAMPLE.WWW01189360000000000000010215MID0000000000010303UMI51440014ID.CO.QRIS.WWW"
    "0215ID10000000000000303UMI5204549953033605802ID5911TOKO CONTOH6007BANDUNG61054011162070703A0163041EC5"
)
"""A made-up merchant whose code leads nowhere."""


@dataclass
class Shop:
    """An open shop with one mug (Rp50.000, 250 g), JNE to West Java, a bank account and a QRIS code."""

    database: Database
    clock: StandingClock
    mug: int = 0
    bank: int = 0
    qris: int = 0
    pictures: dict[str, str] = field(default_factory=dict)

    @asynccontextmanager
    async def session(self) -> AsyncIterator[Session]:
        """A transaction."""
        async with self.database.transaction() as session:
            yield session

    async def product(self, name: str, **how: Any) -> int:
        """Put something on the shelf; gives its first variant."""
        async with self.session() as session:
            return (await a_product(session, self.clock.now(), name, **how)).variants[0].id

    async def meet(self, session: Session, person_id: int) -> None:
        """Let somebody with a phone walk in."""
        await people.meet(session, Somebody(person_id, f"Person{person_id}"), now=self.clock.now())
        await people.set_phone(session, person_id, f"+6281{person_id:09}")

    async def arrives(self, person_id: int) -> None:
        """Let somebody walk in whose phone and address are known."""
        async with self.session() as session:
            await self.meet(session, person_id)
            await addresses.save(
                session,
                person_id,
                recipient=f"Person{person_id}",
                phone=f"+6281{person_id:09}",
                street="Jl. Melati 5",
                district_code=CIMAHI,
                now=self.clock.now(),
            )

    async def ready(
        self,
        person_id: int = ANN,
        goods: dict[int, int] | None = None,
        *,
        account: int = 0,
        only: tuple[int, int] | None = None,
    ) -> Summary:
        """Bring somebody to the summary of a checkout in which nothing is missing."""
        now = self.clock.now()
        await self.arrives(person_id)
        async with self.session() as session:
            for variant_id, quantity in {} if only else (goods or {self.mug: 1}).items():
                await cart.add(session, person_id, variant_id, quantity, now=now)
            summary = await drafts.start(session, person_id, now=now, only=only)
            if summary.account is not None and summary.account.id != (account or self.bank):
                await drafts.set_account(session, person_id, account or self.bank, now=now)
                summary = await drafts.summary(session, person_id, now=now)
            return summary

    async def place(self, person_id: int, token: str) -> Placed:
        """Tap *Place order*."""
        async with self.session() as session:
            return await orders.place(
                session, person_id, token, language="en", window=WINDOW, now=self.clock.now()
            )

    async def order(
        self, person_id: int = ANN, goods: dict[int, int] | None = None, *, account: int = 0
    ) -> int:
        """Order something; gives the number."""
        summary = await self.ready(person_id, goods, account=account)
        return (await self.place(person_id, summary.token)).order_id

    async def paid_order(self, person_id: int = ANN, goods: dict[int, int] | None = None) -> int:
        """Order something, and let the owner confirm the money."""
        order_id = await self.order(person_id, goods)
        await self.confirm(order_id)
        return order_id

    async def confirm(self, order_id: int) -> None:
        """Let the owner say that the money arrived."""
        async with self.session() as session:
            payment = await payments.payment_of(session, order_id)
            await payments.confirm(session, payment.id, actor_id=OWNER, now=self.clock.now())

    async def reject(self, order_id: int) -> None:
        """Let the owner turn the proof down."""
        async with self.session() as session:
            payment = await payments.payment_of(session, order_id)
            await payments.reject(session, payment.id, actor_id=OWNER, now=self.clock.now())

    async def prove(
        self, order_id: int, person_id: int = ANN, picture: str = "slip", likeness: str = ""
    ) -> ProofAdded:
        """Send a picture as proof; the same ``picture`` is the same file."""
        digest = sha256(picture.encode()).hexdigest()
        async with self.session() as session:
            if digest not in self.pictures:
                await session.execute(
                    insert(Photo).values(sha256=digest, mime_type="image/jpeg", content=picture.encode())
                )
            proof = await payments.add_proof(
                session, person_id, order_id, digest, likeness, now=self.clock.now()
            )
        self.pictures[digest] = picture
        return proof

    async def cancel(self, order_id: int, person_id: int | None = None) -> None:
        """Let the shopper, or nobody named: the owner, cancel."""
        async with self.session() as session:
            await orders.cancel(
                session, order_id, actor_id=person_id or OWNER, person_id=person_id, now=self.clock.now()
            )

    async def states(self, order_id: int) -> tuple[str, str]:
        """Read the states of an order and of its payment."""
        statement = select(Order.state, Payment.state).join(Payment, Payment.order_id == Order.id)
        return tuple((await self.rows(statement.where(Order.id == order_id)))[0])

    async def stock(self, variant_id: int = 0) -> tuple[int, int]:
        """Read what is on hand and what is promised."""
        statement = select(StockLevel.on_hand, StockLevel.allocated)
        return tuple((await self.rows(statement.where(StockLevel.variant_id == (variant_id or self.mug))))[0])

    async def allocations(self, order_id: int) -> list[str]:
        """Read how an order's promises of stock stand."""
        statement = select(Allocation.state).where(Allocation.order_id == order_id).order_by(Allocation.id)
        return [state for (state,) in await self.rows(statement)]

    async def leases(self) -> list[tuple[int, Any]]:
        """Read every amount and when it becomes free."""
        return [tuple(row) for row in await self.rows(select(AmountLease.amount, AmountLease.free_at))]

    async def news(self, kind: str) -> list[tuple[int, dict[str, Any]]]:
        """Read who was told what of a kind."""
        statement = select(OutboxRow.person_id, OutboxRow.facts).where(OutboxRow.kind == kind)
        return [tuple(row) for row in await self.rows(statement.order_by(OutboxRow.id))]

    async def cart(self, person_id: int = ANN) -> dict[int, int]:
        """Read a cart as quantities by variant."""
        statement = select(CartLine.variant_id, CartLine.quantity).where(CartLine.person_id == person_id)
        return dict(tuple(row) for row in await self.rows(statement))

    async def count(self, table: Any) -> int:
        """Count a table's rows."""
        return len(await self.rows(select(table)))

    async def rows(self, statement: Any) -> list[Any]:
        """Read anything."""
        async with self.database.reading() as session:
            return list((await session.execute(statement)).all())

    async def plant(self, table: Any, where: Any, **values: Any) -> None:
        """Change a row behind everybody's back."""
        async with self.session() as session:
            await session.execute(update(table).where(where).values(**values))

    async def restock(self, counted: int) -> None:
        """Count so many mugs."""
        async with self.session() as session:
            await stock.adjust(session, self.mug, counted=counted, actor_id=OWNER, now=self.clock.now())

    async def plant_stock(self, *, on_hand: int, allocated: int) -> None:
        """Set the mug's counters behind everybody's back."""
        mine = StockLevel.variant_id == self.mug
        await self.plant(StockLevel, mine, on_hand=on_hand, allocated=allocated)

    async def audit(self) -> list[Difference]:
        """Check stock and money."""
        async with self.database.reading() as session:
            return await audit.audit(session, now=self.clock.now())


async def open_shop(database: Database, clock: StandingClock, **mug: Any) -> Shop:
    """Open the shop."""
    shop = Shop(database, clock)
    now = clock.now()
    async with shop.session() as session:
        await people.appoint_owners(session, (OWNER,), now=now)
        shop.mug = (await a_product(session, now, **mug)).variants[0].id
        await shipping.set_zone(session, "32", "JNE", "REG", 10_000, "1-2", actor_id=OWNER, now=now)
        shop.bank = await accounts.add_bank(session, "BCA", "1234567890", "Melati", actor_id=OWNER, now=now)
        shop.qris = await accounts.set_qris(session, QRIS, actor_id=OWNER, now=now)
    return shop
