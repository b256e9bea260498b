"""The lint: what a strict reader of the official schema would object to, even where the server is forgiving."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from sandbox.entities.text import parse
from sandbox.errors import ApiError
from sandbox.wire import Json, Params, Upload, is_clean, loads

_INTEGER = re.compile(r"-?[0-9]{1,20}")
_FLOAT = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")
_BOOLEANS = frozenset({"true", "false", "True", "False", "1", "0"})
_SCALARS = frozenset(
    {"String", "Integer", "Float", "Boolean", "True", "InputFile", "Integer or String", "InputFile or String"}
)
_MAX_BUTTONS = 100
_KILO = 1024
_FILE_LIMITS = {"photo": 10 * _KILO * _KILO, "thumbnail": 200 * _KILO}
_MAX_FILE = 50 * _KILO * _KILO
_SHOWN = 80

Field = list[Any]  # [type, required, limit?]


class _Finding(list[Json]):
    """The problems of one call."""

    def __init__(self, method: str) -> None:
        super().__init__()
        self.method = method

    def add(self, field: str, value: Any, rule: str) -> None:
        text = "…" if isinstance(value, (dict, list, Upload)) else str(value)
        self.append({"method": self.method, "field": field, "value": text[:_SHOWN], "rule": rule})

    def alike(self) -> _Finding:
        return _Finding(self.method)


@cache
def _schema() -> Json:
    schema: Json = loads(Path(__file__).with_name("schema.json").read_bytes())
    return schema


class Lint:
    """The schema, and the checks of calls and objects against it."""

    def __init__(self) -> None:
        schema = _schema()
        self._methods: dict[str, dict[str, Field]] = schema["methods"]
        self._types: dict[str, dict[str, Field]] = schema["types"]
        self._unions: dict[str, list[str]] = schema["unions"]
        self._names = {name.lower(): name for name in self._methods}

    def method_name(self, name: str) -> str | None:
        """The official spelling of a method, None when Telegram has no such method."""
        return self._names.get(name.lower())

    def check_call(self, method: str, params: Params) -> list[Json]:
        """What is wrong with a call: `[{"method", "field", "value", "rule"}]`."""
        found = _Finding(method)
        fields = self._methods[method]
        used = set(_attached(params))
        for name, value in params.items():
            if name not in fields:
                if name not in used:
                    found.add(name, value, "unknown field")
                continue
            self._check_param(fields[name], name, params, found)
        for name, field in fields.items():
            if field[1] and name not in params:
                found.add(name, "", "missing")
        return found

    def check_object(self, type: str, value: Any) -> list[Json]:
        """What is wrong with a value that should be of an official type."""
        found = _Finding(type)
        self._check(type, value, type, found)
        return found

    def _check_param(self, field: Field, name: str, params: Params, found: _Finding) -> None:
        type, value = field[0], params[name]
        if isinstance(value, Upload):
            self._check_upload(type, name, value, found)
        elif isinstance(value, str) and type in _SCALARS:
            if not _fits_text(type, value):
                found.add(name, value, f"must be {type}")
            elif len(field) > 2:
                _check_limit(field[2], name, _from_text(type, value), params, found)
        else:
            try:
                value = params.parsed(name) if type not in _SCALARS else value
            except ValueError:
                found.add(name, value, f"must be {type}, as JSON")
                return
            self._check_value(field, name, value, params, found)

    def _check_upload(self, type: str, name: str, upload: Upload, found: _Finding) -> None:
        if "InputFile" not in type:
            found.add(name, upload, f"must be {type}, not a file")
        limit = _FILE_LIMITS.get(name, _MAX_FILE)
        if len(upload.data) > limit:
            found.add(name, f"{len(upload.data)} bytes", f"at most {limit} bytes")

    def _check_value(self, field: Field, path: str, value: Any, among: Json, found: _Finding) -> None:
        before = len(found)
        self._check(field[0], value, path, found)
        if len(field) > 2 and len(found) == before:
            _check_limit(field[2], path, value, among, found)

    def _check(self, type: str, value: Any, path: str, found: _Finding) -> None:
        if type.startswith("Array of "):
            self._check_array(type.removeprefix("Array of "), value, path, found)
        elif " or " in type:
            self._check_any(type.split(" or "), value, path, found)
        elif type in self._unions:
            self._check_any(self._unions[type], value, path, found)
        elif type in _SCALARS:
            if not _fits(type, value):
                found.add(path, value, f"must be {type}")
        elif type == "KeyboardButton" and isinstance(value, str):
            return
        else:
            self._check_fields(type, value, path, found)

    def _check_array(self, type: str, value: Any, path: str, found: _Finding) -> None:
        if not isinstance(value, list):
            found.add(path, value, f"must be Array of {type}")
            return
        for index, item in enumerate(value):
            self._check(type, item, f"{path}[{index}]", found)

    def _check_any(self, types: list[str], value: Any, path: str, found: _Finding) -> None:
        """Fits one of several types: report the objections of the one it fits best."""
        best: _Finding | None = None
        for type in types:
            attempt = found.alike()
            self._check(type, value, path, attempt)
            if not attempt:
                return
            if best is None or _distance(attempt) < _distance(best):
                best = attempt
        found.extend(best or [])

    def _check_fields(self, type: str, value: Any, path: str, found: _Finding) -> None:
        fields = self._types.get(type)
        if fields is None:
            return
        if not isinstance(value, dict):
            found.add(path, value, f"must be {type}")
            return
        for name, item in value.items():
            if name not in fields:
                found.add(f"{path}.{name}", item, f"unknown field of {type}")
            else:
                self._check_value(fields[name], f"{path}.{name}", item, value, found)
        for name, field in fields.items():
            if field[1] and name not in value:
                found.add(f"{path}.{name}", "", f"missing in {type}")
        if type == "InlineKeyboardMarkup":
            _check_buttons(value.get("inline_keyboard"), path, found)

    def readable(self, method: str, params: Params) -> Json:
        """A call's parameters with numbers as numbers and nested JSON parsed, for the log."""
        fields = self._methods.get(method, {})
        return {name: _readable(fields.get(name), name, params) for name in params}


def _distance(found: _Finding) -> tuple[bool, int]:
    """How far a value is from a type: a wrong kind of object is farther than any number of wrong fields."""
    wrong_kind = any(one["rule"].startswith("must be exactly") for one in found)
    return wrong_kind, len(found)


def _attached(value: Any) -> Iterator[str]:
    """The names of the uploaded files a call refers to, however deep inside."""
    if isinstance(value, str) and value.startswith("attach://"):
        yield value.removeprefix("attach://")
    elif isinstance(value, str) and "attach://" in value and value[0] in "[{":
        with suppress(ValueError):
            yield from _attached(loads(value))
    elif isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _attached(item)


def _fits_text(type: str, value: str) -> bool:
    if type == "Integer":
        return _INTEGER.fullmatch(value) is not None
    if type == "Float":
        return _FLOAT.fullmatch(value) is not None
    if type in {"Boolean", "True"}:
        return value in _BOOLEANS
    return is_clean(value) and type != "InputFile"


def _from_text(type: str, value: str) -> Any:
    return float(value) if type == "Float" else int(value) if type == "Integer" else value


def _fits(type: str, value: Any) -> bool:
    if type == "Integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if type == "Float":
        return isinstance(value, int | float) and not isinstance(value, bool)
    if type == "Boolean":
        return isinstance(value, bool)
    if type == "True":
        return value is True
    if type == "Integer or String":
        return isinstance(value, str) or _fits("Integer", value)
    return isinstance(value, str) and is_clean(value)


def _check_limit(limit: Any, path: str, value: Any, among: Json, found: _Finding) -> None:
    if isinstance(limit, str):
        if value != limit:
            found.add(path, value, f"must be exactly {limit}")
        return
    least, most, unit = limit
    if unit == "parsed" and least <= len(value) <= most:
        return  # parsing never makes a text longer
    size = _size(unit, value, path, among)
    if not least <= size <= most:
        found.add(path, value, f"{least}–{most} {'' if unit == 'value' else _UNITS.get(unit, unit)}".rstrip())


_UNITS = {"parsed": "characters after entities parsing"}


def _size(unit: str, value: Any, path: str, among: Json) -> float:
    if unit == "value":
        return value  # type: ignore[no-any-return]
    if unit == "bytes":
        return len(value.encode(errors="replace"))
    if unit == "parsed" and len(value) > 0:
        mode = among.get("quote_parse_mode" if path.endswith("quote") else "parse_mode")
        try:
            return len(parse(value, mode)[0]) if isinstance(mode, str) else len(value)
        except ApiError:
            return len(value)
    return len(value)


def _check_buttons(rows: Any, path: str, found: _Finding) -> None:
    if isinstance(rows, list) and sum(len(row) for row in rows if isinstance(row, list)) > _MAX_BUTTONS:
        found.add(f"{path}.inline_keyboard", rows, f"at most {_MAX_BUTTONS} buttons")


def _readable(field: Field | None, name: str, params: Params) -> Any:
    value = params[name]
    if isinstance(value, Upload):
        return f"file {value.name} ({len(value.data)} bytes)"
    if field is None or not isinstance(value, str):
        return value
    type = field[0]
    if type in {"Integer", "Integer or String"}:
        return int(value) if _INTEGER.fullmatch(value) and len(value) < 20 else value
    if type in {"Boolean", "True"}:
        return params.flag(name)
    if type not in _SCALARS:
        with suppress(ValueError):
            return params.parsed(name)
    return value
