"""Updates as Telegram writes them: whole JSON, from distinct people, with the message that was tapped."""

import itertools
import json
import time
from typing import Any

from bench.crowd import wire
from bench.telegram import Tap

_NUMBERS = itertools.count(700_000_001)
_BOT = b'{"id":1000,"is_bot":true,"first_name":"Toko Ukur","username":"toko_ukur_bot"}'


def _inside(value: dict[str, Any]) -> bytes:
    """Give the members of a JSON object without its braces."""
    return json.dumps(value, separators=(",", ":")).encode()[1:-1]


def _keyboard(rows: int) -> dict[str, Any]:
    item = [
        [{"text": f"Kaos Katun Polos Hitam {n} · Rp{80 + n}.000", "callback_data": f"p:{n}:0:0:0:1:0:7:0"}]
        for n in range(1, rows - 2)
    ]
    pages = [{"text": sign, "callback_data": f"s:0:{n}"} for n, sign in ((6, "‹"), (7, "7/12500"), (8, "›"))]
    ways = [
        [{"text": "🔎 Cari", "callback_data": "q"}, {"text": "🛒 Keranjang", "callback_data": "c:1"}],
        [{"text": "🏠 Menu", "callback_data": "m"}],
    ]
    return {"inline_keyboard": [*item, pages, *ways]}


_PHOTO = _inside(
    {
        "photo": [
            {
                "file_id": f"AgACAgUAAxkDAAIBHmbench{width}photofileidentifierAAIbenchAAgQAAzYE",
                "file_unique_id": f"AQADbench{width}eA",
                "file_size": size,
                "width": width,
                "height": height,
            }
            for width, height, size in (
                (90, 45, 1_900),
                (320, 160, 17_000),
                (800, 400, 52_000),
                (1280, 640, 90_000),
            )
        ],
        "caption": "Toko Ukur\nSemua barang: 100.000. Pilih dengan tombol di bawah, atau ketik yang dicari.",
        "caption_entities": [{"offset": 0, "length": 9, "type": "bold"}],
        "reply_markup": _keyboard(11),
    }
)
_TEXT = _inside(
    {
        "text": "Toko Ukur\nSemua barang: 100.000. Pilih dengan tombol di bawah, atau ketik yang dicari.",
        "entities": [{"offset": 0, "length": 9, "type": "bold"}],
        "reply_markup": _keyboard(10),
    }
)


def tapped(person: int, data: bytes, *, on_photo: bool = True, expected: Any = None) -> Tap:
    """A customer taps a button that carries ``data``."""
    number = next(_NUMBERS)
    chat, sender, room = wire(person)
    now = int(time.time())
    message = b"%d" % (20 + person % 900)
    callback = b"43%016d" % number
    update = (
        b'{"update_id":%d,"callback_query":{"id":"%b","from":%b,"message":{"message_id":%b,"from":%b,"chat":%b,'
        b'"date":%d,"edit_date":%d,%b},"chat_instance":"-43%016d","data":"%b"}}'
        % (number, callback, sender, message, _BOT, room, now - 300 - person % 9_000, now - 20,
           _PHOTO if on_photo else _TEXT, person, data)
    )  # fmt: skip
    return Tap(update, chat, message, callback, expected)


def typed(person: int, text: str, *, expected: Any = None) -> Tap:
    """A customer types a message."""
    number = next(_NUMBERS)
    chat, sender, room = wire(person)
    entities = ""
    if text.startswith("/"):
        length = len(text.split(maxsplit=1)[0])
        entities = f',"entities":[{{"offset":0,"length":{length},"type":"bot_command"}}]'
    update = b'{"update_id":%d,"message":{"message_id":%d,"from":%b,"chat":%b,"date":%d,"text":%b%b}}' % (
        number,
        number % 100_000,
        sender,
        room,
        int(time.time()),
        json.dumps(text).encode(),
        entities.encode(),
    )
    return Tap(update, chat, expected=expected)
