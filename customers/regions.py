"""Where in Indonesia: districts for addresses, provinces and regencies for shipping zones, found by typing.

Names and codes come from ``customers/data`` (Kepmendagri codes: ``32`` province, ``32.73`` regency or city,
``32.73.01`` district; see its NOTICE). People type parts in any order, shorten (``jaksel``) and slip.
"""

import csv
import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

_DATA = Path(__file__).parent / "data"
_WORD = re.compile(r"[a-z0-9]+")
_POSTAL_CODE = re.compile(r"[0-9]{5}")
_UNSPOKEN = {
    "di",
    "ke",
    "kec",
    "kecamatan",
    "adm",
    "administrasi",
    "prov",
    "provinsi",
    "propinsi",
    "indonesia",
}
_KINDS = {"kota", "kab"}
_ANYWHERE = {"semua", "seluruh", "seluruhnya", "nasional", "all", "everywhere", "country"}
_SPOKEN_PROVINCES = {"DKI JAKARTA": "DKI Jakarta", "DAERAH ISTIMEWA YOGYAKARTA": "DI Yogyakarta"}
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class District:
    """A kecamatan, the smallest place a courier prices by."""

    code: str
    name: str
    regency: str
    province: str

    @property
    def label(self) -> str:
        """The district with all it lies in, as written on a parcel."""
        return f"{self.name}, {self.regency}, {self.province}"


@dataclass(frozen=True, slots=True)
class DistrictPage:
    """A page of districts and how many there are on all pages."""

    items: tuple[District, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Area:
    """A province or a regency, as a shipping zone; the empty code is the whole country."""

    code: str
    label: str

    def covers(self, district_code: str) -> bool:
        """Tell whether a district lies in this area."""
        return not self.code or f"{district_code}.".startswith(f"{self.code}.")


EVERYWHERE = Area("", "Indonesia")


def find_districts(query: str, limit: int = 8, offset: int = 0) -> DistrictPage:
    """Find districts by any part of district, city and province; the likeliest come first.

    A query that names just a city or a province lists its districts by name.
    """
    found = _ranked(_district_index(), tuple(_words(query)))
    districts = _districts()
    return DistrictPage(tuple(districts[at] for at in found[offset : offset + limit]), len(found))


def find_area(query: str, limit: int = 8) -> list[Area]:
    """Find provinces and regencies by name; nothing, ``semua`` or ``Indonesia`` means everywhere."""
    words = tuple(_words(query))
    if _ANYWHERE.issuperset(words):
        return [EVERYWHERE]
    areas = _areas()
    return [areas[at] for at in _ranked(_area_index(), words)[:limit]]


def district(code: str) -> District | None:
    """Give the district with a code, None where there is none."""
    return _districts_by_code().get(code)


def area(code: str) -> Area | None:
    """Give the province, regency or, for an empty code, the whole country."""
    return EVERYWHERE if not code else next((area for area in _areas() if area.code == code), None)


def provinces() -> list[Area]:
    """List the provinces in the order of their codes."""
    return [area for area in _areas() if "." not in area.code]


# --- reading the files ------------------------------------------------------------------------------------


def _rows(name: str) -> Iterator[tuple[str, str]]:
    """Read code and name from a data file."""
    with (_DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from ((row["code"], " ".join(row["name"].split())) for row in csv.DictReader(file))


@cache
def _province_names() -> dict[str, str]:
    return {code: _SPOKEN_PROVINCES.get(name, name.title()) for code, name in _rows("provinces")}


@cache
def _regency_names() -> dict[str, str]:
    return {code: _spoken_regency(name) for code, name in _rows("regencies")}


@cache
def _districts() -> tuple[District, ...]:
    regencies, provinces = _regency_names(), _province_names()
    return tuple(
        District(code, _spoken_district(name), regencies[code[:5]], provinces[code[:2]])
        for code, name in _rows("districts")
    )


@cache
def _districts_by_code() -> dict[str, District]:
    return {district.code: district for district in _districts()}


@cache
def _areas() -> tuple[Area, ...]:
    names = _province_names() | _regency_names()
    return tuple(Area(code, name) for code, name in sorted(names.items()))


def _spoken_regency(name: str) -> str:
    """``KABUPATEN ACEH SELATAN`` is said ``Kab. Aceh Selatan``."""
    name = name.replace(" ADMINISTRASI", "").replace("KABUPATEN", "KAB.").title()
    return name.replace(" Dan ", " dan ")


def _spoken_district(name: str) -> str:
    """Most districts are written well already; some have words in the wrong case."""
    return " ".join(_spoken_word(word) for word in name.split())


def _spoken_word(word: str) -> str:
    """Raise a small first letter, lower shouted ones; ``2 x 11`` and Roman numbers stay."""
    if "'" in word and word.isupper():
        return word.capitalize()
    return word[0].upper() + word[1:] if len(word) > 1 else word


# --- finding ----------------------------------------------------------------------------------------------


@cache
def _abbreviations() -> dict[str, list[str]]:
    with (_DATA / "abbreviations.csv").open(encoding="utf-8", newline="") as file:
        return {row["short"]: row["long"].split() for row in csv.DictReader(file)}


def _words(text: str) -> list[str]:
    """Cut a query or a name into comparable words, abbreviations written out, nothing said twice."""
    spread = unicodedata.normalize("NFKD", text[:200].casefold().replace("'", "").replace("’", ""))
    plain = "".join(char for char in spread if not unicodedata.combining(char))
    words: list[str] = []
    for typed in _WORD.findall(plain):
        for word in _abbreviations().get(typed, [typed]):
            if word not in _UNSPOKEN and not _POSTAL_CODE.fullmatch(word) and words[-1:] != [word]:
                words.append(word)
    return words[:_MOST_WORDS]


def _core(words: Iterable[str]) -> str:
    """Write a name in one piece without saying what kind of place it is."""
    return "".join(word for word in words if word not in _KINDS and word not in {"daerah", "istimewa"})


class _Index:
    """Places by the words of their names.

    A place is a tuple of names from the smallest area to the largest; a word counts more in a smaller one.
    """

    WEIGHTS = (1.0, 0.8, 0.5)
    WHOLE_NAME = (3.05, 3.0, 2.5)
    """What a place whose district, regency or province is exactly the query stands above all others by."""

    SAID_IN_FULL = 4.0
    """What a place whose name and city are the query stands above namesakes with one word more by."""

    def __init__(self, places: Sequence[tuple[str, ...]]) -> None:
        self.places = places
        self.postings: defaultdict[str, dict[int, float]] = defaultdict(dict)
        for at, names in enumerate(places):
            for weight, name in zip(self.WEIGHTS, names, strict=False):
                self._enter(at, _name_words(name), weight)
        self.vocabulary = sorted(self.postings)

    def _enter(self, at: int, words: tuple[str, ...], weight: float) -> None:
        """Enter a place under the words of one of its names, and under the name in one piece."""
        for word in (*words, "".join(words)):
            self.postings[word].setdefault(at, weight)

    def all_of(self, words: Sequence[str]) -> dict[int, float]:
        """Find the places that have every word, with 0 to 1 for how well each fits."""
        found = self.hits(words[0])
        for word in words[1:] if found else ():
            more = self.hits(word)
            found = {at: score + more[at] for at, score in found.items() if at in more}
        return {at: score / len(words) for at, score in found.items()}

    def hits(self, word: str) -> dict[int, float]:
        """Find the places with a word, or with a word that it begins."""
        hits: dict[int, float] = {}
        for entry in self._beginning_with(word):
            fit = 1.0 if entry == word else 0.6 + 0.2 * len(word) / len(entry)
            for at, weight in self.postings[entry].items():
                if fit * weight > hits.get(at, 0.0):
                    hits[at] = fit * weight
        return hits

    def _beginning_with(self, word: str) -> Iterator[str]:
        """List known words with this beginning."""
        at = bisect_left(self.vocabulary, word)
        while at < len(self.vocabulary) and self.vocabulary[at].startswith(word):
            yield self.vocabulary[at]
            at += 1

    def corrections(self, word: str) -> list[tuple[int, str]]:
        """List the word itself and the known words it may be a slip for, with their distance."""
        allowed = 0 if len(word) < 4 else 1 if len(word) < 6 else 2
        found = process.extract(word, self.vocabulary, scorer=OSA.distance, score_cutoff=allowed, limit=40)
        near = [
            (distance, -len(self.postings[entry]), entry)
            for entry, distance, _ in found
            if 0 < distance <= allowed and (distance == 1 or entry[0] == word[0])
        ]
        itself = [(0, word)] if any(True for _ in self._beginning_with(word)) else []
        return itself + [(distance, entry) for distance, _, entry in sorted(near)[:3]]

    def score(self, at: int, fit: float, words: Sequence[str]) -> float:
        """Put places that are called exactly so first, the city before the regency around it."""
        asked, core = "".join(words), _core(words)
        best = 0.0
        for worth, name in zip(self.WHOLE_NAME, self.places[at], strict=False):
            called, kindless = _name_in_one(name)
            if asked == called or core == kindless:
                city = 0.1 if name.startswith("Kota ") else 0.0
                # who says "kab" means the regency and no district of that name
                said = 0.2 if asked != core and asked in (called, called.removeprefix("kab")) else 0.0
                best = max(best, worth + city + said) + (0.5 if best else 0.0)
        if best or self._said_in_full(at, core):
            return best or self.SAID_IN_FULL
        return fit + (0.2 if _name_in_one(self.places[at][0])[0].startswith(asked) else 0.0)

    def _said_in_full(self, at: int, core: str) -> bool:
        """Tell whether the query is the place's name with a larger area's before or after it."""
        own, *around = (_name_in_one(name)[1] for name in self.places[at])
        areas = {"".join(around), *around}
        return any(core in (own + area, area + own) for area in areas)


@lru_cache(maxsize=1024)
def _name_words(name: str) -> tuple[str, ...]:
    return tuple(_words(name))


@lru_cache(maxsize=4096)
def _name_in_one(name: str) -> tuple[str, str]:
    """A name without its gaps, and the same without the kind of place."""
    words = _name_words(name)
    return "".join(words), _core(words)


@cache
def _district_index() -> _Index:
    return _Index([(place.name, place.regency, place.province) for place in _districts()])


@cache
def _area_index() -> _Index:
    names = _province_names()
    return _Index(
        [(area.label,) if "." not in area.code else (area.label, names[area.code[:2]]) for area in _areas()]
    )


@lru_cache(maxsize=32)
def _ranked(index: _Index, words: tuple[str, ...]) -> tuple[int, ...]:
    """Find places for words, best first: as typed, then forgiving slips, then forgetting unknown words."""
    kindless = tuple(word for word in words if word not in _KINDS)
    # a single letter begins too many names to help anybody
    if len("".join(kindless)) < 2:
        return ()
    for asked in dict.fromkeys((words, kindless)):
        if found := _as_typed(index, asked):
            return _ordered(index, found)
    return _ordered(index, _with_slips(index, kindless) or _with_gaps(index, kindless))


def _as_typed(index: _Index, words: tuple[str, ...]) -> dict[int, float]:
    """Find places that have all words; ``karang tengah`` is also the district Karangtengah."""
    found: dict[int, float] = {}
    for spelling in _spellings(index, words):
        for at, fit in index.all_of(spelling).items():
            score = index.score(at, fit, words)
            if score > found.get(at, 0.0):
                found[at] = score
    return found


def _spellings(index: _Index, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Give the words as they are, and with two neighbours joined where that is a known word."""
    yield words
    for at in range(len(words) - 1):
        joined = words[at] + words[at + 1]
        if joined in index.postings:
            yield (*words[:at], joined, *words[at + 2 :])


def _with_slips(index: _Index, words: tuple[str, ...]) -> dict[int, float]:
    """Find places for the least corrected words that name any."""
    choices = [index.corrections(word)[: 4 if len(words) < 5 else 2] for word in words]
    attempts = sorted(product(*choices), key=lambda attempt: sum(distance for distance, _ in attempt))
    found: dict[int, float] = {}
    nearest = None
    for attempt in attempts[:12]:
        distance = sum(distance for distance, _ in attempt)
        if found and distance != nearest:
            break
        for at, score in _as_typed(index, tuple(word for _, word in attempt)).items():
            found[at], nearest = max(score, found.get(at, 0.0)), distance
    return found


def _with_gaps(index: _Index, words: tuple[str, ...]) -> dict[int, float]:
    """Find the places that have the most of the words, as in ``rumah di coblong dekat kampus``."""
    counts: Counter[int] = Counter()
    scores: defaultdict[int, float] = defaultdict(float)
    for word in words:
        best = [entry for _, entry in index.corrections(word)[:1]]
        for at, fit in index.hits(best[0]).items() if best else ():
            counts[at] += 1
            scores[at] += fit
    most = max(counts.values(), default=0)
    return {at: scores[at] for at, count in counts.items() if count == most}


def _ordered(index: _Index, scores: dict[int, float]) -> tuple[int, ...]:
    """Put the best first, equals by name."""
    return tuple(sorted(scores, key=lambda at: (-round(scores[at], 6), index.places[at][0], at)))
