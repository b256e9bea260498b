"""However a call comes in, it is the same call, and however odd the words, its answer is plain JSON."""

from __future__ import annotations

import asyncio
import json

import pytest

from tests.sandbox.conftest import TOKEN, Phone, Telegram


async def test_a_body_that_is_announced_first_is_asked_for(telegram: Telegram, bob: Phone) -> None:
    """curl asks before it sends much (`Expect: 100-continue`), and gets its go-ahead and its answer."""
    body = json.dumps({"chat_id": bob.id, "text": "big"}).encode()
    host, _, port = telegram.url.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    head = (
        f"POST /bot{TOKEN}/sendMessage HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"
    )
    writer.write(head.encode())
    assert await reader.readuntil(b"\r\n\r\n") == b"HTTP/1.1 100 Continue\r\n\r\n"
    writer.write(body)
    answer = await reader.read()
    writer.close()
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["result"]["text"] == "big"


@pytest.mark.parametrize(
    ("method", "path", "form"),
    [
        ("POST", "sendMessage", {"text": "hi"}),
        ("POST", "SENDMESSAGE", {"text": "hi"}),
        ("POST", "send%4Dessage", {"text": "hi"}),
        ("POST", "sendMessage?text=hi", {}),
        ("GET", "sendMessage?text=hi", {}),
    ],
)
async def test_every_way_of_writing_a_call_is_that_call(
    telegram: Telegram, bob: Phone, method: str, path: str, form: dict[str, str]
) -> None:
    """Body or address, GET or POST, spelled oddly: Bob reads the same."""
    divider = "&" if "?" in path else "?"
    address = f"{telegram.url}/bot{TOKEN}/{path}{divider}chat_id={bob.id}"
    async with telegram.http.request(method, address, data=form or None) as response:
        assert (response.status, (await response.json())["result"]["text"]) == (200, "hi")


@pytest.mark.parametrize("text", ["plain", "Rp50.000 – é", "👨‍👩‍👧 keluarga", 'a"\\b<€>', "ก" * 500])
async def test_answers_are_plain_ascii(telegram: Telegram, bob: Phone, text: str) -> None:
    """Whatever was said comes back exactly, in characters that nothing on the way can break."""
    address = f"{telegram.url}/bot{TOKEN}/sendMessage"
    async with telegram.http.post(address, json={"chat_id": bob.id, "text": text}) as response:
        body = await response.read()
    assert body.isascii()
    assert json.loads(body)["result"]["text"] == text
