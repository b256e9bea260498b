"""Setting the shop up from a phone: its name, where money arrives, where parcels go."""

from bot.demo import SYNTHETIC_QRIS
from checkout import qris
from checkout.qr_picture import draw_qr
from tests.bot.test_first_sale import a_slip
from tests.phone import labels
from tests.stage import Stage


async def test_the_shop_gets_its_name(stage: Stage) -> None:
    """Shoppers read it at once; a name of nothing but emoji is explained and the question stays open."""
    owner = stage.owner
    await owner.types("/settings")
    await owner.taps("Nama toko")
    await owner.types("🔥🔥")
    await owner.types("x" * 61)
    assert "Toko <Uji> & Co" in (await owner.types("Toko <Uji> & Co"))["text"]
    assert "Toko <Uji> & Co" in (await stage.ben.types("/help"))["text"]


async def test_a_bank_account_is_one_line(stage: Stage) -> None:
    """Added by one line with any punctuation in the number, removed after asking."""
    owner = stage.owner
    await owner.types("/settings")
    await owner.taps("Tambah rekening")
    assert "BCA | 1234567890" in (await owner.types("Mandiri 123"))["text"]
    assert "abc" in (await owner.types("Mandiri | abc | Melati"))["text"]
    settings = await owner.types("Mandiri | 137-00-1234567-8 | Melati Putri")
    assert "1370012345678" in settings["text"]
    await owner.taps("✕ Mandiri", message=settings)
    await owner.taps("Ya, hapus")
    assert "1370012345678" not in (await owner.newest())["text"]


async def test_qris_is_taken_from_a_photo_of_the_sticker(stage: Stage) -> None:
    """The merchant's name is shown before anything is set; every unusable code says why and what to do."""
    owner = stage.owner
    await owner.types("/settings")
    await owner.taps("Pasang QRIS")
    dynamic = qris.parse(SYNTHETIC_QRIS).with_amount(5000)
    answers = [
        (await owner.sends_photo(a_slip(3)))["text"],
        (await owner.types("halo"))["text"],
        (await owner.types(SYNTHETIC_QRIS[:80]))["text"],
        (await owner.types(SYNTHETIC_QRIS[:-1] + "2"))["text"],
        (await owner.types(dynamic))["text"],
    ]
    assert len(set(answers)) == 4, "no code, cut off, damaged, with an amount"
    shown = await owner.sends_photo(draw_qr(SYNTHETIC_QRIS, title="Toko"))
    assert "TOKO CONTOH" in shown["text"]
    assert "BANDUNG" in shown["text"]
    answer = await owner.taps("Ya, ini toko saya", message=shown)
    assert "✓" in answer["text"]
    again = await owner.taps_data("tq", shown)
    assert again["show_alert"]


async def test_shipping_zones_are_lines(stage: Stage) -> None:
    """One line or many; an unclear area is chosen from buttons; mistakes name the field and show an example."""
    owner = stage.owner
    await owner.types("/settings")
    await owner.taps("Zona ongkir")
    await owner.taps("Tambah atau ubah zona")
    for typed in (
        "Jawa Barat",
        "Atlantis | jne reg | 12000",
        "jabar | jnx | 12000",
        "jabar | jne reg | mahal",
    ):
        answer = await owner.types(typed)
        assert "Tersimpan" not in answer["text"], typed
    asked = await owner.types("bandung | si cepat best | 15000 | 1")
    await owner.taps("Kota Bandung", message=asked)
    assert "Kota Bandung · SiCepat BEST · Rp15.000 · 1 hari" in (await owner.newest())["text"]
    saved = await owner.types("* | jnt ez | 42.000\nDI Yogyakarta | kurir toko | 10rb")
    assert "Semua daerah · J&T Express EZ · Rp42.000" in saved["text"]
    refused = await owner.types("Bali | jne reg | 20000\nbandung | jne yes | 20000")
    assert "Kab. Bandung" in refused["text"]


async def test_a_zone_is_removed_after_asking(stage: Stage) -> None:
    """A tap asks, a second one removes; a third finds it gone."""
    owner = stage.owner
    settings = await owner.types("/settings")
    await owner.taps("Zona ongkir", message=settings)
    zones = await owner.newest()
    first = next(label for label in labels(zones) if label.startswith("✕"))
    data = next(b["data"] for row in zones["buttons"] for b in row if b["text"] == first)
    await owner.taps(first, message=zones)
    await owner.taps("Ya, hapus")
    assert first not in labels(await owner.newest())
    assert (await owner.taps_data(data, await owner.newest()))["text"]


async def test_the_demo_goods_are_cleared_away(stage: Stage) -> None:
    """The owner's own products stay."""
    owner = stage.owner
    await owner.types("/add Milik Sendiri | 5000 | 1")
    settings = await owner.types("/settings")
    await owner.taps("Hapus produk contoh", message=settings)
    await owner.taps("Ya, hapus")
    assert not any("Hapus produk contoh" in label for label in labels(await owner.newest()))
    products = await owner.types("/products")
    assert "(1)" in products["text"]
    assert "Milik Sendiri" in labels(products)[0]


async def test_help_shows_owners_their_commands(stage: Stage) -> None:
    """And shoppers theirs."""
    assert "/ship" in (await stage.owner.types("/help"))["text"]
    assert "/ship" not in (await stage.ben.types("/help"))["text"]
