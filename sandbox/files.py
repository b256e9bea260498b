"""Files people and bots exchange: stored once by content, known to every bot under its own `file_id`."""

from __future__ import annotations

import hashlib
import mimetypes
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import PurePosixPath

from sandbox import images
from sandbox.errors import bad_request
from sandbox.wire import Json, Upload

MAX_PHOTO = 10 * 1024 * 1024
MAX_UPLOAD = 50 * 1024 * 1024
MAX_DOWNLOAD = 20 * 1024 * 1024
_FOLDERS = {
    "photo": ("photos", ".jpg", "Photo"),
    "document": ("documents", "", "Document"),
    "voice": ("voice", ".oga", "VoiceNote"),
    "video": ("videos", ".mp4", "Video"),
    "sticker": ("stickers", ".webp", "Sticker"),
}
_PREFIXES = {"photo": "AgAC", "document": "BQAC", "voice": "AwAC", "video": "BAAC", "sticker": "CAAC"}


@dataclass(slots=True, eq=False)
class File:
    """A file on Telegram's side; `key` follows from its content, so the same bytes are the same file."""

    key: str
    kind: str
    data: bytes
    digest: bytes
    name: str
    mime_type: str
    width: int = 0
    height: int = 0
    duration: int = 0
    jpegs: dict[str, bytes] = field(default_factory=dict)

    def size(self, letter: str) -> tuple[int, int]:
        """Width and height of one of a photo's sizes."""
        return next((w, h) for name, w, h in images.sizes(self.width, self.height) if name == letter)

    def content(self, letter: str = "") -> bytes:
        """The bytes a download gives: for a photo a JPEG of that size, made when it is first asked for."""
        if self.kind != "photo" or not letter:
            return self.data
        if letter not in self.jpegs:
            self.jpegs[letter] = images.as_jpeg(self.data, *self.size(letter))
        return self.jpegs[letter]


@dataclass(slots=True, frozen=True)
class FileRef:
    """What a `file_id` stands for: a file, and for photos which of its sizes."""

    file: File
    letter: str
    file_id: str
    number: int

    @property
    def path(self) -> str:
        """The `file_path` of getFile."""
        folder, ending, _ = _FOLDERS[self.file.kind]
        if not ending:
            ending = PurePosixPath(self.file.name).suffix
            ending = ending if ending.isascii() and ending[1:].isalnum() else ""
        return f"{folder}/file_{self.number}{ending}"


def _short(*parts: bytes, size: int) -> str:
    digest = hashlib.blake2b(b"\0".join(parts), digest_size=size).digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")


def digest_of(data: bytes) -> bytes:
    """What a file's content is known by."""
    return hashlib.blake2b(data, digest_size=16).digest()


class Storage:
    """All files, by key."""

    def __init__(self, changed: Callable[[File], None]) -> None:
        self.files: dict[str, File] = {}
        self._changed = changed

    def store(self, kind: str, data: bytes, name: str, mime_type: str = "") -> File:
        """Keep a file that was sent as `kind`; raises `ApiError` for one Telegram refuses."""
        if not data:
            raise bad_request("file must be non-empty")
        if len(data) > MAX_UPLOAD:
            raise bad_request("file is too big")
        if kind == "photo" and len(data) > MAX_PHOTO:
            raise bad_request(
                f"file of size {len(data)} bytes is too big for a photo; the maximum size is {MAX_PHOTO} bytes"
            )
        digest = digest_of(data)
        key = _short(digest, kind.encode(), name.encode(errors="replace"), size=15)
        if key not in self.files:
            self.files[key] = self._new(key, digest, kind, Upload(name, mime_type, data))
            self._changed(self.files[key])
        return self.files[key]

    def _new(self, key: str, digest: bytes, kind: str, upload: Upload) -> File:
        data, name, mime_type = upload.data, upload.name, upload.mime_type
        width, height = (0, 0) if kind in {"document", "voice"} else (images.measure(data) or (0, 0))
        if kind == "photo":
            _check_photo(width, height)
        if kind == "video":
            width, height = width or 640, height or 360
        if kind == "sticker":
            width, height = width or 512, height or 512
        return File(key, kind, data, digest, name, _mime_type(kind, name, mime_type), width, height)


_MIME_TYPES = {"photo": "image/jpeg", "voice": "audio/ogg", "video": "video/mp4", "sticker": "image/webp"}


def _mime_type(kind: str, name: str, said: str) -> str:
    if not said or said == "application/octet-stream":
        said = mimetypes.guess_type(name)[0] or ""
    usual = _MIME_TYPES.get(kind)
    if usual is None:
        return said or "application/octet-stream"
    # A photo is a picture, whatever the file was called.
    return said if said.partition("/")[0] == usual.partition("/")[0] else usual


def _check_photo(width: int, height: int) -> None:
    if not width or not height:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


class Shelf:
    """The files one bot has seen, under the identifiers it knows them by."""

    def __init__(self, bot_id: int) -> None:
        self._owner = str(bot_id).encode()
        self._refs: dict[str, FileRef] = {}
        self._media: dict[str, Json] = {}
        self.paths: dict[str, FileRef] = {}

    def _ref(self, file: File, letter: str = "") -> FileRef:
        tail = _short(self._owner, file.key.encode(), letter.encode(), size=36)
        file_id = f"{_PREFIXES[file.kind]}{tail}"
        if file_id not in self._refs:
            self._refs[file_id] = FileRef(file, letter, file_id, len(self._refs))
        return self._refs[file_id]

    def known(self, since: int = 0) -> Iterator[FileRef]:
        """What the bot knows, from its `since`-th file on."""
        return islice(self._refs.values(), since, None)

    def __len__(self) -> int:
        """How many it knows."""
        return len(self._refs)

    def learn(self, file: File, letter: str) -> None:
        """Let the bot know a file again, in the order it did; what it knew it may download."""
        ref = self._ref(file, letter)
        self.paths[ref.path] = ref

    def find(self, file_id: str) -> FileRef | None:
        """The file behind an identifier this bot was given."""
        return self._refs.get(file_id)

    def reuse(self, file_id: str, kind: str) -> File:
        """The file to send again as `kind`; raises `ApiError` for another bot's id or another kind of file."""
        ref = self._refs.get(file_id)
        if ref is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        if ref.file.kind != kind:
            is_kind, as_kind = _FOLDERS[ref.file.kind][2], _FOLDERS[kind][2]
            raise bad_request(f"can't use file of type {is_kind} as {as_kind}")
        return ref.file

    def media(self, file: File) -> Json:
        """The Bot API fields of a message with this file, as `{"photo": […]}`."""
        if file.key not in self._media:
            self._media[file.key] = self._describe(file)
        return self._media[file.key]

    def _describe(self, file: File) -> Json:
        if file.kind == "photo":
            every = images.sizes(file.width, file.height)
            return {"photo": [self._photo_size(file, *size, last=size is every[-1]) for size in every]}
        described = self.describe_ref(self._ref(file)) | {"file_size": len(file.data)}
        facts: dict[str, Json] = {
            "document": {"file_name": file.name, "mime_type": file.mime_type},
            "voice": {"duration": file.duration, "mime_type": file.mime_type},
            "video": {
                "width": file.width,
                "height": file.height,
                "duration": file.duration,
                "file_name": file.name,
                "mime_type": file.mime_type,
            },
            "sticker": {
                "type": "regular",
                "width": file.width,
                "height": file.height,
                "is_animated": False,
                "is_video": False,
            },
        }
        return {file.kind: described | facts[file.kind]}

    def _photo_size(self, file: File, letter: str, width: int, height: int, *, last: bool) -> Json:
        described = self.describe_ref(self._ref(file, letter)) | {"width": width, "height": height}
        # The bytes of the smaller sizes do not exist before someone asks for them.
        return described | {"file_size": len(file.data)} if last else described

    def describe_ref(self, ref: FileRef) -> Json:
        """`file_id`, and `file_unique_id`, which is the same for every bot and upload of that content."""
        unique = _short(ref.file.digest, ref.file.kind.encode(), ref.letter.encode(), size=9)
        return {"file_id": ref.file_id, "file_unique_id": f"AQAD{unique}"}
