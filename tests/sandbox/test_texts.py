"""Formatting: what becomes an entity, where, and what Telegram objects to."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.conftest import Phone, Telegram


def spans(message: dict[str, Any]) -> list[tuple[str, str]]:
    """Each entity's type and the text it covers, cut the way clients cut: in UTF-16 units."""
    units = message["text"].encode("utf-16-le")
    return [
        (one["type"], units[one["offset"] * 2 : (one["offset"] + one["length"]) * 2].decode("utf-16-le"))
        for one in message.get("entities", [])
    ]


@pytest.mark.parametrize(
    ("mode", "text", "plain", "entities"),
    [
        ("HTML", "<b>bold</b> & <i>it</i>", "bold & it", [("bold", "bold"), ("italic", "it")]),
        ("HTML", "😀 <b>a <i>b</i></b>", "😀 a b", [("bold", "a b"), ("italic", "b")]),
        ("HTML", "<u>a</u><s>b</s><tg-spoiler>c</tg-spoiler>", "abc", [
            ("underline", "a"), ("strikethrough", "b"), ("spoiler", "c")]),
        ("HTML", '<span class="tg-spoiler">x</span>', "x", [("spoiler", "x")]),
        ("HTML", "1 &lt; 2 &amp;&amp; &quot;x&quot; &#128512; &nbsp;", '1 < 2 && "x" 😀 &nbsp;', []),
        ("HTML", "<b>a</b><b>b</b>", "ab", [("bold", "ab")]),
        ("HTML", "<b></b>x", "x", []),
        ("HTML", "<pre>x</pre> <code>/start</code>", "x /start", [("pre", "x"), ("code", "/start")]),
        ("HTML", "<blockquote>q</blockquote>", "q", [("blockquote", "q")]),
        ("HTML", "<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", "q")]),
        ("HTML", "<b>see t.me/x now</b>", "see t.me/x now", [("bold", "see t.me/x now"), ("url", "t.me/x")]),
        ("html", "  <b>trimmed</b>  \n", "trimmed", [("bold", "trimmed")]),
        ("MarkdownV2", r"*b* _i_ __u__ ~s~ ||p|| `c` 1\.5", "b i u s p c 1.5", [
            ("bold", "b"), ("italic", "i"), ("underline", "u"), ("strikethrough", "s"), ("spoiler", "p"),
            ("code", "c")]),
        ("MarkdownV2", "*a _b_*", "a b", [("bold", "a b"), ("italic", "b")]),
        ("MarkdownV2", ">quoted\n>more\nnot", "quoted\nmore\nnot", [("blockquote", "quoted\nmore")]),
        ("Markdown", "*b* _i_ `c`", "b i c", [("bold", "b"), ("italic", "i"), ("code", "c")]),
        ("", "<b>not parsed</b>", "<b>not parsed</b>", []),
        ("", "hi @ann_lee #mug $USD /cart@shop_bot a@b.co +62 812 3456 7890", None, [
            ("mention", "@ann_lee"), ("hashtag", "#mug"), ("cashtag", "$USD"), ("bot_command", "/cart@shop_bot"),
            ("email", "a@b.co"), ("phone_number", "+62 812 3456 7890")]),
        ("", "see (https://example.com/a_(b)), or example.com.", None, [
            ("url", "https://example.com/a_(b)"), ("url", "example.com")]),
        ("", "1/2 and a//b and file.txt and #1", None, []),
    ],
)  # fmt: skip
async def test_formatting_becomes_entities(
    telegram: Telegram, bob: Phone, mode: str, text: str, plain: str | None, entities: list[tuple[str, str]]
) -> None:
    """Bob sees the same text and entities as the bot gets back."""
    sent = await telegram.ok("sendMessage", chat_id=bob.id, text=text, parse_mode=mode)
    assert sent["text"] == (text if plain is None else plain)
    assert spans(sent) == entities
    seen = (await bob.sees())[-1]
    assert (seen["text"], spans(seen)) == (sent["text"], entities)


@pytest.mark.parametrize(
    ("mode", "text", "words"),
    [
        ("HTML", "é <x>", 'Unsupported start tag "x" at byte offset 3'),
        ("HTML", "a < b", 'Unsupported start tag "" at byte offset 2'),
        ("HTML", "<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("HTML", "<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("HTML", "x</b>", "Unexpected end tag at byte offset 1"),
        ("HTML", "<b", "Unclosed start tag at byte offset 0"),
        ("HTML", "<b>x</b", "Unclosed end tag at byte offset 4"),
        ("HTML", "<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("HTML", '<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("MarkdownV2", "1.5", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("MarkdownV2", "é *x", "Can't find end of Bold entity at byte offset 3"),
        ("Markdown", "a_b", "Can't find end of the entity starting at byte offset 1"),
    ],
)
async def test_broken_formatting_is_refused(
    telegram: Telegram, bob: Phone, mode: str, text: str, words: str
) -> None:
    """With the byte at which Telegram gave up."""
    refusal = await telegram.refused("sendMessage", chat_id=bob.id, text=text, parse_mode=mode)
    assert refusal == f"Bad Request: can't parse entities: {words}"


async def test_links_and_mentions_carry_their_target(telegram: Telegram, bob: Phone) -> None:
    """A link's address is completed, a person's link becomes that person, a bad link plain text."""
    text = (
        '<a href="example.com">a</a> <a href="tg://user?id=2002">b</a> <a href="no link">c</a> '
        '<a href="https://x.example/?a=1&amp;b=2">d</a>'
    )
    sent = await telegram.ok("sendMessage", chat_id=bob.id, text=text, parse_mode="HTML")
    link, mention, second = sent["entities"]
    assert (link["type"], link["url"]) == ("text_link", "http://example.com/")
    assert (mention["type"], mention["user"]["first_name"]) == ("text_mention", "Bob")
    assert second["url"] == "https://x.example/?a=1&b=2"


async def test_code_names_its_language(telegram: Telegram, bob: Phone) -> None:
    """In HTML and in MarkdownV2."""
    html = '<pre><code class="language-python">x</code></pre>'
    for mode, text in (("HTML", html), ("MarkdownV2", "```python\nx```")):
        sent = await telegram.ok("sendMessage", chat_id=bob.id, text=text, parse_mode=mode)
        assert sent["entities"] == [{"type": "pre", "offset": 0, "length": 1, "language": "python"}]


async def test_entities_may_be_given_instead(telegram: Telegram, bob: Phone) -> None:
    """Offsets count UTF-16 units; links and commands are found as always."""
    given = [
        {"type": "bold", "offset": 3, "length": 4},
        {"type": "text_mention", "offset": 0, "length": 2, "user": {"id": bob.id}},
        {"type": "bot_command", "offset": 0, "length": 1},
    ]
    sent = await telegram.ok("sendMessage", chat_id=bob.id, text="😀 bold /go", entities=given)
    assert [(one["type"], one["offset"], one["length"]) for one in sent["entities"]] == [
        ("text_mention", 0, 2),
        ("bold", 3, 4),
        ("bot_command", 8, 3),
    ]
    assert sent["entities"][0]["user"]["first_name"] == "Bob"


@pytest.mark.parametrize(
    ("entity", "words"),
    [
        (
            {"type": "bold", "offset": 100, "length": 1},
            "entity begins after the end of the text at UTF-16 offset 100",
        ),
        (
            {"type": "bold", "offset": 0, "length": 100},
            "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100",
        ),
        ({"type": "bold", "offset": -1, "length": 1}, "receive an entity with incorrect offset -1"),
        ({"type": "none", "offset": 0, "length": 1}, "can't parse MessageEntity: Unsupported type specified"),
        (
            {"type": "text_link", "offset": 0, "length": 1},
            "can't parse MessageEntity: Can't find field \"url\"",
        ),
        (
            {"type": "text_link", "offset": 0, "length": 1, "url": "not-a-url"},
            "entity URL 'not-a-url' is invalid: Wrong HTTP URL",
        ),
        (
            {"type": "text_link", "offset": 0, "length": 1, "url": ""},
            "entity URL '' is invalid: URL host is empty",
        ),
        (
            {"type": "text_mention", "offset": 0, "length": 1},
            "can't parse MessageEntity: Can't find field \"user\"",
        ),
        ({"type": "text_mention", "offset": 0, "length": 1, "user": {"id": 0}}, "user not found"),
        (
            {"type": "custom_emoji", "offset": 0, "length": 1, "custom_emoji_id": "x"},
            'can\'t parse MessageEntity: Field "custom_emoji_id" must be a valid Number',
        ),
    ],
)
async def test_a_bad_entity_is_refused(
    telegram: Telegram, bob: Phone, entity: dict[str, Any], words: str
) -> None:
    """Unlike a bad tag, it is never just text."""
    refusal = await telegram.refused("sendMessage", chat_id=bob.id, text="hello", entities=[entity])
    assert refusal == f"Bad Request: {words}"


async def test_limits_count_what_is_seen(telegram: Telegram, bob: Phone) -> None:
    """Tags do not count, every character does once."""
    text = f"<b>{'😀' * 4096}</b>"
    await telegram.ok("sendMessage", chat_id=bob.id, text=text, parse_mode="HTML")
    assert (await telegram.calls("sendMessage"))[-1]["problems"] == []
    words = await telegram.refused(
        "sendMessage", chat_id=bob.id, text=f"<b>{'😀' * 4097}</b>", parse_mode="HTML"
    )
    assert words == "Bad Request: message is too long"


async def test_odd_characters_do_no_harm(telegram: Telegram, bob: Phone) -> None:
    """Control characters go, half a surrogate pair is refused."""
    sent = await telegram.ok("sendMessage", chat_id=bob.id, text="a\r\nb\tc\u2028<b>", parse_mode="")
    assert sent["text"] == "a\nb c<b>"
    assert await telegram.refused("sendMessage", chat_id=bob.id, text="\ud800") == (
        "Bad Request: strings must be encoded in UTF-8"
    )
    await bob.does("messages", text="\ud800", status=400)
