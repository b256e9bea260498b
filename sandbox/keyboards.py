"""Reply markup: checking it as Telegram does, and finding the button a person means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sandbox.entities.links import checked_link, mentioned_user, why_wrong
from sandbox.errors import bad_request
from sandbox.wire import Json, Params, is_clean

ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
)
MAX_BUTTONS = 100
_FLAGS = (
    "force_reply",
    "is_persistent",
    "one_time_keyboard",
    "remove_keyboard",
    "resize_keyboard",
    "selective",
)


@dataclass(slots=True, frozen=True)
class Markup:
    """What came with a message: `kind` is `inline`, `keyboard`, `remove` or `force_reply`; `json` is its shape."""

    kind: str
    json: Json


def read_markup(params: Params, *, inline_only: bool = False, pays: bool = False) -> Markup | None:
    """The `reply_markup` of a call; only an invoice `pays`, with its first button. Raises `ApiError`."""
    if params.get("reply_markup", "") == "":
        return None
    given = params["reply_markup"]
    if isinstance(given, str):
        markup = _markup_in(given)
    else:
        markup = _checked(params.json("reply_markup", "reply keyboard markup"))
    if inline_only and markup is not None and markup.kind != "inline":
        raise bad_request("inline keyboard expected")
    _check_pay(markup, pays=pays)
    return markup


@lru_cache(maxsize=500)
def _markup_in(text: str) -> Markup | None:
    """Bots show the same buttons again and again; nobody changes a markup once it is read."""
    return _checked(Params({"reply_markup": text}).json("reply_markup", "reply keyboard markup"))


def _checked(value: Any) -> Markup | None:
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    return _markup(value)


def _check_pay(markup: Markup | None, *, pays: bool) -> None:
    if markup is None or markup.kind != "inline":
        return
    paying = ["pay" in button for row in markup.json["inline_keyboard"] for button in row]
    if not pays and any(paying):
        raise bad_request("BUTTON_TYPE_INVALID")  # only invoices have one
    if pays and (not paying[0] or any(paying[1:])):
        raise bad_request("BUTTON_POS_INVALID")


def _markup(value: Json) -> Markup | None:
    for name in _FLAGS:
        if not isinstance(value.get(name, False), bool):
            raise bad_request(f'field "{name}" must be of type Boolean')
    if "inline_keyboard" in value:
        rows = _rows(value, "inline_keyboard", "InlineKeyboardMarkup", _inline_button)
        return Markup("inline", {"inline_keyboard": rows}) if rows else None
    if "keyboard" in value:
        rows = _rows(value, "keyboard", "ReplyKeyboardMarkup", _reply_button)
        return Markup("keyboard", value | {"keyboard": rows}) if rows else None
    if value.get("remove_keyboard") is True:
        return Markup("remove", value)
    if value.get("force_reply") is True:
        return Markup("force_reply", value)
    return None


def _rows(value: Json, field: str, type: str, read: Any) -> list[list[Json]]:
    rows = value[field]
    if not isinstance(rows, list):
        raise bad_request(f'field "{field}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{field}" of the {type} should be an Array of Arrays')
    result = [[read(button) for button in row] for row in rows if row]
    if sum(map(len, result)) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    return result


def _text(button: Json, kind: str) -> str:
    text = button.get("text")
    if text is None:
        raise bad_request(f"can't parse {kind}: Can't find field \"text\"")
    if not isinstance(text, str):
        raise bad_request(f'can\'t parse {kind}: Field "text" must be of type String')
    if not text.strip() or not is_clean(text):
        raise bad_request(f"can't parse {kind}: Text of the button must be non-empty")
    return text


def _inline_button(button: Any) -> Json:
    kind = "inline keyboard button"
    if not isinstance(button, dict):
        raise bad_request(f"can't parse {kind}: InlineKeyboardButton must be an Object")
    result: Json = {"text": _text(button, kind)}
    action = next((name for name in ACTIONS if name in button and _is_used(name, button[name])), None)
    if action is None:
        raise bad_request(f"can't parse {kind}: Text buttons are unallowed in the inline keyboard")
    result[action] = _ACTION_CHECKS.get(action, _as_given)(button[action])
    for look in ("style", "icon_custom_emoji_id"):
        if button.get(look):
            result[look] = button[look]
    return result


def _is_used(action: str, value: Any) -> bool:
    """An empty text is as good as none, except that an inline query may be empty."""
    return value is not None and value is not False and (value != "" or action.startswith("switch_"))


def _as_given(value: Any) -> Any:
    return value


def _callback_data(value: Any) -> str:
    if not isinstance(value, str):
        raise bad_request('can\'t parse inline keyboard button: Field "callback_data" must be of type String')
    if not is_clean(value) or not 1 <= len(value.encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    return value


def _url(value: Any) -> str:
    if not isinstance(value, str):
        raise bad_request('can\'t parse inline keyboard button: Field "url" must be of type String')
    link = checked_link(value)
    if mentioned_user(value) is not None:
        return value
    if link is None or not is_clean(link):
        shown = value if is_clean(value) else ""
        raise bad_request(f"inline keyboard button URL '{shown}' is invalid: {why_wrong(shown)}")
    return link


def _copy_text(value: Any) -> Json:
    text = value.get("text") if isinstance(value, dict) else None
    if not isinstance(text, str) or not is_clean(text) or not 1 <= len(text) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return {"text": text}


def _switch(value: Any) -> str:
    if not isinstance(value, str) or not is_clean(value):
        raise bad_request(
            'can\'t parse inline keyboard button: Field "switch_inline_query" must be of type String'
        )
    return value


def _web_page(value: Any) -> Json:
    url = value.get("url") if isinstance(value, dict) else None
    if not isinstance(url, str) or not url.startswith("https://"):
        raise bad_request(
            f"inline keyboard button Web App URL '{url}' is invalid: Only HTTPS links are allowed"
        )
    return {"url": url}


_ACTION_CHECKS: dict[str, Callable[[Any], Any]] = {
    "callback_data": _callback_data,
    "url": _url,
    "copy_text": _copy_text,
    "switch_inline_query": _switch,
    "switch_inline_query_current_chat": _switch,
    "web_app": _web_page,
}


def _reply_button(button: Any) -> Json:
    kind = "keyboard button"
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise bad_request(f"can't parse {kind}: KeyboardButton must be a String or an Object")
    return button | {"text": _text(button, kind)}


def button_kind(button: Json) -> str:
    """How a reply-keyboard button acts: `text`, `contact` or `location`."""
    if button.get("request_contact"):
        return "contact"
    return "location" if button.get("request_location") else "text"


def find_button(rows: list[list[Json]], wanted: Json) -> Json | None:
    """The button with that `text` (exact match first, then containing it), `data`, or `row` and `column`."""
    buttons = [button for row in rows for button in row]
    if "data" in wanted:
        return next((one for one in buttons if one.get("callback_data") == wanted["data"]), None)
    if isinstance(text := wanted.get("text"), str):
        exact = (one for one in buttons if one["text"] == text)
        return next(exact, None) or next((one for one in buttons if text in one["text"]), None)
    row, column = wanted.get("row"), wanted.get("column")
    if (
        isinstance(row, int)
        and isinstance(column, int)
        and 0 <= row < len(rows)
        and 0 <= column < len(rows[row])
    ):
        return rows[row][column]
    return None
