"""Inline mode: what a bot offers to whoever types behind its name."""

from __future__ import annotations

from sandbox.errors import ApiError, bad_request
from sandbox.keyboards import read_markup
from sandbox.methods.media import CAPTIONED, media_content
from sandbox.methods.messages import read_contact, read_location, read_words
from sandbox.methods.taps import TOO_OLD
from sandbox.model import InlineQuery
from sandbox.posting import Content
from sandbox.query import Methods, Query
from sandbox.wire import Json, Params, is_clean

MOST_RESULTS = 50
_LONGEST_ID = 64
_FILES = CAPTIONED | {"sticker"}


async def answer_inline_query(query: Query) -> bool:
    """Offer up to fifty results."""
    params = query.params
    asked = query.world.question(InlineQuery, query.bot, params.text("inline_query_id"))
    given = params.json("results", "inline query results")
    if not isinstance(given, list):
        raise bad_request("expected an Array of inline query results")
    if len(given) > MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    results: dict[str, Json] = {}
    for one in given:
        result = await _read(query, one)
        if result["id"] in results:
            raise bad_request("RESULT_ID_DUPLICATE")
        results[result["id"]] = result
    next_offset = params.text("next_offset")
    if len(next_offset.encode()) > _LONGEST_ID:
        raise bad_request("NEXT_OFFSET_INVALID")
    button = _button(params)
    if asked is None:
        raise bad_request(TOO_OLD)
    asked.results = results
    asked.settle({"next_offset": next_offset or None, "button": button})
    return True


def _button(params: Params) -> Json | None:
    button = params.json("button", "InlineQueryResultsButton")
    if button is None:
        return None
    if not isinstance(button, dict) or not isinstance(button.get("text"), str) or not button["text"]:
        raise bad_request("can't parse InlineQueryResultsButton: Can't find field \"text\"")
    if not button.get("start_parameter") and not button.get("web_app"):
        raise bad_request(
            "can't parse InlineQueryResultsButton: Exactly one of the optional fields must be used"
        )
    return {"text": button["text"], "start": button.get("start_parameter")}


async def _read(query: Query, given: object) -> Json:
    """One result: how it is listed, and the message it becomes."""
    if not isinstance(given, dict):
        raise bad_request("can't parse inline query result: Expected an Object")
    id, kind = given.get("id"), given.get("type")
    if not isinstance(id, str) or not is_clean(id) or not 1 <= len(id.encode()) <= _LONGEST_ID:
        raise bad_request("RESULT_ID_INVALID")
    options = Params(given)
    content = await _content(query, str(kind), options)
    return {
        "id": id,
        "type": kind,
        "title": options.text("title") or None,
        "description": options.text("description") or None,
        "thumbnail": options.text("thumbnail_url") or options.text("photo_url") or None,
        "content": content,
        "markup": read_markup(options, inline_only=True),
    }


async def _content(query: Query, kind: str, options: Params) -> Content:
    said = options.json("input_message_content", "input message content")
    if said is not None:
        if not isinstance(said, dict):
            raise bad_request("can't parse input message content: Expected an Object")
        return _said(query, Params(said))
    if kind == "article":
        raise bad_request("MESSAGE_EMPTY")
    if kind == "location":
        return read_location(options)
    if kind == "contact":
        return read_contact(options)
    if kind in _FILES:
        source = options.get(f"{kind}_file_id") or options.get(f"{kind}_url")
        return await media_content(query, kind, source, options, missing="RESULT_DOCUMENT_INVALID")
    if kind in _UNKNOWN:
        raise ApiError(
            501, f"Not Implemented: the sandbox does not know inline results of the type {kind} yet"
        )
    raise bad_request("can't parse inline query result: Unsupported type specified")


_UNKNOWN = frozenset({"audio", "game", "gif", "mpeg4_gif", "venue"})


def _said(query: Query, content: Params) -> Content:
    """What an InputMessageContent says."""
    if "message_text" in content:
        return read_words(query, content, "message_text")
    if "phone_number" in content:
        return read_contact(content)
    if "latitude" in content and "title" not in content:
        return read_location(content)
    raise ApiError(
        501, "Not Implemented: the sandbox knows texts, places and contacts as input message content"
    )


METHODS: Methods = {"answerInlineQuery": answer_inline_query}
