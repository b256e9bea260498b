"""A chat as plain text, for reading in a terminal: buttons in [brackets], the reply keyboard at the end."""

from __future__ import annotations

from sandbox.model import Chat, Message
from sandbox.views import inline_rows, name_for, person_message, reply_rows


def transcript(chat: Chat) -> str:
    """Every visible message, oldest first."""
    lines = [f"{chat.person.name} – {name_for(chat.bot, chat.person)}", ""]
    for message in chat.messages.values():
        lines += _message(message)
    if chat.keyboard is not None:
        lines += ["", "keyboard:", *_rows(reply_rows(chat))]
    return "\n".join(lines) + "\n"


def _message(message: Message) -> list[str]:
    seen = person_message(message)
    about = [f"#{message.id}", seen["sender"]["name"]]
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
