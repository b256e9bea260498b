"""The chat page as it arrives: one document that shows the chats, one script."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from sandbox.joining import joined
from tests.sandbox.conftest import Phone, Telegram

HOSTILE = "</script><img src=x>"


async def document(telegram: Telegram, query: str = "") -> str:
    """What a browser gets first."""
    async with telegram.http.get(f"{telegram.url}/{query}") as response:
        assert (response.status, response.headers["Cache-Control"]) == (200, "no-cache")
        return await response.text()


def facts(text: str) -> Any:
    """What the document brings along for the script."""
    found = re.search(r'id="first">(.*?)</script>', text, re.DOTALL)
    assert found
    return json.loads(found[1])


async def test_the_document_brings_the_chats_along(telegram: Telegram, ann: Phone, bob: Phone) -> None:
    """Names to be seen at once, and the last messages for the script, of those asked for."""
    await telegram.ok("sendMessage", chat_id=bob.id, text="Halo Bob")
    text = await document(telegram, f"?people={bob.id},7,x")
    assert "Bob Tan" in text
    first = facts(text)
    assert [one["id"] for one in first["people"]] == [ann.id, bob.id]
    assert list(first["phones"]) == [str(bob.id)]
    assert first["phones"][str(bob.id)]["messages"][-1]["text"] == "Halo Bob"


async def test_a_long_chat_arrives_with_its_end(telegram: Telegram, bob: Phone) -> None:
    """Twenty messages fill a screen; the chat stays unread until it is looked at."""
    for number in range(30):
        await telegram.ok("sendMessage", chat_id=bob.id, text=str(number))
    phone = facts(await document(telegram))["phones"][str(bob.id)]
    assert [one["text"] for one in phone["messages"]] == [str(number) for number in range(10, 30)]
    assert (await telegram.sim("GET", f"people/{bob.id}/chats"))["chats"][0]["unread"] == 30


async def test_names_in_the_document_are_only_names(telegram: Telegram) -> None:
    """Whatever someone is called or says, it ends no element and begins none."""
    await (await telegram.arrives(HOSTILE, last_name="<b>")).says(f"{HOSTILE}<!--")
    text = await document(telegram)
    assert "<img" not in text and "<b>" not in text and text.count("<!--") == 0
    assert facts(text)["people"][0]["first_name"] == HOSTILE


async def test_the_script_is_kept_by_browsers(telegram: Telegram) -> None:
    """Its name changes with it, so it is fetched once; another name is not answered."""
    script = re.search(r'src="(/page/joined-\w+\.js)"', await document(telegram))
    assert script
    async with telegram.http.get(telegram.url + script[1]) as response:
        assert (response.status, response.content_type) == (200, "text/javascript")
        assert "immutable" in response.headers["Cache-Control"]
    async with telegram.http.get(f"{telegram.url}/page/joined-0.js") as response:
        assert response.status == 404


def test_modules_are_joined_in_the_order_of_their_need(tmp_path: Path) -> None:
    """Each once, after those it imports."""
    (tmp_path / "main.js").write_text(
        "import { one as uno } from './a.js';\nimport * as b from './b.js';\nuno();"
    )
    (tmp_path / "a.js").write_text("import * as b from './b.js';\nexport const one = () => b.two();\n")
    (tmp_path / "b.js").write_text("export async function two() {}\n")
    script = joined(tmp_path, "main")
    assert script.index("const $b") < script.index("const $a") < script.index("const $main")
    assert "const { one: uno } = $a;" in script and "return { two };" in script and "import" not in script


@pytest.mark.parametrize(
    ("source", "why"),
    [("import * as main from './main.js';\n", "circle"), ("export default 1;\n", "cannot be joined")],
)
def test_what_cannot_be_joined_is_said(tmp_path: Path, source: str, why: str) -> None:
    """Rather than a page that is silently broken."""
    (tmp_path / "main.js").write_text("import * as a from './a.js';\n")
    (tmp_path / "a.js").write_text(source)
    with pytest.raises(ValueError, match=why):
        joined(tmp_path, "main")
