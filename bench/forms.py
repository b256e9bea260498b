"""A Bot API call's parameters, however they travel: urlencoded, JSON or multipart."""

import json
import re
from typing import Any
from urllib.parse import parse_qsl

_PART = re.compile(rb'name="([^"]+)"(?:; filename="([^"]*)")?')


def parameters(body: bytes) -> dict[str, Any]:
    """Give the parameters; lists and objects are read, a file is given by its name."""
    if body.startswith(b"{"):
        given = json.loads(body)
    elif body.startswith(b"--"):
        given = _multipart(body)
    else:
        given = dict(parse_qsl(body.decode(), keep_blank_values=True))
    return {name: _value(value) for name, value in given.items()}


def _value(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in {"{", "["}:
        return json.loads(value)
    return value


def _multipart(body: bytes) -> dict[str, str]:
    boundary = body[: body.index(b"\r\n")]
    given: dict[str, str] = {}
    for part in body.split(boundary)[1:-1]:
        head, _, content = part.partition(b"\r\n\r\n")
        if found := _PART.search(head):
            given[found[1].decode()] = (found[2] or content.removesuffix(b"\r\n")).decode(errors="replace")
    return given
