"""What docs/sandbox.md says can be done."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.sandbox.conftest import TOKEN, Telegram
from tests.sandbox.nonsense import sim_routes

GUIDE = Path("docs/sandbox.md").read_text(encoding="utf-8")
ADDRESS = "http://127.0.0.1:8081"


def blocks(language: str) -> list[str]:
    """The guide's examples in one language."""
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)


@pytest.mark.parametrize("path", sorted({path for _, path in sim_routes()}))
def test_every_route_of_the_peoples_side_is_in_the_guide(path: str) -> None:
    """Somebody who writes a driver in another language finds it there."""
    last = [part for part in path.split("/") if not part.startswith("{")][-1]
    assert f"/{last}" in GUIDE


@pytest.mark.parametrize("example", blocks("python"))
async def test_the_python_examples_run(example: str) -> None:
    """As they stand."""
    names: dict[str, object] = {}
    exec(example, names)
    assert {"bot", "app"} & names.keys()


async def test_the_commands_in_the_guide_are_answered(telegram: Telegram) -> None:
    """In their order, the last one with the call the bot has made."""
    [commands] = blocks("sh")
    answers = []
    for line in commands.strip().splitlines():
        words = shlex.split(line)
        url = words[-1].replace(ADDRESS, telegram.url)
        if "-d" in words:
            # curl says of such a body that it is a form.
            form = {"Content-Type": "application/x-www-form-urlencoded"}
            request = telegram.http.post(url, data=words[words.index("-d") + 1], headers=form)
        else:
            request = telegram.http.get(url)
        async with request as response:
            assert response.status == 200, line
            answers.append(await response.text())
        if line.endswith("messages"):
            await telegram.updates(offset=10**15)
    assert json.loads(answers[2]) == {"quiet": True}
    assert "Ann: /start" in answers[3]
    assert json.loads(answers[4])["calls"]


async def test_a_file_is_where_the_guide_says(telegram: Telegram) -> None:
    """The address of files in the example for Node.js is the one files have."""
    assert f"{ADDRESS}/file/bot{TOKEN}/" in GUIDE
    async with telegram.http.get(f"{telegram.url}/file/bot{TOKEN}/none") as response:
        assert (response.status, (await response.json())["description"]) == (404, "Not Found")
