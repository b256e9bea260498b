"""What has to be written down next: rows made of everything that changed, all at one moment."""

from __future__ import annotations

from sandbox import records
from sandbox.directory import Batch, Key
from sandbox.files import File
from sandbox.model import Chat, Message, Person, Private
from sandbox.updates import FLEETING, Update, numbers
from sandbox.wire import Json, dumps
from sandbox.world import World


class Pending:
    """Collects what changed in a world; what could not be written is put back and comes again."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._batch = Batch()
        self._standing: dict[Key, str] = {}
        """what is written of things that are looked at every time"""
        self._known = {bot.id: len(bot.shelf) for bot in world.bots.values()}

    def take(self, *, closed: bool) -> Batch:
        """Everything that changed since the last time; `closed` says that nothing will follow."""
        self._collect()
        self._look_at_the_few(closed=closed)
        batch, self._batch = self._batch, Batch()
        return batch

    def put_back(self, batch: Batch) -> None:
        """It could not be written. Nothing was taken meanwhile."""
        self._batch = batch

    def _collect(self) -> None:
        changes = self._world.changes
        if changes.emptied:
            changes.emptied = False
            self._batch = Batch(emptied=True)
            self._standing.clear()
            self._known.clear()
        chats: dict[Chat, None] = {}
        for thing in changes.take():
            if isinstance(thing, Message):
                chats[thing.chat] = None
                self._message(thing)
            elif isinstance(thing, Chat):
                chats[thing] = None
            elif isinstance(thing, Update):
                self._update(thing)
            elif isinstance(thing, Person):
                self._put("person", str(thing.id), records.person_record(thing))
            elif isinstance(thing, File):
                self._put("file", thing.key, records.file_record(thing))
                self._batch.contents[thing.digest.hex()] = thing.data
        for chat in chats:
            if isinstance(chat, Private) and self._is_here(chat):
                self._put("private", records.chat_id(chat), records.private_record(chat))

    def _is_here(self, chat: Chat) -> bool:
        """Whether a chat is of this world, and not of one that was reset while somebody still held it."""
        world = self._world
        if isinstance(chat, Private):
            bot, person = chat.bot, chat.person
            return world.bots.get(bot.id) is bot and world.chats.get((bot.id, person.id)) is chat
        return world.places.get(chat.id) is chat

    def _put(self, kind: str, id: str, record: Json) -> None:
        self._batch.rows[kind, id] = dumps(record)

    def _message(self, message: Message) -> None:
        if message.chat.messages.get(message.id) is message and self._is_here(message.chat):
            self._put("message", str(message.id), records.message_record(message))
        else:
            self._batch.rows["message", str(message.id)] = None

    def _update(self, update: Update) -> None:
        bot = self._world.bots.get(update.bot_id)
        if bot is None or update not in bot.updates:
            self._batch.rows["update", str(update.id)] = None
        elif FLEETING.isdisjoint(update.json):
            self._put("update", str(update.id), records.update_record(update))

    def _look_at_the_few(self, *, closed: bool) -> None:
        """Bots, places and counters, whether or not they changed."""
        world = self._world
        for bot in world.bots.values():
            self._compare("bot", str(bot.id), records.bot_record(bot))
            known = self._known.get(bot.id, 0)
            for number, ref in enumerate(bot.shelf.known(known), known):
                record: Json = {"bot": bot.id, "file": ref.file.key, "letter": ref.letter}
                self._put("known", f"{bot.id}/{number}", record)
            self._known[bot.id] = len(bot.shelf)
        for place in world.places.values():
            self._compare("place", records.chat_id(place), records.place_record(place))
        counters: Json = {
            "message": world.last_message_id,
            "album": world.last_album_id,
            "update": numbers.last,
            "ahead": world.clock.ahead,
            "closed": closed,
        }
        self._compare("world", "", counters)

    def _compare(self, kind: str, id: str, record: Json) -> None:
        json = dumps(record)
        if self._standing.get((kind, id)) != json:
            self._standing[kind, id] = self._batch.rows[kind, id] = json
