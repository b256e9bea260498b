"""What a tap costs: one answer and at most one redraw, once the pictures are known to Telegram."""

from tests.phone import Phone
from tests.stage import Stage


async def test_a_tap_costs_at_most_two_calls(stage: Stage) -> None:
    """Shelf, card, options, quantity, cart, help and back: each is answered and redrawn, nothing more."""
    await _look_around(stage, stage.ben)
    another = await stage.person(2090, "Ann", "en")
    for label, calls in await _look_around(stage, another):
        assert len(calls) <= 2, (label, calls)
        assert "answerCallbackQuery" in calls


async def _look_around(stage: Stage, phone: Phone) -> list[tuple[str, list[str]]]:
    await phone.starts()
    costs = []
    for label in (
        "Shop",
        "Pakaian",
        "Kaos Katun",
        "Hitam",
        "XL",
        "+",
        "Add to cart",
        "Home",
        "Help",
        "My orders",
    ):
        before = len(await stage.calls())
        await phone.taps(label)
        made = [call["method"] for call in (await stage.calls())[before:] if call["method"] != "getUpdates"]
        costs.append((label, made))
    return costs
