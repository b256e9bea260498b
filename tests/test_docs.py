"""What the guides promise is there: every link resolves, every command exists."""

import re
from pathlib import Path

import pytest

from bot.owner import OWNER_COMMANDS
from bot.telegram.commands import OWNER, SHOPPER

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
EVERYBODY = {"start", "menu", "help", "cancel", "language", "human", "shop", "search", "cart", "orders"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    """A newcomer who follows a link of ours arrives."""
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", ["README.md", "README.id.md", "docs/owner.md"])
def test_every_command_in_the_guides_exists(page: str) -> None:
    """Nobody is told to type what the bot does not know."""
    text = (ROOT / page).read_text(encoding="utf-8")
    named = set(re.findall(r"`/([a-z_]+)\b(?!/)", text)) - {"health", "newbot", "revoke"}
    assert named <= EVERYBODY | set(OWNER_COMMANDS)


def test_the_command_menu_offers_only_what_works() -> None:
    """Every entry of the menu is a command somebody handles."""
    assert set(SHOPPER) <= EVERYBODY
    assert set(OWNER) <= EVERYBODY | set(OWNER_COMMANDS)
