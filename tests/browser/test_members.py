"""Who is in a group, and what an owner, an administrator and a member may do there."""

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.conftest import BotPlayer
from tests.browser.screen import choose_in_head, go_to, message, open_menu, open_place, phone, say
from tests.sandbox.conftest import Telegram

pytestmark = pytest.mark.browser
ANN, BOB = 2001, 2002


@pytest.fixture
async def page(telegram: Telegram, bot: BotPlayer, browser: Browser) -> Page:
    """Ann's and Bob's phones."""
    await telegram.arrives("Ann", id=ANN, language_code="id")
    await telegram.arrives("Bob", id=BOB, language_code="en")
    page = await browser.new_page(viewport={"width": 1100, "height": 860}, reduced_motion="reduce")
    await page.goto(f"{telegram.url}/?people={ANN},{BOB}&theme=light&lang=en")
    return page


async def do_to(page: Page, name: str, item: str) -> None:
    """Choose what to do about someone in the open list of members."""
    await page.get_by_role("button", name=f"More: {name}").click()
    await page.get_by_role("menuitem", name=item, exact=True).click()


async def test_an_owner_raises_and_bans_and_a_member_only_looks(page: Page) -> None:
    """Bob sees the roles and no buttons, then is an administrator, then is gone."""
    ann, bob = phone(page, ANN), phone(page, BOB)
    await open_place(page, ann, "Group", "Teman")
    await go_to(bob, "Teman")
    await choose_in_head(page, bob, "Members")
    sheet = page.get_by_test_id("members-sheet")
    await expect(sheet.get_by_test_id("member").filter(has_text="Ann")).to_contain_text("owner")
    await expect(sheet.get_by_role("button")).to_have_count(1)
    await page.keyboard.press("Escape")
    await choose_in_head(page, ann, "Members")
    await do_to(page, "Bob", "Make administrator")
    bobs = sheet.get_by_test_id("member").filter(has_text="Bob")
    await expect(bobs).to_contain_text("administrator")
    await expect(sheet.get_by_role("button", name="More: Bob")).to_be_focused()
    await do_to(page, "Bob", "Ban")
    await expect(bobs).to_contain_text("banned")
    await page.keyboard.press("Escape")
    await expect(message(ann, "Ann removed Bob")).to_be_visible()
    await expect(bob.locator(".head-title")).not_to_have_text("Teman")


async def test_only_who_may_is_offered_to_delete_what_others_wrote(page: Page) -> None:
    """Ann, who owns the group, deletes Bob's words; Bob cannot delete hers; the list of chats is right again."""
    ann, bob = phone(page, ANN), phone(page, BOB)
    await open_place(page, ann, "Group", "Teman")
    await say(ann, "Selamat pagi")
    await go_to(bob, "Teman")
    await say(bob, "Pinjam uang")
    await message(bob, "Selamat pagi").locator(".bubble").click(button="right", position={"x": 12, "y": 12})
    await expect(page.get_by_role("menuitem", name="Reply")).to_be_visible()
    await expect(page.get_by_role("menuitem", name="Delete")).to_have_count(0)
    await page.keyboard.press("Escape")
    await bob.get_by_test_id("chats-toggle").click()
    line = bob.get_by_test_id("chat").filter(has_text="Teman")
    await expect(line).to_contain_text("Pinjam uang")
    await open_menu(page, message(ann, "Pinjam uang"), "Delete")
    await expect(line).to_contain_text("Selamat pagi")


async def test_whoever_knows_its_name_joins_a_channel(page: Page, telegram: Telegram) -> None:
    """Another name is refused in the sheet; the channel opens once it is joined, and says so in both languages."""
    body = {"title": "Kabar Toko", "admins": [BOB], "username": "kabar_toko"}
    await telegram.sim("POST", "channels", body)
    await telegram.sim("POST", "groups", {"title": "Pasar", "members": [BOB], "username": "pasar"})
    ann = phone(page, ANN)
    for name, title in (("@kabar_toko", "Kabar Toko"), ("https://t.me/pasar", "Pasar")):
        await ann.get_by_test_id("chats-toggle").click()
        await ann.get_by_test_id("join-place").click()
        await page.get_by_test_id("join-name").fill("@nowhere")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("alert").filter(has_text="@nowhere")).to_be_visible()
        await page.get_by_test_id("join-name").fill(name)
        await page.keyboard.press("Enter")
        await expect(ann.locator(".head-title")).to_have_text(title)
    await expect(message(ann, "Ann joined")).to_be_visible()
    await page.get_by_test_id("language").click()
    await expect(message(ann, "Ann bergabung")).to_be_visible()
