"""A broadcast on a Telegram that counts: thirty messages a second, one per chat, and a 429 for who is faster."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from pathlib import Path

import pytest

from foundation import outbox
from foundation.clock import SystemClock
from foundation.database import Database
from tests.stage import OWNER, Stage, opened_shop

FIRST = 3000
"""Telegram id of the first customer."""


@pytest.fixture
async def busy_stage(demo_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    """The demo shop on a Telegram with flood control; afterwards nothing was refused."""
    async with opened_shop(demo_url, tmp_path, speed="realistic") as stage:
        await stage.owner.starts()
        yield stage
        assert [call for call in await stage.calls() if call["status"] == 429] == []


async def crowd(stage: Stage, size: int) -> range:
    """People who have opened the bot; twenty at a time, and between them Telegram's clock is moved ahead."""
    ids = range(FIRST, FIRST + size)
    phones = [await stage.person(person_id, "Ann", "en") for person_id in ids]
    for begin in range(0, size, 20):
        await asyncio.gather(*(phone.starts() for phone in phones[begin : begin + 20]))
        await stage.client.post("/sim/clock", json={"advance_s": 5})
    return ids


async def write(stage: Stage, person_ids: Iterable[int], *texts: str, bulk: bool = False) -> None:
    """Leave a message with each text for each person."""
    database = Database(stage.settings.database)
    async with database.transaction() as session:
        for text in texts:
            for person_id in person_ids:
                key, facts = f"{text}:{person_id}", {"text": text}
                now = SystemClock().now()
                await outbox.put(session, person_id, "answer", facts, key=key, now=now, bulk=bulk)
    await database.close()


async def heard(stage: Stage, text: str) -> list[float]:
    """When messages with the text were taken by Telegram, oldest first."""
    calls = [call for call in await stage.calls() if text in str(call["params"].get("text", ""))]
    return [call["at"] for call in calls if call["status"] == 200]


async def all_heard(stage: Stage, text: str, count: int) -> list[float]:
    """Wait until so many messages with the text were taken; give when."""
    async with asyncio.timeout(30):
        while len(moments := await heard(stage, text)) < count:  # noqa: ASYNC110 - only Telegram knows
            await asyncio.sleep(0.2)
    return moments


async def welcomes(stage: Stage, since: int, count: int) -> int:
    """Wait until so many people were welcomed since a call; give how many were."""
    async with asyncio.timeout(30):
        while True:
            sent = [call for call in (await stage.calls())[since:] if call["method"] == "sendPhoto"]
            if len(sent) >= count:
                return len(sent)
            await asyncio.sleep(0.2)


async def test_ninety_letters_take_three_seconds(busy_stage: Stage) -> None:
    """The whole limit is used, and Telegram never has to say no."""
    people = await crowd(busy_stage, 90)
    await write(busy_stage, people, "Big sale", bulk=True)
    moments = await all_heard(busy_stage, "Big sale", 90)
    assert len(moments) == 90
    assert 2.5 <= moments[-1] - moments[0] <= 6


async def test_one_person_gets_a_few_letters_in_order(busy_stage: Stage) -> None:
    """Six at once to Sari: the first ones come promptly, the others one a second."""
    await busy_stage.sari.starts()
    texts = [f"Letter {number}" for number in range(1, 7)]
    await write(busy_stage, [busy_stage.sari.id], *texts)
    await busy_stage.sari.hears("Letter 6")
    said = [message["text"] for message in await busy_stage.sari.messages() if not message["out"]]
    assert [text for said_text in said for text in texts if text in said_text] == texts


async def test_the_shop_goes_on_during_a_broadcast(busy_stage: Stage) -> None:
    """Ben asks for the shop and is answered at once; the owner's news overtake what is still to be sent."""
    people = await crowd(busy_stage, 100)
    await write(busy_stage, people, "Big sale", bulk=True)
    await all_heard(busy_stage, "Big sale", 5)
    loop = asyncio.get_running_loop()
    asked_at = loop.time()
    await busy_stage.ben.starts()
    assert loop.time() - asked_at < 2
    await write(busy_stage, [OWNER], "Somebody ordered")
    await busy_stage.owner.hears("Somebody ordered")
    assert len(await heard(busy_stage, "Big sale")) < 95
    await all_heard(busy_stage, "Big sale", 100)


async def test_everybody_may_ask_while_a_broadcast_runs(busy_stage: Stage) -> None:
    """Fifteen people a second do, for four seconds: the broadcast gives them the room."""
    people = await crowd(busy_stage, 60)
    await write(busy_stage, people, "Big sale", "Free shipping", "New goods", bulk=True)
    await all_heard(busy_stage, "Big sale", 3)
    before = len(await busy_stage.calls())
    for person_id in people:
        await busy_stage.client.post(f"/sim/people/{person_id}/messages", json={"text": "/start"})
        await asyncio.sleep(1 / 15)
    await all_heard(busy_stage, "New goods", 60)
    assert await welcomes(busy_stage, before, 60) == 60
