"""Changing what was said."""

from __future__ import annotations

from sandbox.errors import bad_request
from sandbox.keyboards import Markup, read_markup
from sandbox.methods.media import CAPTIONED, input_media
from sandbox.methods.messages import link_preview
from sandbox.model import Message, Place
from sandbox.posting import Content, edited
from sandbox.query import Methods, Query, check_presence, find_chat, find_message, read_caption, read_text
from sandbox.views import bot_message
from sandbox.wire import Json

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def _editable(query: Query) -> tuple[Message, Markup | None]:
    markup = read_markup(query.params, inline_only=True)
    if query.params.get("inline_message_id"):
        return _inline_message(query), markup
    chat = find_chat(query)
    if isinstance(chat, Place):
        check_presence(query, chat)
    message = find_message(query, chat, "message to edit not found")
    carries_keyboard = message.markup is not None and message.markup.kind != "inline"
    if not _own(query, message) or message.kind == "service" or carries_keyboard:
        raise bad_request("message can't be edited")
    return message, markup


def _own(query: Query, message: Message) -> bool:
    """A bot edits what it said; in a channel also what others posted, with the right to."""
    chat = message.chat
    if isinstance(chat, Place) and chat.is_channel and chat.may(query.bot.id, "can_edit_messages"):
        return True
    return message.author is query.bot


def _inline_message(query: Query) -> Message:
    """The message somebody sent with the bot's help. Its chat may be one the bot is not in."""
    message = query.world.inline_messages.get(query.params.text("inline_message_id"))
    if message is None or message.via is not query.bot:
        raise bad_request("MESSAGE_ID_INVALID")
    if message.id not in message.chat.messages:
        raise bad_request("message to edit not found")
    return message


def _answer(query: Query, message: Message) -> Json | bool:
    """What an edit answers: the message, or True for one the bot cannot see."""
    return True if query.params.get("inline_message_id") else bot_message(message, query.bot)


def _change(query: Query, message: Message, content: Content, markup: Markup | None) -> Json | bool:
    before = (message.kind, message.text, message.entities, message.file, message.extra)
    after = (content.kind, content.text, content.entities, content.file, content.extra)
    if before == after and message.markup == markup:
        raise bad_request(NOT_MODIFIED)
    message.kind, message.text, message.entities, message.file, message.extra = after
    message.markup = markup
    edited(query.world, message, content=before != after)
    return _answer(query, message)


def _kept(message: Message) -> Json:
    return {"has_protected_content": True} if "has_protected_content" in message.extra else {}


def edit_message_text(query: Query) -> Json | bool:
    """Another text; without `reply_markup` the buttons go away."""
    text, entities = read_text(query)
    message, markup = _editable(query)
    if message.kind != "text":
        raise bad_request("there is no text in the message to edit")
    content = Content("text", text, entities, extra=_kept(message) | link_preview(query.params))
    return _change(query, message, content, markup)


def edit_message_caption(query: Query) -> Json | bool:
    """Another caption, or none."""
    caption, entities = read_caption(query)
    message, markup = _editable(query)
    if message.kind not in CAPTIONED:
        raise bad_request("there is no caption in the message to edit")
    extra = {name: value for name, value in message.extra.items() if name != "show_caption_above_media"}
    if query.params.flag("show_caption_above_media") and message.kind in {"photo", "video"}:
        extra["show_caption_above_media"] = True
    return _change(query, message, Content(message.kind, caption, entities, message.file, extra), markup)


async def edit_message_media(query: Query) -> Json | bool:
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


def edit_message_reply_markup(query: Query) -> Json | bool:
    """Other buttons, or none."""
    message, markup = _editable(query)
    if message.markup == markup:
        raise bad_request(NOT_MODIFIED)
    message.markup = markup
    edited(query.world, message, content=False)
    return _answer(query, message)


METHODS: Methods = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageMedia": edit_message_media,
    "editMessageReplyMarkup": edit_message_reply_markup,
}
