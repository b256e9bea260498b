"""The same message as two sides see it: bots as a Bot API Message, people as docs/sandbox.md describes."""

from __future__ import annotations

from sandbox.keyboards import button_kind
from sandbox.model import Bot, Chat, CommandKey, Message, Person
from sandbox.wire import Json


def bot_message(message: Message, *, nested: bool = False) -> Json:
    """The message as its bot gets it; `nested` leaves out what it replies to."""
    chat = message.chat
    result: Json = {
        "message_id": message.id,
        "from": chat.bot.user if message.by_bot else chat.person.user,
        "chat": chat.person.chat,
        "date": message.date,
    }
    if message.edit_date is not None:
        result["edit_date"] = message.edit_date
    if message.media_group_id is not None:
        result["media_group_id"] = message.media_group_id
    if message.reply_to is not None and not nested and (original := chat.messages.get(message.reply_to)):
        result["reply_to_message"] = bot_message(original, nested=True)
    if message.file is not None:
        result.update(chat.bot.shelf.media(message.file))
    if message.text:
        text, entities = ("caption", "caption_entities") if message.file else ("text", "entities")
        result[text] = message.text
        if message.entities:
            result[entities] = message.entities
    if message.extra:
        result.update(message.extra)
    if message.markup is not None and message.markup.kind == "inline":
        result["reply_markup"] = message.markup.json
    return result


def person_message(message: Message) -> Json:
    """The message as the person sees it."""
    chat, file = message.chat, message.file
    name, sender_id = (chat.bot.name, chat.bot.id) if message.by_bot else (chat.person.name, chat.person.id)
    contact = message.extra.get("contact")
    location = message.extra.get("location")
    return {
        "message_id": message.id,
        "date": message.date,
        "edit_date": message.edit_date if message.content_edited else None,
        "out": not message.by_bot,
        "sender": {"id": sender_id, "name": name, "is_bot": message.by_bot},
        "kind": message.kind,
        "text": message.text if message.kind != "service" else "pinned a message",
        "entities": message.entities,
        "file": file
        and {
            "url": f"/sim/files/{file.key}",
            "name": file.name or None,
            "size": len(file.data),
            "mime_type": file.mime_type,
            "width": file.width or None,
            "height": file.height or None,
        },
        "contact": contact and {"phone_number": contact["phone_number"], "first_name": contact["first_name"]},
        "location": location and {"latitude": location["latitude"], "longitude": location["longitude"]},
        "media_group_id": message.media_group_id,
        "reply_to": message.reply_to,
        "buttons": [[_button(button) for button in row] for row in inline_rows(message)],
    }


def inline_rows(message: Message) -> list[list[Json]]:
    """The inline buttons below a message, row by row."""
    if message.markup is None or message.markup.kind != "inline":
        return []
    rows: list[list[Json]] = message.markup.json["inline_keyboard"]
    return rows


def reply_rows(chat: Chat) -> list[list[Json]]:
    """The buttons of the chat's reply keyboard, row by row."""
    rows: list[list[Json]] = chat.keyboard.json["keyboard"] if chat.keyboard else []
    return rows


def _button(button: Json) -> Json:
    if "callback_data" in button:
        return {"text": button["text"], "kind": "callback", "data": button["callback_data"]}
    if "copy_text" in button:
        return {"text": button["text"], "kind": "copy", "copy": button["copy_text"]["text"]}
    if url := button_url(button):
        return {"text": button["text"], "kind": "url", "url": url}
    return {"text": button["text"], "kind": "other"}


def button_url(button: Json) -> str | None:
    """The address a button opens, if it opens one."""
    if "url" in button:
        return str(button["url"])
    page = button.get("web_app") or button.get("login_url")
    return str(page["url"]) if isinstance(page, dict) and "url" in page else None


def person_chat(chat: Chat, now: float) -> Json:
    """The chat as the person's list of chats shows it."""
    last = next(reversed(chat.messages.values()), None)
    return {
        "id": chat.bot.id,
        "type": "private",
        "title": name_for(chat.bot, chat.person),
        "username": chat.bot.username,
        "commands": commands_for(chat.bot, chat.person),
        "keyboard": _keyboard(chat),
        "typing": chat.typing_until > now,
        "blocked": chat.blocked,
        "unread": chat.unread,
        "last_message": person_message(last) if last else None,
    }


def _keyboard(chat: Chat) -> Json | None:
    if chat.keyboard is None:
        return None
    facts = chat.keyboard.json
    return {
        "rows": [
            [{"text": one["text"], "kind": button_kind(one)} for one in row] for row in reply_rows(chat)
        ],
        "placeholder": facts.get("input_field_placeholder"),
        "one_time": facts.get("one_time_keyboard") is True,
        "resize": facts.get("resize_keyboard") is True,
    }


def name_for(bot: Bot, person: Person) -> str:
    """The bot's name in the person's language."""
    return bot.names.get(person.language_code or "") or bot.name


def commands_for(bot: Bot, person: Person) -> list[Json]:
    """The command menu of a private chat: the narrowest list wins, the person's language before none.

    The order is that of https://core.telegram.org/bots/api#determining-list-of-commands.
    """
    languages = [person.language_code, ""] if person.language_code else [""]
    for scope, chat_id in (("chat", person.id), ("all_private_chats", 0), ("default", 0)):
        for language in languages:
            key: CommandKey = (scope, chat_id, 0, language)
            if key in bot.commands:
                return bot.commands[key]
    return []


def person_json(person: Person) -> Json:
    """A person, as the people's side tells."""
    return {
        "id": person.id,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "username": person.username,
        "language_code": person.language_code,
        "phone": person.phone,
    }
