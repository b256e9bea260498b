"""Promotions from both sides of the chat: the owner gives, the shopper sees why it is cheaper, and the books agree."""

from zoneinfo import ZoneInfo

import pytest

from bot.owner.days import Clock, read_moment
from bot.owner.errors import DateUnreadable
from tests.bot.test_first_sale import READS, order_the_bear
from tests.conftest import StandingClock
from tests.phone import labels
from tests.stage import Stage

HEMAT = "/voucher hemat10 10% min 50rb max 20rb 100x 1/orang s/d 31-12"


async def goods_of(stage: Stage, name: str) -> str:
    """A product's number as its owner types it: ``#12``."""
    found = await stage.owner.types(f"/products {name}")
    await stage.owner.taps(next(label for label in labels(found) if name in label), message=found)
    text = str((await stage.owner.newest())["text"])
    return "#" + text.split("\n", maxsplit=1)[0].rsplit(" ", 1)[1]


async def test_a_voucher_in_one_line_from_the_owner_to_the_order(stage: Stage) -> None:
    """Given out, typed at checkout with a slip first, shown with its discount, counted, switched off."""
    owner, ben = stage.owner, stage.ben
    given = await owner.types(HEMAT)
    assert "HEMAT10" in given["text"] and "?start=v_HEMAT10" in given["text"]
    await order_the_bear(ben, READS["en"])
    before = (await ben.newest())["text"]
    await ben.taps("Voucher")
    wrong = await ben.types("HEMAT99")
    assert "HEMAT99" in wrong["text"] and "Back to the order" in " ".join(labels(wrong))
    shown = await ben.types("hemat10")
    assert "Voucher HEMAT10 −Rp" in shown["text"]
    assert shown["text"].split("Total")[1] != before.split("Total")[1]
    await ben.taps("HEMAT10 ✓", message=shown)
    await ben.taps("Order without it")
    assert "HEMAT10" not in (await ben.newest())["text"]
    await ben.taps("Voucher")
    await ben.types("HEMAT10")
    await ben.taps("Place order")
    await ben.taps("Order")
    assert "Voucher HEMAT10 −Rp" in (await ben.newest())["text"]
    assert "1 dari 100" in (await owner.types("/voucher"))["text"]
    await owner.taps("✕ HEMAT10")
    await owner.taps("Ya, akhiri")
    assert "(0)" in (await owner.newest())["text"]
    assert "✅" in (await owner.types("/audit"))["text"]


async def test_a_voucher_link_is_remembered_for_the_checkout(stage: Stage) -> None:
    """A tap on the link, then shopping as usual: it is taken off. A link of nothing says so and leads on."""
    await stage.owner.types("/voucher gratis1 gratis ongkir max 5rb")
    kept = await stage.sari.starts("v_GRATIS1")
    assert "GRATIS1" in kept["text"] and "gratis ongkir" in kept["text"]
    await order_the_bear(stage.sari, READS["id"])
    assert "Voucher GRATIS1 −Rp5.000" in (await stage.sari.newest())["text"]
    nothing = await stage.ben.starts("v_NOTHING")
    assert "NOTHING" in nothing["text"] and labels(nothing)


async def test_a_voucher_is_asked_for_question_by_question(stage: Stage) -> None:
    """Mistakes name what is wrong and leave the question open."""
    owner = stage.owner
    await owner.types("/voucher")
    await owner.taps("Tambah")
    assert "HEMAT10" in (await owner.types("!"))["text"]
    await owner.types("ramadan")
    assert "10%" in (await owner.types("banyak"))["text"]
    assert "120%" in (await owner.types("120%"))["text"]
    await owner.types("15%")
    assert "32-13" in (await owner.types("s/d 32-13"))["text"]
    made = await owner.types("max 30rb pesanan pertama s/d 31-12 21:00")
    assert (
        "RAMADAN" in made["text"]
        and "pesanan pertama" in made["text"]
        and "31 Des 21.00" in made["text"].replace(":", ".")
    )
    await owner.types("/voucher")
    await owner.taps("Tambah")
    assert "RAMADAN" in (await owner.types("ramadan"))["text"]
    await owner.types("/cancel")


async def test_sales_bundles_and_gifts_reach_the_cart(stage: Stage) -> None:
    """Each in one line; the cart names them, and says how far it is to free shipping."""
    owner, ben = stage.owner, stage.ben
    bear = await goods_of(stage, "Boneka")
    sale = await owner.types(f"/sale Gajian 20% {bear} s/d 31-12")
    assert "Gajian" in sale["text"] and "Boneka" in sale["text"]
    assert "2" in (await owner.types(f"/buyget 2+1 {bear}"))["text"]
    assert "✅" in (await owner.types(f"/bundle Sepasang 50rb {bear} {bear}"))["text"]
    await owner.types("/settings")
    await owner.taps("Gratis ongkir")
    assert "Rp5.000.000" in (await owner.types("5jt"))["text"]
    await ben.starts()
    for label in ("Shop", "Rumah & Hobi", "Boneka Beruang", "Add to cart"):
        await ben.taps(label)
    cart = await ben.newest()
    assert "Gajian −Rp" in cart["text"] and "shipping is free" in cart["text"]
    await ben.taps("+", message=cart)
    assert "Sepasang −Rp" in (await ben.newest())["text"]
    for command, name in (("/sale", "Gajian"), ("/bundle", "Sepasang")):
        shown = await owner.types(command)
        await owner.taps(f"✕ {name}", message=shown)
        await owner.taps("Ya, akhiri")
    assert "Gajian" not in (await ben.types("/cart"))["text"]


async def test_the_owners_guided_forms_make_sales_and_bundles(stage: Stage) -> None:
    """What may be left out is skipped with a tap."""
    owner = stage.owner
    await owner.types("/owner")
    await owner.taps("Promo")
    await owner.taps("Diskon")
    await owner.taps("Tambah")
    await owner.types("5%")
    assert "Rumah & Hobi" in (await owner.types("kategori Dapur Neptunus"))["text"]
    await owner.types("kategori Rumah & Hobi")
    await owner.types("31-12")
    made = await owner.types("Semua 12.12 murah")
    assert "Semua 12.12 murah" in made["text"] and "Rumah & Hobi" in made["text"]
    await owner.types("/buyget")
    await owner.taps("Tambah")
    await owner.types("1+1")
    await owner.taps("Lewati")
    await owner.taps("Lewati")
    assert "beli 1 semua barang" in (await owner.newest())["text"]


async def test_mistakes_in_a_line_are_named(stage: Stage) -> None:
    """Nothing is begun by a line that is not understood."""
    owner = stage.owner
    for line, hint in (
        ("/voucher HEMAT10", "10%"), ("/voucher HEMAT10 10% 20rb", "20000"), ("/voucher HEMAT10 10% kucing", "kucing"),
        ("/voucher HEMAT10 10% s/d kapan", "kapan"), ("/voucher HEMAT10 10% min", "min"), ("/sale 10% #99999", "99999"),
        ("/sale murah", "10%"), ("/bundle 50rb #1", "#12 #15"), ("/buyget #1", "2+1"), ("/buyget 0+1 #1", "1"),
        ("/sale 10% dari 5-12-2030 s/d 1-12-2030", "s/d 31-12"), ("/voucher HEMAT10 mati", "HEMAT10"),
        ("/bundle Paket #1 #2", "/bundle"),
    ):  # fmt: skip
        assert hint in (await owner.types(line))["text"], line
    for command in ("/voucher", "/sale", "/bundle", "/buyget"):
        assert "(0)" in (await owner.types(command))["text"]
    assert "(0)" not in (await stage.ben.types("/voucher HEMAT10 10%"))["text"]


async def test_the_owner_turns_ppn_on(stage: Stage) -> None:
    """Added, it stands on the summary and in the total; included, it is named below it."""
    owner, ben = stage.owner, stage.ben
    for mode, said in (("Tambahkan ke harga saya", "PPN Rp"), ("Harga saya sudah termasuk", "Includes Rp")):
        await owner.types("/settings")
        await owner.taps("PPN")
        await owner.taps(mode)
        if said == "PPN Rp":
            await order_the_bear(ben, READS["en"])
        else:
            await ben.taps("Note")
            await ben.taps("Back")
        assert said in (await ben.newest())["text"]


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("31-12", "2026-12-31T17:00"), ("31/12/2026", "2026-12-31T17:00"), ("2026-12-31 21:00", "2026-12-31T14:00"),
        ("22-11", "2027-11-22T17:00"), ("besok", "2026-11-24T17:00"), ("21:00", "2026-11-23T14:00"),
        ("09:00", "2026-11-24T02:00"), ("29-02", "2028-02-29T17:00"), ("1-1-27 08.30", "2027-01-01T01:30"),
    ],
)  # fmt: skip
def test_days_are_read_by_the_shops_clock(typed: str, moment: str) -> None:
    """In Jakarta, on Monday the 23rd of November 2026 at ten: an end without a time is the midnight after that day."""
    clock = Clock(ZoneInfo("Asia/Jakarta"), StandingClock().now())
    assert read_moment(typed.split(), clock, end=True).isoformat().startswith(moment)


@pytest.mark.parametrize("typed", ["31-13", "kapan", "25:00", "2026-02-30", "0-0", "99-99-9999"])
def test_no_day_is_made_up(typed: str) -> None:
    """What is no day is no day."""
    with pytest.raises(DateUnreadable):
        read_moment([typed], Clock(ZoneInfo("Asia/Jakarta"), StandingClock().now()), end=True)
