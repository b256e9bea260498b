"""Nonsense is answered with a reason, never with a crash."""

from __future__ import annotations

import json
from pathlib import Path

import aiohttp
import pytest
from yarl import URL

from tests.sandbox.conftest import TOKEN, Phone, Telegram

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
    "people/9/messages",
    "people/x/messages",
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
]


@pytest.mark.parametrize("path", SIM_PATHS)
async def test_the_peoples_side_explains(telegram: Telegram, bob: Phone, path: str) -> None:
    """Every path, every kind of nonsense."""
    for body in BODIES:
        async with telegram.http.post(f"{telegram.url}/sim/{path}", data=body) as response:
            answer = await response.json()
            assert response.status < 500, (path, body)
            assert response.status == 200 or answer["error"], (path, body)


@pytest.mark.parametrize("method", METHODS)
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
