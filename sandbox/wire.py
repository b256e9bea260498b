"""How values travel: a call's parameters, read the forgiving way Telegram reads them, and JSON answers."""

from __future__ import annotations

import codecs
import json
import re
from dataclasses import dataclass
from typing import Any

import orjson

from sandbox.errors import bad_request

Json = dict[str, Any]

MAX_INT64 = 2**63 - 1
DEEPEST = 100
"""how deep JSON may be nested, as on Telegram"""
_INTEGER = re.compile(r"\s*([+-]?\d{1,19})")

_encode = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """JSON's escapes for a run of characters that ASCII has not."""
    assert isinstance(error, UnicodeEncodeError)
    return _encode(error.object[error.start : error.end])[1:-1], error.end


codecs.register_error("json-escapes", _escaped)


def encode(value: Any) -> bytes:
    """JSON in ASCII only: Telegram escapes everything else too, and no odd character can then break an answer."""
    try:
        body = orjson.dumps(value)
    except TypeError:  # half a character, a number of more than 64 bits: rare, and the slow way knows them
        return _encode(value).encode()
    return body if body.isascii() else body.decode().encode("ascii", "json-escapes")


def dumps(value: Any) -> str:
    """The same as text."""
    return encode(value).decode("ascii")


@dataclass(slots=True)
class Upload:
    """A file that came with a multipart request."""

    name: str
    mime_type: str
    data: bytes


def loads(text: str | bytes) -> Any:
    """Parse JSON; raises ValueError for anything that is not JSON, however deep or odd."""
    if isinstance(text, bytes):
        text = text.decode(json.detect_encoding(text), "surrogatepass")
    try:
        value = _decode(text)
    except RecursionError:
        raise ValueError("nested too deep") from None
    if _opened(text) > DEEPEST and _is_deep(value):
        raise ValueError("nested too deep")
    return value


def _opened(text: str) -> int:
    return text.count("[") + text.count("{")


def _is_deep(value: Any) -> bool:
    level = [value]
    for _ in range(DEEPEST + 1):
        inside = [
            one.values() if isinstance(one, dict) else one for one in level if isinstance(one, (dict, list))
        ]
        if not inside:
            return False
        level = [item for items in inside for item in items]
    return True


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


_decode = json.JSONDecoder(parse_constant=_no_constant).decode


def is_clean(text: str) -> bool:
    """Whether the text can be written as UTF-8 (a lone surrogate cannot)."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class Params(dict[str, Any]):
    """The parameters of one call: strings from a form, any JSON value from a JSON body, or an `Upload`."""

    __slots__ = ("_parsed",)

    def __init__(self, values: Json | None = None) -> None:
        super().__init__(values or {})
        self._parsed: Json = {}

    def text(self, name: str) -> str:
        """The parameter as text, empty when it is absent."""
        value = self.get(name)
        if value is None or isinstance(value, Upload):
            return ""
        if not isinstance(value, str):
            return dumps(value)
        if not is_clean(value):
            raise bad_request("strings must be encoded in UTF-8")
        return value

    def integer(self, name: str, default: int = 0, *, low: int = -MAX_INT64, high: int = MAX_INT64) -> int:
        """The parameter as a number, clamped into `low`..`high`; text that is no number counts as 0."""
        value = self.get(name)
        if value is None or value == "":
            return default
        return max(low, min(high, as_integer(value)))

    def number(self, name: str) -> float | None:
        """The parameter as a float, None when it is absent or no number."""
        try:
            return float(self.text(name))
        except ValueError:
            return None

    def flag(self, name: str) -> bool:
        """The parameter as a yes or no."""
        value = self.get(name)
        return value is True or (value is not None and self.text(name).lower() in {"true", "yes", "1"})

    def parsed(self, name: str) -> Any:
        """The parameter with its JSON text parsed; raises ValueError when that text is no JSON."""
        value = self.get(name)
        if not isinstance(value, str):
            return value
        if name not in self._parsed:
            self._parsed[name] = loads(value)
        return self._parsed[name]

    def json(self, name: str, what: str) -> Any:
        """The parameter as JSON, None when absent; `what` names it in Telegram's complaint."""
        if self.get(name) in (None, ""):
            return None
        try:
            return self.parsed(name)
        except ValueError:
            raise bad_request(f"can't parse {what} JSON object") from None


def as_integer(value: Any) -> int:
    """Read a whole number out of a JSON value or text, 0 when there is none."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if abs(value) < MAX_INT64 else 0
    if isinstance(value, str):
        if value.isascii() and value.isdigit() and len(value) < 19:
            return int(value)
        if match := _INTEGER.match(value):
            return int(match[1])
    return 0
