"""Photos: kept once, shown in order, and only if they are photos."""

from datetime import datetime
from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import func, select

from catalog import cards, photos, products
from catalog.errors import PhotoRefused, ProductGone
from catalog.models import Photo, ProductState
from foundation.database import Database
from tests.builders import OWNER, a_photo, a_picture, a_product


async def test_the_same_picture_twice_is_kept_once(database: Database) -> None:
    """It is known by its content, also in another transaction."""
    for _ in range(2):
        async with database.transaction() as session:
            kept = await photos.keep(session, a_picture())
    assert kept == sha256(a_picture()).hexdigest()
    async with database.reading() as session:
        assert await photos.read(session, kept) == a_picture()
        assert await photos.read(session, "0" * 64) is None
        assert await session.scalar(select(func.count(Photo.sha256))) == 1


async def test_what_phones_send_is_a_photo(database: Database) -> None:
    """JPEG, PNG and WebP are known by their first bytes."""
    for form in ("JPEG", "PNG", "WEBP"):
        file = BytesIO()
        Image.new("RGB", (2, 2)).save(file, form)
        async with database.transaction() as session:
            kept = await photos.keep(session, file.getvalue())
            mime_type = await session.scalar(select(Photo.mime_type).where(Photo.sha256 == kept))
            assert mime_type == f"image/{form.lower()}"
            assert await photos.read(session, kept) == file.getvalue()


async def test_what_is_no_photo_is_refused(database: Database) -> None:
    """The refusal says why."""
    refused = {
        b"": "not-a-picture",
        b"%PDF-1.7": "not-a-picture",
        b"<svg onload='alert(1)'/>": "not-a-picture",
        b"RIFF0000WAVE": "not-a-picture",
        b"\xff\xd8\xff" + bytes(photos.LARGEST): "too-big",
    }
    for content, reason in refused.items():
        async with database.transaction() as session:
            with pytest.raises(PhotoRefused) as told:
                await photos.keep(session, content)
        assert told.value.facts["reason"] == reason


async def test_an_album_of_ten(database: Database, now: datetime) -> None:
    """Photos stand in the order they came; the eleventh is refused; the same one twice stands once."""
    colours = [f"#{number * 20:02x}4060" for number in range(11)]
    async with database.transaction() as session:
        mug = await a_product(session, now)
        album = [await a_photo(session, mug.id, now, colour) for colour in colours[:10]]
        again = await photos.add_to_product(session, mug.id, album[3], actor_id=OWNER, now=now)
        assert again == 10
        with pytest.raises(PhotoRefused) as told:
            await a_photo(session, mug.id, now, colours[10])
        assert told.value.facts == {"reason": "too-many", "limit": 10}
        assert (await cards.card(session, mug.id)).photos == tuple(album)


async def test_taking_a_photo_away(database: Database, now: datetime) -> None:
    """The next one becomes the first; a new one still comes last; taking it twice changes nothing."""
    async with database.transaction() as session:
        mug = await a_product(session, now)
        red, blue = [await a_photo(session, mug.id, now, colour) for colour in ("red", "blue")]
        for _ in range(2):
            assert await photos.remove_from_product(session, mug.id, red, actor_id=OWNER, now=now) == 1
        green = await a_photo(session, mug.id, now, "green")
        assert await photos.photos_of(session, mug.id) == (blue, green)


async def test_a_photo_nobody_kept_or_of_nothing(database: Database, now: datetime) -> None:
    """An unknown picture is refused, a deleted product is gone."""
    async with database.transaction() as session:
        mug = await a_product(session, now)
        with pytest.raises(PhotoRefused) as told:
            await photos.add_to_product(session, mug.id, "0" * 64, actor_id=OWNER, now=now)
        assert told.value.facts["reason"] == "missing"
        await products.set_state(session, mug.id, ProductState.DELETED, actor_id=OWNER, now=now)
        with pytest.raises(ProductGone):
            await a_photo(session, mug.id, now)
