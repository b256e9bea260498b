"""How a shop starts: with or without an owner, by polling or by webhook, after a stop with work left."""

import re
import socket
from pathlib import Path

import httpx
import pytest

from tests.stage import opened_shop


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def test_the_first_to_open_the_printed_link_owns_the_shop(
    demo_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The link works once; whoever comes later is told so and stays a shopper."""
    async with opened_shop(demo_url, tmp_path, owner_ids="") as stage:
        guess = await stage.ben.starts("claim_guess")
        assert "used before" in guess["text"]
        word = re.search(r"https://t\.me/\w+\?start=(claim_\S+)", capsys.readouterr().out)
        assert word is not None
        claimed = await stage.sari.starts(word.group(1))
        assert "milik Kakak" in claimed["text"]
        assert "✅" in (await stage.sari.types("/audit"))["text"]
        again = await stage.ben.starts(word.group(1))
        assert "Only the people who run the shop" in again["text"]
        assert "Help" in (await stage.ben.types("/audit"))["text"]


async def test_the_shop_works_by_webhook(demo_url: str, tmp_path: Path) -> None:
    """With an address set, Telegram brings the updates; strangers who post there are refused."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    async with opened_shop(
        demo_url, tmp_path, webhook_url=f"{address}/telegram", webhook_secret="sesame", http_port=port
    ) as stage:
        assert "Toko Melati" in (await stage.ben.starts())["text"]
        await stage.ben.taps("Shop")
        async with httpx.AsyncClient(base_url=address, verify=False) as client:
            assert (await client.get("/health")).text == "ok"
            forged = await client.post("/telegram", json={"update_id": 1})
            assert forged.status_code == 403
            known = {"X-Telegram-Bot-Api-Secret-Token": "sesame"}
            assert (await client.post("/telegram", content=b"{", headers=known)).status_code == 400


async def test_what_was_typed_while_the_shop_was_closed_is_answered_when_it_opens(
    demo_url: str, tmp_path: Path
) -> None:
    """A half-filled form goes on after a restart, with the answer typed in between."""
    async with opened_shop(demo_url, tmp_path) as stage:
        await stage.ben.starts("p21")
        await stage.ben.taps("Buy now")
        await stage.ben.shares_contact()
        await stage.close()
        await stage.client.post(f"/sim/people/{stage.ben.id}/messages", json={"text": "Jl. Melati 5"})
        stage.open()
        await stage.ben.hears("district")


async def test_an_owner_who_opens_the_chat_late_hears_what_happened_before(
    demo_url: str, tmp_path: Path
) -> None:
    """A bot may not write first: news of an order waits until the owner comes."""
    async with opened_shop(demo_url, tmp_path) as stage:
        await stage.ben.starts("p21")
        await stage.ben.taps("Buy now")
        await stage.ben.shares_contact()
        await stage.ben.types("Jl. Melati 5")
        await stage.ben.types("coblong")
        await stage.ben.taps("Coblong")
        await stage.ben.taps("Place order")
        assert await stage.owner.messages() == []
        await stage.owner.starts()
        await stage.owner.hears("Pesanan baru #1001")
