"""Bills with shipping, with a picture, and under a link."""

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.conftest import BotPlayer
from tests.browser.screen import message, phone, tap
from tests.sandbox.conftest import Phone, Telegram, picture

pytestmark = pytest.mark.browser
ANN = 2001
WAYS = [
    {"id": name, "title": title, "prices": [{"label": title, "amount": amount}]}
    for name, title, amount in [("slow", "Reguler", 900_000), ("fast", "Kilat", 1_900_000)]
]
BILL = {
    "title": "Boneka", "description": "Cokelat, 30 cm", "payload": "order 1", "currency": "IDR",
    "provider_token": "1:TEST", "prices": [{"label": "Boneka", "amount": 12_000_000}],
}  # fmt: skip


@pytest.fixture
async def ann(telegram: Telegram, bot: BotPlayer) -> Phone:
    """Ann, who has started the bot."""
    ann = await telegram.arrives("Ann", id=ANN)
    await ann.says("/start")
    return ann


@pytest.fixture
async def page(telegram: Telegram, ann: Phone, browser: Browser) -> Page:
    """The page with Ann's phone."""
    page = await browser.new_page(viewport={"width": 700, "height": 860}, reduced_motion="reduce")
    await page.goto(f"{telegram.url}/?people={ann.id}&lang=en")
    return page


async def test_a_way_of_shipping_is_chosen_before_paying(page: Page, bot: BotPlayer) -> None:
    """What the bot offers, with its price; the sum follows the choice; the receipt says what was paid."""
    await bot.does("sendInvoice", chat_id=ANN, is_flexible=True, need_shipping_address=True, **BILL)
    await tap(phone(page, ANN), "Pay")
    sheet, confirm = page.get_by_test_id("pay-sheet"), page.get_by_test_id("pay-confirm")
    await confirm.click()
    query = await bot.hears("shipping_query")
    await bot.does("answerShippingQuery", shipping_query_id=query["id"], ok=True, shipping_options=WAYS)
    await expect(page.get_by_test_id("ways")).to_contain_text("9,000")
    await expect(sheet.locator(".sum")).to_contain_text("129,000")
    await sheet.get_by_text("Kilat").last.click()
    await expect(sheet.locator(".sum")).to_contain_text("139,000")
    await confirm.click()
    query = await bot.hears("pre_checkout_query")
    assert (query["shipping_option_id"], query["total_amount"]) == ("fast", 13_900_000)
    await bot.does("answerPreCheckoutQuery", pre_checkout_query_id=query["id"], ok=True)
    await expect(sheet.get_by_test_id("paid")).to_contain_text("139,000")
    await page.keyboard.press("Enter")
    await expect(message(phone(page, ANN), "139,000 for Boneka")).to_be_visible()
    await tap(phone(page, ANN), "Receipt")
    await expect(page.get_by_test_id("receipt-sheet").get_by_test_id("paid")).to_contain_text("139,000")


async def test_another_address_asks_the_bot_again(page: Page, bot: BotPlayer) -> None:
    """The ways of the former one are gone until then."""
    await bot.does("sendInvoice", chat_id=ANN, is_flexible=True, need_shipping_address=True, **BILL)
    await tap(phone(page, ANN), "Pay")
    confirm = page.get_by_test_id("pay-confirm")
    await confirm.click()
    query = await bot.hears("shipping_query")
    await bot.does("answerShippingQuery", shipping_query_id=query["id"], ok=True, shipping_options=WAYS)
    await expect(confirm).to_have_text("Pay")
    await page.get_by_label("City").fill("Bandung")
    await expect(page.get_by_test_id("ways")).to_have_count(0)
    await confirm.click()
    assert (await bot.hears("shipping_query"))["shipping_address"]["city"] == "Bandung"


async def test_a_link_opens_the_whole_bill(
    page: Page, telegram: Telegram, ann: Phone, bot: BotPlayer
) -> None:
    """With its picture, its lines and its sum, before anything is paid."""
    await ann.sends("photo", ("doll.jpg", picture(200, 120)))
    photo = telegram.url + (await ann.sees())[-1]["file"]["url"]
    link = await bot.does("createInvoiceLink", **BILL, photo_url=photo)
    await page.get_by_test_id("open-link").click()
    await page.get_by_test_id("link-url").fill(str(link))
    await page.get_by_test_id("link-open").click()
    sheet = page.get_by_test_id("pay-sheet")
    await expect(sheet).to_contain_text("Cokelat, 30 cm")
    await expect(sheet.locator(".sum")).to_contain_text("120,000")
    await expect(sheet.locator("img")).to_have_js_property("naturalWidth", 200)
