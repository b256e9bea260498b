"""Telegram's part: serves the Bot API, posts updates to bots' webhooks, and knows when a person has seen the answer.

A tap is over when its update was taken (2xx), its callback was answered and its screen arrived, over HTTP or by the
method that a webhook's answer may carry. A typed message is over when it was taken and something was sent to its chat.
"""

import asyncio
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bench.forms import parameters
from bench.limits import Flood
from bench.wire import Asking, Serving, answer

_SEPARATED = rb'(?:=|"\s*:\s*"?|"\r\n(?:[^\r\n]+\r\n)*\r\n)'
_CHAT = re.compile(rb'(?:^|[&"])chat_id' + _SEPARATED + rb"(-?\d+)")
_MESSAGE = re.compile(rb'(?:^|[&"])message_id' + _SEPARATED + rb"(\d+)")
_CALLBACK = re.compile(rb'(?:^|[&"])callback_query_id' + _SEPARATED + rb"(\d+)")
_METHOD = re.compile(rb'(?:^|[&"])method' + _SEPARATED + rb"(\w+)")
_FILE_ID = b"AgACAgUAAxkBAAIBenchmarkPhotoFileIdentifierAAIBenchmark%dAAgQ"
_TRUE = answer(b'{"ok":true,"result":true}')
_KEYS = b",".join(
    b'[{"text":"Kaos Katun Polos Hitam %d \\u00b7 Rp%d.000","callback_data":"p:%d:0:0:0:1:0:1:0"}]'
    % (n, 80 + n, n)
    for n in range(1, 13)
)
_SIZES = ((90, 90, 1_300), (320, 320, 18_000), (800, 800, 61_000), (1280, 1280, 110_000))
_DATE = int(time.time())

Look = Callable[["Tap", str, dict[str, Any]], None]


class Failed(Exception):
    """The shop did not do what a row claims it does."""


@dataclass(slots=True, eq=False)
class Tap:
    """A person's tap or message, until they have seen the answer."""

    update: bytes
    chat: bytes
    message: bytes = b""
    """the tapped message; empty for a typed one"""
    callback: bytes = b""
    expected: Any = None
    """what the screen should show, for the row's own check"""
    look: Look | None = None
    """looks at the screen closely, when this one is to be"""
    posted: bool = False
    answered: bool = False
    seen: bool = False
    started: float = 0.0
    over: Callable[["Tap"], None] | None = None

    def progress(self) -> None:
        """Tell that it is over, once it is."""
        if self.posted and self.seen and self.answered and self.over is not None:
            over, self.over = self.over, None
            over(self)


@dataclass(slots=True, eq=False)
class Account:
    """A bot's account at Telegram."""

    token: bytes
    place: bytes
    """the first part of the path of its calls: two workers of one bot are told apart by it"""
    url: bytes = b""
    secret: bytes = b""
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    flood: Flood | None = None
    """set where the limits of messages are enforced"""
    by_chat: dict[bytes, Tap] = field(default_factory=dict)
    by_callback: dict[bytes, Tap] = field(default_factory=dict)
    updates: int = 0
    calls: int = 0
    uploads: int = 0
    others: int = 0
    """messages to people who did not ask for one just now"""
    problem: str = ""
    lines: list[Asking] = field(default_factory=list)
    forgiving: bool = False
    """whether taps were given up: answers to them may still come"""

    def forget_taps(self) -> None:
        """Give up what is on its way."""
        self.by_chat.clear()
        self.by_callback.clear()
        for line in self.lines:
            line.close()
        self.lines.clear()
        self.forgiving = True

    def fail(self, problem: str) -> None:
        """Remember the first thing that went wrong."""
        self.problem = self.problem or problem


class Telegram:
    """The Bot API server and the sender of updates."""

    def __init__(self) -> None:
        """Begin without accounts."""
        self.accounts: dict[bytes, Account] = {}
        self.address = ""
        self._server: asyncio.Server | None = None
        self._files = 0

    async def open(self) -> None:
        """Serve on a free port; ``address`` says where."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: Serving(self._serve), "127.0.0.1", 0, backlog=1024)
        self.address = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def account(self, token: str, place: str) -> Account:
        """Open an account for one process, which calls ``/<place>/bot<token>/…``."""
        made = self.accounts[place.encode()] = Account(token.encode(), place.encode())
        return made

    def close(self) -> None:
        """Stop serving."""
        for account in self.accounts.values():
            for line in account.lines:
                line.close()
        if self._server is not None:
            self._server.close()

    def post(self, account: Account, line: Asking, tap: Tap) -> None:
        """Send a tap's update; the tap tells by itself when it is over."""
        account.updates += 1
        account.by_chat[tap.chat] = tap
        if tap.callback:
            account.by_callback[tap.callback] = tap
        else:
            tap.answered = True
        head = b"POST /telegram HTTP/1.1\r\nHost: %b\r\nX-Telegram-Bot-Api-Secret-Token: %b\r\n" % (
            account.url,
            account.secret,
        )
        head += b"Content-Type: application/json\r\nAccept-Encoding: gzip, deflate\r\nContent-Length: "
        line.ask(
            b"%b%d\r\n\r\n%b" % (head, len(tap.update), tap.update),
            lambda status, body: self._taken(account, tap, status, body),
        )

    def _taken(self, account: Account, tap: Tap, status: int, body: bytes) -> None:
        if not 200 <= status < 300:
            account.fail(f"the webhook answered {status}")
        tap.posted = True
        if body and (method := _METHOD.search(body)):
            self._carry_out(account, method[1].decode(), body)
        tap.progress()

    def _serve(self, path: bytes, body: bytes) -> bytes:
        _, place, token, method = path.split(b"/", 3)
        account = self.accounts.get(place)
        if account is None or token[3:] != account.token:
            return answer(b'{"ok":false,"error_code":401,"description":"Unauthorized"}', b"401 Unauthorized")
        return self._carry_out(account, method.decode(), body)

    def _carry_out(self, account: Account, method: str, body: bytes) -> bytes:
        account.calls += 1
        if method == "answerCallbackQuery":
            found = _CALLBACK.search(body)
            tap = account.by_callback.pop(found[1], None) if found else None
            if tap is None and not account.forgiving:
                account.fail(f"an answer to no tap: {body[:200]!r}")
            elif tap is not None:
                tap.answered = True
                tap.progress()
            return _TRUE
        if method.startswith(("editMessage", "send")):
            return self._show(account, method, body)
        return self._settle(account, method, body)

    def _show(self, account: Account, method: str, body: bytes) -> bytes:
        """A screen: of the person who waits for one, or somebody else's news."""
        found, edited = _CHAT.search(body), method.startswith("edit")
        chat = found[1] if found else b""
        message = _MESSAGE.search(body) if edited else None
        tap = account.by_chat.get(chat)
        if not edited and account.flood is not None and (wait := account.flood.refused(chat)):
            return answer(
                b'{"ok":false,"error_code":429,"description":"Too Many Requests: retry after %d",'
                b'"parameters":{"retry_after":%d}}' % (wait, wait),
                b"429 Too Many Requests",
            )
        if tap is not None and tap.message == (message[1] if message else b""):
            del account.by_chat[chat]
            self._look(account, tap, method, body)
            tap.seen = True
            tap.progress()
        elif not account.forgiving and (edited or (tap is not None and tap.message)):
            account.fail(f"a screen nobody waits for: {method} {body[:300]!r}")
        else:
            account.others += 1
        photo = method in {"sendPhoto", "editMessageMedia", "editMessageCaption"}
        if photo and b"filename=" in body:
            account.uploads += 1
        return answer(self._message(chat, message[1] if message else b"77", photo=photo))

    def _look(self, account: Account, tap: Tap, method: str, body: bytes) -> None:
        if tap.look is not None:
            try:
                tap.look(tap, method, parameters(body))
            except Exception as error:
                account.fail(f"{type(error).__name__}: {error}; {method} {body[:1500]!r}")

    def _message(self, chat: bytes, number: bytes, *, photo: bool) -> bytes:
        """The message as Telegram gives it back, with what it shows and its buttons."""
        shown = b'"text":"Semua barang di toko ini, pilih dengan tombol di bawah."'
        if photo:
            self._files += 1
            sizes = b",".join(
                b'{"file_id":"' + _FILE_ID % (self._files * 4 + place) + b'","file_unique_id":"AQADbench%d",'
                b'"file_size":%d,"width":%d,"height":%d}' % (place, size, width, height)
                for place, (width, height, size) in enumerate(_SIZES)
            )
            shown = (
                b'"photo":['
                + sizes
                + b'],"caption":"Semua barang di toko ini, pilih dengan tombol di bawah."'
            )
        return (
            b'{"ok":true,"result":{"message_id":%b,"from":{"id":1000,"is_bot":true,"first_name":"Toko Ukur",'
            b'"username":"toko_ukur_bot"},"chat":{"id":%b,"first_name":"Sari","last_name":"Wijaya","type":"private"},'
            b'"date":%d,"edit_date":%d,%b,"reply_markup":{"inline_keyboard":[%b]}}}'
        ) % (number, chat or b"0", _DATE, _DATE, shown, _KEYS)

    def _settle(self, account: Account, method: str, body: bytes) -> bytes:
        """What a bot does when it starts."""
        if method == "getMe":
            return answer(
                b'{"ok":true,"result":{"id":%b,"is_bot":true,"first_name":"Toko Ukur","username":"toko_ukur_bot",'
                b'"can_join_groups":true,"can_read_all_group_messages":false,"supports_inline_queries":false}}'
                % account.token.split(b":")[0]
            )
        if method == "setWebhook":
            given = parameters(body)
            account.url = given["url"].split("/")[2].encode()
            account.secret = given.get("secret_token", "").encode()
            account.ready.set()
        return _TRUE
