"""Cash on delivery, through the chat: set up, ordered, paid at the door, or back in the shop."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.test_first_sale import order_number
from tests.phone import labels
from tests.stage import BEN, SARI, Stage, known_to_the_shop, opened_shop


@pytest.fixture
async def door(demo_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    """The demo shop, which takes cash at the door; Sari and Ben, both in Bandung, ordered before."""
    await known_to_the_shop(demo_url, [SARI, BEN])
    async with opened_shop(demo_url, tmp_path) as stage:
        await stage.owner.types("/settings")
        await stage.owner.taps("Cara bayar lain")
        await stage.owner.taps("Bayar di tempat")
        await stage.owner.taps("Tawarkan COD")
        yield stage


async def begins(stage: Stage) -> None:
    """Let Sari come to the summary of a bear."""
    await stage.sari.starts("p21")
    await stage.sari.taps("Beli sekarang")


async def orders(stage: Stage) -> int:
    """Let Sari order a bear and pay at the door; gives the order, once the owner has heard of it."""
    await begins(stage)
    await stage.sari.taps("Pembayaran")
    await stage.sari.taps("Bayar di tempat")
    await stage.sari.taps("Buat pesanan")
    shown = await stage.sari.hears("#")
    assert "Rp135.000 tunai" in shown["text"]
    assert any("Batalkan" in label for label in labels(shown))
    number = order_number(shown["text"])
    await stage.owner.hears(f"#{number}")
    return number


async def test_a_bear_is_paid_at_the_door(door: Stage) -> None:
    """Ordered, packed at once, sent, delivered and paid: the shopper knows what to have ready, the sums agree."""
    number = await orders(door)
    told = await door.owner.hears(f"#{number}")
    assert "bayar di tempat" in told["text"]
    await door.owner.types(f"/ship {number} jne JP1234567890")
    assert "Rp135.000" in (await door.sari.hears("JP1234567890"))["text"]
    card = await door.owner.types(f"/order {number}")
    assert not any("Konfirmasi" in label for label in labels(card))
    await door.owner.taps("Diterima dan dibayar", message=card)
    assert not any("dibayar" in label for label in labels(await door.owner.newest()))
    await door.sari.hears("sudah sampai")
    assert "✅" in (await door.owner.types("/audit"))["text"]


async def test_a_parcel_nobody_took_blocks_its_customer_until_the_owner_lifts_it(door: Stage) -> None:
    """Asked first; then stock, order and standing change, and the next checkout says why the door is closed."""
    number = await orders(door)
    await door.owner.types(f"/ship {number} jne JP1234567890")
    card = await door.owner.types(f"/order {number}")
    await door.owner.taps("Paket kembali", message=card)
    answer = await door.owner.taps("Ya, sudah kembali")
    assert "tidak bisa COD lagi" in answer["text"]
    assert "dikembalikan" in (await door.owner.newest())["text"]
    await door.sari.hears("kembali ke")
    await begins(door)
    assert "kembali tanpa dibayar" in (await door.sari.newest())["text"]
    await door.sari.taps("Pembayaran")
    assert not any("tempat" in label for label in labels(await door.sari.newest()))
    await door.owner.taps("Boleh COD?")
    assert "1 paket kembali" in (await door.owner.newest())["text"]
    await door.owner.taps("Boleh COD lagi")
    assert any("Jangan COD" in label for label in labels(await door.owner.newest()))
    await orders(door)
    assert "✅" in (await door.owner.types("/audit"))["text"]


async def test_the_terms_are_set_from_a_phone(door: Stage) -> None:
    """Ceiling, areas, refusals: mistakes explain themselves, and shoppers meet the terms at once."""
    await orders(door)
    await door.owner.taps("Total tertinggi")
    assert "mahal" in (await door.owner.types("mahal"))["text"]
    assert "Rp100.000" in (await door.owner.types("100rb"))["text"]
    await begins(door)
    assert "paling banyak Rp100.000" in (await door.sari.newest())["text"]
    await door.owner.taps("Total tertinggi")
    await door.owner.types("-")
    await door.owner.taps("Daerah")
    assert "Kota Bandung" in (await door.owner.types("bandung"))["text"], "which of them?"
    assert "DKI Jakarta" in (await door.owner.types("DKI Jakarta\nKota Cimahi"))["text"]
    await begins(door)
    assert "di alamat ini" in (await door.sari.newest())["text"]
    await door.owner.taps("Daerah")
    assert "Semua daerah" in (await door.owner.types("*"))["text"]
    await door.owner.taps("Paket yang kembali")
    assert "setelah 3 paket" in (await door.owner.types("3"))["text"]
    await begins(door)
    assert "Bayar di tempat" in (await door.sari.newest())["text"]


async def test_it_is_cancelled_before_it_is_sent(door: Stage) -> None:
    """By the owner, who is asked first; the shopper is told."""
    number = await orders(door)
    card = await door.owner.types(f"/order {number}")
    await door.owner.taps("Batalkan", message=card)
    await door.owner.taps("Ya, batalkan")
    await door.sari.hears("dibatalkan")
    assert "✅" in (await door.owner.types("/audit"))["text"]


async def test_no_more_at_the_door(door: Stage) -> None:
    """Taken away, it is offered to nobody; orders already placed are still paid so."""
    number = await orders(door)
    await door.owner.taps("Berhenti menawarkan")
    await door.owner.taps("Ya, hapus")
    await begins(door)
    await door.sari.taps("Pembayaran")
    assert not any("tempat" in label for label in labels(await door.sari.newest()))
    await door.owner.types(f"/ship {number} jne JP1234567890")
    await door.owner.taps("Diterima dan dibayar", message=await door.owner.types(f"/order {number}"))
    assert "✅" in (await door.owner.types("/audit"))["text"]
