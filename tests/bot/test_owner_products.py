"""The owner's products: added from a phone, changed in one line, set back with one tap."""

import re
from typing import Any

from tests.builders import a_picture
from tests.phone import Phone, labels
from tests.stage import Stage


def number_of(card: dict[str, Any]) -> str:
    """The product's number on its card."""
    found = re.search(r" · (\d+)$", card["text"].split("\n📝")[0].split("\n🟢")[0], re.MULTILINE)
    assert found, card["text"]
    return found.group(1)


async def a_shirt(owner: Phone, sizes: str = "S:5 M:10 L:8") -> str:
    """Put a shirt on sale; give its number."""
    number = number_of(await owner.types(f"/add Kaos Uji | 85000 | {sizes}"))
    await owner.taps("Tayangkan")
    return number


async def test_a_photo_with_one_line_is_live_after_one_tap(stage: Stage) -> None:
    """One message, one tap; the shopper finds it with its photo, price and sizes."""
    card = await stage.owner.sends_photo(
        a_picture(), "/add Jaket Uji | 85rb | S:5 M:10 | Kaos\nHangat & <b>tebal</b>"
    )
    assert card["kind"] == "photo"
    assert "Hangat & <b>tebal</b>" in card["text"]
    await stage.owner.taps("Tayangkan", message=card)
    assert (stage.owner.answers_given, stage.owner.taps_made) == (1, 1)
    await stage.ben.types("jaket uji")
    await stage.ben.taps("Jaket Uji")
    seen = await stage.ben.newest()
    assert "Rp85.000" in seen["text"]
    assert {"S", "M"} <= set(labels(seen))


async def test_a_draft_is_the_owners_secret(stage: Stage) -> None:
    """What is not published is not found."""
    await stage.owner.types("/add Rahasia Uji | 85000 | 5")
    answer = await stage.ben.types("rahasia uji")
    assert not any("Rahasia" in label for label in labels(answer))


async def test_the_form_asks_one_thing_at_a_time_and_forgives_mistakes(stage: Stage) -> None:
    """A wrong answer is explained and the question stays open; category and photo can be skipped."""
    owner = stage.owner
    assert "nama produknya" in (await owner.types("/add"))["text"]
    assert "Berapa harganya" in (await owner.types("Topi <Uji>"))["text"]
    assert "85000" in (await owner.types("mahal"))["text"]
    assert "Ada berapa" in (await owner.types("45.000"))["text"]
    assert "S:5" in (await owner.types("banyak"))["text"]
    assert "kategori" in (await owner.types("Hitam:3 Putih:4"))["text"]
    await owner.taps("Lewati")
    await owner.taps("Lewati")
    card = await owner.newest()
    assert "Topi <Uji>" in card["text"]
    assert "Hitam: 3" in card["text"]


async def test_half_a_product_waits_for_its_owner(stage: Stage) -> None:
    """Going elsewhere loses nothing: /add goes on where it was left, or starts over."""
    owner = stage.owner
    await owner.types("/add")
    await owner.types("Sabuk Uji")
    await owner.types("/orders")
    await owner.types("/add Lain Uji | 5000 | 1")
    asked = await owner.types("/add")
    assert "Sabuk Uji" in asked["text"]
    await owner.taps("Lanjutkan")
    assert "Ada berapa" in (await owner.types("30rb"))["text"]
    await owner.types("/owner")
    await owner.types("/add")
    await owner.taps("Mulai dari awal")
    assert "nama produknya" in (await owner.newest())["text"]


async def test_leaving_the_form_leaves_nothing_behind(stage: Stage) -> None:
    """After *leave* the next /add is a fresh one."""
    await stage.owner.types("/add")
    await stage.owner.types("Sabuk Uji")
    await stage.owner.taps("Batal")
    assert "Sabuk" not in (await stage.owner.types("/add"))["text"]


async def test_a_stray_photo_begins_a_product(stage: Stage) -> None:
    """An owner who just sends a photo is asked for the name, and the photo is the product's."""
    owner = stage.owner
    asked = await owner.sends_photo(a_picture("navy"))
    assert "nama produknya" in asked["text"]
    card = await owner.types("Gelas Uji | 20000 | 5")
    assert card["kind"] == "photo"


async def test_an_album_brings_all_its_photos(stage: Stage) -> None:
    """The caption stands under the first photo, the others follow without further messages."""
    owner = stage.owner
    files = [
        ("file", (f"{colour}.jpg", a_picture(colour), "image/jpeg")) for colour in ("red", "lime", "blue")
    ]
    answer = await stage.client.post(
        f"/sim/people/{owner.id}/files",
        files=files,
        data={"as": "photo", "caption": "/add Album Uji | 9000 | 2"},
    )
    assert answer.status_code == 200, answer.text
    card = await owner.hears("Album Uji")
    shown = await owner.types(f"/product {number_of(card)}")
    assert "📷 3" in shown["text"]


async def test_impossible_names_add_nothing(stage: Stage) -> None:
    """Nothing to search for, nothing that fits: a clear answer and no product."""
    before = (await stage.owner.types("/products"))["text"]
    for name in ("🔥🔥", "x" * 201, "   "):
        await stage.owner.types(f"/add {name} | 85000 | 5")
    assert (await stage.owner.types("/products"))["text"] == before


async def test_a_price_goes_from_before_to_after_and_back(stage: Stage) -> None:
    """One line changes it, one tap sets it back; a second tap finds it changed."""
    owner = stage.owner
    number = await a_shirt(owner)
    changed = await owner.types(f"/price {number} 79rb")
    assert "Rp85.000 → Rp79.000" in changed["text"]
    await owner.taps("Urungkan", message=changed)
    assert "Rp79.000 → Rp85.000" in (await owner.newest())["text"]
    data = next(b["data"] for row in changed["buttons"] for b in row if "Urungkan" in b["text"])
    answer = await owner.taps_data(data, changed)
    assert answer["show_alert"]


async def test_prices_that_differed_come_back_as_they_were(stage: Stage) -> None:
    """One price for all sizes can be undone even where every size had its own."""
    owner = stage.owner
    number = await a_shirt(owner)
    await owner.types(f"/price {number} L 95000")
    changed = await owner.types(f"/price {number} 70000")
    assert "Rp85.000 – Rp95.000 → Rp70.000" in changed["text"]
    await owner.taps("Urungkan", message=changed)
    card = await owner.types(f"/product {number}")
    assert "S: 5 · Rp85.000" in card["text"]
    assert "L: 8 · Rp95.000" in card["text"]


async def test_stock_is_added_counted_and_undone(stage: Stage) -> None:
    """+10 and =3 mean what they say; undo is refused once the count has moved on."""
    owner = stage.owner
    number = await a_shirt(owner)
    first = await owner.types(f"/stock {number} L +10")
    assert "8 → 18" in first["text"]
    second = await owner.types(f"/stock {number} L =3")
    assert "18 → 3" in second["text"]
    assert (await owner.taps("Urungkan", message=first))["show_alert"]
    await owner.taps("Urungkan", message=second)
    assert "3 → 18" in (await owner.newest())["text"]
    assert "✅" in (await owner.types("/audit"))["text"]


async def test_stock_that_cannot_be_changes_nothing(stage: Stage) -> None:
    """Unclear variants, too large steps and words: the counts stay as they are."""
    number = await a_shirt(stage.owner)
    for change in ("+5", "XXL +5", "L -9", "L banyak", "L +99999999", "L --3"):
        answer = await stage.owner.types(f"/stock {number} {change}")
        assert "→" not in answer["text"], change
    card = await stage.owner.types(f"/product {number}")
    assert "L: 8" in card["text"]


async def test_everything_about_a_product_can_be_changed_in_one_line(stage: Stage) -> None:
    """Name, description, shelf, cost, weight: each shown before → after."""
    owner = stage.owner
    number = await a_shirt(owner)
    assert "Kaos Uji → Kaos <Baru>" in (await owner.types(f"/rename {number} Kaos <Baru>"))["text"]
    assert "Adem\nsekali" in (await owner.types(f"/describe {number} Adem\nsekali"))["text"]
    assert "→ Baju > Atasan" in (await owner.types(f"/move {number} Baju > Atasan"))["text"]
    assert "→ Rp40.000" in (await owner.types(f"/cost {number} 40rb"))["text"]
    assert "250 g → 1.200 g" in (await owner.types(f"/weight {number} 1,2 kg"))["text"]


async def test_a_command_alone_asks_which_product(stage: Stage) -> None:
    """Buttons for the newest products, and the number may be typed."""
    number = await a_shirt(stage.owner)
    for command in (
        "price",
        "stock",
        "rename",
        "describe",
        "move",
        "cost",
        "weight",
        "photo",
        "product",
        "hide",
        "delete",
    ):
        asked = await stage.owner.types(f"/{command}")
        assert f"/{command} 12" in asked["text"]
        assert any("Kaos Uji" in label for label in labels(asked)), command
        assert "Kaos Uji" in (await stage.owner.types(number))["text"], command


async def test_unknown_numbers_get_a_clear_answer(stage: Stage) -> None:
    """Also numbers that fit no database."""
    for number in ("999999", "2147483648", "99999999999999999999"):
        for command in (f"/product {number}", f"/price {number} 5000", f"/order {number}"):
            assert number in (await stage.owner.types(command))["text"], command


async def test_a_guided_change_asks_for_the_size_and_the_value(stage: Stage) -> None:
    """Tap the product, the size, type the value; a mistake keeps the question open."""
    owner = stage.owner
    number = await a_shirt(owner)
    card = await owner.types(f"/product {number}")
    await owner.taps("Harga", message=card)
    await owner.taps("M ·")
    assert "85000" in (await owner.types("mahal"))["text"]
    assert "(M)" in (await owner.types("88000"))["text"]
    assert "M: 10 · Rp88.000" in (await owner.types(f"/product {number}"))["text"]


async def test_photos_follow_a_command_and_can_be_removed(stage: Stage) -> None:
    """/photo and a number, then photos; the last one can be taken away."""
    owner = stage.owner
    number = await a_shirt(owner)
    await owner.types(f"/photo {number}")
    await owner.sends_photo(a_picture("red"))
    assert "(2)" in (await owner.sends_photo(a_picture("blue")))["text"]
    assert "(3)" in (await owner.sends_photo(a_picture("lime"), f"/photo {number}"))["text"]
    card = await owner.types(f"/product {number}")
    await owner.taps("Hapus foto terakhir", message=card)
    assert "📷 2" in (await owner.newest())["text"]
    answer = await owner.sends_file(b"not a picture", kind="document", name="a.jpg")
    assert "→" not in answer["text"]


async def test_hidden_and_deleted_products_are_not_found(stage: Stage) -> None:
    """Hiding is for a while, deleting asks first."""
    owner = stage.owner
    number = await a_shirt(owner)
    await owner.types(f"/hide {number}")
    assert not any("Kaos Uji" in label for label in labels(await stage.ben.types("kaos uji")))
    await owner.types(f"/show {number}")
    assert any("Kaos Uji" in label for label in labels(await stage.ben.types("kaos uji")))
    await owner.types(f"/delete {number}")
    await owner.taps("Ya, hapus")
    assert number in (await owner.types(f"/product {number}"))["text"]
    assert not any("Kaos Uji" in label for label in labels(await stage.ben.types("kaos uji")))


async def test_a_shopper_cannot_do_any_of_it(stage: Stage) -> None:
    """An owner's command shows the shopper's help, and adds nothing."""
    await stage.ben.types("/add Curian Uji | 1 | 1")
    answer = await stage.owner.types("/products curian")
    assert not any("Curian" in label for label in labels(answer))
