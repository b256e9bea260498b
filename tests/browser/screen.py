"""What people do on the chat page, and what they look at there."""

from playwright.async_api import Locator, Page, expect

_FOCUSED = """() => {
  const node = document.activeElement;
  if (!node.matches('a, button, input, textarea, [role=button]')) return '';
  return `${node.getAttribute('aria-label') ?? ''} ${node.textContent}`;
}"""


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


def message(phone: Locator, text: str) -> Locator:
    """The newest message that contains a text."""
    return phone.get_by_test_id("message").filter(has_text=text).last


async def open_menu(page: Page, message: Locator, item: str) -> None:
    """Right-click a message and choose from its menu."""
    await message.locator(".bubble").click(button="right", position={"x": 12, "y": 12})
    await page.get_by_role("menuitem", name=item, exact=True).click()


async def walk_to(page: Page, label: str, key: str = "Shift+Tab") -> None:
    """Press a key until what has the focus is called so; it must be reached within a hundred steps."""
    for _ in range(100):
        if label in await page.evaluate(_FOCUSED):
            return
        await page.keyboard.press(key)
    raise AssertionError(f"{label} cannot be reached with {key}")


async def open_place(page: Page, owner: Locator, kind: str, title: str) -> None:
    """Open a group, a forum or a channel with everybody in it."""
    await owner.get_by_test_id("chats-toggle").click()
    await owner.get_by_test_id("new-place").click()
    await page.get_by_test_id("place-title").fill(title)
    await page.get_by_test_id("place-sheet").get_by_role("radio", name=kind).first.check()
    await page.get_by_test_id("place-confirm").click()
    await expect(owner.locator(".head-title")).to_have_text(title)


async def go_to(phone: Locator, title: str) -> None:
    """Choose a chat from the list."""
    await phone.get_by_test_id("chats-toggle").click()
    await phone.get_by_test_id("chat").filter(has_text=title).click()


async def choose_in_head(page: Page, phone: Locator, item: str) -> None:
    """Open the menu above a chat and choose from it."""
    await phone.locator(".head").get_by_role("button", name="More").click()
    await page.get_by_role("menuitem", name=item, exact=True).click()
