"""What owners type is read leniently; what cannot be read says why."""

import pytest

from bot.owner.errors import (
    AreaNotFound,
    CourierUnknown,
    NameUnreadable,
    NumberMissing,
    NumberUnreadable,
    OptionsUneven,
    PriceZero,
    StockUnreadable,
    TooManyParts,
    WeightUnreadable,
    ZoneLineUnreadable,
)
from bot.owner.new_product import USUAL_WEIGHT, Said, answered, read_line, read_stock
from bot.owner.parcels import Sent, read_parcel
from bot.owner.reading import NAMELESS, read_id, read_number, read_weight, readable_name
from bot.owner.zones import ZoneLine, find_areas, read_zone
from foundation.errors import ShopError
from foundation.money import AmountUnreadable

CURRENCY = "IDR"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("25", (((), 25),)),
        ("1.000 pcs", (((), 1000),)),
        ("S:5 M:10 L:8", ((("S",), 5), (("M",), 10), (("L",), 8))),
        ("S=5, M : 10;L:8", ((("S",), 5), (("M",), 10), (("L",), 8))),
        ("Merah Muda:5 Biru Laut:3", ((("Merah Muda",), 5), (("Biru Laut",), 3))),
        ("Hitam/S:5 Hitam/M:3", ((("Hitam", "S"), 5), (("Hitam", "M"), 3))),
    ],
)
def test_stock_is_a_count_or_options_with_counts(typed: str, read: object) -> None:
    """Spaces, commas and names of two words are no obstacle."""
    assert read_stock(typed) == read


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("banyak", StockUnreadable),
        ("", StockUnreadable),
        ("S:5 M", StockUnreadable),
        ("-5", NumberUnreadable),
        ("S:-5", NumberUnreadable),
        ("S:lima", NumberUnreadable),
        ("Hitam/S:5 M:3", OptionsUneven),
    ],
)
def test_stock_that_means_nothing_is_refused(typed: str, error: type[ShopError]) -> None:
    """Nothing is guessed."""
    with pytest.raises(error):
        read_stock(typed)


def test_one_line_says_everything_about_a_product() -> None:
    """Name, price, stock, category, weight; the description on further lines; nothing more is asked."""
    said = read_line(Said(), "Kaos Polos | 85rb | S:5 M:10 | Kaos | 1,2 kg\nAdem.\nLembut.", CURRENCY)
    assert said.name == "Kaos Polos"
    assert said.price == 85_000
    assert said.category == "Kaos"
    assert said.weight_g == 1200
    assert said.description == "Adem.\nLembut."
    assert said.next_question() is None


def test_what_a_line_leaves_out_is_asked() -> None:
    """The first gap is the next question; who says only a name is asked for everything else."""
    assert read_line(Said(), "Kaos Polos", CURRENCY).next_question() == "price"
    assert read_line(Said(), "Kaos Polos | | 5", CURRENCY).next_question() == "price"
    assert read_line(Said(), "Kaos Polos | 85000", CURRENCY).next_question() == "stock"
    assert read_line(Said(), "Kaos Polos | 85000 | 5", CURRENCY).weight_g == USUAL_WEIGHT


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("🔥🔥 | 85000 | 5", NameUnreadable),
        ("Kaos | gratis | 5", AmountUnreadable),
        ("Kaos | -5 | 5", AmountUnreadable),
        ("Kaos | 0 | 5", PriceZero),
        ("Kaos | 99999999999999999 | 5", AmountUnreadable),
        ("Kaos | 85000 | banyak", StockUnreadable),
        ("Kaos | 85000 | 5 | Kaos | berat", WeightUnreadable),
        ("Kaos | 85000 | 5 | Kaos | 250 | lagi", TooManyParts),
    ],
)
def test_a_line_with_a_mistake_is_refused_whole(line: str, error: type[ShopError]) -> None:
    """The mistake is named, nothing is half-read."""
    with pytest.raises(error):
        read_line(Said(), line, CURRENCY)


def test_a_stock_answer_is_kept_as_typed() -> None:
    """The half-said product remembers the words."""
    assert answered(Said(), "stock", " S:5 M:3 ", CURRENCY).stock == "S:5 M:3"


def test_numbers_of_rows_are_never_too_large() -> None:
    """A number no row can have is read as the number no row has."""
    assert read_id("#12") == 12
    assert read_id("0012") == 12
    assert read_id(str(2**31)) == NAMELESS
    assert read_id("9" * 4000) == NAMELESS
    with pytest.raises(NumberMissing):
        read_id("kaos")


@pytest.mark.parametrize("typed", ["-5", "1e9", "٣", "12abc", "", "1.00"])
def test_what_is_no_count_is_refused(typed: str) -> None:
    """Negative numbers, other scripts and slips are not counts."""
    with pytest.raises(NumberUnreadable):
        read_number(typed)


@pytest.mark.parametrize(
    ("typed", "grams"), [("250", 250), ("250 g", 250), ("1,2kg", 1200), ("1.000 g", 1000), ("0", 0)]
)
def test_weights_are_grams_or_kilograms(typed: str, grams: int) -> None:
    """As people write them."""
    assert read_weight(typed) == grams


def test_names_need_letters() -> None:
    """Nobody can search for a picture of fire."""
    assert readable_name("  Kaos\n Polos ") == "Kaos Polos"
    with pytest.raises(NameUnreadable):
        readable_name("🔥🔥")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("jne JP1234567890", Sent("jne", "JP1234567890")),
        ("JP1234567890 J&T", Sent("jnt", "JP1234567890")),
        ("si cepat 0001 2345 6789", Sent("sicepat", "0001 2345 6789")),
        ("JP1234567890", Sent("", "JP1234567890")),
        ("kurir toko", Sent("toko", "")),
    ],
)
def test_courier_and_waybill_come_in_any_order(typed: str, read: Sent) -> None:
    """One of them is enough."""
    assert read_parcel(typed) == read


def test_a_zone_is_one_line() -> None:
    """Area, courier and service, price per kilogram, days."""
    assert read_zone("Jawa Barat | jne reg | 12rb | 2-3 hari", CURRENCY) == ZoneLine(
        "Jawa Barat", "jne", "reg", 12_000, "2-3"
    )
    assert read_zone("* | kurir toko | 10000", CURRENCY) == ZoneLine("*", "toko", "antar", 10_000)
    with pytest.raises(ZoneLineUnreadable):
        read_zone("Jawa Barat", CURRENCY)
    with pytest.raises(CourierUnknown):
        read_zone("Jawa Barat | jnx reg | 12000", CURRENCY)


def test_an_area_is_found_by_what_people_call_it() -> None:
    """A province by its short name, everywhere by a star; a city's name may be its regency's, too."""
    assert [area.code for area in find_areas("jabar")] == ["32"]
    assert [area.code for area in find_areas("Jawa Barat")] == ["32"]
    assert [area.code for area in find_areas("DI Yogyakarta")] == ["34"]
    assert [area.code for area in find_areas("*")] == [""]
    assert len(find_areas("bandung")) > 1
    assert [area.code for area in find_areas("coblong")] == ["32.73.02"]
    with pytest.raises(AreaNotFound):
        find_areas("Atlantis")
