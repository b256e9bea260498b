"""Nonsense is answered with a reason, never with a crash."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from yarl import URL

from sandbox.methods import METHODS as KNOWN
from tests.sandbox.conftest import BOT, TOKEN, Json, Phone, Telegram

BODIES = [
    b"{",
    b"[]",
    b'"x"',
    b"null",
    '{"type": []}',
    '{"type": {}}',
    b"\xff\xfe",
    b"[" * 100_000,
    b'{"a": NaN}',
    b'{"first_name": "\\ud800", "text": "\\ud800", "chat_id": "\\ud800", "method": "\\ud800"}',
    b'{"text": 5, "message_id": "x", "chat": "x", "first_name": [], "url": {}, "method": 1, "for_ms": "x"}',
    b'{"text": {}, "message_id": 1e400, "latitude": 1e309, "longitude": {}, "advance_s": "x", "within_ms": []}',
    b'{"message_id": 99999999999999999999999, "chat": 99999999999999999999999, "advance_s": 1e300, "for_ms": 1e300}',
    b'{"text": "x", "chat": true, "message_id": true, "row": -1, "column": "x", "reply_to": 1.5, "latitude": 91}',
]
CONTENT_TYPES = [
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "",
]
SIM_PATHS = [
    "people",
    "people/2002/messages",
    "people/2002/files",
    "people/2002/taps",
    "people/2002/links",
    "people/2002/contacts",
    "people/2002/locations",
    "people/2002/block",
    "people/2002/reactions",
    "people/2002/deletions",
    "people/2002/edits",
    "people/2002/unblock",
    "people/2002/inline",
    "people/2002/inline/loud",
    "people/2002/payments",
    "people/2002/members",
    "people/2002/topics",
    "people/9/messages",
    "people/x/messages",
    "groups",
    "channels",
    "bots/42",
    "faults",
    "clock",
    "quiet",
]
METHODS = [
    "getUpdates",
    "setWebhook",
    "sendMessage",
    "sendPhoto",
    "sendMediaGroup",
    "sendLocation",
    "sendContact",
    "sendChatAction",
    "editMessageText",
    "editMessageCaption",
    "editMessageMedia",
    "editMessageReplyMarkup",
    "deleteMessage",
    "deleteMessages",
    "copyMessage",
    "pinChatMessage",
    "unpinChatMessage",
    "answerCallbackQuery",
    "getFile",
    "setMyCommands",
    "setMyName",
    "setChatMenuButton",
    "getChat",
    "getChatMember",
    "setMessageReaction",
    "sendInvoice",
    "answerShippingQuery",
    "answerPreCheckoutQuery",
    "refundStarPayment",
    "answerInlineQuery",
    "createForumTopic",
    "restrictChatMember",
    "setChatTitle",
]


@pytest.mark.parametrize("path", SIM_PATHS)
async def test_the_peoples_side_explains(telegram: Telegram, bob: Phone, path: str) -> None:
    """Every path, every kind of nonsense."""
    for body in BODIES:
        async with telegram.http.post(f"{telegram.url}/sim/{path}", data=body) as response:
            answer = await response.json()
            assert response.status < 500, (path, body)
            assert response.status == 200 or answer["error"], (path, body)


@pytest.mark.parametrize("method", [name for name, _ in KNOWN.values()])
async def test_the_bot_api_explains(telegram: Telegram, bob: Phone, method: str) -> None:
    """Every method, every kind of nonsense, whatever it claims to be."""
    for content_type in CONTENT_TYPES:
        for body in BODIES:
            headers = {"Content-Type": content_type} if content_type else {}
            url = f"{telegram.url}/bot{TOKEN}/{method}"
            skip = None if content_type else ["Content-Type"]
            async with telegram.http.post(
                url, data=body, headers=headers, skip_auto_headers=skip
            ) as response:
                answer = await response.json()
                assert response.status < 500, (content_type, body, answer)
                assert answer["ok"] or answer["description"]


WRONG = [
    "x",
    "-1",
    "{}",
    "[]",
    "[[]]",
    "[{}]",
    '{"type": 5}',
    '[{"type": []}]',
    "1e999",
    "",
    "\0",
    '{"inline_keyboard": 1}',
]
WRONG += [
    '{"inline_keyboard": [[5]]}',
    '{"inline_keyboard": [[{"text": {}, "url": []}]]}',
    '{"keyboard": [[[]]]}',
    "null",
    '{"type": []}',
    '{"type": {}}',
    "true",
]
WRONG += [
    '[{"type": "photo", "media": {}}]',
    '{"type": "photo", "media": 5, "caption": []}',
    '[{"offset": "x", "length": {}}]',
]
WRONG += [
    '[{"type": "text_link", "offset": 0, "length": 1, "url": 5}]',
    '[{"type": "text_mention", "offset": 0, "length": 1}]',
]
WRONG += [
    '[{"type": "text_mention", "offset": 0, "length": 1, "user": {"id": {}}}]',
    '{"message_id": {}}',
    '{"type": "chat", "chat_id": []}',
]
SCHEMA = json.loads(Path("sandbox/schema.json").read_text())


@pytest.mark.parametrize("method", METHODS)
async def test_wrong_values_are_explained(telegram: Telegram, bob: Phone, method: str) -> None:
    """One wrong value among right ones."""
    said = await bob.says("hi")
    right = {"chat_id": bob.id, "message_id": said, "text": "x", "latitude": 1, "longitude": 1, "url": ""}
    right |= {"from_chat_id": bob.id, "user_id": bob.id, "phone_number": "1", "first_name": "x"}
    for field in set(SCHEMA["methods"][method]) - {"timeout"}:
        for value in WRONG:
            status, answer = await telegram.call(method, **right | {field: value})
            assert status < 500 and (answer["ok"] or answer["description"]), (field, value)


@pytest.mark.parametrize("verb", ["GET", "PUT", "DELETE", "PATCH"])
async def test_other_verbs_and_paths_are_refused(telegram: Telegram, verb: str) -> None:
    """404 or 405, as JSON under /sim."""
    for path in ("sim/nothing", "sim/people/1/nothing", "sim/people/1/chats/x", "sim/files/none"):
        async with telegram.http.request(verb, f"{telegram.url}/{path}") as response:
            assert response.status in {404, 405}
            assert (await response.json())["error"]
    if verb != "GET":
        async with telegram.http.request(verb, f"{telegram.url}/bot{TOKEN}/getMe") as response:
            assert (response.status, (await response.json())["description"]) == (405, "Method Not Allowed")


@pytest.mark.parametrize(
    "path",
    [
        "page/../server.py",
        "page/..%2fserver.py",
        "page/%2e%2e/server.py",
        "page//etc/passwd",
        "page/",
        "page/none.js",
    ],
)
async def test_the_page_shows_only_its_own_files(telegram: Telegram, path: str) -> None:
    """No path leads out of its folder."""
    async with telegram.http.get(URL(f"{telegram.url}/{path}", encoded=True)) as response:
        assert response.status == 404


@pytest.mark.parametrize("query", ["since=x", "since=-1", "since=" + "9" * 30])
async def test_a_bad_position_in_the_log_is_refused(telegram: Telegram, query: str) -> None:
    """And a far one is just empty."""
    async with telegram.http.get(f"{telegram.url}/sim/calls?{query}") as response:
        assert response.status == 400
    assert (await telegram.sim("GET", "calls?since=999"))["calls"] == []


async def test_parameters_come_any_way(telegram: Telegram, bob: Phone) -> None:
    """In the address, as a form, as JSON, as multipart; the method in any case."""
    url = f"{telegram.url}/bot{TOKEN}"
    async with telegram.http.get(
        f"{url}/SENDMESSAGE", params={"chat_id": bob.id, "text": "address"}
    ) as response:
        assert response.status == 200
    async with telegram.http.post(f"{url}/sendMessage?chat_id=2002", data={"text": "form"}) as response:
        assert response.status == 200
    form = aiohttp.FormData({"chat_id": "2002", "text": "multipart"}, default_to_multipart=True)
    async with telegram.http.post(f"{url}/sendMessage", data=form) as response:
        assert response.status == 200
    await telegram.ok("sendMessage", chat_id="2002", text="JSON")
    assert [message["text"] for message in await bob.sees()][1:] == ["address", "form", "multipart", "JSON"]


async def everything(telegram: Telegram, bob: Phone) -> Json:
    """What there is to be seen of this Telegram."""
    chats = (await telegram.sim("GET", f"people/{bob.id}/chats"))["chats"]
    return {
        "people": await telegram.sim("GET", "people"),
        "bots": await telegram.sim("GET", "bots"),
        "chats": [await telegram.sim("GET", f"people/{bob.id}/chats/{chat['id']}") for chat in chats],
        "waiting": (await telegram.ok("getWebhookInfo"))["pending_update_count"],
        "menu": await telegram.ok("getMyCommands"),
        "name": await telegram.ok("getMyName"),
    }


@pytest.mark.parametrize(
    "path",
    [*(f"sim/{path}" for path in SIM_PATHS), *(f"bot{TOKEN}/{name}" for name, _ in KNOWN.values())],
)
async def test_half_a_body_changes_nothing(telegram: Telegram, bob: Phone, path: str) -> None:
    """A phone that lost its connection in the middle of a sentence has not said it."""
    before = await everything(telegram, bob)
    whole = json.dumps(
        {"chat_id": bob.id, "text": "hi", "first_name": "Al", "title": "x", "members": [bob.id]}
    )
    async with telegram.http.post(
        f"{telegram.url}/{path}", data=whole[:-9], headers={"Content-Type": "application/json"}
    ) as response:
        answer = await response.json()
    assert response.status == 400
    assert answer.get("error") or answer["description"]
    assert await everything(telegram, bob) == before


WRONG_TYPES: list[tuple[str, Json]] = [
    ("people", {"first_name": 5}),
    ("people", {"first_name": "Al", "id": "2002"}),
    ("people/2002/messages", {"text": ["hi"]}),
    ("people/2002/messages", {"text": "hi", "reply_to": "first"}),
    ("people/2002/messages", {"text": "hi", "thread": {}}),
    ("people/2002/edits", {"message_id": "1", "text": "x"}),
    ("people/2002/taps", {"message_id": [1]}),
    ("people/2002/links", {"url": 5}),
    ("people/2002/locations", {"latitude": "north", "longitude": 1}),
    ("people/2002/reactions", {"message_id": 1.5, "emoji": "👍"}),
    ("people/2002/inline", {"query": {}}),
    ("people/2002/inline", {"query": "x", "bot": "@sandbox_42_bot"}),
    ("people/2002/payments", {"message_id": True}),
    ("people/2002/members", {"chat": "Us", "status": "member"}),
    ("people/2002/members", {"chat": -4_100_000_001, "status": 5}),
    ("people/2002/members", {"chat": -4_100_000_001, "status": "emperor"}),
    ("people/2002/members", {"chat": -4_100_000_001, "status": ["member"]}),
    ("people/2002/members", {"chat": -4_100_000_001, "status": "administrator", "rights": "all"}),
    ("people/2002/members", {"chat": -4_100_000_001, "status": "member", "member": {}}),
    ("people/2002/topics", {"chat": -4_100_000_001, "name": 5}),
    ("groups", {"title": {}, "members": [2002]}),
    ("groups", {"title": "x", "members": "Bob"}),
    ("groups", {"title": "x", "members": [[2002]]}),
    ("groups", {"title": "x", "members": [BOT]}),
    ("groups", {"title": "x", "members": [2002], "username": ["x"]}),
    ("channels", {"title": "x", "admins": {"id": 2002}}),
    ("bots/42", {"inline": "no"}),
    ("faults", {"method": "sendMessage", "code": "400"}),
    ("clock", {"advance_s": "1"}),
    ("clock", {"advance_s": -1}),
    ("quiet", {"for_ms": "long"}),
]


@pytest.mark.parametrize(("path", "body"), WRONG_TYPES)
async def test_values_of_the_wrong_type_change_nothing(
    telegram: Telegram, bob: Phone, path: str, body: Json
) -> None:
    """A program that drives people learns at once what it got wrong."""
    await telegram.sim("POST", "groups", {"title": "Us", "members": [bob.id, BOT]})
    before = await everything(telegram, bob)
    async with telegram.http.post(f"{telegram.url}/sim/{path}", json=body) as response:
        answer = await response.json()
    assert response.status in {400, 404} and answer["error"], answer
    assert await everything(telegram, bob) == before


INVOICE = {"title": "Mug", "description": "x", "payload": "x", "currency": "XTR"}
EMOJI = {"type": "custom_emoji", "offset": 0, "length": 1}


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("sendMessage", {"text": "<tg-time unix='²'>x</tg-time>", "parse_mode": "HTML"}),
        ("sendMessage", {"text": "x", "entities": [EMOJI | {"custom_emoji_id": "²"}]}),
        ("sendMessage", {"text": "x", "entities": [EMOJI | {"custom_emoji_id": "9" * 5000}]}),
        ("sendInvoice", INVOICE | {"prices": [{"label": "x", "amount": "--5"}]}),
        ("sendInvoice", INVOICE | {"prices": [{"label": "x", "amount": "9" * 5000}]}),
        ("getUpdates", {"limit": "9" * 5000}),
        ("getUpdates", {"limit": 10**400}),
    ],
)
async def test_digits_that_are_no_number_are_refused(
    telegram: Telegram, bob: Phone, method: str, params: Json
) -> None:
    """Neither a superscript nor a number longer than any is a reason to crash."""
    status, answer = await telegram.call(method, chat_id=bob.id, **params)
    assert status in {200, 400} and (answer["ok"] or answer["description"]), answer


@pytest.mark.parametrize("depth", [101, 900, 3000, 9000])
async def test_what_is_nested_too_deep_is_not_read(telegram: Telegram, bob: Phone, depth: int) -> None:
    """At a hundred levels Telegram stops reading, and so does the sandbox."""
    deep = "[" * depth + "]" * depth
    for body in (
        f'{{"chat_id": 2002, "text": "x", "reply_markup": {deep}}}',
        f'{{"text": "x", "x": {deep}}}',
    ):
        for path in (f"bot{TOKEN}/sendMessage", "sim/people/2002/messages"):
            async with telegram.http.post(
                f"{telegram.url}/{path}", data=body, headers={"Content-Type": "application/json"}
            ) as response:
                assert response.status == 400, await response.text()
    status, _ = await telegram.call("sendMessage", chat_id=bob.id, text="x", reply_markup=deep)
    assert status == 400
    assert len(await telegram.calls("sendMessage")) == 3


@pytest.mark.parametrize(
    "url", [f"http://{'a' * 70}.com/", "http://a..b/", "http://\u200b.com/", "http://[::1/"]
)
async def test_a_webhook_that_can_be_nowhere_holds_nothing_up(
    telegram: Telegram, bob: Phone, url: str
) -> None:
    """Its updates wait, and come when there is an address that works or when they are asked for."""
    status, answer = await telegram.call("setWebhook", url=url)
    await bob.says("anyone?")
    if status == 200:
        await telegram.until_waiting_for(2)
        info = await telegram.ok("getWebhookInfo")
        assert info["pending_update_count"] == 1 and info["last_error_message"]
        await telegram.ok("deleteWebhook")
    else:
        assert "invalid URL" in answer["description"]
    assert [update["message"]["text"] for update in await telegram.updates()] == ["anyone?"]


HUNDRED_MEGABYTES = 100


async def _flood(start: bytes) -> AsyncIterator[bytes]:
    yield start
    for _ in range(HUNDRED_MEGABYTES):
        yield b"x" * 2**20


@pytest.mark.parametrize(
    ("path", "content_type", "start"),
    [
        (f"bot{TOKEN}/sendMessage", "application/json", b'{"chat_id": 2002, "text": "'),
        (f"bot{TOKEN}/sendMessage", "application/x-www-form-urlencoded", b"chat_id=2002&text="),
        (
            f"bot{TOKEN}/sendDocument",
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="document"; filename="a"\r\n\r\n',
        ),
        ("sim/people", "application/json", b'{"first_name": "'),
        ("sim/people/2002/messages", "application/json", b'{"text": "'),
        (
            "sim/people/2002/files",
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n',
        ),
    ],
)
async def test_a_hundred_megabytes_are_too_much(
    telegram: Telegram, bob: Phone, path: str, content_type: str, start: bytes
) -> None:
    """413, and nothing of it is kept."""
    before = await everything(telegram, bob)
    async with telegram.http.post(
        f"{telegram.url}/{path}", data=_flood(start), headers={"Content-Type": content_type}
    ) as response:
        answer = await response.json()
    assert response.status == 413
    assert answer.get("error") or answer["description"]
    assert await everything(telegram, bob) == before


@pytest.mark.parametrize(
    "path",
    [
        "../../../etc/passwd",
        "..%2f..%2f..%2fetc%2fpasswd",
        "%2e%2e/%2e%2e/etc/passwd",
        "/etc/passwd",
        "documents/../../etc/passwd",
        "documents/..%5c..%5cetc%5cpasswd",
        "documents/file_0%00.txt",
        "documents/",
    ],
)
async def test_a_bot_downloads_only_what_was_sent(telegram: Telegram, bob: Phone, path: str) -> None:
    """Whatever a file was called and whatever path is asked for."""
    await bob.sends("document", ("../../../etc/passwd", b"secret of Bob"))
    [update] = await telegram.updates()
    file = await telegram.ok("getFile", file_id=update["message"]["document"]["file_id"])
    assert file["file_path"] == "documents/file_0"
    url = URL(f"{telegram.url}/file/bot{TOKEN}/{path}", encoded=True)
    async with telegram.http.get(url) as response:
        assert response.status == 404
        assert b"root:" not in await response.read()


STRANGER = "people/4711"


@pytest.mark.parametrize(
    ("verb", "path"),
    [
        *(("POST", path.replace("people/2002", STRANGER)) for path in SIM_PATHS if "people/2002/" in path),
        ("GET", f"{STRANGER}/chats"),
        ("GET", f"{STRANGER}/chats/42"),
        ("GET", f"{STRANGER}/chats/42.txt"),
        ("GET", f"{STRANGER}/events"),
        ("GET", "people/2002/chats/4711"),
        ("POST", "bots/4711"),
    ],
)
async def test_strangers_can_do_nothing(telegram: Telegram, bob: Phone, verb: str, path: str) -> None:
    """Who is not here is not found, and does not come into being by being named."""
    before = await everything(telegram, bob)
    form = aiohttp.FormData({"as": "document"}, default_to_multipart=True)
    form.add_field("file", b"x", filename="a")
    body: dict[str, Any] = {"data": form} if path.endswith("files") else {"json": {"text": "hi"}}
    async with telegram.http.request(verb, f"{telegram.url}/sim/{path}", **body) as response:
        answer = await response.json()
    assert (response.status == 404 and "4711" in answer["error"]) or path == "bots/4711", answer
    assert await everything(telegram, bob) == before


SCRIPT = "<script>alert(1)</script>"


async def test_a_script_in_a_name_is_only_a_name(telegram: Telegram, bob: Phone) -> None:
    """It comes back as it was given, and never in anything a browser would run."""
    eve = await telegram.arrives(SCRIPT, last_name='"><img src=x onerror=alert(1)>')
    group = (await telegram.sim("POST", "groups", {"title": SCRIPT, "members": [eve.id, bob.id, BOT]}))[
        "chat"
    ]
    await eve.says(SCRIPT, chat=group)
    [_, said] = (await telegram.sim("GET", f"people/{bob.id}/chats/{group}?after=0"))["messages"][-2:]
    assert (said["text"], said["entities"]) == (SCRIPT, [])
    assert said["sender"]["name"].startswith(SCRIPT)
    for path in ("people", f"people/{bob.id}/chats", f"people/{bob.id}/chats/{group}", "calls"):
        async with telegram.http.get(f"{telegram.url}/sim/{path}") as response:
            assert response.content_type == "application/json"
    async with telegram.http.get(f"{telegram.url}/sim/people/{bob.id}/chats/{group}.txt") as response:
        assert response.content_type == "text/plain"
        assert SCRIPT in await response.text()


@pytest.mark.parametrize("name", ["page.html", "picture.svg", f"{SCRIPT}.html"])
async def test_a_script_in_a_file_is_never_shown(telegram: Telegram, bob: Phone, name: str) -> None:
    """It is downloaded, in a page without any rights."""
    await bob.sends("document", (name, SCRIPT.encode()))
    url = (await bob.sees())[-1]["file"]["url"]
    async with telegram.http.get(telegram.url + url) as response:
        assert await response.text() == SCRIPT
    assert response.headers["Content-Disposition"] == "attachment"
    assert response.headers["Content-Security-Policy"] == "sandbox"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
