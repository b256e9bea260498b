"""What people do on the chat page, and what they look at there."""

from playwright.async_api import Locator, Page

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
