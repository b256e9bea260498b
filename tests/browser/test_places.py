"""Groups, forums and channels, bills and what a bot offers behind its name, on two phones side by side."""

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser.conftest import BotPlayer
from tests.browser.screen import go_to, message, open_place, phone, say, tap
from tests.sandbox.conftest import Telegram

pytestmark = pytest.mark.browser
ANN, BOB = 2001, 2002
BOT = "sandbox_42_bot"


@pytest.fixture
async def page(telegram: Telegram, bot: BotPlayer, browser: Browser) -> Page:
    """The chat page with Ann's and Bob's phones."""
    await telegram.arrives("Ann", id=ANN, language_code="id")
    await telegram.arrives("Bob", id=BOB, language_code="en")
    page = await browser.new_page(viewport={"width": 1100, "height": 860}, reduced_motion="reduce")
    await page.goto(f"{telegram.url}/?people={ANN},{BOB}&theme=light&lang=en")
    await expect(phone(page, ANN).get_by_test_id("start")).to_be_visible()
    return page


async def start(phone: Locator, bot: BotPlayer) -> None:
    """Begin the private chat with the bot."""
    await phone.get_by_test_id("start").click()
    await bot.hears("message")


async def test_a_forum_keeps_its_topics_apart(page: Page) -> None:
    """Ann opens a forum and a topic; Bob, in General, is told that something stands elsewhere."""
    ann, bob = phone(page, ANN), phone(page, BOB)
    await open_place(page, ann, "Forum", "Pelanggan")
    await ann.get_by_test_id("new-topic").click()
    await page.get_by_test_id("topic-name").fill("Keluhan")
    await page.get_by_test_id("topic-confirm").click()
    await expect(ann.get_by_role("button", name="Keluhan", pressed=True)).to_be_visible()
    await say(ann, "Gelasnya retak")
    await go_to(bob, "Pelanggan")
    await expect(bob.locator(".head-note")).to_have_text("3 members")
    await expect(message(bob, "Gelasnya retak")).to_have_count(0)
    await say(ann, "Kardusnya juga")
    keluhan = bob.get_by_test_id("topic").filter(has_text="Keluhan")
    await expect(keluhan.get_by_role("img", name="Something new")).to_be_visible()
    await keluhan.click()
    await expect(message(bob, "Gelasnya retak")).to_contain_text("Ann")
    await say(bob, "Saya kirim ulang")
    await expect(message(ann, "Saya kirim ulang")).to_contain_text("Bob")


async def test_only_those_who_lead_a_channel_write_in_it(page: Page) -> None:
    """Bob reads what Ann posts, under the channel's name, and has nothing to write with."""
    ann, bob = phone(page, ANN), phone(page, BOB)
    await open_place(page, ann, "Channel", "Kabar Toko")
    await say(ann, "Buka lagi besok")
    await go_to(bob, "Kabar Toko")
    await expect(message(bob, "Buka lagi besok")).to_contain_text("Kabar Toko")
    await expect(bob.get_by_test_id("composer")).to_be_hidden()
    await expect(bob.get_by_text("Only administrators post here.")).to_be_visible()


async def test_whoever_is_removed_finds_the_group_gone(page: Page, telegram: Telegram) -> None:
    """The phone goes back to the other chat and says why."""
    ann, bob = phone(page, ANN), phone(page, BOB)
    await open_place(page, ann, "Group", "Teman")
    await go_to(bob, "Teman")
    await expect(bob.locator(".head-title")).to_have_text("Teman")
    chat = (await telegram.sim("GET", f"people/{ANN}/chats"))["chats"][0]["id"]
    await telegram.sim("POST", f"people/{ANN}/members", {"chat": chat, "member": BOB, "role": "left"})
    await expect(bob.get_by_test_id("toast")).to_contain_text("You are no longer in Teman.")
    await expect(bob.locator(".head-title")).not_to_have_text("Teman")
    await expect(message(ann, "Ann removed Bob")).to_be_visible()


async def test_a_bill_is_refused_once_and_then_paid(page: Page, bot: BotPlayer) -> None:
    """The refusal stands in the sheet, in the bot's words; the bill is stamped once the money is there."""
    ann = phone(page, ANN)
    await start(ann, bot)
    await bot.does(
        "sendInvoice", chat_id=ANN, title="Boneka", description="Cokelat, 30 cm", payload="order 1",
        currency="IDR", provider_token="1:TEST", prices=[{"label": "Boneka", "amount": 12_000_000}],
        max_tip_amount=1_000_000, suggested_tip_amounts=[500_000],
    )  # fmt: skip
    await tap(ann, "Pay")
    sheet = page.get_by_test_id("pay-sheet")
    await sheet.get_by_text("5.000").or_(sheet.get_by_text("5,000")).click()
    await page.get_by_test_id("pay-confirm").click()
    query = await bot.hears("pre_checkout_query")
    assert query["total_amount"] == 12_500_000
    await bot.does(
        "answerPreCheckoutQuery", pre_checkout_query_id=query["id"], ok=False, error_message="Habis"
    )
    await expect(sheet.get_by_role("alert")).to_contain_text("Habis")
    await page.get_by_test_id("pay-confirm").click()
    query = await bot.hears("pre_checkout_query")
    await bot.does("answerPreCheckoutQuery", pre_checkout_query_id=query["id"], ok=True)
    await expect(sheet.get_by_test_id("paid")).to_contain_text("Paid")
    await page.keyboard.press("Enter")
    await expect(sheet).to_have_count(0)
    await expect(message(ann, "Cokelat")).to_contain_text("Paid")
    await expect(message(ann, "for Boneka")).to_be_visible()
    await expect(ann.get_by_test_id("button").last).to_have_text("Receipt")


async def test_stars_are_stars(page: Page, bot: BotPlayer) -> None:
    """A bill in Telegram's own currency has no rupiah, and a name for those who listen."""
    ann = phone(page, ANN)
    await start(ann, bot)
    await bot.does(
        "sendInvoice", chat_id=ANN, title="Stiker", description="Paket digital", payload="order 2",
        currency="XTR", prices=[{"label": "Stiker", "amount": 50}],
    )  # fmt: skip
    await expect(message(ann, "Paket digital")).to_contain_text("50 Stars")
    await expect(ann.get_by_test_id("button")).to_contain_text("Pay 50")


async def test_what_a_bot_offers_is_chosen_with_the_keyboard(page: Page, bot: BotPlayer) -> None:
    """Ann types behind the bot's name in a group, goes up into the list and sends the second offer."""
    ann, bob = phone(page, ANN), phone(page, BOB)
    await open_place(page, ann, "Group", "Teman")
    await ann.get_by_test_id("composer").fill(f"@{BOT} boneka")
    offers = [
        {"type": "article", "id": str(number), "title": title, "description": price,
         "input_message_content": {"message_text": f"{title}, {price}"}}
        for number, (title, price) in enumerate([("Beruang", "Rp120.000"), ("Kelinci", "Rp90.000")])
    ]  # fmt: skip
    query = await bot.hears("inline_query")
    assert query["query"] == "boneka"
    await bot.does("answerInlineQuery", inline_query_id=query["id"], results=offers)
    await expect(ann.get_by_test_id("inline-result")).to_have_count(2)
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(message(ann, "Kelinci, Rp90.000")).to_contain_text(f"via @{BOT}")
    await expect(ann.get_by_test_id("composer")).to_have_value("")
    await go_to(bob, "Teman")
    await expect(message(bob, "Kelinci")).to_contain_text("Ann")


async def test_a_button_begins_to_ask_the_bot(page: Page, bot: BotPlayer) -> None:
    """The composer holds the bot's name and the button's words, ready for more."""
    ann = phone(page, ANN)
    await start(ann, bot)
    button = {"text": "Cari", "switch_inline_query_current_chat": "boneka"}
    await bot.does(
        "sendMessage", chat_id=ANN, text="Cari barang?", reply_markup={"inline_keyboard": [[button]]}
    )
    await tap(ann, "Cari")
    await expect(ann.get_by_test_id("composer")).to_have_value(f"@{BOT} boneka")
    assert (await bot.hears("inline_query"))["query"] == "boneka"


async def test_the_pinned_message_stays_in_sight(page: Page, bot: BotPlayer) -> None:
    """It is named below the head while it is pinned, and pressing it goes there."""
    ann = phone(page, ANN)
    await start(ann, bot)
    hours = await bot.does("sendMessage", chat_id=ANN, text="Buka pukul 9 sampai 17")
    for number in range(40):
        await bot.does("sendMessage", chat_id=ANN, text=f"Barang {number}")
    await bot.does("pinChatMessage", chat_id=ANN, message_id=hours["message_id"])
    await expect(message(ann, "Barang 39")).to_be_in_viewport()
    await ann.get_by_test_id("pinned").click()
    await expect(message(ann, "Buka pukul 9")).to_be_in_viewport()
    await bot.does("unpinChatMessage", chat_id=ANN, message_id=hours["message_id"])
    await expect(ann.get_by_test_id("pinned")).to_be_hidden()
