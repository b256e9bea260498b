"""A chat as plain text, for reading in a terminal: buttons in [brackets], the reply keyboard at the end."""

from __future__ import annotations

from sandbox.model import Chat, Message, Person, Place
from sandbox.views import inline_rows, person_chat, person_message, reply_rows


def transcript(chat: Chat, person: Person) -> str:
    """Every visible message, oldest first."""
    lines = [f"{person.name} – {person_chat(chat, person, 0)['title']}", ""]
    for message in chat.messages.values():
        lines += _message(message, person)
    if chat.look(person).keyboard is not None:
        lines += ["", "keyboard:", *_rows(reply_rows(chat, person))]
    return "\n".join(lines) + "\n"


def _message(message: Message, person: Person) -> list[str]:
    seen = person_message(message, person)
    about = [f"#{message.id}", seen["sender"]["name"]]
    if message.via is not None:
        about.append(f"(via @{message.via.username})")
    if message.thread is not None and isinstance(message.chat, Place):
        topic = message.chat.topics.get(message.thread)
        about.append(f"(in {topic.name if topic else message.thread})")
    if message.reply_to is not None:
        about.append(f"(to #{message.reply_to})")
    if message.content_edited:
        about.append("(edited)")
    if message.kind != "text":
        about.append(f"({_kind(message)})")
    first, *rest = seen["text"].split("\n")
    return [f"{' '.join(about)}: {first}", *(f"    {line}" for line in rest), *_rows(inline_rows(message))]


def _kind(message: Message) -> str:
    if message.kind == "contact":
        contact = message.extra["contact"]
        return f"contact {contact['first_name']} {contact['phone_number']}"
    if message.kind == "location":
        place = message.extra["location"]
        return f"location {place['latitude']}, {place['longitude']}"
    if message.file is not None and message.kind == "document":
        return f"document {message.file.name}"
    return message.kind


def _rows(rows: list[list[dict[str, object]]]) -> list[str]:
    return ["    " + " ".join(f"[{button['text']}]" for button in row) for row in rows]
