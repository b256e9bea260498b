"""Every button fits into Telegram's 64 bytes, whatever numbers it carries, and none can be mistaken for another."""

from typing import Any

import pytest
from aiogram.filters.callback_data import CallbackData
from annotated_types import Le, MaxLen

from bot import actions
from foundation.money import LARGEST

ACTIONS = [
    action
    for action in vars(actions).values()
    if isinstance(action, type) and issubclass(action, CallbackData)
]
ACTIONS.remove(CallbackData)

LARGEST_COUNTS = {"product_id": 9_999_999, "shelf": 99_999, "page": 99_999}
"""A shop with ten million products and a hundred thousand shelves is beyond our promise."""


def fullest(action: type[CallbackData]) -> CallbackData:
    """The action with the longest values its fields allow."""
    values: dict[str, Any] = {}
    for name, field in action.model_fields.items():
        if field.annotation is bool:
            values[name] = True
        elif field.annotation is str:
            longest = next((mark.max_length for mark in field.metadata if isinstance(mark, MaxLen)), 2)
            values[name] = "id" if longest == 2 else "x" * min(longest, 20 if name != "text" else 48)
        else:
            limits = [int(str(mark.le)) for mark in field.metadata if isinstance(mark, Le)]
            most = min(limits, default=LARGEST)  # an optional amount carries its limit deeper inside
            values[name] = min(most, LARGEST_COUNTS.get(name, 9_999_999 if "value" in name else most))
    return action(**values)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.__name__)
def test_every_button_fits(action: type[CallbackData]) -> None:
    """Telegram-shop#9: a long name breaks nothing. Packed with its longest values it fits and reads back as itself."""
    full = fullest(action)
    assert len(full.pack().encode()) <= 64
    assert action.unpack(full.pack()) == full
    assert full.pack() == CallbackData.pack(full)


def test_a_button_that_does_not_fit_says_so() -> None:
    """Words that are too long, or would be read as two, are refused before they reach anybody's chat."""
    with pytest.raises(ValueError, match="too long"):
        actions.Found(page=1, text="ü" * 40).pack()
    with pytest.raises(ValueError, match="Separator"):
        actions.Found(page=1, text="kaos:hitam").pack()


def test_no_two_buttons_share_a_prefix() -> None:
    """A prefix means one thing for ever."""
    prefixes = [action.__prefix__ for action in ACTIONS]
    assert len(prefixes) == len(set(prefixes))
