"""Ann looks at her phone while things change on it."""

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser.conftest import BotPlayer
from tests.browser.screen import message, open_menu, phone, say, tap
from tests.sandbox.conftest import Telegram, inline

pytestmark = pytest.mark.browser
ANN = 2001


@pytest.fixture
async def page(telegram: Telegram, browser: Browser) -> Page:
    """The chat page with Ann's phone."""
    await telegram.arrives("Ann", id=ANN, language_code="id")
    page = await browser.new_page(viewport={"width": 700, "height": 800}, reduced_motion="reduce")
    await page.goto(f"{telegram.url}/?people={ANN}&theme=light&lang=en")
    return page


@pytest.fixture
async def ann(page: Page, bot: BotPlayer) -> Locator:
    """Her phone, on which she has started the bot."""
    ann = phone(page, ANN)
    await ann.get_by_test_id("start").click()
    await bot.hears("message")
    return ann


async def test_she_sees_the_bot_change_its_mind(ann: Locator, bot: BotPlayer) -> None:
    """A message is edited and then taken back, without anything being pressed."""
    sent = await bot.does("sendMessage", chat_id=ANN, text="Rp10.000")
    await expect(message(ann, "Rp10.000")).to_be_visible()
    await bot.does("editMessageText", chat_id=ANN, message_id=sent["message_id"], text="Rp9.000")
    await expect(message(ann, "Rp9.000")).to_contain_text("edited")
    await expect(message(ann, "Rp10.000")).to_have_count(0)
    await bot.does("deleteMessage", chat_id=ANN, message_id=sent["message_id"])
    await expect(message(ann, "Rp9.000")).to_have_count(0)


async def test_a_tap_is_answered_with_a_toast_and_another_with_an_alert(
    ann: Locator, page: Page, bot: BotPlayer
) -> None:
    """The toast is read aloud by itself; the alert waits for OK and gives the focus back."""
    await bot.does(
        "sendMessage", chat_id=ANN, text="Simpan?", reply_markup=inline([("Ya", "yes"), ("Hapus", "no")])
    )
    await tap(ann, "Ya")
    query = await bot.hears("callback_query")
    await bot.does("answerCallbackQuery", callback_query_id=query["id"], text="Tersimpan")
    await expect(ann.get_by_role("status").filter(has_text="Tersimpan")).to_be_visible()
    await tap(ann, "Hapus")
    query = await bot.hears("callback_query")
    await bot.does("answerCallbackQuery", callback_query_id=query["id"], text="Terhapus", show_alert=True)
    await expect(page.get_by_role("alertdialog")).to_contain_text("Terhapus")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alertdialog")).to_have_count(0)
    await expect(ann.get_by_test_id("button").filter(has_text="Hapus")).to_be_focused()


async def test_she_corrects_what_she_wrote(ann: Locator, page: Page, bot: BotPlayer) -> None:
    """What she was writing meanwhile comes back afterwards, and the bot hears of the change."""
    await say(ann, "dua boneka")
    await bot.hears("message")
    await ann.get_by_test_id("composer").fill("terima kasih")
    await open_menu(page, message(ann, "dua boneka"), "Edit")
    await expect(ann.get_by_test_id("composer")).to_have_value("dua boneka")
    await page.keyboard.press("End")
    await page.keyboard.type(" beruang")
    await page.keyboard.press("Enter")
    assert (await bot.hears("edited_message"))["text"] == "dua boneka beruang"
    await expect(message(ann, "dua boneka beruang")).to_contain_text("edited")
    await expect(ann.get_by_test_id("composer")).to_have_value("terima kasih")


async def test_she_gives_a_reaction_and_takes_it_back(ann: Locator, page: Page, bot: BotPlayer) -> None:
    """The bot is told both times."""
    await bot.does("sendMessage", chat_id=ANN, text="Pesanan sampai")
    await open_menu(page, message(ann, "Pesanan sampai"), "React with 👍")
    given = ann.get_by_test_id("reaction")
    await expect(given).to_have_attribute("aria-pressed", "true")
    assert (await bot.hears("message_reaction"))["new_reaction"] == [{"type": "emoji", "emoji": "👍"}]
    await given.click()
    await expect(given).to_have_count(0)
    assert (await bot.hears("message_reaction"))["new_reaction"] == []


async def test_a_name_is_only_ever_a_name(ann: Locator, telegram: Telegram, page: Page) -> None:
    """Markup in the name of a person or a group stays text wherever it is shown."""
    name = "<img src=x onerror=alert(1)>"
    stranger = await telegram.arrives(name)
    opened = await telegram.sim("POST", "groups", {"title": name, "members": [stranger.id, ANN, 42]})
    await stranger.says("<b>halo</b>", chat=opened["chat"])
    await ann.get_by_test_id("chats-toggle").click()
    await ann.get_by_test_id("chat").filter(has_text=name).first.click()
    await expect(message(ann, "<b>halo</b>")).to_contain_text(name)
    await expect(page.locator("img")).to_have_count(0)
