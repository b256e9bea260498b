"""The shop's customers: as many as wanted, each the same every time, in the database and in Telegram's updates."""

import json
from dataclasses import dataclass
from functools import lru_cache

FIRST_ID = 5_000_000_000
OWNER = 1001

_FIRST = (
    "Sari Dewi Budi Agus Putri Rina Joko Wati Andi Nur Fitri Hadi Indah Lestari Maya Bayu Citra Dian Eka "
    "Galih Hana Intan Kartika Lina Mega Novi Oki Prita Ratna Siti Tono Umi Vina Wulan Yanti Zaki Arif "
    "Bagas Dimas Fajar"
).split()
_LAST = (
    "Wijaya Santoso Pratama Kusuma Hidayat Saputra Lestari Nugroho Permata Rahayu Setiawan Utami Wibowo "
    "Yuliana Halim Gunawan Firmansyah Maharani Siregar Nasution Simanjuntak Tanjung Lubis Harahap"
).split()
_DISTRICTS = (
    "32.73.02 32.73.01 31.71.01 31.74.01 31.73.01 36.71.01 36.74.01 33.74.01 34.71.01 35.78.01 35.73.01 "
    "51.71.01 32.71.01 32.75.01 33.72.01 12.71.01 16.71.01 73.71.01"
).split()


@dataclass(frozen=True, slots=True)
class Customer:
    """One person: what Telegram says about them, and where their parcels go."""

    id: int
    first_name: str
    last_name: str
    username: str
    language: str
    phone: str
    district_code: str

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"


def customer(number: int) -> Customer:
    """Give customer ``number`` (from 0). One in five reads English."""
    return Customer(
        id=FIRST_ID + number,
        first_name=_FIRST[number % len(_FIRST)],
        last_name=_LAST[number // 7 % len(_LAST)],
        username=f"pembeli{number}" if number % 3 else "",
        language="en" if number % 5 == 0 else "id",
        phone=f"+62812{number % 100_000_000:08}",
        district_code=_DISTRICTS[number % len(_DISTRICTS)],
    )


@lru_cache(maxsize=50_000)
def wire(number: int) -> tuple[bytes, bytes, bytes]:
    """Give a customer's id, and the JSON of ``from`` and of the private ``chat`` as Telegram writes them."""
    one = customer(number)
    names = {"first_name": one.first_name, "last_name": one.last_name}
    if one.username:
        names["username"] = one.username
    sender = {"id": one.id, "is_bot": False, **names, "language_code": one.language}
    chat = {"id": one.id, **names, "type": "private"}
    return str(one.id).encode(), _compact(sender), _compact(chat)


def _compact(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()
