"""Turns a Screen's picture into something Telegram can show: an id it knows already, or bytes to upload."""

import asyncio
import hashlib
import time
from collections.abc import Awaitable, Callable

from aiogram.types import BufferedInputFile

from bot.pictures import draw_banner, draw_header
from bot.screen import HeaderPicture, PaperDocument, Picture, QrPicture, StoredPicture
from bot.telegram.photos import PhotoFiles
from catalog import photos as kept_photos
from checkout.qr_picture import draw_qr
from foundation.database import Database
from foundation.shop import shop_name

NAME_LIVES = 10.0
"""Seconds after which a changed shop name reaches the pictures of every worker."""


_FRESH = 8
"""Pictures kept until Telegram has them."""


class PictureMissing(Exception):
    """A stored picture whose bytes are gone."""


def _paper(document: PaperDocument) -> bytes:
    from checkout.papers.pdf import draw_paper  # noqa: PLC0415 - fonts take memory: only once somebody asks

    return draw_paper(document.paper, document.labels)


class Drawing:
    """Finds, draws and remembers pictures for one bot."""

    def __init__(self, database: Database, files: PhotoFiles) -> None:
        """Read stored pictures from ``database``; ``files`` knows what Telegram has already."""
        self._database, self._files = database, files
        self._name, self._name_read = "", float("-inf")
        self._fresh: dict[str, bytes] = {}
        self._one_at_a_time = asyncio.Lock()

    async def file(self, picture: Picture) -> tuple[str | BufferedInputFile, str]:
        """Give what to send as the photo, and the picture's name in the cache (empty: not worth keeping)."""
        if isinstance(picture, QrPicture):
            content = await asyncio.to_thread(
                draw_qr, picture.payload, title=picture.title, amount=picture.amount, caption=picture.caption
            )
            return BufferedInputFile(content, "qris.png"), ""
        if isinstance(picture, StoredPicture):
            return await self._known_or(picture.sha256, lambda: self._stored(picture.sha256))
        return await self._header(picture)

    async def document(self, document: PaperDocument) -> BufferedInputFile:
        """Draw a paper, beside the event loop, as the file to send."""
        async with self._one_at_a_time:
            content = await asyncio.to_thread(_paper, document)
        return BufferedInputFile(content, document.name)

    async def learn(self, key: str, file_id: str) -> None:
        """Telegram has the picture now."""
        self._fresh.pop(key, None)
        if key:
            await self._files.remember(key, file_id)

    async def forget(self, key: str) -> None:
        """Telegram does not know the id we kept: upload again."""
        await self._files.forget(key)

    async def _header(self, picture: HeaderPicture) -> tuple[str | BufferedInputFile, str]:
        name = await self._shop_name()
        key = "header:" + hashlib.sha256(f"{name}\n{picture.section}".encode()).hexdigest()[:40]
        draw: Callable[[], bytes] = (
            (lambda: draw_header(name, picture.section)) if picture.section else (lambda: draw_banner(name))
        )
        return await self._known_or(key, lambda: asyncio.to_thread(draw))

    async def _known_or(
        self, key: str, content: Callable[[], Awaitable[bytes]]
    ) -> tuple[str | BufferedInputFile, str]:
        known = await self._files.find(key)
        if known is not None:
            return known, key
        return BufferedInputFile(await self._made(key, content), f"{key[:16].replace(':', '-')}.jpg"), key

    async def _made(self, key: str, content: Callable[[], Awaitable[bytes]]) -> bytes:
        """Draw one picture at a time, and each once: when many ask for a new one, memory must not hold a hundred."""
        async with self._one_at_a_time:
            made = self._fresh.get(key)
            if made is None:
                made = self._fresh[key] = await content()
                if len(self._fresh) > _FRESH:
                    del self._fresh[next(iter(self._fresh))]
        return made

    async def _stored(self, sha256: str) -> bytes:
        async with self._database.reading() as session:
            content = await kept_photos.read(session, sha256)
        if content is None:
            raise PictureMissing(sha256)
        return content

    async def _shop_name(self) -> str:
        if time.monotonic() - self._name_read > NAME_LIVES:
            async with self._database.reading() as session:
                self._name = await shop_name(session)
            self._name_read = time.monotonic()
        return self._name
