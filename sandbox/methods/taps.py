"""Answering taps on inline buttons."""

from __future__ import annotations

from sandbox.entities.links import checked_link
from sandbox.errors import bad_request
from sandbox.model import Tap
from sandbox.query import Methods, Query
from sandbox.wire import Json

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def answer_callback_query(query: Query) -> bool:
    """Tell the person who tapped, once and within 15 seconds."""
    params = query.params
    tap = query.world.question(Tap, query.bot, params.text("callback_query_id"))
    text, url = params.text("text"), params.text("url")
    if len(text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    if tap is None:
        raise bad_request(TOO_OLD)
    if url and not _opens_own_bot(query, url):
        raise bad_request("URL_INVALID")
    answer: Json = {"text": text or None, "show_alert": params.flag("show_alert"), "url": url or None}
    tap.settle(answer)
    told = {"chat": tap.chat.id_for(tap.person), "message_id": tap.message_id} | answer
    query.world.events.tell(tap.person.id, "answer", lambda: told)
    return True


def _opens_own_bot(query: Query, url: str) -> bool:
    """Only a link to the bot itself may be opened by an answer (games aside)."""
    link = checked_link(url) or ""
    start = f"t.me/{query.bot.username}?".lower()
    return link.lower().partition("://")[2].startswith(start) or link.lower().startswith(
        f"tg://resolve?domain={query.bot.username}".lower()
    )


METHODS: Methods = {"answerCallbackQuery": answer_callback_query}
