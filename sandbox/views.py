"""The same message as two sides see it: bots as a Bot API Message, people as docs/sandbox.md describes."""

from __future__ import annotations

from sandbox.keyboards import button_kind
from sandbox.model import (
    ADMIN,
    BANNED,
    GENERAL_TOPIC,
    OWNER,
    RESTRICTED,
    Bot,
    Chat,
    CommandKey,
    Member,
    Message,
    Person,
    Place,
    Private,
)
from sandbox.picture_urls import invoice_picture, picture_url
from sandbox.rights import held_rights
from sandbox.services import service_facts, service_text
from sandbox.wire import Json


def bot_message(message: Message, bot: Bot, *, nested: bool = False) -> Json:
    """The message as a bot gets it; `nested` leaves out what it replies to."""
    chat = message.chat
    result: Json = {"message_id": message.id}
    if _speaks_for_a_channel(message):
        result["sender_chat"] = chat.json
    else:
        result["from"] = message.author.user
    result |= {"chat": chat.json, "date": message.date} | _circumstances(message)
    if message.reply_to is not None and not nested and (original := chat.messages.get(message.reply_to)):
        result["reply_to_message"] = bot_message(original, bot, nested=True)
    if message.about is not None:
        result["pinned_message"] = bot_message(message.about, bot, nested=True)
    if message.file is not None:
        result.update(bot.shelf.media(message.file))
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


def _circumstances(message: Message) -> Json:
    """Topic, helping bot, time of the last edit, album: what most messages have none of."""
    facts: Json = {}
    if message.thread is not None:
        facts = {"message_thread_id": message.thread, "is_topic_message": True}
    if message.via is not None:
        facts["via_bot"] = message.via.user
    if message.edit_date is not None:
        facts["edit_date"] = message.edit_date
    if message.media_group_id is not None:
        facts["media_group_id"] = message.media_group_id
    return facts


def person_message(message: Message, person: Person) -> Json:
    """The message as a person sees it."""
    file = message.file
    contact, location = message.extra.get("contact"), message.extra.get("location")
    return {
        "message_id": message.id,
        "date": message.date,
        "edit_date": message.edit_date if message.content_edited else None,
        "out": message.author is person and not _speaks_for_a_channel(message),
        "sender": _sender(message, person),
        "via": message.via and message.via.username,
        "kind": message.kind,
        "text": message.text if message.kind != "service" else service_text(message),
        "service": service_facts(message),
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
        "invoice": _invoice(message, person),
        "media_group_id": message.media_group_id,
        "reply_to": message.reply_to,
        "thread": message.thread,
        "reactions": _reactions(message, person),
        "buttons": [[_button(button) for button in row] for row in inline_rows(message)],
    }


def _invoice(message: Message, person: Person) -> Json | None:
    facts = message.hidden.get("invoice")
    return facts and shown_invoice(facts, person, invoice_picture(message.chat.id_for(person), message.id))


def shown_invoice(facts: Json, person: Person, picture: str) -> Json:
    """An invoice without the payload, which is between the bot and itself; its photo where the page finds it."""
    shown = {name: value for name, value in facts.items() if name != "payload"}
    return shown | {"photo": picture_url(person, picture) if facts.get("photo") else None}


def _speaks_for_a_channel(message: Message) -> bool:
    return isinstance(message.chat, Place) and message.chat.is_channel


def _sender(message: Message, person: Person) -> Json:
    if _speaks_for_a_channel(message):
        place = message.chat
        assert isinstance(place, Place)
        return {"id": place.id, "name": place.title, "is_bot": False}
    author = message.author
    name = name_for(author, person) if isinstance(author, Bot) else author.name
    return {"id": author.id, "name": name, "is_bot": isinstance(author, Bot)}


def _reactions(message: Message, person: Person) -> list[Json]:
    """Which emoji stand below a message, how many gave each, and whether the person is one of them."""
    shown: dict[str, Json] = {}
    for giver, given in message.reactions.items():
        for one in given:
            facts = shown.setdefault(one["emoji"], {"emoji": one["emoji"], "count": 0, "mine": False})
            facts["count"] += 1
            facts["mine"] = facts["mine"] or giver == person.id
    return list(shown.values())


def inline_rows(message: Message) -> list[list[Json]]:
    """The inline buttons below a message, row by row."""
    if message.markup is None or message.markup.kind != "inline":
        return []
    rows: list[list[Json]] = message.markup.json["inline_keyboard"]
    return rows


def reply_rows(chat: Chat, person: Person) -> list[list[Json]]:
    """The buttons of a person's reply keyboard, row by row."""
    keyboard = chat.look(person).keyboard
    rows: list[list[Json]] = keyboard.json["keyboard"] if keyboard else []
    return rows


def _button(button: Json) -> Json:
    shown: Json = {"text": button["text"], "kind": "other"}
    if "callback_data" in button:
        shown |= {"kind": "callback", "data": button["callback_data"]}
    elif "copy_text" in button:
        shown |= {"kind": "copy", "copy": button["copy_text"]["text"]}
    elif "pay" in button:
        shown["kind"] = "pay"
    elif (query := switches_to(button)) is not None:
        shown |= {"kind": "inline", "query": query, "here": "switch_inline_query_current_chat" in button}
    elif url := button_url(button):
        shown |= {"kind": "url", "url": url}
    return shown


def switches_to(button: Json) -> str | None:
    """The inline query a button begins to type, None for any other button."""
    for name in ("switch_inline_query_current_chat", "switch_inline_query"):
        if name in button:
            return str(button[name])
    chosen = button.get("switch_inline_query_chosen_chat")
    return str(chosen.get("query", "")) if isinstance(chosen, dict) else None


def button_url(button: Json) -> str | None:
    """The address a button opens, if it opens one."""
    if "url" in button:
        return str(button["url"])
    page = button.get("web_app") or button.get("login_url")
    return str(page["url"]) if isinstance(page, dict) and "url" in page else None


def person_chat(chat: Chat, person: Person, now: float) -> Json:
    """The chat as a person's list of chats shows it."""
    last = next(reversed(chat.messages.values()), None)
    common: Json = {
        "id": chat.id_for(person),
        "type": chat.kind,
        "commands": commands_in(chat, person),
        "keyboard": _keyboard(chat, person),
        "typing": any(until > now for until in chat.busy.values()),
        "unread": chat.look(person).unread,
        "last_message": person_message(last, person) if last else None,
        "pinned": chat.pinned[-1] if chat.pinned else None,
    }
    if isinstance(chat, Private):
        return common | {
            "title": name_for(chat.bot, person),
            "username": chat.bot.username,
            "blocked": chat.blocked,
            "can_speak": True,
            "members": 2,
            "role": None,
            "rights": [],
            "topics": None,
        }
    assert isinstance(chat, Place)
    return common | {
        "title": chat.title,
        "username": chat.username,
        "blocked": False,
        "can_speak": not chat.is_channel or chat.may(person.id, "can_post_messages"),
        "members": sum(1 for _ in chat.people()) + sum(1 for _ in chat.bots()),
        "role": chat.status(person.id),
        "rights": held_rights(chat, person.id),
        "topics": _topics(chat),
    }


def _topics(place: Place) -> list[Json] | None:
    if not place.is_forum:
        return None
    topics = [{"id": one.id, "name": one.name, "closed": one.closed} for one in place.topics.values()]
    if GENERAL_TOPIC not in place.topics:
        topics.insert(0, {"id": GENERAL_TOPIC, "name": "General", "closed": False})
    return topics


def _keyboard(chat: Chat, person: Person) -> Json | None:
    keyboard = chat.look(person).keyboard
    if keyboard is None:
        return None
    facts = keyboard.json
    return {
        "rows": [
            [{"text": one["text"], "kind": button_kind(one)} for one in row]
            for row in reply_rows(chat, person)
        ],
        "placeholder": facts.get("input_field_placeholder"),
        "one_time": facts.get("one_time_keyboard") is True,
        "resize": facts.get("resize_keyboard") is True,
    }


def name_for(bot: Bot, person: Person) -> str:
    """The bot's name in the person's language."""
    return bot.names.get(person.language_code or "") or bot.name


def commands_in(chat: Chat, person: Person) -> list[Json]:
    """The command menu of a chat; in a group, what each of its bots offers."""
    if isinstance(chat, Private):
        return commands_for(chat.bot, person, chat)
    bots = list(chat.bots())
    menu = []
    for bot in bots:
        named = f"@{bot.username}" if len(bots) > 1 else ""
        menu += [one | {"command": one["command"] + named} for one in commands_for(bot, person, chat)]
    return menu


def commands_for(bot: Bot, person: Person, chat: Chat) -> list[Json]:
    """A bot's commands in a chat: the narrowest list wins, the person's language before none.

    The order is that of https://core.telegram.org/bots/api#determining-list-of-commands.
    """
    scopes: list[tuple[str, int, int]] = [("chat", chat.id, 0)]
    if isinstance(chat, Place):
        admin = chat.status(person.id) in {OWNER, ADMIN}
        scopes = [
            ("chat_member", chat.id, person.id),
            *([("chat_administrators", chat.id, 0)] if admin else []),
            *scopes,
            *([("all_chat_administrators", 0, 0)] if admin else []),
            ("all_group_chats", 0, 0),
        ]
    else:
        scopes.append(("all_private_chats", 0, 0))
    languages = [person.language_code, ""] if person.language_code else [""]
    for scope in [*scopes, ("default", 0, 0)]:
        for language in languages:
            key: CommandKey = (*scope, language)
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


def seen_member(member: Member, person: Person) -> Json:
    """Someone's place in a group or channel, as its list of members shows it to a person."""
    user = member.user
    return {
        "id": user.id,
        "name": name_for(user, person) if isinstance(user, Bot) else user.name,
        "username": user.username,
        "is_bot": isinstance(user, Bot),
        "role": member.status,
        "rights": [name for name, has in member.rights.items() if has] if member.status == ADMIN else [],
    }


def member_json(member: Member) -> Json:
    """A Bot API ChatMember."""
    shown: Json = {"status": member.status, "user": member.user.user}
    if member.status == OWNER:
        return shown | {"is_anonymous": False}
    if member.status == ADMIN:
        return shown | {"can_be_edited": False, "is_anonymous": False} | member.rights
    if member.status == RESTRICTED:
        return shown | {"is_member": True, "until_date": member.until} | member.rights
    if member.status == BANNED:
        return shown | {"until_date": member.until}
    return shown
