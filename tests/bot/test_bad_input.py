"""Whatever a person does, they get a clear answer in their language, and nothing changes."""

import asyncio
import logging

import pytest
from sqlalchemy import select

from checkout.models import Order
from foundation.audit import AuditEntry
from foundation.database import Database
from tests.bot.test_first_sale import READS, a_slip, order_the_bear
from tests.phone import Phone, labels
from tests.stage import Stage, known_to_the_shop, plenty_of_honey

STRANGE = (
    "🙂🙂🙂",
    "a",
    "<b>bold</b> & <i>",
    "'; DROP TABLE orders; --",
    "x" * 4096,
    "kata " * 700,
    "\u202eterbalik\u202c \u200b",
    "٣٤٥",
    "-999999999999999999999",
    "/nonsense",
    "/start p99999999999999",
    "/start claim_guess",
    "/search",
    "{$name} %s %(x)s",
    "panjang " * 640,
)


async def test_any_text_gets_an_answer_with_a_way_on(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """Strange text is a search that found nothing, a question or a refusal, always with buttons, never an error."""
    caplog.set_level(logging.ERROR)
    for text in STRANGE:
        answer = await stage.ben.types(text)
        assert answer["text"], text
        assert labels(answer), text
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_stickers_voices_files_and_places_are_answered(stage: Stage) -> None:
    """A person who sends anything else is told what the shop understands."""
    for kind, name in [("sticker", "s.webp"), ("voice", "v.ogg"), ("video", "v.mp4"), ("document", "d.pdf")]:
        answer = await stage.ben.sends_file(b"RIFF....WEBPVP8 " * 20, kind=kind, name=name)
        assert labels(answer)
    answer = await stage.ben.sends_photo(a_slip(3))
    assert "no order of yours" in answer["text"]


async def test_a_picture_that_is_none_is_refused_with_the_reason(stage: Stage) -> None:
    """A broken file sent as a photo changes nothing."""
    await order_the_bear(stage.ben, READS["en"])
    await stage.ben.taps("Place order")
    answer = await stage.ben.sends_file(b"this is no picture at all", kind="document", name="proof.jpg")
    assert "picture" in answer["text"] or "photo" in answer["text"]


async def test_a_tampered_button_changes_nothing(stage: Stage) -> None:
    """Buttons with numbers nobody gave out, of other people, of the owner, or of no meaning at all."""
    welcome = await stage.ben.starts()
    await order_the_bear(stage.sari, READS["id"])
    await stage.sari.taps("Buat pesanan")
    for data in [
        "a:999999:1", "a:1:0", "a:1:-5", "a:1:1000", "a:99999999999999999999:1", "p:1:2", "p:0:0:0:0:1:0:1:0",
        "oo:1001", "oc:1001:1", "or:1001", "op:1001", "ko:forged", "kd:99.99.99", "kc:jne:reg", "km:7", "wc:1",
        "ws:1001", "wu:1", "te:name", "hs:fr", "zz", "", "f:1:" + "x" * 40, "ka:1",
    ]:  # fmt: skip
        if data:
            await stage.ben.taps_data(data, welcome)
    database = Database(stage.settings.database)
    async with database.reading() as session:
        rows = (await session.execute(select(Order.id, Order.person_id, Order.state))).all()
    await database.close()
    assert rows == [(1001, stage.sari.id, "pending_payment")]


async def test_a_strangers_owner_command_is_answered_with_help_and_written_down(stage: Stage) -> None:
    """Nobody learns what an owner can do by trying."""
    answer = await stage.ben.types("/ship 1001 jne JP1234567890")
    assert "Help" in answer["text"]
    database = Database(stage.settings.database)
    async with database.reading() as session:
        tried = (await session.execute(select(AuditEntry.actor_id, AuditEntry.action))).all()
    await database.close()
    assert (stage.ben.id, "refused-command") in tried


async def test_a_month_old_button_still_means_what_it_shows(stage: Stage) -> None:
    """At a rival it added what was seen last. The card of a product can be used a month later, after looking at others."""
    card = await stage.ben.starts("p21")
    await stage.ben.starts("p20")
    await stage.client.post("/sim/clock", json={"advance_s": 30 * 86_400})
    await stage.ben.taps("Add to cart", message=card)
    texts = {one["message_id"]: one["text"] for one in await stage.ben.messages()}
    shown = texts[card["message_id"]]
    assert "Cart" in shown and card["text"].splitlines()[0] in shown


async def test_html_in_a_name_is_just_a_name(stage: Stage) -> None:
    """A person called <script> is greeted by their name."""
    phone = await stage.person(2077, "<b>Bobby</b> & <script>", "en")
    assert "<b>Bobby</b> & <script>" in (await phone.starts())["text"]


async def test_half_typed_answers_survive_going_elsewhere(stage: Stage) -> None:
    """A shopper who looks at something else in the middle of the checkout is not asked twice."""
    await stage.ben.starts("p21")
    await stage.ben.taps("Buy now")
    await stage.ben.shares_contact()
    await stage.ben.types("Jl. Melati 5")
    found = await stage.ben.types("/search kopi")
    assert "kopi" in found["text"]
    typed_elsewhere = await stage.ben.types("teh melati")
    assert "Teh Melati" in " ".join(labels(typed_elsewhere))
    await stage.ben.starts("p21")
    await stage.ben.taps("Buy now")
    assert "district" in (await stage.ben.newest())["text"]


async def test_a_wrong_phone_number_is_asked_again_with_an_example(stage: Stage) -> None:
    """The question stays open; a right answer goes on."""
    await stage.ben.starts("p21")
    await stage.ben.taps("Buy now")
    for typed in ("081", "hello", "🙂", "1" * 60):
        assert "0812 3456 7890" in (await stage.ben.types(typed))["text"]
    assert "Street" in (await stage.ben.types("0812 3456 7890"))["text"]


async def test_a_flood_of_taps_is_slowed_and_never_locked_out(stage: Stage) -> None:
    """At a rival the 31st tap locked one out for five minutes. Sixty at once are answered, and the next one works."""
    card = await stage.ben.starts("p21")
    body = {"message_id": card["message_id"], "text": "+"}
    answers = await asyncio.gather(
        *(stage.client.post(f"/sim/people/{stage.ben.id}/taps", json=body) for _ in range(60))
    )
    assert all(answer.json().get("answer") is not None for answer in answers)
    await stage.ben.taps("Add to cart", message=card)
    assert "Cart" in (await stage.ben.newest())["text"]


async def test_twenty_shoppers_double_tap_place_order_and_get_twenty_orders(stage: Stage) -> None:
    """aiogram#1317; at a rival 14 of 20 made two orders. Every one of them taps twice at the same moment."""
    crowd = range(4000, 4020)
    await known_to_the_shop(stage.settings.database, crowd)
    product_id = await plenty_of_honey(stage.settings.database)
    phones = [await stage.person(number, f"Ann {number}", "en") for number in crowd]
    await asyncio.gather(*(phone.starts(f"p{product_id}") for phone in phones))
    for label in ("Buy now", "Place order"):
        await asyncio.gather(*(_double_tap(stage, phone, label) for phone in phones))
    for phone in phones:
        await phone.hears("Order #")
    database = Database(stage.settings.database)
    async with database.reading() as session:
        buyers = list(await session.scalars(select(Order.person_id)))
    await database.close()
    assert sorted(buyers) == list(crowd)


async def _double_tap(stage: Stage, phone: Phone, label: str) -> None:
    shown = await phone.message_with(label)
    body = {"message_id": shown["message_id"], "text": label}
    await asyncio.gather(*(stage.client.post(f"/sim/people/{phone.id}/taps", json=body) for _ in range(2)))


async def test_an_older_summary_is_no_dead_end(stage: Stage) -> None:
    """Two messages with *Place order*: the older one shows today's summary first, and then places one order."""
    await known_to_the_shop(stage.settings.database, [stage.ben.id])
    for _ in range(2):
        card = await stage.ben.starts("p21")
        await stage.ben.taps("Buy now", message=card)
    older = next(one for one in await stage.ben.messages() if "Place order" in " ".join(labels(one)))
    await stage.ben.taps("Place order", message=older)
    shown = next(one for one in await stage.ben.messages() if one["message_id"] == older["message_id"])
    assert "Nothing was ordered" in shown["text"]
    await stage.ben.taps("Place order", message=shown)
    paid = next(one for one in await stage.ben.messages() if one["message_id"] == older["message_id"])
    assert "Order #1001" in paid["text"]
