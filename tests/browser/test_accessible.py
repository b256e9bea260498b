"""What axe-core, which knows the WCAG, says about the page."""

from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser.conftest import BotPlayer
from tests.browser.screen import message, phone
from tests.sandbox.conftest import Telegram, inline

pytestmark = pytest.mark.browser
ANN, BOB = 2001, 2002
GRAVE = {"serious", "critical"}


@pytest.fixture(params=["light", "dark"])
async def page(request: pytest.FixtureRequest, telegram: Telegram, bot: BotPlayer, browser: Browser) -> Page:
    """The page with two phones, on which nearly everything was said that can be said."""
    ann = await telegram.arrives("Ann", id=ANN, last_name="Lestari", username="ann_l", language_code="id")
    bob = await telegram.arrives("Bob", id=BOB, language_code="en")
    await ann.says("/start")
    await bob.says("/start")
    await _everything(bot, ann.id)
    group = (
        await telegram.sim("POST", "groups", {"title": "Teman", "forum": True, "members": [ANN, BOB, 42]})
    )["chat"]
    await bob.says("Halo semua", chat=group)
    page = await browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    await page.goto(f"{telegram.url}/?people={ANN},{BOB}&theme={request.param}&lang=id")
    return page


async def _everything(bot: BotPlayer, chat: int) -> None:
    """Say something of every kind."""
    words = (
        "<b>Tebal</b> <i>miring</i> <code>kode</code> <tg-spoiler>rahasia</tg-spoiler> https://example.com /start"
        "<pre>blok</pre><blockquote>kutipan</blockquote>"
    )
    said = await bot.does("sendMessage", chat_id=chat, text=words, parse_mode="HTML",
                          reply_markup=inline([("Ya", "1"), ("Tidak", "2")]))  # fmt: skip
    await bot.does("setMessageReaction", chat_id=chat, message_id=said["message_id"],
                   reaction=[{"type": "emoji", "emoji": "👍"}])  # fmt: skip
    await bot.does("sendInvoice", chat_id=chat, title="Stiker", description="Paket", payload="1", currency="XTR",
                   prices=[{"label": "Stiker", "amount": 50}])  # fmt: skip
    await bot.does("sendLocation", chat_id=chat, latitude=-6.2, longitude=106.8)
    await bot.does("sendContact", chat_id=chat, phone_number="+628111", first_name="Toko")
    await bot.does("pinChatMessage", chat_id=chat, message_id=said["message_id"])
    await bot.does("sendMessage", chat_id=chat, text="Pilih",
                   reply_markup={"keyboard": [[{"text": "Bagikan nomor", "request_contact": True}]]})  # fmt: skip


async def look(page: Page) -> None:
    """Nothing that axe calls serious or critical is on the screen."""
    found: dict[str, Any] = (await Axe().run(page)).response
    grave = [
        (one["id"], [node["html"][:200] + node["failureSummary"] for node in one["nodes"][:3]])
        for one in found["violations"]
        if one["impact"] in GRAVE
    ]
    assert not grave, grave


async def go_to_the_bot(ann: Locator) -> None:
    """Choose the private chat from the list."""
    await ann.get_by_test_id("chats-toggle").click()
    await ann.get_by_test_id("chat").filter(has_text="Sandbox Bot").click()
    await expect(message(ann, "Tebal")).to_have_count(1)


async def test_conversations_can_be_read_by_everybody(page: Page) -> None:
    """A private chat beside a forum; then the list of chats, and the drawer of calls."""
    ann, bob = phone(page, ANN), phone(page, BOB)
    await go_to_the_bot(ann)
    await message(ann, "Tebal").scroll_into_view_if_needed()
    await expect(message(bob, "Halo semua")).to_be_visible()
    await look(page)
    await ann.get_by_test_id("chats-toggle").click()
    await page.get_by_test_id("calls-toggle").click()
    await expect(page.get_by_test_id("call").first).to_be_visible()
    await look(page)


async def test_what_opens_over_a_conversation_can_be_read_too(page: Page) -> None:
    """A message's menu, the sheet that pays, the one that opens a group, the list of members."""
    ann = phone(page, ANN)
    await go_to_the_bot(ann)
    await message(ann, "Tebal").locator(".bubble").click(button="right", position={"x": 8, "y": 8})
    await expect(page.get_by_role("menu")).to_be_visible()
    await look(page)
    await page.keyboard.press("Escape")
    await ann.get_by_test_id("button").filter(has_text="Bayar").click()
    await expect(page.get_by_test_id("pay-sheet")).to_be_visible()
    await look(page)
    await page.keyboard.press("Escape")
    await ann.get_by_test_id("chats-toggle").click()
    await ann.get_by_test_id("new-place").click()
    await expect(page.get_by_test_id("place-sheet")).to_be_visible()
    await look(page)
    await page.keyboard.press("Escape")
    await ann.get_by_test_id("chat").filter(has_text="Teman").click()
    await ann.locator(".head").get_by_role("button", name="Lainnya").click()
    await page.get_by_role("menuitem", name="Anggota", exact=True).click()
    await expect(page.get_by_test_id("member").first).to_be_visible()
    await look(page)
