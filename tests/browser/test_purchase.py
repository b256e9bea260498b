"""A person buys one product on the chat page, in a real browser, while the owner confirms it beside them."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, async_playwright, expect

from tests.bot.test_first_sale import a_slip
from tests.databases import Databases
from tests.stage import OWNER, SARI, Stage, opened_shop

pytestmark = pytest.mark.browser

QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
SHOTS = Path(__file__).parents[1] / "shots"


@pytest.fixture
def database_url(databases: Databases) -> str:
    """The page does not know which database the shop uses: one is enough."""
    return databases.sqlite("demo")


@pytest.fixture
async def sqlite_stage(database_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    """The shop, open."""
    async with opened_shop(database_url, tmp_path) as stage:
        yield stage


@pytest.fixture
async def page(sqlite_stage: Stage) -> AsyncIterator[Page]:
    """The chat page with Sari's and Melati's phones."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=os.environ.get("ETALASE_BROWSER", "/usr/bin/chromium"), args=QUIET
        )
        page = await browser.new_page(viewport={"width": 1280, "height": 860})
        await page.goto(f"{sqlite_stage.client.base_url}/?people={SARI},{OWNER}&theme=light&lang=en")
        yield page
        await browser.close()


def phone(page: Page, person_id: int) -> Locator:
    """One person's phone on the page."""
    return page.get_by_test_id(f"phone-{person_id}")


async def tap(phone: Locator, label: str) -> None:
    """Tap the newest button with this label."""
    await phone.get_by_test_id("button").filter(has_text=label).last.click()


async def say(phone: Locator, text: str) -> None:
    """Type and send."""
    await phone.get_by_test_id("composer").fill(text)
    await phone.get_by_test_id("send").click()


async def test_a_shopper_buys_on_the_page_and_the_owner_confirms_beside_them(
    page: Page, tmp_path: Path
) -> None:
    """Start, shelf, card, checkout, code, proof, confirmation: all by clicking what is shown."""
    sari, melati = phone(page, SARI), phone(page, OWNER)
    await melati.get_by_test_id("start").click()
    await sari.get_by_test_id("start").click()
    await tap(sari, "Belanja")
    await tap(sari, "Rumah & Hobi")
    await tap(sari, "Boneka Beruang")
    await tap(sari, "Beli sekarang")
    await sari.get_by_test_id("key").filter(has_text="Bagikan nomor").click()
    await expect(sari.get_by_test_id("messages")).to_contain_text("Alamatnya di mana")
    await say(sari, "Jl. Melati 5, RT 02/03")
    await expect(sari.get_by_test_id("messages")).to_contain_text("Kecamatan atau kotanya")
    await say(sari, "coblong")
    await tap(sari, "Coblong, Kota Bandung")
    await expect(sari.get_by_test_id("messages")).to_contain_text("Rp120.000")
    await tap(sari, "Buat pesanan")
    await expect(sari.get_by_test_id("messages")).to_contain_text("Pesanan #1001")
    await expect(melati.get_by_test_id("messages")).to_contain_text("Pesanan baru #1001")
    slip = tmp_path / "slip.jpg"
    slip.write_bytes(a_slip(5))
    await sari.get_by_test_id("file").set_input_files(slip)
    await sari.get_by_test_id("send").click()
    await expect(sari.get_by_test_id("messages")).to_contain_text("sudah kami terima")
    SHOTS.mkdir(exist_ok=True)
    await page.screenshot(path=SHOTS / "purchase.png")
    await tap(melati, "Konfirmasi pembayaran")
    await expect(sari.get_by_test_id("messages")).to_contain_text("sudah dikonfirmasi")
    await expect(page.get_by_test_id("problems")).to_have_text("0")
