"""Shoppers type where they live the way they say it; owners name the places they ship to."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.regions import EVERYWHERE, Area, area, district, find_area, find_districts, provinces

COBLONG = "Coblong, Kota Bandung, Jawa Barat"
KEBAYORAN_BARU = "Kebayoran Baru, Kota Jakarta Selatan, DKI Jakarta"
TANJUNG_PRIOK = "Tanjung Priok, Kota Jakarta Utara, DKI Jakarta"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("coblong", COBLONG),
        ("Coblong bandung", COBLONG),
        ("bandung coblong", COBLONG),
        ("bdg coblong", COBLONG),
        ("Kec. Coblong, Kota Bandung, Jawa Barat 40132", COBLONG),
        ("coblog", COBLONG),
        ("rumah di coblong dekat kampus", COBLONG),
        ("kebayoran baru jaksel", KEBAYORAN_BARU),
        ("kebayurn baru", KEBAYORAN_BARU),
        ("KEBAYORANBARU", KEBAYORAN_BARU),
        ("tj priok", TANJUNG_PRIOK),
        ("priuk tanjung jakut", TANJUNG_PRIOK),
        ("kb jeruk", "Kebon Jeruk, Kota Jakarta Barat, DKI Jakarta"),
        ("tebet jakart sealtan", "Tebet, Kota Jakarta Selatan, DKI Jakarta"),
        ("pulo gadung", "Pulogadung, Kota Jakarta Timur, DKI Jakarta"),
        ("menteng jakpus", "Menteng, Kota Jakarta Pusat, DKI Jakarta"),
        ("gubeng sby", "Gubeng, Kota Surabaya, Jawa Timur"),
        ("pd aren tangsel", "Pondok Aren, Kota Tangerang Selatan, Banten"),
        ("ngaglik slman", "Ngaglik, Kab. Sleman, DI Yogyakarta"),
        ("depok sleman", "Depok, Kab. Sleman, DI Yogyakarta"),
        ("peureulak aceh timur", "Peureulak, Kab. Aceh Timur, Aceh"),
        ("Jaya, Kab. Aceh Jaya, Aceh", "Jaya, Kab. Aceh Jaya, Aceh"),
        ("dau malang", "Dau, Kab. Malang, Jawa Timur"),
        ("kuta bali", "Kuta, Kab. Badung, Bali"),
        ("kie", "Ki'e, Kab. Timor Tengah Selatan, Nusa Tenggara Timur"),
        ("ki’e", "Ki'e, Kab. Timor Tengah Selatan, Nusa Tenggara Timur"),
        ("2 x 11 kayu tanam", "2 x 11 Kayu Tanam, Kab. Padang Pariaman, Sumatera Barat"),
    ],
)
def test_a_shopper_finds_home(typed: str, first: str) -> None:
    """Any order, any part, short forms and slips lead to the right district at the top."""
    assert find_districts(typed).items[0].label == first


@pytest.mark.parametrize(
    ("typed", "regency", "how_many"),
    [
        ("bandung", "Kota Bandung", 30),
        ("bandng", "Kota Bandung", 30),
        ("kota bandung", "Kota Bandung", 30),
        ("kab bandung", "Kab. Bandung", 31),
        ("jaksel", "Kota Jakarta Selatan", 10),
        ("solo", "Kota Surakarta", 5),
        ("jogja", "Kota Yogyakarta", 14),
        ("smg", "Kota Semarang", 16),
        ("bks", "Kota Bekasi", 12),
        ("dpk", "Kota Depok", 11),
        ("serang", "Kota Serang", 6),
        ("kab. lima puluh kota", "Kab. Lima Puluh Kota", 13),
    ],
)
def test_naming_a_city_lists_its_districts(typed: str, regency: str, how_many: int) -> None:
    """The city's own districts come before namesakes elsewhere, all of them."""
    assert {place.regency for place in find_districts(typed, limit=how_many).items} == {regency}


def test_a_long_list_is_leafed_through() -> None:
    """Pages follow each other without gap or repetition, and each knows the total."""
    whole = find_districts("bandung", limit=1000)
    pages = [find_districts("bandung", limit=8, offset=at) for at in range(0, whole.total, 8)]
    assert [place for page in pages for place in page.items] == list(whole.items)
    assert {page.total for page in pages} == {len(whole.items)}
    assert find_districts("bandung", offset=5000).items == ()


def test_typing_on_narrows_the_list() -> None:
    """Each letter more leaves fewer places, the wanted one among them."""
    totals = [find_districts("kebayoran baru"[:length]).total for length in range(3, 15)]
    assert totals == sorted(totals, reverse=True)
    assert totals[-1] == 1


@pytest.mark.parametrize("typed", ["", " ", "🏠", "qqqqqq", "12345", "'", "x" * 5000])
def test_nonsense_finds_nothing(typed: str) -> None:
    """No place is better than a wrong one."""
    assert find_districts(typed).total == 0


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60) | st.from_regex(r"[a-z]{2,9}( [a-z]{2,9}){0,4}", fullmatch=True))
def test_no_text_upsets_the_search(typed: str) -> None:
    """Whatever is typed, a page comes back that keeps its promises."""
    page = find_districts(typed, limit=5)
    assert len(page.items) == min(5, page.total)
    assert len(find_area(typed)) <= 8


def test_a_district_is_kept_by_its_code() -> None:
    """An address stores a code; unknown ones give nothing."""
    home = district("32.73.02")
    assert home is not None
    assert (home.name, home.regency, home.province) == ("Coblong", "Kota Bandung", "Jawa Barat")
    assert district("99.99.99") is None
    assert district("") is None


def test_every_district_is_written_for_people() -> None:
    """Nothing is shouted and no word begins small, save ``x`` and ``dan``."""
    everywhere = [place for shore in provinces() for place in find_districts(shore.label, limit=2000).items]
    assert len({place.code for place in everywhere}) == 7277
    for place in everywhere:
        for name in (place.name, place.regency, place.province):
            assert name == " ".join(name.split())
            assert all(
                word[0].isupper() or not word[0].isalpha() or word in {"x", "dan"} for word in name.split()
            )
        assert place.regency.startswith(("Kab. ", "Kota "))
    assert {place.province for place in everywhere} >= {"DKI Jakarta", "DI Yogyakarta", "Aceh"}
    assert "Kab. Pangkajene dan Kepulauan" in {place.regency for place in everywhere}


def test_an_owner_picks_a_shipping_zone_by_name() -> None:
    """A name may mean a city, the regency around it or a whole province."""
    assert [zone.label for zone in find_area("bandung")] == [
        "Kota Bandung",
        "Kab. Bandung",
        "Kab. Bandung Barat",
    ]
    assert find_area("jabar")[0] == Area("32", "Jawa Barat")
    assert find_area("dki")[0] == Area("31", "DKI Jakarta")
    assert find_area("jaksel") == [Area("31.74", "Kota Jakarta Selatan")]
    assert find_area("bngkulu")[1] == Area("17", "Bengkulu")
    assert find_area("atlantis") == []


@pytest.mark.parametrize("typed", ["", "semua", "Seluruh Indonesia", "indonesia", "everywhere"])
def test_an_owner_may_ship_everywhere(typed: str) -> None:
    """The whole country is a zone too."""
    assert find_area(typed) == [EVERYWHERE]


def test_a_zone_knows_whom_it_serves() -> None:
    """A district lies in its regency, its province and the country, and nowhere else."""
    served = [zone.code for zone in (EVERYWHERE, *find_area("jabar", limit=99)) if zone.covers("32.73.02")]
    assert served == ["", "32", "32.73"]
    assert not Area("3", "?").covers("32.73.02")


def test_a_zone_is_kept_by_its_code() -> None:
    """Codes of provinces, regencies and the country are understood, a district's is no zone."""
    assert area("") == EVERYWHERE
    assert area("32.73") == Area("32.73", "Kota Bandung")
    assert area("32.73.02") is None


def test_the_provinces_are_all_there() -> None:
    """Thirty-eight since 2022."""
    labels = [zone.label for zone in provinces()]
    assert len(labels) == 38
    assert {"Aceh", "DKI Jakarta", "DI Yogyakarta", "Papua Barat Daya"} <= set(labels)
