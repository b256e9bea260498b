"""aiogram is loaded lean, and everything in it works all the same."""

import subprocess
import sys

import aiogram.methods
import aiogram.types
from pydantic import BaseModel

import bot


def test_every_model_of_telegram_can_be_built() -> None:
    """What was put off at the import works when it is needed: all types and methods of aiogram."""
    assert bot.__doc__
    built = 0
    for module in (aiogram.types, aiogram.methods):
        for name in module.__all__:
            model = getattr(module, name)
            if isinstance(model, type) and issubclass(model, BaseModel):
                model.model_rebuild()
                assert model.__pydantic_complete__, name
                built += 1
    assert built > 500


def test_a_shop_starts_without_what_it_never_needs() -> None:
    """A fresh process that loads the bot has not built a poll's validator, and builds an update's when one comes."""
    script = (
        "import bot.__main__\n"
        "from aiogram.types import Poll, Update\n"
        "assert not Poll.__pydantic_complete__\n"
        'update = Update.model_validate_json(\'{"update_id": 7, "poll_answer": null}\')\n'
        "assert update.update_id == 7 and Update.__pydantic_complete__\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)
