"""The first moment of the page."""

import pytest
from playwright.async_api import Browser, expect

from tests.browser.conftest import BotPlayer
from tests.browser.screen import message, phone
from tests.sandbox.conftest import Telegram

pytestmark = pytest.mark.browser
ANN = 2001


async def test_the_chats_are_there_before_anything_is_asked_for(
    telegram: Telegram, bot: BotPlayer, browser: Browser
) -> None:
    """Ann sees what was said last while the sandbox answers nothing else yet."""
    ann = await telegram.arrives("Ann", id=ANN)
    await ann.says("/start")
    await bot.does("sendMessage", chat_id=ANN, text="Selamat datang")
    page = await browser.new_page()
    await page.route("**/sim/**", lambda route: route.abort())
    await page.goto(f"{telegram.url}/?lang=en")
    await expect(message(phone(page, ANN), "Selamat datang")).to_be_visible()
    await expect(phone(page, ANN).locator(".head-title")).to_have_text("Sandbox Bot")
