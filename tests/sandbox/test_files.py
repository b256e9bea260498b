"""Photos, documents, albums, and getting them back."""

from __future__ import annotations

import io
import json
from typing import Any

import aiohttp
import pytest
from PIL import Image

from tests.sandbox.conftest import TOKEN, Phone, Telegram, picture


async def photo_of(telegram: Telegram, data: bytes, name: str = "a.jpg") -> list[dict[str, Any]]:
    """Send Bob a photo: its sizes."""
    answer = await telegram.form("sendPhoto", {"chat_id": "2002"}, {"photo": (name, data)})
    sizes: list[dict[str, Any]] = answer["result"]["photo"]
    return sizes


async def download(telegram: Telegram, file_id: str) -> bytes:
    """getFile, then the file."""
    file = await telegram.ok("getFile", file_id=file_id)
    async with telegram.http.get(f"{telegram.url}/file/bot{TOKEN}/{file['file_path']}") as response:
        data = await response.read()
    assert (response.status, len(data)) == (200, file["file_size"])
    return data


async def test_a_photo_comes_in_several_sizes(telegram: Telegram, bob: Phone) -> None:
    """Each a JPEG of exactly its width and height, the last the largest."""
    sizes = await photo_of(telegram, picture(1000, 500, "PNG"))
    assert [(size["width"], size["height"]) for size in sizes] == [
        (90, 45),
        (320, 160),
        (800, 400),
        (1000, 500),
    ]
    assert len({size["file_unique_id"] for size in sizes}) == 4
    for size in sizes:
        image = Image.open(io.BytesIO(await download(telegram, size["file_id"])))
        assert (image.format, image.size) == ("JPEG", (size["width"], size["height"]))


async def test_a_file_id_is_good_for_sending_again(telegram: Telegram, bob: Phone) -> None:
    """For the bot it was given to, and for the kind of file it is."""
    data = picture()
    [size] = await photo_of(telegram, data)
    again = await telegram.ok("sendPhoto", chat_id=bob.id, photo=size["file_id"], caption="again")
    assert again["photo"] == [size]
    assert (await photo_of(telegram, data, "other.jpg"))[0]["file_unique_id"] == size["file_unique_id"]
    assert await telegram.refused("sendDocument", chat_id=bob.id, document=size["file_id"]) == (
        "Bad Request: can't use file of type Photo as Document"
    )
    await telegram.ok("getMe", token="43:other")
    await telegram.sim("POST", f"people/{bob.id}/messages", {"text": "/start", "chat": 43})
    words = await telegram.refused("sendPhoto", token="43:other", chat_id=bob.id, photo=size["file_id"])
    assert words == "Bad Request: wrong file identifier/HTTP URL specified"


async def test_a_document_keeps_its_name_and_bytes(telegram: Telegram, bob: Phone) -> None:
    """Bob can open it, and the bot gets it back unchanged."""
    answer = await telegram.form(
        "sendDocument", {"chat_id": "2002", "caption": "Invoice"}, {"document": ("inv.pdf", b"%PDF-1")}
    )
    document = answer["result"]["document"]
    assert (document["file_name"], document["mime_type"], document["file_size"]) == (
        "inv.pdf",
        "application/pdf",
        6,
    )
    assert await download(telegram, document["file_id"]) == b"%PDF-1"
    file = (await bob.sees())[-1]["file"]
    assert (file["name"], file["size"], file["width"]) == ("inv.pdf", 6, None)
    async with telegram.http.get(telegram.url + file["url"]) as response:
        assert await response.read() == b"%PDF-1"
        assert response.headers["Content-Disposition"] == "attachment"


async def test_an_album_is_several_messages(telegram: Telegram, bob: Phone) -> None:
    """They share one media_group_id; uploads are named by attach://."""
    media = [
        {"type": "photo", "media": "attach://one", "caption": "<b>Both</b>", "parse_mode": "HTML"},
        {"type": "photo", "media": "attach://two", "has_spoiler": True},
    ]
    files = {"one": ("1.jpg", picture(colour="red")), "two": ("2.jpg", picture(colour="blue"))}
    answer = await telegram.form("sendMediaGroup", {"chat_id": "2002", "media": json.dumps(media)}, files)
    first, second = answer["result"]
    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], second["has_media_spoiler"]) == ("Both", True)
    assert [message["kind"] for message in (await bob.sees())[-2:]] == ["photo", "photo"]
    assert (await telegram.calls("sendMediaGroup"))[0]["problems"] == []


@pytest.mark.parametrize(
    ("media", "words"),
    [
        (
            [{"type": "photo", "media": "attach://missing"}] * 2,
            "Bad Request: can't parse InputMedia: media not found",
        ),
        (
            [{"type": "poem", "media": "x"}] * 2,
            "Bad Request: can't parse InputMedia: invalid media type specified",
        ),
        ([{"type": "photo", "media": "x"}] * 11, "Bad Request: too many messages to send as an album"),
        ("nonsense", "Bad Request: can't parse media JSON object"),
        ("{}", "Bad Request: expected an Array of InputMedia"),
    ],
)
async def test_a_bad_album_is_not_sent(telegram: Telegram, bob: Phone, media: Any, words: str) -> None:
    """None of it."""
    assert await telegram.refused("sendMediaGroup", chat_id=bob.id, media=media) == words


async def test_documents_do_not_mix_with_photos(telegram: Telegram, bob: Phone) -> None:
    """An album is of one sort."""
    [size] = await photo_of(telegram, picture())
    answer = await telegram.form("sendDocument", {"chat_id": "2002"}, {"document": ("a.txt", b"x")})
    media = [
        {"type": "photo", "media": size["file_id"]},
        {"type": "document", "media": answer["result"]["document"]["file_id"]},
    ]
    assert await telegram.refused("sendMediaGroup", chat_id=bob.id, media=media) == (
        "Bad Request: document can't be mixed with other media types"
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"no picture", "Bad Request: IMAGE_PROCESS_FAILED"),
        (b"", "Bad Request: file must be non-empty"),
        (picture(2100, 100), "Bad Request: PHOTO_INVALID_DIMENSIONS"),
        (
            picture() + b"\0" * (10 * 1024 * 1024),
            "Bad Request: file of size {size} bytes is too big for a photo; the maximum size is 10485760 bytes",
        ),
    ],
    ids=["text", "empty", "narrow", "heavy"],
)
async def test_not_everything_is_a_photo(telegram: Telegram, bob: Phone, data: bytes, words: str) -> None:
    """Telegram looks before it sends."""
    answer = await telegram.form("sendPhoto", {"chat_id": "2002"}, {"photo": ("a.jpg", data)})
    assert answer["description"] == words.format(size=len(data))


async def test_more_than_fifty_megabytes_is_too_much(telegram: Telegram, bob: Phone) -> None:
    """Whatever is in it."""
    answer = await telegram.form(
        "sendDocument", {"chat_id": "2002"}, {"document": ("a.bin", b"\0" * (52 * 1024 * 1024))}
    )
    assert (answer["error_code"], answer["description"]) == (413, "Request Entity Too Large")


async def test_a_download_is_limited_to_twenty(telegram: Telegram, bob: Phone) -> None:
    """Bob may send more than a bot may fetch."""
    await bob.sends("document", ("big.bin", b"\0" * (20 * 1024 * 1024 + 1)))
    [update] = await telegram.updates()
    words = await telegram.refused("getFile", file_id=update["message"]["document"]["file_id"])
    assert words == "Bad Request: file is too big"


async def test_a_photo_can_be_fetched_by_its_address(telegram: Telegram, bob: Phone) -> None:
    """Telegram fetches it; an address that leads nowhere is refused."""
    await bob.sends("photo", ("a.png", picture(file_format="PNG")))
    url = telegram.url + (await bob.sees())[-1]["file"]["url"]
    sent = await telegram.ok("sendPhoto", chat_id=bob.id, photo=url)
    assert sent["photo"][-1]["width"] == 40
    assert await telegram.refused("sendPhoto", chat_id=bob.id, photo=telegram.url + "/nowhere") == (
        "Bad Request: failed to get HTTP URL content"
    )
    assert await telegram.refused("sendPhoto", chat_id=bob.id, photo=telegram.url + "/sim/people") == (
        "Bad Request: wrong type of the web page content"
    )


async def test_people_send_albums_too(telegram: Telegram, bob: Phone) -> None:
    """Two photos and a caption arrive as two messages of one group."""
    sent = await bob.sends(
        "photo", ("1.jpg", picture()), ("2.jpg", picture(colour="red")), caption="Look /here"
    )
    first, second = (update["message"] for update in await telegram.updates())
    assert [first["message_id"], second["message_id"]] == sent["message_ids"]
    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], "caption" in second) == ("Look /here", False)
    assert first["caption_entities"][0]["type"] == "bot_command"


@pytest.mark.parametrize("kind", ["voice", "video", "sticker"])
async def test_other_files_arrive_as_what_they_are(telegram: Telegram, bob: Phone, kind: str) -> None:
    """And the bot can send them back by file_id."""
    await bob.sends(kind, ("a.bin", b"some bytes"))
    [update] = await telegram.updates()
    file = update["message"][kind]
    await telegram.ok(f"send{kind.title()}", **{"chat_id": bob.id, kind: file["file_id"]})
    assert [message["kind"] for message in await bob.sees()] == ["text", kind, kind]
    assert await download(telegram, file["file_id"]) == b"some bytes"


async def test_no_path_leads_out_of_the_storage(telegram: Telegram, bob: Phone) -> None:
    """Only what getFile named can be downloaded, only with the bot's token."""
    await photo_of(telegram, picture())
    for path in ("photos/file_0.jpg", "../../etc/passwd", "..%2f..%2fetc%2fpasswd", ""):
        url = aiohttp.client.URL(f"{telegram.url}/file/bot{TOKEN}/{path}", encoded=True)
        async with telegram.http.get(url) as response:
            assert response.status == 404
    async with telegram.http.get(f"{telegram.url}/file/botnonsense/photos/file_0.jpg") as response:
        assert response.status == 401


async def test_half_a_picture_cannot_be_downloaded(telegram: Telegram, bob: Phone) -> None:
    """Its beginning says how large it is; that the rest is missing shows when a smaller size is made of it."""
    whole = picture(1000, 500)
    [*_, smaller, _] = await photo_of(telegram, whole[: len(whole) // 2])
    assert await telegram.refused("getFile", file_id=smaller["file_id"]) == (
        "Bad Request: wrong file_id or the file is temporarily unavailable"
    )


async def test_a_bad_upload_by_a_person_is_explained(telegram: Telegram, bob: Phone) -> None:
    """No file, too many, or of no known kind."""
    assert "file is missing" in (await bob.sends("photo", status=400))["error"]
    assert "as must be" in (await bob.sends("poem", ("a", b"x"), status=400))["error"]
    assert "at most 10" in (await bob.sends("document", *[("a", b"x")] * 11, status=400))["error"]
    assert "caption" in (await bob.sends("document", ("a", b"x"), caption="x" * 1025, status=400))["error"]
    assert "PROCESS" in (await bob.sends("photo", ("a", b"x"), status=400))["error"]
