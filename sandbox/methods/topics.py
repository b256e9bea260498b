"""The topics of a forum."""

from __future__ import annotations

from sandbox.errors import bad_request
from sandbox.model import GENERAL_TOPIC, Place, Topic
from sandbox.posting import Content, delete, post
from sandbox.query import Methods, Query, find_place
from sandbox.wire import Json

COLOURS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)
_LONGEST = 128


def _forum(query: Query) -> Place:
    """A forum in which the bot may manage topics."""
    place = find_place(query)
    if not place.is_forum:
        raise bad_request("the chat is not a forum")
    if not place.may(query.bot.id, "can_manage_topics"):
        raise bad_request("not enough rights to manage topics")
    return place


def _topic(query: Query, place: Place) -> Topic:
    topic = place.topics.get(query.params.integer("message_thread_id"))
    if topic is None:
        raise bad_request("message thread not found")
    return topic


def _name(query: Query) -> str:
    name = query.params.text("name").strip()
    if not name:
        raise bad_request("TOPIC_TITLE_EMPTY")
    if len(name) > _LONGEST:
        raise bad_request("TOPIC_TITLE_TOO_LONG")
    return name


def _say(query: Query, place: Place, thread: int | None, what: Json) -> int:
    message = post(query.world, place, query.bot, Content("service", extra=what), thread=thread)
    query.world.tell_chat(place)
    return message.id


def create_forum_topic(query: Query) -> Json:
    """Begin a topic; the message that says so gives it its id."""
    place, name = _forum(query), _name(query)
    colour = query.params.integer("icon_color") or COLOURS[0]
    if colour not in COLOURS:
        raise bad_request("TOPIC_ICON_COLOR_INVALID")
    shown: Json = {"name": name, "icon_color": colour}
    if icon := query.params.text("icon_custom_emoji_id"):
        shown["icon_custom_emoji_id"] = icon
    content = Content("service", extra={"forum_topic_created": shown})
    message = post(query.world, place, query.bot, content)
    place.topics[message.id] = Topic(message.id, name, colour, icon or None)
    query.world.tell_chat(place)
    return {"message_thread_id": message.id} | shown


def edit_forum_topic(query: Query) -> bool:
    """Another name or icon."""
    place = _forum(query)
    topic = _topic(query, place)
    name = _name(query) if query.params.get("name") is not None else topic.name
    icon = topic.icon
    if query.params.get("icon_custom_emoji_id") is not None:
        icon = query.params.text("icon_custom_emoji_id") or None
    if (name, icon) == (topic.name, topic.icon):
        raise bad_request("TOPIC_NOT_MODIFIED")
    what: Json = {"name": name} if name != topic.name else {}
    if icon != topic.icon:
        what["icon_custom_emoji_id"] = icon or ""
    topic.name, topic.icon = name, icon
    _say(query, place, topic.id, {"forum_topic_edited": what})
    return True


def close_forum_topic(query: Query) -> bool:
    """Only administrators write in it from now on."""
    place = _forum(query)
    return _close(query, place, _topic(query, place), closed=True)


def reopen_forum_topic(query: Query) -> bool:
    """Everybody writes in it again."""
    place = _forum(query)
    return _close(query, place, _topic(query, place), closed=False)


def _close(query: Query, place: Place, topic: Topic, *, closed: bool) -> bool:
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    thread = None if topic.id == GENERAL_TOPIC else topic.id
    _say(query, place, thread, {"forum_topic_closed" if closed else "forum_topic_reopened": {}})
    return True


def delete_forum_topic(query: Query) -> bool:
    """Take a topic away, with everything said in it."""
    place = _forum(query)
    topic = _topic(query, place)
    if not place.may(query.bot.id, "can_delete_messages"):
        raise bad_request("not enough rights to delete the topic")
    del place.topics[topic.id]
    gone = [message.id for message in place.messages.values() if message.thread == topic.id]
    delete(query.world, place, gone)
    query.world.tell_chat(place)
    return True


def unpin_all_forum_topic_messages(query: Query) -> bool:
    """Unpin what is pinned in a topic."""
    place = find_place(query)
    topic = _topic(query, place)
    if not place.may(query.bot.id, "can_pin_messages"):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    place.pinned = [number for number in place.pinned if place.messages[number].thread != topic.id]
    query.world.tell_chat(place)
    return True


def _general(place: Place) -> Topic:
    return place.topics.setdefault(GENERAL_TOPIC, Topic(GENERAL_TOPIC, "General", COLOURS[0]))


def edit_general_forum_topic(query: Query) -> bool:
    """Another name for the topic General."""
    place, name = _forum(query), _name(query)
    topic = _general(place)
    if name == topic.name:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.name = name
    _say(query, place, None, {"forum_topic_edited": {"name": name}})
    return True


def close_general_forum_topic(query: Query) -> bool:
    """Only administrators write in General from now on."""
    place = _forum(query)
    return _close(query, place, _general(place), closed=True)


def reopen_general_forum_topic(query: Query) -> bool:
    """Everybody writes in General again."""
    place = _forum(query)
    return _close(query, place, _general(place), closed=False)


METHODS: Methods = {
    "createForumTopic": create_forum_topic,
    "editForumTopic": edit_forum_topic,
    "closeForumTopic": close_forum_topic,
    "reopenForumTopic": reopen_forum_topic,
    "deleteForumTopic": delete_forum_topic,
    "unpinAllForumTopicMessages": unpin_all_forum_topic_messages,
    "editGeneralForumTopic": edit_general_forum_topic,
    "closeGeneralForumTopic": close_general_forum_topic,
    "reopenGeneralForumTopic": reopen_general_forum_topic,
}
