"""Changing what was said."""

from __future__ import annotations

from sandbox.errors import bad_request
from sandbox.keyboards import Markup, read_markup
from sandbox.methods.media import CAPTIONED, input_media
from sandbox.methods.messages import link_preview
from sandbox.model import Message
from sandbox.posting import Content, edited
from sandbox.query import Methods, Query, find_chat, find_message, read_caption, read_text
from sandbox.views import bot_message
from sandbox.wire import Json

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def _editable(query: Query) -> tuple[Message, Markup | None]:
    markup = read_markup(query.params, inline_only=True)
    if query.params.get("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    message = find_message(query, find_chat(query), "message to edit not found")
    carries_keyboard = message.markup is not None and message.markup.kind != "inline"
    if not message.by_bot or message.kind == "service" or carries_keyboard:
        raise bad_request("message can't be edited")
    return message, markup


def _change(query: Query, message: Message, content: Content, markup: Markup | None) -> Json:
    before = (message.kind, message.text, message.entities, message.file, message.extra)
    after = (content.kind, content.text, content.entities, content.file, content.extra)
    if before == after and message.markup == markup:
        raise bad_request(NOT_MODIFIED)
    message.kind, message.text, message.entities, message.file, message.extra = after
    message.markup = markup
    edited(query.world, message, content=before != after)
    return bot_message(message)


def _kept(message: Message) -> Json:
    return {"has_protected_content": True} if "has_protected_content" in message.extra else {}


def edit_message_text(query: Query) -> Json:
    """Another text; without `reply_markup` the buttons go away."""
    text, entities = read_text(query)
    message, markup = _editable(query)
    if message.kind != "text":
        raise bad_request("there is no text in the message to edit")
    content = Content("text", text, entities, extra=_kept(message) | link_preview(query.params))
    return _change(query, message, content, markup)


def edit_message_caption(query: Query) -> Json:
    """Another caption, or none."""
    caption, entities = read_caption(query)
    message, markup = _editable(query)
    if message.kind not in CAPTIONED:
        raise bad_request("there is no caption in the message to edit")
    extra = {name: value for name, value in message.extra.items() if name != "show_caption_above_media"}
    if query.params.flag("show_caption_above_media") and message.kind in {"photo", "video"}:
        extra["show_caption_above_media"] = True
    return _change(query, message, Content(message.kind, caption, entities, message.file, extra), markup)


async def edit_message_media(query: Query) -> Json:
    """Another file, also in place of a text."""
    item = query.params.json("media", "media")
    if item is None:
        raise bad_request("media not found")
    content = await input_media(query, item)
    message, markup = _editable(query)
    if message.kind != "text" and message.kind not in CAPTIONED - {"voice"}:
        raise bad_request("there is no media in the message to edit")
    mixed = (content.kind == "document") != (message.kind == "document")
    if message.media_group_id is not None and mixed:
        raise bad_request("message can't be edited")
    content.extra |= _kept(message)
    return _change(query, message, content, markup)


def edit_message_reply_markup(query: Query) -> Json:
    """Other buttons, or none."""
    message, markup = _editable(query)
    if message.markup == markup:
        raise bad_request(NOT_MODIFIED)
    message.markup = markup
    edited(query.world, message, content=False)
    return bot_message(message)


METHODS: Methods = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageMedia": edit_message_media,
    "editMessageReplyMarkup": edit_message_reply_markup,
}
