"""Reading a call's parameters: query string, form, JSON or multipart, whichever way they came."""

from __future__ import annotations

from urllib.parse import unquote

import aiohttp
from aiohttp import hdrs, web
from aiohttp.http_exceptions import HttpProcessingError
from yarl import URL

from sandbox.errors import ApiError, bad_request
from sandbox.wire import Json, Params, Upload, loads

# 50 MB of file, and something for the rest of the form.
MAX_BODY = 51 * 1024 * 1024
_MOST_FIELDS = 1000
_UNREADABLE = "can't parse request: the body does not follow its Content-Type"


async def read_params(request: web.Request, repeated: str = "") -> Params:
    """The parameters of a request; those in the body win over those in the address.

    All multipart fields of the name `repeated` are gathered in a list.
    """
    values: Json = dict(request.query) if request.rel_url.raw_query_string else {}
    if request.can_read_body:
        values |= await _body(request, repeated)
    return Params(values)


async def _body(request: web.Request, repeated: str) -> Json:
    content_type = request.content_type
    if content_type == "multipart/form-data":
        try:
            reader = await request.multipart()
        except ValueError:
            raise bad_request(_UNREADABLE) from None
        return await _multipart(reader, repeated)
    try:
        # most bodies are there already, with their head
        body = request.content.read_nowait() if request.content.is_eof() else await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise ApiError(413, "Request Entity Too Large") from None
    return _flat(content_type, body)


def _flat(content_type: str, body: bytes) -> Json:
    try:
        if content_type == "application/json":
            value = loads(body)
            if not isinstance(value, dict):
                raise bad_request("expected an Object in the request body")
            return value
        if content_type in {"application/x-www-form-urlencoded", "application/octet-stream", "text/plain"}:
            return _form(body.decode())
    except ValueError:
        raise bad_request(_UNREADABLE) from None
    return {}


def _form(text: str) -> Json:
    """An urlencoded form; of fields with one name the last counts. Raises ValueError."""
    if text.count("&") >= _MOST_FIELDS:
        raise ValueError("too many fields")
    values: Json = {}
    for field in text.split("&"):
        if field:
            name, _, value = field.partition("=")
            values[_plain(name)] = _plain(value)
    return values


def _plain(text: str) -> str:
    if "+" in text:
        text = text.replace("+", " ")
    if "%" not in text:
        return text
    # yarl's own unquoting is written in C, a hundred times as fast; what is not UTF-8 it leaves as it is
    plain = URL.build(fragment=text, encoded=True).fragment
    return unquote(text, errors="strict") if "%" in plain else plain


async def _multipart(reader: aiohttp.MultipartReader, repeated: str = "") -> Json:
    values: Json = {}
    left = MAX_BODY
    try:
        while (part := await reader.next()) is not None:
            if not isinstance(part, aiohttp.BodyPartReader):
                continue
            data = await _read(part, left)
            left -= len(data)
            if part.name and part.name == repeated:
                values.setdefault(repeated, []).append(_value(part, data))
            elif part.name:
                values[part.name] = _value(part, data)
    except (ValueError, RuntimeError, AssertionError, HttpProcessingError):
        # The parser of multipart bodies asserts and raises all of these on broken input.
        raise bad_request(_UNREADABLE) from None
    return values


async def _read(part: aiohttp.BodyPartReader, most: int) -> bytes:
    data = bytearray()
    while chunk := await part.read_chunk(256 * 1024):
        data += chunk
        if len(data) > most:
            raise ApiError(413, "Request Entity Too Large")
    return bytes(data)


def _value(part: aiohttp.BodyPartReader, data: bytes) -> str | Upload:
    if part.filename is None:
        return data.decode()
    mime_type = part.headers.get(hdrs.CONTENT_TYPE, "application/octet-stream")
    return Upload(part.filename, mime_type.partition(";")[0].strip(), data)


async def read_params_of(response: aiohttp.ClientResponse) -> Params | None:
    """The parameters in a webhook's answer, None when it holds none that can be read."""
    try:
        if response.content_type == "multipart/form-data":
            return Params(await _multipart(aiohttp.MultipartReader(response.headers, response.content)))
        body = await response.read()
        return Params(_flat(response.content_type, body)) if body else None
    except (ApiError, ValueError):
        return None
