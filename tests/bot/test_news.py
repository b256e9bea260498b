"""News that nobody asked for: what runs out, what expires, what a shopper asks."""

from datetime import timedelta

from sqlalchemy import update

from checkout.models import Order
from foundation.clock import SystemClock
from foundation.database import Database
from tests.phone import Phone
from tests.stage import Stage, known_to_the_shop, plenty_of_honey


async def order_honey(stage: Stage, product_id: int, quantity: int = 1) -> Phone:
    """A known customer orders honey by QRIS."""
    await known_to_the_shop(stage.settings.database, [4001])
    ann = await stage.person(4001, "Ann", "en")
    await ann.starts(f"p{product_id}")
    for _ in range(quantity - 1):
        await ann.taps("+")
    await ann.taps("Buy now")
    await ann.taps("Place order")
    return ann


async def test_the_owner_hears_when_something_runs_low(stage: Stage) -> None:
    """Four jars of honey, one is ordered, three are left: one word to the owner."""
    product_id = await plenty_of_honey(stage.settings.database, jars=4)
    await stage.owner.starts()
    await order_honey(stage, product_id)
    heard = await stage.owner.hears("tinggal 3")
    assert "Madu Hutan" in heard["text"]


async def test_an_order_nobody_pays_expires_and_the_shopper_is_told(stage: Stage) -> None:
    """The deadline passes; the goods are free again, and a late proof still finds its way to the owner."""
    product_id = await plenty_of_honey(stage.settings.database, jars=2)
    await stage.owner.starts()
    ann = await order_honey(stage, product_id, quantity=2)
    await _let_the_deadline_pass(stage)
    await ann.hears("was not paid in time")
    card = await ann.starts(f"p{product_id}")
    assert "Only 2 left" in card["text"]


async def test_a_question_reaches_the_owner_and_the_answer_comes_back(stage: Stage) -> None:
    """Talk to a human: two people, one conversation, in the chat with the shop."""
    await stage.owner.starts()
    await stage.ben.starts()
    await stage.ben.taps("Help")
    await stage.ben.taps("Talk to a human")
    await stage.ben.types("Is the honey raw?")
    await stage.owner.hears("Is the honey raw?")
    await stage.owner.taps("Balas")
    await stage.owner.types("Yes, it is.")
    await stage.ben.hears("Yes, it is.")


async def _let_the_deadline_pass(stage: Stage) -> None:
    database = Database(stage.settings.database)
    async with database.transaction() as session:
        await session.execute(update(Order).values(expires_at=SystemClock().now() - timedelta(seconds=1)))
    await database.close()
