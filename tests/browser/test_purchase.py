"""A person buys one product on the chat page, in a real browser, while the owner confirms it beside them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.bot.test_first_sale import a_slip
from tests.browser.screen import phone, say, tap, walk_to
from tests.databases import Databases
from tests.stage import OWNER, SARI, Stage, opened_shop

pytestmark = pytest.mark.browser

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
async def page(sqlite_stage: Stage, browser: Browser) -> Page:
    """The chat page with Sari's and Melati's phones."""
    page = await browser.new_page(viewport={"width": 1280, "height": 860})
    await page.goto(f"{sqlite_stage.client.base_url}/?people={SARI},{OWNER}&theme=light&lang=en")
    return page


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


async def choose(page: Page, label: str) -> None:
    """From wherever one is: back to the composer, up to the newest button called so, press it."""
    await page.keyboard.press("Escape")
    await walk_to(page, label)
    await page.keyboard.press("Enter")


async def test_a_shopper_buys_with_the_keyboard_alone(sqlite_stage: Stage, browser: Browser) -> None:
    """From Start to the code to pay: no mouse, and never a focus that went astray."""
    page = await browser.new_page(viewport={"width": 900, "height": 860})
    await page.goto(f"{sqlite_stage.client.base_url}/?people={SARI}&theme=dark&lang=en")
    sari = phone(page, SARI)
    await expect(sari.get_by_test_id("start")).to_be_visible()
    messages = sari.get_by_test_id("messages")
    await walk_to(page, "Start", "Tab")
    await page.keyboard.press("Enter")
    await expect(sari.get_by_test_id("composer")).to_be_focused()
    for label, then in (
        ("Belanja", "Rumah & Hobi"),
        ("Rumah & Hobi", "Boneka Beruang"),
        ("Boneka Beruang", "Beli sekarang"),
    ):
        await expect(messages).to_contain_text(label)
        await choose(page, label)
        await expect(messages).to_contain_text(then)
    await choose(page, "Beli sekarang")
    await expect(sari.get_by_test_id("key").filter(has_text="Bagikan nomor")).to_be_visible()
    await page.keyboard.press("Escape")
    await walk_to(page, "Bagikan nomor", "Tab")
    await page.keyboard.press("Enter")
    await expect(messages).to_contain_text("Alamatnya di mana")
    await expect(sari.get_by_test_id("composer")).to_be_focused()
    await page.keyboard.type("Jl. Melati 5, RT 02/03")
    await page.keyboard.press("Enter")
    await expect(messages).to_contain_text("Kecamatan atau kotanya")
    await page.keyboard.type("coblong")
    await page.keyboard.press("Enter")
    await expect(messages).to_contain_text("Coblong, Kota Bandung")
    await choose(page, "Coblong, Kota Bandung")
    await expect(messages).to_contain_text("Rp120.000")
    await choose(page, "Buat pesanan")
    await expect(messages).to_contain_text("Pesanan #1001")
