"""Requests nobody should send: generated from the official schema and from the routes of the people's side."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from PIL import Image

from sandbox.server import create_app
from tests.sandbox.conftest import BOT, TOKEN, Json, picture

SCHEMA: Json = json.loads(Path("sandbox/schema.json").read_text(encoding="utf-8"))
BOB, GROUP, CHANNEL, FORUM = 2002, -4_100_000_001, -1_002_000_000_001, -1_002_000_000_002
DEEPEST = 3
# Waiting is no nonsense; these would only make it slow.
PATIENT = frozenset({"timeout", "delay_ms"})

ids = st.sampled_from([BOB, BOT, GROUP, CHANNEL, FORUM, 0, 1, -1, 2**31, 2**63, 10**30])
numbers = st.one_of(ids, st.integers(-3, 300), st.integers(), st.floats(), st.booleans(), st.just(10**400))
words = st.one_of(
    st.sampled_from(["", "hi", "photo", "chat", "<b>hi", "*x_", "/start", "@us_all", "XTR", "IDR", "HTML"]),
    st.sampled_from(
        ["http://127.0.0.1:1/x", "https://[", "http://a..b/", "tg://user?id=2002", "attach://file"]
    ),
    st.sampled_from(
        ["²", "--5", "9" * 5000, "1e999", "<tg-time unix='²'>x</tg-time>", "[x](tg://user?id=²)"]
    ),
    st.sampled_from(["kicked", "administrator", "member", "left", "restricted", "creator", "\ud800", "\0"]),
    st.text(max_size=40),
    st.sampled_from(["x" * 5000, "é" * 200, "[" * 500]),
)
anything = st.recursive(
    st.one_of(st.none(), numbers, words),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(words, inner, max_size=3)),
    max_leaves=6,
)


@cache
def value_of(type: str, depth: int = 0) -> st.SearchStrategy[Any]:
    """Values of an official type, nearly all of them of the right shape."""
    if depth > DEEPEST:
        return anything
    if type.startswith("Array of "):
        inner = value_of(type.removeprefix("Array of "), depth + 1)
        return st.one_of(st.lists(inner, max_size=4), st.lists(inner, max_size=4), anything)
    if " or " in type:
        return st.one_of([value_of(one, depth) for one in type.split(" or ")])
    if type in SCHEMA["unions"]:
        return st.one_of([value_of(one, depth) for one in SCHEMA["unions"][type]])
    if type in SCHEMA["types"]:
        return st.one_of(object_of(type, depth), object_of(type, depth), anything)
    usual = {"Integer": numbers, "Float": numbers, "Boolean": st.booleans(), "True": st.just(True)}
    return st.one_of(usual.get(type, words), usual.get(type, words), anything)


def object_of(type: str, depth: int) -> st.SearchStrategy[Json]:
    """An object with most of the fields it must have, and some it may have."""
    return fields_of(SCHEMA["types"][type], depth + 1)


def fields_of(fields: dict[str, list[Any]], depth: int) -> st.SearchStrategy[Json]:
    """Values for the fields of an object or the parameters of a method."""
    known = {name: field for name, field in fields.items() if name not in PATIENT}
    needed = {name: _value(name, field, depth) for name, field in known.items() if field[1]}
    more = {name: _value(name, field, depth) for name, field in known.items() if not field[1]}
    wanted = st.fixed_dictionaries(needed, optional=more)
    return wanted if depth else st.one_of(wanted, wanted, st.dictionaries(words, anything, max_size=3))


def _value(name: str, field: list[Any], depth: int) -> st.SearchStrategy[Any]:
    if len(field) > 2 and isinstance(field[2], str):
        return st.one_of(st.just(field[2]), st.just(field[2]), anything)
    if name.endswith("chat_id") or name == "user_id":
        return st.one_of(st.sampled_from([BOB, GROUP, FORUM, CHANNEL]), ids, anything)
    if name.endswith(("message_id", "message_ids", "message_thread_id")):
        one = st.integers(1, 60)
        return st.one_of(one, st.lists(one, max_size=3), anything)
    return value_of(field[0], depth)


@dataclass(frozen=True)
class Request:
    """One request: `way` says how `values` travel."""

    verb: str
    path: str
    values: Any = None
    way: str = "json"
    query: dict[str, str] = field(default_factory=dict)


@cache
def _call(method: str) -> st.SearchStrategy[Request]:
    values = fields_of(SCHEMA["methods"][method], 0)
    ways = st.sampled_from(["json", "json", "form", "multipart"])
    tokens = st.sampled_from([TOKEN] * 8 + ["42:revoked", "x"])
    return st.builds(
        lambda token, values, way: Request("POST", f"bot{token}/{method}", values, way), tokens, values, ways
    )


_FORM = (
    b'--b\r\nContent-Disposition: form-data; name="chat_id"\r\n\r\n2002\r\n'
    b'--b\r\nContent-Disposition: form-data; name="document"; filename="a.txt"\r\n'
    b"Content-Type: text/plain\r\n\r\nhello\r\n--b--\r\n"
)
"""A form as it should be, to be cut and scratched."""


def _scratched(at: int, gone: int, put: bytes) -> bytes:
    return _FORM[:at] + put + _FORM[at + gone :]


broken_forms: st.SearchStrategy[Request] = st.builds(
    lambda path, at, gone, put: Request("POST", path, _scratched(at, gone, put), "raw"),
    st.sampled_from([f"bot{TOKEN}/sendDocument", f"sim/people/{BOB}/files"]),
    st.integers(0, len(_FORM)),
    st.one_of(st.integers(0, 9), st.just(len(_FORM))),
    st.one_of(
        st.binary(max_size=12), st.sampled_from([b"\r\n", b"--b", b'"', b";", b":", b"\xff", b"a" * 9000])
    ),
)


def _with_photo(photo: bytes, at: int, gone: int, put: bytes) -> bytes:
    scratched = photo[:at] + put + photo[at + gone :]
    head = b'--b\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\n'
    return head + scratched + b"\r\n--b--\r\n"


def _photos() -> list[bytes]:
    exif = Image.Exif()
    exif[274], exif[271] = 6, "Fuji"
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "JPEG", exif=exif)
    return [out.getvalue(), *(picture(file_format=one) for one in ("PNG", "GIF", "WEBP", "TIFF", "BMP"))]


broken_photos: st.SearchStrategy[Request] = st.builds(
    lambda photo, at, gone, put: Request(
        "POST", f"bot{TOKEN}/sendPhoto?chat_id={BOB}", _with_photo(photo, at, gone, put), "raw"
    ),
    st.sampled_from(_photos()),
    st.integers(0, 300),
    st.one_of(st.integers(0, 9), st.just(10**6)),
    st.binary(max_size=6),
)
calls: st.SearchStrategy[Request] = st.sampled_from(sorted(SCHEMA["methods"])).flatmap(_call)

_BODY: dict[str, st.SearchStrategy[Any]] = {
    "chat": st.one_of(st.sampled_from([BOT, GROUP, CHANNEL, FORUM]), anything),
    "message_id": st.one_of(st.integers(1, 60), anything),
    "reply_to": st.one_of(st.integers(1, 60), anything),
    "thread": st.one_of(st.integers(1, 60), anything),
    "members": st.one_of(st.lists(ids, max_size=3), anything),
    "admins": st.one_of(st.lists(ids, max_size=3), anything),
    "member": st.one_of(ids, anything),
    "id": st.one_of(ids, anything),
    "bot": st.one_of(ids, anything),
    "address": st.one_of(st.dictionaries(words, words, max_size=2), anything),
    "rights": st.one_of(st.dictionaries(words, st.booleans(), max_size=2), anything),
    "code": st.one_of(st.integers(390, 610), anything),
}
_BODY |= dict.fromkeys(
    [
        "text",
        "data",
        "first_name",
        "last_name",
        "username",
        "language_code",
        "phone",
        "url",
        "emoji",
        "title",
        "name",
        "query",
        "offset",
        "slug",
        "method",
        "role",
        "shipping_option",
        "email",
        "description",
        "contains",
        "drop",
        "as",
        "caption",
    ],
    st.one_of(words, anything),
)
_BODY |= dict.fromkeys(
    [
        "forum",
        "supergroup",
        "forged",
        "reads_all",
        "inline",
        "feedback",
        "row",
        "column",
        "latitude",
        "longitude",
        "tip",
        "times",
        "retry_after",
    ],
    st.one_of(st.booleans(), numbers, anything),
)
_QUIET = st.fixed_dictionaries(
    # nobody is quiet here: without an end, or with a far one, it would be waited for
    {"within_ms": st.one_of(st.integers(-3, 5), st.floats(max_value=5), st.text(max_size=5), st.none())},
    optional={"for_ms": st.one_of(numbers, anything)},
)
_CLOCK = st.fixed_dictionaries({}, optional={"advance_s": st.one_of(numbers, anything)})
bodies = st.one_of(
    st.fixed_dictionaries({}, optional=_BODY),
    st.fixed_dictionaries({}, optional=_BODY),
    anything,
)
_IN_PATH = {
    "person": st.sampled_from([str(BOB), "1001", "9", "x", "-1", "0", "%C2%B2", "9" * 40]),
    "chat": st.sampled_from([str(BOT), str(GROUP), str(FORUM), "9", "x", "%C2%B2"]),
    "result": st.sampled_from(["loud", "x", "%00"]),
    "slug": st.sampled_from(["x", "%24x", "..", "%00"]),
    "message": st.sampled_from(["0", "x", "9" * 30]),
    "file": st.sampled_from(["x", "..", "%2e%2e%2fserver.py"]),
    "bot": st.sampled_from([str(BOT), "43", "x", "%C2%B2"]),
}


def sim_routes() -> list[tuple[str, str]]:
    """Every route of the people's side but the stream of events, which has no end."""
    resources = [
        (route.method, route.resource) for route in create_app().router.routes() if route.method != "HEAD"
    ]
    found = {(verb, one.canonical) for verb, one in resources if one is not None}
    return sorted(
        (verb, path) for verb, path in found if path.startswith("/sim") and not path.endswith("/events")
    )


@cache
def _act(route: tuple[str, str]) -> st.SearchStrategy[Request]:
    verb, path = route
    names = [name for name in _IN_PATH if f"{{{name}}}" in path]
    filled = st.tuples(*(_IN_PATH[name] for name in names)).map(
        lambda parts: path.strip("/").format(**dict(zip(names, parts, strict=True)))
    )
    ways = st.sampled_from(["multipart", "json"] if path.endswith("/files") else ["json"] * 9 + ["multipart"])
    values = {"/sim/quiet": _QUIET, "/sim/clock": _CLOCK}.get(path, bodies)
    queries = st.dictionaries(st.sampled_from(["since", "after"]), st.text(max_size=5), max_size=1)
    return st.builds(
        lambda at, values, way, query: Request(verb, at, None if verb == "GET" else values, way, query),
        filled,
        values,
        ways,
        queries,
    )


acts: st.SearchStrategy[Request] = st.sampled_from(sim_routes()).flatmap(_act)
requests = st.one_of(calls, calls, calls, calls, acts, acts, broken_forms, broken_photos)

PICTURE = picture()
