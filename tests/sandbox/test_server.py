"""Starting and stopping the sandbox, and its page."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
import tarfile
from pathlib import Path

import aiohttp
import pytest

from sandbox import make_schema
from sandbox.__main__ import announcement, is_loopback, read_arguments
from tests.sandbox.conftest import Telegram

PAGE = Path("sandbox/page")
PAGE_FILES = sorted(PAGE.rglob("*"))


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
async def test_it_stops_at_once_whoever_still_waits(how: signal.Signals) -> None:
    """With a long poll, an open page and a tap under way."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "sandbox", "--port", "0"),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    first = (await process.stdout.readline()).decode()
    second = (await process.stdout.readline()).decode()
    assert "loopback only" in second
    url = first.split()[-1].rstrip("/")
    async with aiohttp.ClientSession() as http:
        async with http.post(f"{url}/sim/people", json={"first_name": "Ann", "id": 7}):
            pass
        polling = asyncio.create_task(http.get(f"{url}/bot1:a/getUpdates?timeout=50").__aenter__())
        async with http.get(f"{url}/sim/people/7/events") as events:
            await events.content.readline()
            while True:
                async with http.get(f"{url}/sim/bots") as response:
                    if (await response.json())["bots"]:
                        break
            process.send_signal(how)
            # A second on an idle machine; nobody is idle while tests run.
            assert await asyncio.wait_for(process.wait(), 4) == 0
        (await polling).close()


def test_the_address_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless it is said on the command line."""
    monkeypatch.setenv("SANDBOX_HOST", "::1")
    monkeypatch.setenv("SANDBOX_PORT", "9000")
    arguments = read_arguments(["--speed", "realistic"])
    assert (arguments.host, arguments.port, arguments.speed) == ("::1", 9000, "realistic")
    assert read_arguments(["--port", "1"]).port == 1


def test_a_sandbox_open_to_the_world_says_so() -> None:
    """Loud and clear."""
    assert [is_loopback(host) for host in ("localhost", "::1", "0.0.0.0", "example.com")] == [
        True,
        True,
        False,
        False,
    ]
    assert "ANYONE" in announcement("0.0.0.0", 80)
    assert "http://[::1]:80/" in announcement("::1", 80)


async def test_the_page_is_served_with_the_right_types(telegram: Telegram) -> None:
    """And never from an old cache."""
    expected = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
    for file in PAGE_FILES:
        if file.suffix in expected:
            async with telegram.http.get(f"{telegram.url}/page/{file.relative_to(PAGE)}") as response:
                assert (response.status, response.content_type) == (200, expected[file.suffix])
                assert response.headers["Cache-Control"] == "no-cache"


def test_the_schema_can_be_made_again(tmp_path: Path) -> None:
    """Types, what is required, and limits read out of descriptions."""
    text = {
        "name": "text",
        "type": "String",
        "required": True,
        "description": "1-4096 characters after entities parsing",
    }
    data = {"name": "data", "type": "String", "required": False, "description": "Data, 1-64 bytes"}
    items = {
        "name": "items",
        "type": "Array of A and B",
        "required": False,
        "description": "must include 2-10 items",
    }
    kind = {"name": "type", "type": "String", "required": True, "description": "Type of it, must be photo"}
    source = {
        "api": {"version": "1.0"},
        "items": [
            {
                "children": [
                    {
                        "name": "send",
                        "category": "methods",
                        "description": "",
                        "annotations": [text, data, items],
                    },
                    {"name": "A", "category": "types", "description": "", "annotations": [kind]},
                    {
                        "name": "AB",
                        "category": "types",
                        "description": "One of\n - A\n - B",
                        "annotations": [],
                    },
                ]
            }
        ],
    }
    original = tmp_path / make_schema.INSIDE
    original.parent.mkdir(parents=True)
    original.write_text(json.dumps(source))
    with tarfile.open(tmp_path / "source.tar.gz", "w:gz") as archive:
        archive.add(original, f"aiogram-1.0/{make_schema.INSIDE}")
    make_schema.main(tmp_path / "source.tar.gz", tmp_path / "schema.json")
    assert json.loads((tmp_path / "schema.json").read_text()) == {
        "version": "1.0",
        "methods": {
            "send": {
                "text": ["String", 1, [1, 4096, "parsed"]],
                "data": ["String", 0, [1, 64, "bytes"]],
                "items": ["Array of A or B", 0, [2, 10, "items"]],
            }
        },
        "types": {"A": {"type": ["String", 1, "photo"]}},
        "unions": {"AB": ["A", "B"]},
    }
