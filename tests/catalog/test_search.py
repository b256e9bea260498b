"""Search: what people type on a phone, with their thumbs, in a hurry."""

from datetime import datetime

from catalog import demo, products, search
from catalog.models import ProductState
from foundation.database import Database
from tests.builders import OWNER, SIZES, a_product

FIRST = {
    # as it is written
    "kopi gayo": "Kopi Gayo 250 g",
    "gayo kopi": "Kopi Gayo 250 g",
    "KOPI": "Kopi Gayo 250 g",
    "kaos katun polos": "Kaos Katun Polos",
    "jam tangan": "Jam Tangan Klasik",
    "tas tangan": "Tas Tangan Kulit Sintetis",
    "tangan tas": "Tas Tangan Kulit Sintetis",
    "tas": "Tas Tangan Kulit Sintetis",
    "sepatu gunung": "Sepatu Gunung",
    "teh": "Teh Melati Tubruk",
    "e-book resep": "E-book Resep Kue Lebaran (PDF)",
    "resep kue": "E-book Resep Kue Lebaran (PDF)",
    # with slips
    "kaus hitm": "Kaos Katun Polos",
    "boneka bruang": "Boneka Beruang 30 cm",
    "kacamta": "Kacamata Hitam UV400",
    "headpone": "Headphone Bluetooth",
    "snekers kanvas": "Sneakers Kanvas",
    "benang rjut": "Benang Rajut Katun",
    "lipstk": "Lip Cream Matte",
    "jaket parasit": "Jaket Parasut Lipat",
    "cupckae": "Cupcake Pesanan (6)",
    "gaunn batik": "Gaun Midi Batik",
    "celna jeans": "Celana Jeans Slim",
    "lotoin": "Body Lotion Beras",
    # the beginning of it
    "kop": "Kopi Gayo 250 g",
    "ranse": "Ransel Harian 20 L",
    "cup": "Cupcake Pesanan (6)",
    "kaca": "Kacamata Hitam UV400",
    "sneaker": "Sneakers Kanvas",
    # by what can be chosen, the shelf, the SKU, the description
    "ransel biru": "Ransel Harian 20 L",
    "kaos hitam l": "Kaos Katun Polos",
    "KAOS-HITAM-L": "Kaos Katun Polos",
    "sepatu 36": "Sepatu Hak 5 cm",
    "lilin lavender": "Lilin Aromaterapi",
    "cupcake pandan": "Cupcake Pesanan (6)",
    "elektronik": "Headphone Bluetooth",
    "pekalongan": "Gaun Midi Batik",
    "sumbawa": "Madu Hutan 500 ml",
    # as one talks to a shopkeeper, in slang and in English
    "min kaos hitamnya ready gak kak 🙏": "Kaos Katun Polos",
    "ada madu hutan gak kak?": "Madu Hutan 500 ml",
    "cari topi pantai dong": "Topi Pantai Anyaman",
    "yang coklat batang brp": "Cokelat Batang 65%",
    "cokelat": "Kukis Cokelat Toples",
    "cookies": "Kukis Cokelat Toples",
    "scarf": "Syal Rajut",
    "black tshirt": "Kaos Katun Polos",
    "backpack": "Ransel Harian 20 L",
    "kopiiii": "Kopi Gayo 250 g",
}

NOTHING = (
    "",
    "   ",
    "min ada gak kak",
    "🙏",
    "sendal",
    "qwertyuiop",
    "%",
    "_",
    "'; DROP TABLE product; --",
    "\x00",
)


async def test_what_people_type_finds_what_they_mean(database: Database, now: datetime) -> None:
    """The first thing shown is the thing meant."""
    async with database.transaction() as session:
        await demo.load_demo(session, now=now)
    async with database.reading() as session:
        found = {text: (await search.find(session, text)).items for text in FIRST}
        nothing = {text: await search.find(session, text) for text in NOTHING}
    assert {text: items[0].name if items else None for text, items in found.items()} == FIRST
    assert {text for text, page in nothing.items() if page.items or page.total or page.understood} == set()
    assert {(page.page, page.pages) for page in nothing.values()} == {(1, 1)}


async def test_all_words_before_some_words(database: Database, now: datetime) -> None:
    """A product with both words only in its description stands above one with a single word in its name."""
    async with database.transaction() as session:
        one = await a_product(session, now, "Kopi")
        both = await a_product(session, now, "Hadiah", description="Kopi dan madu.")
        other = await a_product(session, now, "Madu")
        none = await a_product(session, now, "Teko")
        page = await search.find(session, "kopi madu")
    assert [item.product_id for item in page.items] == [both.id, one.id, other.id]
    assert none.id not in [item.product_id for item in page.items]
    assert (page.total, page.pages, page.text) == (3, 1, "kopi madu")


async def test_where_a_word_stands_counts(database: Database, now: datetime) -> None:
    """Name before options and shelf, those before the description; equals by age."""
    async with database.transaction() as session:
        described = await a_product(session, now, "Satu", description="merah")
        chosen = await a_product(session, now, "Dua", options={"Warna": ("Merah", "Biru")})
        named = await a_product(session, now, "Pita Merah")
        shelved = await a_product(session, now, "Tiga", category="Merah")
        page = await search.find(session, "merah")
    order = [named.id, chosen.id, shelved.id, described.id]
    assert [item.product_id for item in page.items] == order


async def test_the_shop_says_how_it_understood(database: Database, now: datetime) -> None:
    """Slips are shown corrected, beginnings as typed, and what nobody knows is left out."""
    async with database.transaction() as session:
        await a_product(session, now, "Kaos Hitam Polos")
        understood = {
            text: (await search.find(session, text)).understood
            for text in ("kaos hitam", "kaus hitm", "pol", "kaos astronot")
        }
    assert understood == {
        "kaos hitam": "kaos hitam",
        "kaus hitm": "kaos hitam",
        "pol": "pol",
        "kaos astronot": "kaos",
    }


async def test_a_whole_word_is_not_the_beginning_of_another(database: Database, now: datetime) -> None:
    """Bags are not from Tasikmalaya; but a short ending is the same word."""
    async with database.transaction() as session:
        bag = await a_product(session, now, "Tas")
        bags = await a_product(session, now, "Tasku")
        await a_product(session, now, "Topi", description="Anyaman Tasikmalaya")
        page = await search.find(session, "tas")
    assert [item.product_id for item in page.items] == [bag.id, bags.id]


async def test_results_have_pages(database: Database, now: datetime) -> None:
    """Ten mugs are two pages, without repeats, and there is no third."""
    async with database.transaction() as session:
        mugs = [(await a_product(session, now, f"Mug {number}")).id for number in range(10)]
    async with database.reading() as session:
        first, second, third = [await search.find(session, "mug", page) for page in (1, 2, 3)]
    assert [item.product_id for page in (first, second) for item in page.items] == mugs
    assert (first.page, first.pages, first.total) == (1, 2, 10)
    assert third == second


async def test_the_index_follows_every_change(database: Database, now: datetime) -> None:
    """Renamed, described, moved, hidden, deleted: the next search knows."""
    who = {"actor_id": OWNER, "now": now}

    async def found(text: str) -> bool:
        async with database.reading() as session:
            return bool((await search.find(session, text)).items)

    async with database.transaction() as session:
        shirt = await a_product(session, now, "Kaos", options=SIZES)
    assert await found("kaos")
    async with database.transaction() as session:
        await products.rename(session, shirt.id, "Kemeja", **who)
        await products.describe(session, shirt.id, "Flanel", **who)
        await products.move(session, shirt.id, "Pakaian", **who)
    assert [await found(text) for text in ("kemeja", "flanel", "pakaian", "kemejaa")] == [True] * 4
    async with database.transaction() as session:
        await products.set_state(session, shirt.id, ProductState.HIDDEN, **who)
    assert not await found("kemeja")
    async with database.transaction() as session:
        await products.set_state(session, shirt.id, ProductState.PUBLISHED, **who)
    assert await found("kemeja")
    async with database.transaction() as session:
        await products.set_state(session, shirt.id, ProductState.DELETED, **who)
    assert not await found("kemeja")


async def test_a_change_that_was_rolled_back_teaches_no_words(database: Database, now: datetime) -> None:
    """What a failed transaction saw is forgotten, whatever is added afterwards."""

    class Stumble(Exception):
        pass

    try:
        async with database.transaction() as session:
            await a_product(session, now, "Kemeja")
            assert (await search.find(session, "kemeja")).total == 1
            raise Stumble
    except Stumble:
        pass
    async with database.transaction() as session:
        await a_product(session, now, "Celana")
    async with database.reading() as session:
        assert (await search.find(session, "kemeja")).understood == ""
        assert (await search.find(session, "celana")).total == 1
