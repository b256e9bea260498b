"""Load aiogram without building what is never used.

aiogram describes all of Telegram, some seven hundred models, and has pydantic build a validator for each when it is
imported: 110 MB and more than a second of a core's time, twice as much on a small server. pydantic can also build a
model's validator when it is first needed (``defer_build``), and a shop needs some thirty. aiogram has no switch for
it, so the default is set while aiogram is imported, and only then. Where aiogram was imported before, nothing changes.
"""

import sys
from typing import Any

from pydantic import BaseModel


def _import_aiogram() -> None:
    names: dict[str, Any] = {}
    build = BaseModel.__dict__["model_rebuild"]

    def remember(cls: Any, **given: Any) -> None:
        """Stand in for the loop at the end of aiogram.types, which would build everything all the same."""
        names.update(given.get("_types_namespace") or {})

    BaseModel.model_config["defer_build"] = True
    BaseModel.model_rebuild = classmethod(remember)  # type: ignore[method-assign,arg-type,assignment]
    try:
        import aiogram  # noqa: F401,PLC0415
    finally:
        BaseModel.model_rebuild = build  # type: ignore[method-assign]
        del BaseModel.model_config["defer_build"]
    for model in _models(BaseModel):
        if model.__module__.startswith("aiogram.") and not model.__pydantic_complete__:
            # where pydantic looks for the names in a model's annotations when it builds it
            model.__pydantic_parent_namespace__ = names


def _models(base: type[BaseModel]) -> list[type[BaseModel]]:
    found = [base]
    for model in found:
        found.extend(model.__subclasses__())
    return found


if "aiogram" not in sys.modules:
    _import_aiogram()
