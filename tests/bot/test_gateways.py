"""Paying by a gateway, through the chat and through the gateway's own door: the money confirms itself."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from checkout import qris
from foundation.clock import SystemClock
from tests.bot.test_first_sale import order_number, read_code
from tests.bot.test_going_live import free_port
from tests.checkout.gateways.standins import Refuses, StandIn, standing
from tests.phone import Phone
from tests.stage import SARI, Stage, known_to_the_shop, opened_shop

NAMES = ("midtrans", "xendit", "tripay")


@dataclass
class Counter:
    """A shop that takes money by a gateway, and that gateway."""

    stage: Stage
    gateway: StandIn
    address: str

    async def offers(self, way: str) -> None:
        """Let the owner offer a way to pay."""
        await self.stage.owner.starts()
        await self.stage.owner.types("/settings")
        await self.stage.owner.taps("gateway")
        await self.stage.owner.taps(f"➕ {way}")

    async def orders(self, way: str) -> str:
        """Let Sari order a bear and pay in this way; gives our name of the attempt."""
        await self.stage.sari.starts("p21")
        await self.stage.sari.taps("Beli sekarang")
        if way not in (await self.stage.sari.newest())["text"]:
            await self.stage.sari.taps("Pembayaran")
            await self.stage.sari.taps(way)
        await self.stage.sari.taps("Buat pesanan")
        await self.stage.sari.hears("Bayar sebelum")
        return self.gateway.charges[-1].reference


@contextlib.asynccontextmanager
async def counter_of(name: str, demo_url: str, folder: Path) -> AsyncIterator[Counter]:
    """Open the demo shop behind a webhook address, with a gateway's keys entered."""
    await known_to_the_shop(demo_url, [SARI])
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    async with standing(name, SystemClock()) as gateway:
        gateway.notify_url = f"{address}/payments/{name}"
        keys = {f"{name}_{part}": value for part, value in gateway.credentials.items() if part != "mode"}
        async with opened_shop(
            demo_url,
            folder,
            webhook_url=f"{address}/telegram",
            webhook_secret="sesame",
            http_port=port,
            gateway_mode=gateway.credentials.get("mode", "live"),
            **keys,
        ) as stage:
            yield Counter(stage, gateway, address)


@pytest.fixture(params=NAMES)
async def counter(request: pytest.FixtureRequest, demo_url: str, tmp_path: Path) -> AsyncIterator[Counter]:
    """A shop at each gateway in turn."""
    async with counter_of(request.param, demo_url, tmp_path) as opened:
        yield opened


@pytest.fixture
async def midtrans(demo_url: str, tmp_path: Path) -> AsyncIterator[Counter]:
    """A shop that takes money by Midtrans."""
    async with counter_of("midtrans", demo_url, tmp_path) as opened:
        yield opened


async def state(counter: Counter, phone: Phone) -> str:
    """What the shopper's list says of the latest order."""
    await phone.types("/orders")
    return str((await phone.newest())["buttons"][0][0]["text"])


async def test_a_shopper_pays_by_qris_and_nobody_looks_at_a_proof(counter: Counter) -> None:
    """Offered with one tap; the code in the chat is the gateway's, with the exact amount; paid, both are told."""
    await counter.offers("QRIS otomatis")
    reference = await counter.orders("QRIS otomatis")
    shown = await counter.stage.sari.hears("Bayar sebelum")
    if shown["file"]:
        assert qris.parse(read_code(await counter.stage.sari.photo(shown))).amount == 135_000
    assert "135.000" in shown["text"]
    await counter.gateway.pay(reference)
    await counter.stage.sari.hears("sudah dikonfirmasi")
    assert "dikemas" in (await state(counter, counter.stage.sari)).lower()
    order = order_number(shown["text"])
    await counter.stage.owner.types(f"/order {order}")
    assert "Kirim" in str((await counter.stage.owner.newest())["buttons"])
    assert "✅" in (await counter.stage.owner.types("/audit"))["text"]


async def test_a_number_to_transfer_to_can_be_copied(midtrans: Counter) -> None:
    """A virtual account: the number with a button that copies it, and no unique code on top."""
    await midtrans.offers("Virtual Account BCA")
    reference = await midtrans.orders("Virtual Account BCA")
    shown = await midtrans.stage.sari.hears("Virtual Account BCA")
    assert "Rp135.000" in shown["text"]
    assert any(button["kind"] == "copy" for row in shown["buttons"] for button in row)
    await midtrans.gateway.pay(reference)
    await midtrans.stage.sari.hears("sudah dikonfirmasi")


async def test_a_notification_that_comes_twice_counts_once(midtrans: Counter) -> None:
    """Gateways repeat themselves."""
    await midtrans.offers("QRIS otomatis")
    reference = await midtrans.orders("QRIS otomatis")
    await midtrans.gateway.pay(reference)
    await midtrans.stage.sari.hears("sudah dikonfirmasi")
    await midtrans.gateway.send(midtrans.gateway.letter(reference))
    heard = [one for one in await midtrans.stage.sari.messages() if "sudah dikonfirmasi" in one["text"]]
    assert len(heard) == 1
    assert "✅" in (await midtrans.stage.owner.types("/audit"))["text"]


async def test_forged_notifications_change_nothing(counter: Counter) -> None:
    """A wrong signature, another body under a good one, a payment nobody made: the order still waits."""
    await counter.offers("QRIS otomatis")
    reference = await counter.orders("QRIS otomatis")
    await counter.gateway.pay(reference, tell=False)
    letter = counter.gateway.letter(reference)
    async with httpx.AsyncClient() as client:

        async def post(content: bytes, headers: dict[str, str]) -> int:
            address = counter.gateway.notify_url
            return (await client.post(address, content=content, headers=headers)).status_code

        forged = letter.forged()
        assert await post(forged.body, dict(forged.headers)) == 403
        assert await post(b"{", {}) in {400, 403}
        assert (await client.post(f"{counter.address}/payments/nobody", content=b"{}")).status_code == 404
    assert "menunggu" in (await state(counter, counter.stage.sari)).lower()


async def test_a_refused_payment_is_paid_in_another_way(midtrans: Counter) -> None:
    """The gateway says no: the order is kept, the shopper picks another way and pays; the owner saw why."""
    await midtrans.offers("QRIS otomatis")
    midtrans.gateway.mood(Refuses(400, {"status_code": "400", "status_message": "channel is not active"}))
    await midtrans.stage.sari.starts("p21")
    await midtrans.stage.sari.taps("Beli sekarang")
    await midtrans.stage.sari.taps("Buat pesanan")
    await midtrans.stage.sari.hears("tidak berhasil")
    await midtrans.stage.owner.hears("perlu dicek")
    await midtrans.stage.sari.taps("Bayar dengan cara lain")
    await midtrans.stage.sari.taps("QRIS otomatis")
    await midtrans.stage.sari.hears("Bayar sebelum")
    await midtrans.gateway.pay(midtrans.gateway.charges[-1].reference)
    await midtrans.stage.sari.hears("sudah dikonfirmasi")
    assert "✅" in (await midtrans.stage.owner.types("/audit"))["text"]


async def test_a_notification_that_got_lost_is_asked_for(midtrans: Counter) -> None:
    """The shop was closed while the gateway told it: on its next start it asks by itself."""
    await midtrans.offers("QRIS otomatis")
    reference = await midtrans.orders("QRIS otomatis")
    await midtrans.stage.close()
    await midtrans.gateway.pay(reference, tell=False)
    midtrans.stage.open()
    await midtrans.stage.sari.hears("sudah dikonfirmasi")


async def test_an_order_paid_twice_in_two_ways_is_told_to_both(midtrans: Counter) -> None:
    """Second thoughts, and then both codes are paid: one order, and money to give back that everybody knows of."""
    await midtrans.offers("QRIS otomatis")
    await midtrans.offers("Virtual Account BCA")
    first = await midtrans.orders("QRIS otomatis")
    await midtrans.stage.sari.taps("Bayar dengan cara lain")
    await midtrans.stage.sari.taps("Virtual Account BCA")
    await midtrans.stage.sari.hears("Transfer ke Virtual Account")
    second = midtrans.gateway.charges[-1].reference
    assert first != second
    await midtrans.gateway.pay(first)
    await midtrans.stage.sari.hears("sudah dikonfirmasi")
    await midtrans.gateway.pay(second)
    await midtrans.stage.sari.hears("lebih")
    await midtrans.stage.owner.hears("Uang lebih")
    assert "✅" in (await midtrans.stage.owner.types("/audit"))["text"]
