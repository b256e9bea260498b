"""The words of a search: what is left of ``min kaos hitamnya ready gak kak 🙏`` when manners are put aside.

Product texts and questions go through the same ``words_of``, so both sides agree on every choice made here.
"""

import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz.distance import OSA

_WORD = re.compile(r"[^\W_]+")
# T-shirt and X-large would fall apart into letters that mean other things
_HYPHENED_LETTER = re.compile(r"\b([a-z])-(?=[a-z]{3})")
_DRAWN_OUT = re.compile(r"([a-wyz])\1{2,}")
_TWICE = re.compile(r"([a-z]{3,})2")
_PRICE = re.compile(r"\brp\.? ?[0-9][0-9.,]*|\b[0-9][0-9.,]* ?(?:rb|ribu|jt|juta)\b|\b[0-9]{2,}k\b")
_ASKING = """
kak kakak kaka min mimin admin gan agan sis sist bro bu ibu bun bunda pak bapak mas mba mbak bang bos boss juragan
halo hai hallo hello hi permisi punten misi assalamualaikum met selamat tolong mohon
dong donk deh sih nih ya yah yaa iya kok kah lah nya tuh loh lho wkwk wkwkwk hehe
ada adakah apa apakah aja saja yg yang cari nyari mencari carikan mau pengen pengin ingin minta butuh perlu
lihat tampilkan kasih bisa boleh dapat dapet punya jual jualan dijual beli pesan pesen order
ready stock stok redi restock tersedia masih msh habis lagi lg sudah udah udh belum blm gak ga gk nggak enggak ndak
ini itu di ke dari dr dan atau untuk utk buat bwt dengan dgn sama sm pada pakai pake pcs jd jadi
berapa brp harga price budget produk barang kapan gimana mana aku saya sy gue ku
size ukuran warna color colour rasa
a an the of for and or do does you u have is are any some please pls want looking find show need buy get i me my
to with in on at it that this there your what how much can
"""
_NOT_SOUGHT = frozenset(_ASKING.split())
"""Words that ask, greet or connect; they name nothing that is sold."""

_SAME = {
    spelling: standard
    for standard, spellings in {
        "lihat": "liat ngeliat melihat",
        "kaos": "kaus tshirt shirt oblong",
        "baju": "clothes clothing",
        "hijab": "jilbab kerudung khimar hijap jilbap",
        "gaun": "dress gown",
        "celana": "pants trousers clana",
        "jaket": "jacket jaked",
        "sweater": "sweter switer",
        "jeans": "jins jean",
        "topi": "hat cap",
        "tas": "bag bags",
        "ransel": "backpack rangsel",
        "sepatu": "shoe shoes spatu",
        "sandal": "sendal slipper slippers",
        "jam": "watch watches",
        "syal": "scarf shawl",
        "kopi": "coffee",
        "teh": "tea",
        "coklat": "cokelat chocolate choco soklat",
        "kukis": "cookies cookie kuker",
        "kue": "cake cakes",
        "susu": "milk",
        "madu": "honey",
        "lilin": "candle candles",
        "lipstik": "lipstick",
        "boneka": "doll dolls",
        "kado": "hadiah gift gifts",
        "hp": "handphone hape ponsel smartphone phone",
        "hitam": "item black itam",
        "putih": "white",
        "merah": "red",
        "biru": "blue",
        "hijau": "ijo green",
        "kuning": "yellow",
        "ungu": "purple",
        "abu": "abuabu grey gray",
        "pink": "pinky",
        "cewek": "cewe wanita perempuan woman women",
        "cowok": "cowo pria laki lelaki man men",
        "anak": "kid kids bocah",
        "besar": "gede big large",
        "kecil": "small cilik",
        "murah": "cheap",
    }.items()
    for spelling in spellings.split()
}
"""Slang, other spellings and English, to the word that stands for them all; ``item`` is asked for as a colour."""


def words_of(text: str) -> list[str]:
    """Give the words that name something, in one spelling, each once and in the order they were typed.

    Accents, emoji, case, ``-nya``, doubled words (``liat2``) and drawn-out letters (``bangettt``) make no
    difference; prices are left out.
    """
    plain = _PRICE.sub(" ", _HYPHENED_LETTER.sub(r"\1", _without_accents(text).casefold()))
    words = (_standard(word) for word in _WORD.findall(plain))
    return list(dict.fromkeys(word for word in words if word not in _NOT_SOUGHT))


def slips_forgiven(word: str) -> int:
    """Give how many slips a word may have: one in four or five letters, two in longer ones, none in shorter."""
    return 0 if len(word) < 4 else 1 if len(word) < 6 else 2


def correct(word: str, vocabulary: Iterable[str], limit: int = 5) -> list[str]:
    """List known words that may be meant, the likeliest first.

    Words that begin so come first, shortest first; then slips: one for four or five letters, two for longer
    words. Shorter words forgive nothing.
    """
    if not word:
        return []
    allowed = slips_forgiven(word)
    ranked = []
    for known in vocabulary:
        if known.startswith(word):
            ranked.append((0, len(known), known))
        elif allowed and abs(len(known) - len(word)) <= allowed:
            distance = OSA.distance(word, known, score_cutoff=allowed)
            if distance <= allowed:
                ranked.append((distance, abs(len(known) - len(word)), known))
    return [known for _, _, known in sorted(ranked)[:limit]]


def _without_accents(text: str) -> str:
    """Write letters plainly: ``café`` as ``cafe``, full-width and styled letters as usual ones."""
    spread = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize(
        "NFC", "".join(char for char in spread if unicodedata.category(char) != "Mn")
    )


def _standard(word: str) -> str:
    """Bring one word to the spelling that stands for it."""
    word = _DRAWN_OUT.sub(r"\1", word)
    if doubled := _TWICE.fullmatch(word):
        word = doubled.group(1)
    if word in _SAME or word in _NOT_SOUGHT:
        return _SAME.get(word, word)
    # "punya" and "hanya" are whole words; what is left of a real suffix has three letters at least
    if word.endswith("nya") and len(word) > 5:
        word = word.removesuffix("nya")
    return _SAME.get(word, word)
