"""What a sandbox started with `--data` still knows after a restart, after `kill -9`, and when its directory is damaged."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from sandbox.server import WORLD, create_app
from sandbox.world import World
from tests.sandbox.conftest import BOT, TOKEN, Json, Phone, Telegram, inline, picture

ANN, BEN = 1001, 1002


@dataclass
class Sandbox:
    """A sandbox that runs."""

    telegram: Telegram

    @property
    def ann(self) -> Phone:
        """Ann's phone."""
        return Phone(self.telegram, ANN)

    @property
    def ben(self) -> Phone:
        """Ben's phone."""
        return Phone(self.telegram, BEN)

    async def saves(self) -> None:
        """Everything so far is on disk."""
        await self.telegram.sim("POST", "save")


@dataclass
class Program(Sandbox):
    """A sandbox in a process of its own, as people start it."""

    process: asyncio.subprocess.Process

    async def is_killed(self) -> None:
        """The process ends as by `kill -9`."""
        self.process.kill()
        await self.process.wait()


async def start(*arguments: str, folder: Path | None = None) -> asyncio.subprocess.Process:
    """Start `python -m sandbox` on a free port."""
    data = ("--data", str(folder)) if folder else ()
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "sandbox", "--port", "0", *data, *arguments),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


@asynccontextmanager
async def program(folder: Path | None) -> AsyncIterator[Program]:
    """A sandbox's process while it runs; at the end it is asked to stop, if it still runs."""
    process = await start(folder=folder)
    assert process.stdout is not None and process.stderr is not None
    first = (await process.stdout.readline()).decode()
    assert first, (await process.stderr.read()).decode()
    try:
        async with aiohttp.ClientSession() as http:
            yield Program(Telegram(first.split()[-1].rstrip("/"), http, World()), process)
    finally:
        if process.returncode is None:
            process.terminate()
            assert await asyncio.wait_for(process.wait(), 10) == 0


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[Sandbox]:
    """The same without a process: opened on a directory, and closed in the friendly way."""
    app = create_app("off", folder)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        async with aiohttp.ClientSession() as http:
            yield Sandbox(Telegram(f"http://127.0.0.1:{runner.addresses[0][1]}", http, app[WORLD]))
    finally:
        await runner.cleanup()


async def gather(sandbox: Sandbox) -> None:
    """Ann and Ben have phones and have started the bot, which has heard of it."""
    telegram = sandbox.telegram
    await telegram.arrives("Ann", id=ANN, username="ann_lee", language_code="id", phone="+62811111111")
    await telegram.arrives("Ben", id=BEN, last_name="Tan")
    await telegram.ok("getMe")
    for phone in (sandbox.ann, sandbox.ben):
        await phone.says("/start")
    await heard(telegram)


async def heard(telegram: Telegram, **wanted: Any) -> list[Json]:
    """The updates that wait, which the bot then confirms."""
    updates = await telegram.updates(**wanted)
    if updates:
        await telegram.ok("getUpdates", offset=updates[-1]["update_id"] + 1)
    return updates


async def refusal(folder: Path) -> str:
    """What a sandbox says that does not start."""
    process = await start(folder=folder)
    out, said = await asyncio.wait_for(process.communicate(), 10)
    assert (process.returncode, out) == (1, b""), said
    return said.decode()


def everything_in(folder: Path) -> dict[str, bytes]:
    """The bytes of every file."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


async def test_ann_finds_her_conversation_again(tmp_path: Path) -> None:
    """Texts, buttons, replies, reactions, photos, the keyboard below, the menu, and who everybody is."""
    async with program(tmp_path) as sandbox:
        await gather(sandbox)
        telegram, ann = sandbox.telegram, sandbox.ann
        await telegram.ok("setMyName", name="Toko")
        await telegram.ok("setMyCommands", commands=[{"command": "cart", "description": "Keranjang"}])
        asked = await ann.says("how much is the *mug*?")
        buttons = inline([("Buy", "b:1"), ("Éé", "b:2")])
        text: Json = {
            "chat_id": ANN,
            "text": "<b>Rp50.000</b> 🫖",
            "parse_mode": "HTML",
            "reply_markup": buttons,
        }
        sent = await telegram.ok("sendMessage", **text, reply_parameters={"message_id": asked})
        await ann.does("reactions", message_id=sent["message_id"], emoji="🔥")
        typo = await ann.says("Thnaks")
        await ann.does("edits", message_id=typo, text="Thanks")
        gone = await ann.says("never mind")
        await ann.does("deletions", message_id=gone)
        await ann.sends(
            "photo", ("a.jpg", picture()), ("b.jpg", picture(colour="red")), caption="two of them"
        )
        keyboard = {"keyboard": [[{"text": "Menu"}]], "resize_keyboard": True}
        await telegram.ok("sendMessage", chat_id=ANN, text="anything else?", reply_markup=keyboard)
        await telegram.ok("pinChatMessage", chat_id=ANN, message_id=sent["message_id"])
        await sandbox.ben.does("block")
        screen, chat = await ann.sees(), await ann.chat()
        people = await telegram.sim("GET", "people")
        bens = await sandbox.ben.chat()
    async with program(tmp_path) as sandbox:
        assert await sandbox.telegram.sim("GET", "people") == people
        assert (await sandbox.ann.chat(), await sandbox.ann.sees()) == (chat, screen)
        assert await sandbox.ben.chat() == bens
        assert bens["blocked"]
        for message in screen:
            if message["file"]:
                async with sandbox.telegram.http.get(
                    sandbox.telegram.url + message["file"]["url"]
                ) as response:
                    assert await response.read() in {picture(), picture(colour="red")}
        assert await sandbox.ann.says("I am back") > screen[-1]["message_id"]


async def test_a_deleted_account_stays_deleted(tmp_path: Path) -> None:
    """Also for a bot that tries again after the restart."""
    async with running(tmp_path) as sandbox:
        await gather(sandbox)
        await sandbox.ben.does("deactivate")
    async with running(tmp_path) as sandbox:
        status, answer = await sandbox.telegram.call("sendMessage", chat_id=BEN, text="Hello?")
        assert (status, answer["description"]) == (403, "Forbidden: user is deactivated")


async def test_a_pinned_line_remembers_what_was_pinned(tmp_path: Path) -> None:
    """Even when the pinned message was deleted before the restart."""
    async with running(tmp_path) as sandbox:
        await gather(sandbox)
        rules = await sandbox.telegram.ok("sendMessage", chat_id=ANN, text="rules")
        await sandbox.telegram.ok("pinChatMessage", chat_id=ANN, message_id=rules["message_id"])
        await sandbox.ann.does("deletions", message_id=rules["message_id"])
        screen = await sandbox.ann.sees()
    async with running(tmp_path) as sandbox:
        assert await sandbox.ann.sees() == screen
        assert "pinned a message" in screen[-1]["text"]


async def test_telegrams_clock_does_not_go_back(tmp_path: Path) -> None:
    """Once moved ahead it stays ahead, so that nothing is said before what was said earlier."""
    async with running(tmp_path) as sandbox:
        await gather(sandbox)
        await sandbox.telegram.sim("POST", "clock", {"advance_s": 7 * 86400})
        await sandbox.ann.says("a week later")
    async with running(tmp_path) as sandbox:
        await sandbox.ann.says("and now")
        earlier, later = [message["date"] for message in (await sandbox.ann.sees())[-2:]]
        assert earlier <= later < earlier + 3600


async def test_groups_forums_and_channels_are_as_they_were(tmp_path: Path) -> None:
    """With their members, rights, topics and what was said."""
    async with running(tmp_path) as sandbox:
        await gather(sandbox)
        telegram, ann = sandbox.telegram, sandbox.ann
        members = {"members": [ANN, BEN, BOT], "admins": [BOT]}
        forum = (await telegram.sim("POST", "groups", {"title": "Kopi", "forum": True} | members))["chat"]
        news = {"title": "News", "admins": [ANN, BOT], "members": [BEN], "username": "kopi_news"}
        channel = (await telegram.sim("POST", "channels", news))["chat"]
        topic = await telegram.ok("createForumTopic", chat_id=forum, name="Beans")
        thread = topic["message_thread_id"]
        await ann.says("which beans?", chat=forum, thread=thread)
        await telegram.ok("closeForumTopic", chat_id=forum, message_thread_id=thread)
        await telegram.ok("restrictChatMember", chat_id=forum, user_id=BEN, permissions={})
        await telegram.ok("setChatDescription", chat_id=forum, description="about coffee")
        await telegram.ok("sendMessage", chat_id=channel, text="we opened")
        seen = [await telegram.sim("GET", f"people/{ANN}/chats/{place}") for place in (forum, channel)]
        asked = {"chat_id": forum}
        facts = [await telegram.ok(name, **asked) for name in ("getChat", "getChatAdministrators")]
        ben = await telegram.ok("getChatMember", **asked, user_id=BEN)
    async with running(tmp_path) as sandbox:
        telegram = sandbox.telegram
        again = [await telegram.sim("GET", f"people/{ANN}/chats/{place}") for place in (forum, channel)]
        assert again == seen
        assert [await telegram.ok(name, **asked) for name in ("getChat", "getChatAdministrators")] == facts
        assert await telegram.ok("getChatMember", **asked, user_id=BEN) == ben
        await sandbox.ben.does("messages", status=400, chat=forum, text="I may not")


async def test_a_bot_goes_on_with_the_files_it_knows(tmp_path: Path) -> None:
    """It sends and downloads them by the identifiers it wrote down."""
    async with running(tmp_path) as sandbox:
        await gather(sandbox)
        await sandbox.ann.sends("document", ("price list.pdf", b"%PDF dear"))
        await sandbox.ann.sends("photo", ("a.jpg", picture(400, 300)))
        document, photo = [one["message"] for one in await heard(sandbox.telegram)]
        names = [document["document"]["file_id"], photo["photo"][0]["file_id"]]
        paths = [(await sandbox.telegram.ok("getFile", file_id=name))["file_path"] for name in names]
    async with running(tmp_path) as sandbox:
        telegram = sandbox.telegram
        again = await telegram.ok("sendDocument", chat_id=BEN, document=names[0])
        assert again["document"] == document["document"]
        assert (await telegram.ok("sendPhoto", chat_id=BEN, photo=names[1]))["photo"] == photo["photo"]
        assert (await telegram.ok("getFile", file_id=names[1]))["file_path"] == paths[1]
        async with telegram.http.get(f"{telegram.url}/file/bot{TOKEN}/{paths[0]}") as response:
            assert await response.read() == b"%PDF dear"


async def test_what_waits_for_a_bot_waits_on(tmp_path: Path) -> None:
    """The same updates, once; what it has confirmed does not come again, and a tap nobody waits for any more neither."""
    async with running(tmp_path) as sandbox:
        await gather(sandbox)
        telegram = sandbox.telegram
        await telegram.ok("getUpdates", allowed_updates=["message", "callback_query"])
        await sandbox.ann.says("confirmed")
        await heard(telegram)
        sent = await telegram.ok("sendMessage", chat_id=ANN, text="?", reply_markup=inline([("Yes", "y")]))
        tap = asyncio.create_task(sandbox.ann.does("taps", message_id=sent["message_id"], text="Yes"))
        polled: list[Json] = []
        while not polled:
            polled = await telegram.updates(timeout=5)
        await sandbox.ann.says("are you there?")
        waiting = [one for one in await telegram.updates() if "message" in one]
    await asyncio.gather(tap, return_exceptions=True)
    async with running(tmp_path) as sandbox:
        telegram = sandbox.telegram
        assert await telegram.updates() == waiting
        assert (await telegram.ok("getWebhookInfo"))["allowed_updates"] == ["message", "callback_query"]
        await sandbox.ann.says("hello?")
        assert [one["message"]["text"] for one in await heard(telegram)] == ["are you there?", "hello?"]
        assert await telegram.updates() == []


async def test_a_webhook_is_called_again(tmp_path: Path) -> None:
    """With its secret, also for what had not arrived before the restart."""
    came: asyncio.Queue[tuple[str | None, str]] = asyncio.Queue()
    is_open = False

    async def take(request: web.Request) -> web.Response:
        if not is_open:
            return web.Response(status=503)
        update = await request.json()
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        await came.put((secret, update["message"]["text"]))
        return web.Response()

    app = web.Application()
    app.router.add_post("/", take)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    async with running(tmp_path) as sandbox:
        await gather(sandbox)
        await sandbox.telegram.ok("setWebhook", url=url, secret_token="hush", max_connections=3)
        await sandbox.ann.says("one")
    is_open = True
    async with running(tmp_path) as sandbox:
        assert await asyncio.wait_for(came.get(), 10) == ("hush", "one")
        await sandbox.ann.says("two")
        assert await asyncio.wait_for(came.get(), 10) == ("hush", "two")
        info = await sandbox.telegram.ok("getWebhookInfo")
        assert (info["url"], info["max_connections"]) == (url, 3)
    await runner.cleanup()


async def answer_each(telegram: Telegram, kind: str, method: str, **params: Any) -> None:
    """Answer the next update of a kind."""
    for update in await telegram.updates(timeout=10):
        if kind in update:
            await telegram.ok(method, **{f"{kind}_id": update[kind]["id"]}, **params)
            await telegram.ok("getUpdates", offset=update["update_id"] + 1)


async def test_money_is_still_there(tmp_path: Path) -> None:
    """A paid invoice stays paid, and its payment can be given back, once."""
    price: Json = {"currency": "XTR", "prices": [{"label": "tea", "amount": 5}], "payload": "tea"}
    async with running(tmp_path) as sandbox:
        await gather(sandbox)
        telegram = sandbox.telegram
        bill = await telegram.ok("sendInvoice", chat_id=ANN, title="Tea", description="Green", **price)
        paying = asyncio.create_task(sandbox.ann.does("payments", message_id=bill["message_id"]))
        await answer_each(telegram, "pre_checkout_query", "answerPreCheckoutQuery", ok=True)
        assert (await paying)["paid"]
        receipt = (await heard(telegram))[-1]["message"]["successful_payment"]
        link = await telegram.ok("createInvoiceLink", title="Tea", description="Green", **price)
    async with running(tmp_path) as sandbox:
        telegram = sandbox.telegram
        assert await telegram.ok("getMyStarBalance") == {"amount": 5}
        await sandbox.ann.does("payments", status=400, message_id=bill["message_id"])
        refund = {"user_id": ANN, "telegram_payment_charge_id": receipt["telegram_payment_charge_id"]}
        await telegram.ok("refundStarPayment", **refund)
        paying = asyncio.create_task(sandbox.ben.does("payments", slug=link))
        await answer_each(telegram, "pre_checkout_query", "answerPreCheckoutQuery", ok=True)
        assert (await paying)["paid"]
    async with running(tmp_path) as sandbox:
        assert await sandbox.telegram.ok("getMyStarBalance") == {"amount": 5}
        refused = await sandbox.telegram.refused("refundStarPayment", **refund)
        assert refused == "Bad Request: CHARGE_ALREADY_REFUNDED"


async def test_an_inline_message_can_still_be_changed(tmp_path: Path) -> None:
    """By the identifier the bot was given when Ann sent it."""
    async with running(tmp_path) as sandbox:
        await gather(sandbox)
        telegram = sandbox.telegram
        typing = asyncio.create_task(sandbox.ann.does("inline", query="mug"))
        result = {
            "type": "article",
            "id": "1",
            "title": "Mug",
            "input_message_content": {"message_text": "A mug"},
            "reply_markup": inline([("Buy", "b")]),
        }
        await answer_each(telegram, "inline_query", "answerInlineQuery", results=[result])
        await typing
        await sandbox.ann.does("inline/1")
        chosen = next(one for one in await heard(telegram) if "chosen_inline_result" in one)
        name = chosen["chosen_inline_result"]["inline_message_id"]
    async with running(tmp_path) as sandbox:
        await sandbox.telegram.ok("editMessageText", inline_message_id=name, text="Sold out")
        last = (await sandbox.ann.sees())[-1]
        assert (last["text"], last["via"]) == ("Sold out", "sandbox_42_bot")


async def test_nothing_saved_is_lost_by_a_kill(tmp_path: Path) -> None:
    """`kill -9` right after saving; no message gets an id that another one had."""
    async with program(tmp_path) as sandbox:
        await gather(sandbox)
        await sandbox.ann.sends("photo", ("a.jpg", picture()))
        await sandbox.ann.says("remember me")
        await sandbox.saves()
        screen, updates = await sandbox.ann.sees(), await sandbox.telegram.updates()
        forgotten = await sandbox.ann.says("too late?")
        await sandbox.is_killed()
    async with program(tmp_path) as sandbox:
        assert (await sandbox.ann.sees())[: len(screen)] == screen
        assert (await sandbox.telegram.updates())[: len(updates)] == updates
        before = (await sandbox.telegram.updates())[-1]["update_id"]
        assert await sandbox.ann.says("again") > forgotten
        assert (await sandbox.telegram.updates())[-1]["update_id"] > before + 1


async def test_a_kill_in_the_middle_leaves_no_gap(tmp_path: Path) -> None:
    """Of what was being said, the first part is there, whole and in order; and again after a second kill."""
    said: list[str] = []
    for part in ("a", "b"):
        async with program(tmp_path) as sandbox:
            if not said:
                await gather(sandbox)
                await sandbox.saves()
            for number in range(150):
                said.append(f"{part}{number}")
                await sandbox.ann.says(said[-1])
            await sandbox.is_killed()
        async with program(tmp_path) as sandbox:
            seen = [one["text"] for one in (await sandbox.ann.sees())[1:]]
            assert seen == said[: len(seen)]
            waiting = [one["message"]["text"] for one in await sandbox.telegram.updates(limit=100)]
            assert waiting == said[: len(waiting)]
            said = seen


async def test_starting_over_empties_the_directory(tmp_path: Path) -> None:
    """Nobody comes back by a restart, not even after a kill."""
    async with program(tmp_path) as sandbox:
        await gather(sandbox)
        await sandbox.ann.sends("photo", ("a.jpg", picture()))
        await sandbox.saves()
        assert list((tmp_path / "files").iterdir())
        await sandbox.telegram.sim("POST", "reset")
        await sandbox.is_killed()
    assert not list((tmp_path / "files").iterdir())
    async with program(tmp_path) as sandbox:
        assert await sandbox.telegram.sim("GET", "people") == {"people": []}
        assert await sandbox.telegram.sim("GET", "bots") == {"bots": []}
        await sandbox.telegram.arrives("Ann", id=ANN)
    async with program(tmp_path) as sandbox:
        assert [one["id"] for one in (await sandbox.telegram.sim("GET", "people"))["people"]] == [ANN]


async def test_without_a_directory_it_forgets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it always did; an empty SANDBOX_DATA is none either."""
    monkeypatch.setenv("SANDBOX_DATA", "")
    async with program(None) as sandbox:
        await gather(sandbox)
    async with program(None) as sandbox:
        assert await sandbox.telegram.sim("GET", "people") == {"people": []}
    monkeypatch.setenv("SANDBOX_DATA", str(tmp_path))
    async with program(None) as sandbox:
        await gather(sandbox)
    async with program(tmp_path) as sandbox:
        assert len((await sandbox.telegram.sim("GET", "people"))["people"]) == 2


async def test_two_sandboxes_do_not_share_a_directory(tmp_path: Path) -> None:
    """The second one says so, and the first goes on."""
    async with running(tmp_path) as sandbox:
        await gather(sandbox)
        assert "another sandbox is using it" in await refusal(tmp_path)
        await sandbox.ann.says("still here")
    async with running(tmp_path) as sandbox:
        assert (await sandbox.ann.sees())[-1]["text"] == "still here"


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory that a sandbox has left: to be copied, and then harmed."""
    folder = tmp_path_factory.mktemp("sandbox")

    async def live() -> None:
        async with running(folder) as sandbox:
            await gather(sandbox)
            await sandbox.ann.sends("document", ("a.txt", b"abc"))
            for number in range(30):
                await sandbox.ann.says(f"{number} " * 100)

    asyncio.run(live())
    return folder


def _garbage(folder: Path) -> None:
    (folder / "telegram.sqlite3").write_bytes(b"once upon a time" * 100)


def _half_a_database(folder: Path) -> None:
    file = folder / "telegram.sqlite3"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 8192 * 4096])


def _somebody_elses(folder: Path) -> None:
    _asked(folder, "PRAGMA application_id = 7")


def _newer(folder: Path) -> None:
    _asked(folder, "PRAGMA user_version = 99")


def _torn_record(folder: Path) -> None:
    _asked(folder, "UPDATE things SET json = substr(json, 1, 20) WHERE kind = 'message'")


def _nobody_wrote_it(folder: Path) -> None:
    _asked(folder, "DELETE FROM things WHERE kind = 'person'")


def _asked(folder: Path, statement: str) -> None:
    database = sqlite3.connect(folder / "telegram.sqlite3", isolation_level=None)
    database.execute(statement)
    database.close()


def _no_content(folder: Path) -> None:
    next((folder / "files").iterdir()).unlink()


def _other_content(folder: Path) -> None:
    next((folder / "files").iterdir()).write_bytes(b"other")


def _no_database(folder: Path) -> None:
    (folder / "telegram.sqlite3").unlink()


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        (_garbage, "file is not a database"),
        (_half_a_database, "malformed"),
        (_somebody_elses, "not a sandbox's database"),
        (_newer, "written by a newer sandbox (format 99"),
        (_torn_record, "does not fit together"),
        (_nobody_wrote_it, "does not fit together"),
        (_no_content, "No such file"),
        (_other_content, "is damaged"),
        (_no_database, "not the database that knows them"),
    ],
    ids=lambda harm: harm.__name__.strip("_") if callable(harm) else "",
)
async def test_a_damaged_directory_is_refused_and_left_alone(
    tmp_path: Path, lived_in: Path, harm: Callable[[Path], None], why: str
) -> None:
    """The complaint says which and why; not a byte is changed, so that somebody can look at it."""
    shutil.copytree(lived_in, tmp_path, dirs_exist_ok=True)
    harm(tmp_path)
    harmed = everything_in(tmp_path)
    said = await refusal(tmp_path)
    assert str(tmp_path) in said and why in said
    assert "Traceback" not in said
    assert everything_in(tmp_path) == harmed
