"""A big made-up Indonesian shop: the same goods every time, in the words such a shop would use."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product as combinations

_SHELVES: dict[str, dict[str, tuple[str, ...]]] = {
    "Pakaian": {
        "Atasan": ("Kaos", "Kemeja", "Blus", "Tunik"),
        "Bawahan": ("Celana", "Rok", "Kulot", "Jogger"),
        "Gaun": ("Gaun", "Gamis", "Daster"),
        "Jaket": ("Jaket", "Sweater", "Hoodie", "Kardigan"),
        "Hijab": ("Hijab", "Pashmina", "Bergo"),
    },
    "Sepatu & Tas": {
        "Sepatu": ("Sneakers", "Pantofel", "Flatshoes"),
        "Sandal": ("Sandal", "Selop", "Wedges"),
        "Ransel": ("Ransel", "Tas Laptop"),
        "Tas Tangan": ("Totebag", "Clutch", "Selempang"),
        "Dompet": ("Dompet", "Kartu Holder", "Pouch"),
    },
    "Makanan": {
        "Kopi": ("Kopi", "Espresso", "Drip Bag"),
        "Teh": ("Teh", "Tisane", "Matcha"),
        "Kue": ("Kukis", "Brownies", "Nastar", "Kastengel"),
        "Camilan": ("Keripik", "Rengginang", "Dendeng"),
        "Bumbu": ("Sambal", "Kecap", "Rendang Instan"),
    },
    "Kecantikan": {
        "Wajah": ("Serum", "Pelembap", "Toner", "Masker"),
        "Bibir": ("Lipstik", "Liptint", "Lipbalm"),
        "Tubuh": ("Lotion", "Sabun", "Lulur"),
        "Rambut": ("Sampo", "Kondisioner", "Vitamin Rambut"),
        "Parfum": ("Parfum", "Cologne", "Bodymist"),
    },
    "Rumah": {
        "Dapur": ("Panci", "Wajan", "Talenan", "Spatula"),
        "Makan": ("Piring", "Mangkuk", "Mug", "Gelas"),
        "Kamar": ("Seprai", "Bantal", "Selimut"),
        "Hiasan": ("Lilin", "Vas", "Bingkai", "Cermin"),
        "Kebun": ("Pot", "Sekop", "Pupuk"),
    },
    "Elektronik": {
        "Audio": ("Headphone", "Speaker", "Earphone"),
        "Daya": ("Powerbank", "Charger", "Kabel Data"),
        "Komputer": ("Keyboard", "Mouse", "Stand Laptop"),
        "Lampu": ("Lampu Meja", "Lampu Tidur", "Senter"),
        "Jam": ("Jam Tangan", "Jam Dinding", "Smartwatch"),
    },
    "Anak": {
        "Boneka": ("Boneka", "Wayang Mini"),
        "Mainan": ("Puzzle", "Balok", "Mobil Kayu"),
        "Bayi": ("Bedong", "Popok Kain", "Gendongan"),
        "Sekolah": ("Tempat Pensil", "Botol Minum", "Kotak Bekal"),
        "Baju Anak": ("Piyama", "Jumper", "Setelan"),
    },
    "Hobi": {
        "Rajut": ("Benang", "Jarum Rajut", "Pola Rajut"),
        "Lukis": ("Kanvas", "Kuas", "Cat Air"),
        "Musik": ("Ukulele", "Kalimba", "Senar"),
        "Berkebun": ("Benih", "Rak Tanaman", "Semprotan"),
        "Buku": ("Novel", "Jurnal", "Komik"),
    },
    "Olahraga": {
        "Yoga": ("Matras", "Balok Yoga", "Strap"),
        "Lari": ("Singlet", "Topi Lari", "Sabuk Lari"),
        "Sepeda": ("Helm", "Lampu Sepeda", "Bel"),
        "Renang": ("Kacamata Renang", "Papan Renang"),
        "Kemah": ("Tenda", "Matras Lipat", "Kompor"),
    },
    "Kerajinan": {
        "Batik": ("Batik", "Syal", "Taplak"),
        "Anyaman": ("Keranjang", "Tikar", "Topi Pandan"),
        "Perak": ("Cincin", "Kalung", "Gelang", "Anting"),
        "Kayu": ("Patung", "Nampan", "Sendok Kayu"),
        "Keramik": ("Teko", "Cangkir", "Asbak"),
    },
}
_MATERIALS = (
    "Katun Linen Denim Rayon Sutra Kanvas Kulit Rotan Jati Bambu Keramik Perak Kuningan Wol Flanel Satin "
    "Akrilik Melamin Titanium Silikon Beludru Kapas Pandan Mahoni Stainless Organik Herbal Premium Tenun "
    "Brokat"
).split()
_ADJECTIVES = (
    "Polos Lembut Tebal Ringan Klasik Modern Elegan Mini Jumbo Lipat Tahan Serbaguna Harian Mewah Rustik "
    "Minimalis Vintage Sporty Kasual Formal Nyaman Adem Hangat Kokoh Praktis Manis Pedas Gurih Segar "
    "Wangi Alami Halus Kuat Lucu Cantik Gagah Unik Lokal Pilihan Spesial"
).split()
_COLOURS = (
    "Hitam Putih Merah Biru Hijau Kuning Ungu Cokelat Abu Krem Navy Maroon Salem Tosca Emas Jingga"
).split()
_SIZES = ("S", "M", "L", "XL")
_USES = (
    "harian kerja liburan hadiah sekolah pesta santai olahraga perjalanan keluarga lebaran arisan"
).split()
_FEATURES = [
    "jahitan rapi",
    "tidak mudah luntur",
    "aman untuk kulit",
    "buatan pengrajin lokal",
    "mudah dibersihkan",
    "garansi tukar",
    "dikemas rapi",
    "bahan pilihan",
    "awet bertahun-tahun",
    "tanpa bahan pengawet",
    "ukuran pas",
    "desain sendiri",
]
_PLACES = (
    "Bandung Pekalongan Jepara Yogyakarta Garut Cirebon Solo Malang Toraja Lombok Bali Tasikmalaya "
    "Banyuwangi Palembang Makassar Ambon"
).split()
_SYLLABLES = ("ra ni ka to lu me sa di wa ru pe na li go be mi ta ya ko su").split()
_VOWEL_ENDS = ("n", "r", "s", "h", "")


@dataclass(frozen=True, slots=True)
class Goods:
    """One product: its options' values in order, and for each combination (price in rupiah, weight in grams)."""

    name: str
    description: str
    shelf: int
    options: tuple[tuple[str, tuple[str, ...]], ...]
    offers: tuple[tuple[int, int], ...]


def shelves() -> list[tuple[int, int | None, str, int]]:
    """Give the categories as (id, parent id, name, position), outer ones before inner ones."""
    rows: list[tuple[int, int | None, str, int]] = []
    for top, (name, inner) in enumerate(_SHELVES.items()):
        outer = len(rows) + 1
        rows.append((outer, None, name, top))
        rows += [(outer + 1 + place, outer, inside, place) for place, inside in enumerate(inner)]
    return rows


def models() -> list[str]:
    """Give some thousands of made-up model names, each one word: ``Kanilur``."""
    stems = ["".join(parts) for parts in combinations(_SYLLABLES, repeat=3)]
    chosen = random.Random(3).sample(stems, 3000)
    return [f"{stem}{_VOWEL_ENDS[place % 5]}".capitalize() for place, stem in enumerate(chosen)]


def goods(count: int) -> Iterator[Goods]:
    """Give ``count`` products, the same ones every time."""
    chance = random.Random(1)
    types = [(kind, row[0]) for row in shelves() if row[1] for kind in _kinds(row)]
    names = models()
    pick = chance.choice
    for _ in range(count):
        kind, shelf = pick(types)
        words = [kind, pick(_MATERIALS), pick(_ADJECTIVES), pick(names)]
        options = _options(chance) if chance.random() < 0.3 else ()
        if not options:
            words.insert(3, pick(_COLOURS))
        yield Goods(" ".join(words), _description(chance), shelf, options, _offers(chance, options))


def _kinds(row: tuple[int, int | None, str, int]) -> tuple[str, ...]:
    names = {category[0]: category[2] for category in shelves()}
    return _SHELVES[names[row[1] or 0]][row[2]]


def _description(chance: random.Random) -> str:
    pick = chance.choice
    first = f"Cocok untuk {pick(_USES)}, {pick(_FEATURES)}."
    return f"{first} Dibuat di {pick(_PLACES)}, {pick(_FEATURES)}." if chance.random() < 0.6 else first


def _options(chance: random.Random) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Two to six combinations."""
    colours = tuple(chance.sample(_COLOURS, chance.choice((2, 3))))
    if chance.random() < 0.5:
        return (("Warna", colours),)
    return (("Warna", colours), ("Ukuran", tuple(chance.sample(_SIZES, 2))))


def _offers(
    chance: random.Random, options: tuple[tuple[str, tuple[str, ...]], ...]
) -> tuple[tuple[int, int], ...]:
    price, weight = 100 * chance.randint(150, 9_000), 50 * chance.randint(2, 40)
    combined = 1
    for _, values in options:
        combined *= len(values)
    return tuple((price + 2_500 * place, weight) for place in range(combined))
