"""Photos, documents, voice, video, stickers and albums."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import aiohttp

from sandbox.errors import bad_request
from sandbox.files import MAX_DOWNLOAD, File
from sandbox.methods.messages import send
from sandbox.posting import Content
from sandbox.query import Methods, Query, open_chat, read_caption
from sandbox.views import bot_message
from sandbox.wire import Json, Params, Upload

MAX_BY_URL = {"photo": 5 * 1024 * 1024}
MAX_FETCHED = MAX_DOWNLOAD
CAPTIONED = frozenset({"photo", "document", "voice", "video"})
_MIXES = frozenset({"photo", "video"})
_FACTS = ("show_caption_above_media", "has_spoiler")


async def find_file(query: Query, kind: str, source: object, *, missing: str) -> File:
    """The file a call sends as `kind`: uploaded, attached, fetched from an address, or one sent before."""
    if isinstance(source, str) and source.startswith("attach://"):
        source = query.params.get(source.removeprefix("attach://"))
        if not isinstance(source, Upload):
            raise bad_request(missing)
    if isinstance(source, Upload):
        return query.world.storage.store(kind, source.data, source.name, source.mime_type)
    if not isinstance(source, str) or not source:
        raise bad_request(missing)
    if source.startswith(("http://", "https://")):
        return await _fetch(query, kind, source)
    return query.bot.shelf.reuse(source, kind)


async def _fetch(query: Query, kind: str, url: str) -> File:
    limit = MAX_BY_URL.get(kind, MAX_FETCHED)
    timeout = aiohttp.ClientTimeout(total=20)
    try:
        async with query.world.http.get(url, timeout=timeout) as response:
            response.raise_for_status()
            data = await response.content.read(limit + 1)
            mime_type = response.content_type
    except (aiohttp.ClientError, TimeoutError, ValueError):
        raise bad_request("failed to get HTTP URL content") from None
    if len(data) > limit or not data or (kind == "photo" and not mime_type.startswith("image/")):
        raise bad_request("wrong type of the web page content")
    name = unquote(urlsplit(url).path.rpartition("/")[2])
    return query.world.storage.store(kind, data, name, mime_type)


async def media_content(query: Query, kind: str, source: object, options: Params, *, missing: str) -> Content:
    """A file with its caption and looks, for a message of its own or as part of an album."""
    file = await find_file(query, kind, source, missing=missing)
    caption, entities = read_caption(query, options) if kind in CAPTIONED else ("", [])
    extra: Json = {}
    if kind in _MIXES:
        shown = {name: "has_media_spoiler" if name == "has_spoiler" else name for name in _FACTS}
        extra = {field: True for name, field in shown.items() if options.flag(name)}
    return Content(kind, caption, entities, file, extra)


async def _send_file(query: Query, kind: str) -> Json:
    missing = f"there is no {kind} in the request"
    content = await media_content(query, kind, query.params.get(kind), query.params, missing=missing)
    return bot_message(send(query, open_chat(query), content), query.bot)


async def send_photo(query: Query) -> Json:
    """A photo, in several sizes."""
    return await _send_file(query, "photo")


async def send_document(query: Query) -> Json:
    """A file as it is."""
    return await _send_file(query, "document")


async def send_voice(query: Query) -> Json:
    """A voice note."""
    return await _send_file(query, "voice")


async def send_video(query: Query) -> Json:
    """A video."""
    return await _send_file(query, "video")


async def send_sticker(query: Query) -> Json:
    """A sticker."""
    return await _send_file(query, "sticker")


async def input_media(query: Query, item: object) -> Content:
    """The content an `InputMedia` describes."""
    if not isinstance(item, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    kind = item.get("type")
    if not isinstance(kind, str) or kind not in CAPTIONED - {"voice"}:
        raise bad_request("can't parse InputMedia: invalid media type specified")
    missing = "can't parse InputMedia: media not found"
    return await media_content(query, kind, item.get("media"), Params(item), missing=missing)


async def send_media_group(query: Query) -> list[Json]:
    """An album: several messages that share one `media_group_id`."""
    items = query.params.json("media", "media")
    if not isinstance(items, list):
        raise bad_request("expected an Array of InputMedia")
    if not items:
        raise bad_request("there are no messages to send")
    if len(items) > 10:
        raise bad_request("too many messages to send as an album")
    contents = [await input_media(query, item) for item in items]
    if (
        len({content.kind for content in contents} - _MIXES)
        and len({content.kind for content in contents}) > 1
    ):
        raise bad_request("document can't be mixed with other media types")
    chat = open_chat(query, messages=len(contents))
    album = query.world.album_id()
    return [bot_message(send(query, chat, content, album), query.bot) for content in contents]


async def get_file(query: Query) -> Json:
    """Where to download a file, at most 20 MB."""
    ref = query.bot.shelf.find(query.params.text("file_id"))
    if ref is None:
        raise bad_request("invalid file_id")
    try:
        content = ref.file.content(ref.letter)
    except ValueError:
        raise bad_request("wrong file_id or the file is temporarily unavailable") from None
    if len(content) > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    query.bot.shelf.paths[ref.path] = ref
    return query.bot.shelf.describe_ref(ref) | {"file_size": len(content), "file_path": ref.path}


METHODS: Methods = {
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendVoice": send_voice,
    "sendVideo": send_video,
    "sendSticker": send_sticker,
    "sendMediaGroup": send_media_group,
    "getFile": get_file,
}
