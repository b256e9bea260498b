"""Pictures of products: kept once per content in the shop's own database, attached in order."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import bindparam, delete, func, insert, select

from catalog.errors import PhotoRefused, ProductGone
from catalog.models import Photo, Product, ProductPhoto, ProductState
from catalog.vocabulary import touch
from foundation.audit import note
from foundation.database import Session, prepared

LARGEST = 10 * 1024 * 1024
"""Bytes; Telegram takes photos up to this size."""

MOST_PHOTOS = 10
"""An album in Telegram holds no more."""

_NEW = prepared(
    lambda insert: (
        insert(Photo)
        .values(sha256=bindparam("sha256"), mime_type=bindparam("mime_type"), content=bindparam("content"))
        .on_conflict_do_nothing(index_elements=[Photo.sha256])
    )
)
_CONTENT = prepared(select(Photo.content).where(Photo.sha256 == bindparam("sha256")))
_ALBUM = prepared(
    select(ProductPhoto.sha256)
    .where(ProductPhoto.product_id == bindparam("product_id"))
    .order_by(ProductPhoto.position)
)


def kind_of(content: bytes) -> str | None:
    """Give a picture's MIME type from its first bytes (JPEG, PNG, WebP); None for anything else."""
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return None


async def keep(session: Session, content: bytes) -> str:
    """Keep a picture and give its sha256; the same picture twice is one. Raises PhotoRefused."""
    if len(content) > LARGEST:
        raise PhotoRefused(reason="too-big", limit=LARGEST // 1024 // 1024)
    mime_type = kind_of(content)
    if mime_type is None:
        raise PhotoRefused(reason="not-a-picture", limit=0)
    digest = sha256(content).hexdigest()
    await session.execute(_NEW, {"sha256": digest, "mime_type": mime_type, "content": content})
    return digest


async def read(session: Session, sha256: str) -> bytes | None:
    """Give a picture's bytes; None when it was never kept."""
    return await session.scalar(_CONTENT, {"sha256": sha256})


async def photos_of(session: Session, product_id: int) -> tuple[str, ...]:
    """Give the sha256 of a product's pictures, first one first."""
    return tuple(await session.scalars(_ALBUM, {"product_id": product_id}))


async def add_to_product(
    session: Session, product_id: int, sha256: str, *, actor_id: int, now: datetime
) -> int:
    """Show a kept picture with a product, as its last; gives how many it has now.

    A picture it already has changes nothing. Raises PhotoRefused, ProductGone.
    """
    await touch(session)
    await _lock(session, product_id)
    photos = await photos_of(session, product_id)
    if sha256 in photos:
        return len(photos)
    if len(photos) >= MOST_PHOTOS:
        raise PhotoRefused(reason="too-many", limit=MOST_PHOTOS)
    if await session.scalar(select(func.count()).where(Photo.sha256 == sha256)) == 0:
        raise PhotoRefused(reason="missing", limit=0)
    last = await session.scalar(
        select(func.max(ProductPhoto.position)).where(ProductPhoto.product_id == product_id)
    )
    await session.execute(
        insert(ProductPhoto).values(product_id=product_id, sha256=sha256, position=(last or 0) + 1)
    )
    note(session, actor_id, "photo", f"product:{product_id}", now=now, after={"added": sha256})
    return len(photos) + 1


async def remove_from_product(
    session: Session, product_id: int, sha256: str, *, actor_id: int, now: datetime
) -> int:
    """Show a picture no longer with a product; gives how many are left. Raises ProductGone."""
    await touch(session)
    await _lock(session, product_id)
    removed = await session.scalar(
        delete(ProductPhoto)
        .where(ProductPhoto.product_id == product_id, ProductPhoto.sha256 == sha256)
        .returning(ProductPhoto.position)
    )
    if removed is not None:
        note(session, actor_id, "photo", f"product:{product_id}", now=now, before={"removed": sha256})
    return len(await photos_of(session, product_id))


async def _lock(session: Session, product_id: int) -> None:
    """Make changers of one product's pictures wait for each other. Raises ProductGone."""
    found = await session.scalar(
        select(Product.id)
        .where(Product.id == product_id, Product.state != ProductState.DELETED)
        .with_for_update(key_share=True)
    )
    if found is None:
        raise ProductGone(product_id=product_id)
