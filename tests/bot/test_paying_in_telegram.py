"""Paying inside Telegram, through the chat: the bill, Telegram's question, the money; Stars and giving them back."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest

from bot.telegram.stars import refund_stars
from tests.bot.test_first_sale import order_number
from tests.phone import Phone, labels
from tests.stage import BEN, SARI, TOKEN, Stage, known_to_the_shop, opened_shop


@pytest.fixture
async def till(demo_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    """The demo shop with a payment provider's token; Sari and Ben ordered before."""
    await known_to_the_shop(demo_url, [SARI, BEN])
    async with opened_shop(demo_url, tmp_path, payment_provider_token="381764678:TEST:100037") as stage:
        await stage.owner.types("/settings")
        await stage.owner.taps("Cara bayar lain")
        yield stage


async def orders(stage: Stage, phone: Phone, link: str, way: str) -> dict[str, Any]:
    """Order something to be paid in this way; gives the screen with how to pay, once the owner has heard of it."""
    buy, payment, place = (
        ("Buy now", "Payment", "Place order")
        if phone.id == BEN
        else ("Beli sekarang", "Pembayaran", "Buat pesanan")
    )
    await phone.starts(link)
    await phone.taps(buy)
    if way not in (await phone.newest())["text"]:
        await phone.taps(payment)
        await phone.taps(way)
    await phone.taps(place)
    shown = await phone.hears("#")
    await stage.owner.hears(f"#{order_number(shown['text'])}")
    return shown


async def opens_bill(phone: Phone) -> dict[str, Any]:
    """Tap the button that shows the bill; gives it."""
    before = {one["message_id"] for one in await phone.messages()}
    await phone.taps("Buka tagihan")
    shown = await phone.newest()
    assert shown["kind"] == "invoice"
    assert shown["message_id"] not in before
    return shown


async def state(phone: Phone) -> str:
    """What the list says of the latest order."""
    return labels(await phone.types("/orders"))[0]


async def test_a_shopper_pays_by_card_inside_telegram(till: Stage) -> None:
    """Offered with a tap; the bill asks for what the order costs, in Telegram's own units; paid, it goes on by itself."""
    await till.owner.taps("➕ Kartu")
    shown = await orders(till, till.sari, "p21", "Kartu")
    assert "Rp135.000" in shown["text"]
    bill = await opens_bill(till.sari)
    assert (bill["invoice"]["currency"], bill["invoice"]["total_amount"]) == ("IDR", 13_500_000)
    assert [one["amount"] for one in bill["invoice"]["prices"]] == [12_500_000, 1_000_000]
    assert (await till.sari.pays(bill))["paid"] is True
    await till.sari.hears("sudah dikonfirmasi")
    assert "dikemas" in await state(till.sari)
    order = order_number(shown["text"])
    assert "Kirim" in str(labels(await till.owner.types(f"/order {order}")))
    assert "✅" in (await till.owner.types("/audit"))["text"]


async def test_a_second_bill_of_a_paid_order_is_refused(till: Stage) -> None:
    """Opened twice, paid once: the second says that it is paid, and nothing is charged."""
    await till.owner.taps("➕ Kartu")
    await orders(till, till.sari, "p21", "Kartu")
    card = await till.sari.newest()
    first = await opens_bill(till.sari)
    await till.sari.taps("Buka tagihan", message=card)
    second = await till.sari.newest()
    assert second["message_id"] != first["message_id"]
    assert (await till.sari.pays(first))["paid"] is True
    answer = await till.sari.pays(second)
    assert (answer["paid"], "sudah dibayar" in answer["refused"]) == (False, True)
    await till.sari.hears("sudah dikonfirmasi")
    assert len([one for one in await till.sari.messages() if "sudah dikonfirmasi" in one["text"]]) == 1


async def test_two_bills_paid_at_the_same_moment_are_one_payment(till: Stage) -> None:
    """Two devices: one of them is told that a payment is being made, or was."""
    await till.owner.taps("➕ Kartu")
    await orders(till, till.sari, "p21", "Kartu")
    card = await till.sari.newest()
    first = await opens_bill(till.sari)
    await till.sari.taps("Buka tagihan", message=card)
    second = await till.sari.newest()
    answers = await asyncio.gather(till.sari.pays(first), till.sari.pays(second))
    assert sorted(answer["paid"] for answer in answers) == [False, True]
    await till.sari.hears("sudah dikonfirmasi")
    assert "✅" in (await till.owner.types("/audit"))["text"]


async def test_a_bill_of_an_ended_order_is_refused_with_a_sentence(till: Stage) -> None:
    """Cancelled by its shopper: the old bill in the chat charges nothing."""
    await till.owner.taps("➕ Kartu")
    await orders(till, till.sari, "p21", "Kartu")
    bill = await opens_bill(till.sari)
    await till.sari.taps("Pesanan", message=bill)
    await till.sari.taps("Batalkan pesanan")
    await till.sari.taps("Ya, batalkan")
    answer = await till.sari.pays(bill)
    assert answer["paid"] is False
    assert "tidak berlaku lagi" in answer["refused"]
    await till.sari.taps("Buka tagihan", message=await till.sari.message_with("Buka tagihan"))
    assert (await till.sari.newest())["kind"] != "invoice"


async def test_a_bill_telegram_will_not_have_leads_to_another_way(till: Stage) -> None:
    """A provider that takes no such amount: the shopper is told, and one tap leads on."""
    await till.owner.taps("➕ Kartu")
    await orders(till, till.sari, "p21", "Kartu")
    await till.client.post(
        "/sim/faults", json={"method": "sendInvoice", "code": 400, "contains": "", "times": 1}
    )
    await till.sari.taps("Buka tagihan")
    told = await till.sari.hears("belum bisa menerima")
    await till.sari.taps("Bayar dengan cara lain", message=told)
    await till.sari.taps("QRIS")
    await till.sari.hears("Pindai")


async def test_what_telegram_says_while_the_shop_closes_counts(till: Stage) -> None:
    """Paid, and the shop stops at that moment: whether it had heard of it or not, it counts, once."""
    await till.owner.taps("➕ Kartu")
    await orders(till, till.sari, "p21", "Kartu")
    bill = await opens_bill(till.sari)
    body = {"message_id": bill["message_id"]}
    assert (await till.client.post(f"/sim/people/{SARI}/payments", json=body)).json()["paid"] is True
    await till.close()
    till.open()
    await till.sari.hears("sudah dikonfirmasi")
    assert "✅" in (await till.owner.types("/audit"))["text"]


async def a_song(stage: Stage) -> str:
    """Let the owner offer Stars, and a digital product; gives the product's link."""
    await stage.owner.taps("⭐ Telegram Stars")
    assert "bukan jumlah Stars" in (await stage.owner.types("lima"))["text"]
    assert "4.8 Stars untuk 1.000" in (await stage.owner.types("4,8"))["text"]
    card = await stage.owner.types("/add Lagu Senja | 20000 | 50 | Musik | 0")
    await stage.owner.taps("Tayangkan", message=card)
    await stage.ben.types("lagu senja")
    data = next(
        button["data"]
        for row in (await stage.ben.message_with("Lagu Senja"))["buttons"]
        for button in row
        if "Lagu Senja" in button["text"]
    )
    return "p" + str(data).split(":")[1]


async def test_a_digital_thing_is_paid_in_stars(till: Stage) -> None:
    """Rp20.000 at 4,8 Stars for Rp1.000 is 96 Stars; a bear cannot be paid so; and the Stars can go back, once."""
    song = await a_song(till)
    shown = await orders(till, till.ben, song, "Stars")
    assert "96 Stars" in shown["text"]
    await till.ben.taps("Show the bill")
    bill = await till.ben.newest()
    assert (bill["invoice"]["currency"], bill["invoice"]["total_amount"]) == ("XTR", 96)
    assert (await till.ben.pays(bill))["paid"] is True
    await till.ben.hears("is confirmed")
    assert "✅" in (await till.owner.types("/audit"))["text"]
    await till.ben.starts("p21")
    await till.ben.taps("Buy now")
    await till.ben.taps("Payment")
    assert "Stars" not in str(labels(await till.ben.newest()))
    server = TelegramAPIServer.from_base(str(till.client.base_url).rstrip("/"))
    async with Bot(TOKEN, session=AiohttpSession(api=server)) as bot:
        charge = (await bot.get_star_transactions()).transactions[0].id
        with pytest.raises(TelegramBadRequest):
            await refund_stars(bot, SARI, charge)
        assert await refund_stars(bot, BEN, charge)
        assert not await refund_stars(bot, BEN, charge)


async def test_without_a_token_cards_are_not_offered(stage: Stage) -> None:
    """The owner is told where the token comes from."""
    await stage.owner.types("/settings")
    await stage.owner.taps("Cara bayar lain")
    shown = await stage.owner.newest()
    assert "PAYMENT_PROVIDER_TOKEN" in shown["text"]
    assert not any("Kartu" in label for label in labels(shown))
