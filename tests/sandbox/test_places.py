"""Groups, forums and channels: who hears what, who may what, and what everybody sees."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.conftest import BOT, TOKEN, Json, Phone, Telegram, serving

OTHER = "77:other"


async def a_group(telegram: Telegram, *members: int, **facts: Any) -> int:
    """Somebody opens a group; its id."""
    body = {"title": "Market", "members": list(members)} | facts
    chat: int = (await telegram.sim("POST", "groups", body))["chat"]
    return chat


async def a_channel(telegram: Telegram, *admins: int, **facts: Any) -> int:
    """Somebody opens a channel; its id."""
    body = {"title": "News", "admins": list(admins)} | facts
    chat: int = (await telegram.sim("POST", "channels", body))["chat"]
    return chat


async def heard(telegram: Telegram, token: str = TOKEN) -> list[Json]:
    """What a bot is told, which it then confirms."""
    wanted = [
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "my_chat_member",
        "chat_member",
    ]
    updates: list[Json] = await telegram.ok("getUpdates", token, allowed_updates=wanted)
    if updates:
        await telegram.ok("getUpdates", token, offset=updates[-1]["update_id"] + 1)
    return updates


async def texts(telegram: Telegram, token: str = TOKEN) -> list[str]:
    """The texts a bot hears."""
    messages = [
        update.get("message") or update.get("channel_post") or {} for update in await heard(telegram, token)
    ]
    return [message["text"] for message in messages if "text" in message]


async def refusal(telegram: Telegram, method: str, **params: Any) -> str:
    """What Telegram says to a call it cannot carry out."""
    return (await telegram.refused(method, **params)).removeprefix("Bad Request: ")


async def seen(telegram: Telegram, person: Phone, chat: int) -> list[Json]:
    """What a person sees in a chat."""
    messages: list[Json] = (await telegram.sim("GET", f"people/{person.id}/chats/{chat}"))["messages"]
    return messages


async def test_a_bot_learns_that_it_was_added(telegram: Telegram, ann: Phone, bob: Phone) -> None:
    """By my_chat_member and by the line everybody sees."""
    chat = await a_group(telegram, ann.id, bob.id, BOT)
    updates = await heard(telegram)
    [member] = [update["my_chat_member"] for update in updates if "my_chat_member" in update]
    assert (member["chat"]["id"], member["chat"]["type"]) == (chat, "group")
    assert (member["from"]["id"], member["new_chat_member"]["status"]) == (ann.id, "member")
    assert member["old_chat_member"]["status"] == "left"
    [came] = [update["message"]["new_chat_members"] for update in updates if "message" in update]
    assert [one["id"] for one in came] == [BOT]
    assert [message["text"] for message in await seen(telegram, bob, chat)] == [
        "created the group", "added Bob", "added Sandbox Bot",
    ]  # fmt: skip


async def test_everybody_in_a_group_sees_what_a_bot_says(telegram: Telegram, ann: Phone, bob: Phone) -> None:
    """With the sender's name, and as unread until they look."""
    chat = await a_group(telegram, ann.id, bob.id, BOT)
    sent = await telegram.ok("sendMessage", chat_id=chat, text="Fresh fish")
    assert sent["chat"] == {"id": chat, "title": "Market", "type": "group"}
    chats = (await telegram.sim("GET", f"people/{bob.id}/chats"))["chats"]
    [group] = [one for one in chats if one["id"] == chat]
    assert (group["title"], group["type"], group["members"]) == ("Market", "group", 3)
    assert group["unread"] > 0
    for person in (ann, bob):
        last = (await seen(telegram, person, chat))[-1]
        assert (last["sender"]["name"], last["text"], last["out"]) == ("Sandbox Bot", "Fresh fish", False)


async def test_a_stranger_does_not_see_a_group(telegram: Telegram, ann: Phone, bob: Phone) -> None:
    """It is on the phones of its members only."""
    chat = await a_group(telegram, ann.id, BOT)
    await telegram.sim("GET", f"people/{bob.id}/chats/{chat}", status=404)
    await bob.does("messages", chat=chat, text="hi", status=404)


async def test_with_privacy_a_bot_hears_only_what_is_meant_for_it(
    telegram: Telegram, ann: Phone, bob: Phone
) -> None:
    """Commands and replies; with privacy off, or as an administrator, everything."""
    chat = await a_group(telegram, ann.id, bob.id, BOT)
    await heard(telegram)
    sent = await telegram.ok("sendMessage", chat_id=chat, text="Ask me")
    await ann.says("just talking", chat=chat)
    await ann.says("/price", chat=chat)
    await ann.says("/price@sandbox_42_bot rice", chat=chat)
    await ann.says("/price@another_bot", chat=chat)
    await ann.says("how much?", chat=chat, reply_to=sent["message_id"])
    assert await texts(telegram) == ["/price", "/price@sandbox_42_bot rice", "how much?"]
    await telegram.sim("POST", f"bots/{BOT}", {"reads_all": True})
    await ann.says("still talking", chat=chat)
    assert await texts(telegram) == ["still talking"]
    await telegram.sim("POST", f"bots/{BOT}", {"reads_all": False})
    await ann.does("members", chat=chat, member=BOT, role="administrator")
    await ann.says("and on", chat=chat)
    assert await texts(telegram) == ["and on"]


async def test_of_two_bots_the_one_that_spoke_last_gets_a_bare_command(
    telegram: Telegram, ann: Phone
) -> None:
    """A command with a name goes to the bot it names; bots never hear each other."""
    await telegram.ok("getMe", OTHER)
    chat = await a_group(telegram, ann.id, BOT, 77)
    await heard(telegram)
    await heard(telegram, OTHER)
    await telegram.ok("sendMessage", OTHER, chat_id=chat, text="I was last")
    await ann.says("/help", chat=chat)
    await ann.says("/help@sandbox_42_bot", chat=chat)
    assert await texts(telegram, OTHER) == ["/help"]
    assert await texts(telegram) == ["/help@sandbox_42_bot"]


@pytest.mark.parametrize(("facts", "kind"), [({}, "group"), ({"supergroup": True}, "supergroup")])
async def test_a_bot_that_was_removed_is_refused(
    telegram: Telegram, ann: Phone, facts: Json, kind: str
) -> None:
    """It is told so, and can neither speak nor look."""
    chat = await a_group(telegram, ann.id, BOT, **facts)
    await ann.does("members", chat=chat, member=BOT, role="kicked")
    kicked = f"Forbidden: bot was kicked from the {kind} chat"
    assert await telegram.call("sendMessage", chat_id=chat, text="hi") == (
        403, {"ok": False, "error_code": 403, "description": kicked},
    )  # fmt: skip
    assert (await telegram.call("getChat", chat_id=chat))[1]["description"] == kicked
    updates = await heard(telegram)
    assert updates[-1]["my_chat_member"]["new_chat_member"]["status"] == "kicked"


async def test_a_bot_that_left_is_no_member(telegram: Telegram, ann: Phone) -> None:
    """Until somebody adds it again."""
    chat = await a_group(telegram, ann.id, BOT)
    assert await telegram.ok("leaveChat", chat_id=chat) is True
    assert (await telegram.call("sendMessage", chat_id=chat, text="hi"))[1]["description"] == (
        "Forbidden: bot is not a member of the group chat"
    )
    await ann.does("members", chat=chat, member=BOT, role="member")
    await telegram.ok("sendMessage", chat_id=chat, text="back")


async def test_a_group_nobody_told_the_bot_of_is_not_found(telegram: Telegram, ann: Phone) -> None:
    """As on Telegram; a public one is, by its name."""
    hidden = await a_group(telegram, ann.id)
    await a_group(telegram, ann.id, username="openmarket")
    assert await refusal(telegram, "getChat", chat_id=hidden) == "chat not found"
    assert (await telegram.ok("getChat", chat_id="@openmarket"))["title"] == "Market"
    assert (await telegram.call("sendMessage", chat_id="@openmarket", text="hi"))[0] == 403


async def test_members_are_counted_and_shown(telegram: Telegram, ann: Phone, bob: Phone) -> None:
    """Owner, administrators, ordinary members, those who left, those nobody knows."""
    chat = await a_group(telegram, ann.id, bob.id, BOT, supergroup=True)
    assert await telegram.ok("getChatMemberCount", chat_id=chat) == 3
    assert (await telegram.ok("getChatMember", chat_id=chat, user_id=ann.id))["status"] == "creator"
    assert (await telegram.ok("getChatMember", chat_id=chat, user_id=bob.id))["status"] == "member"
    await ann.does(
        "members", chat=chat, member=bob.id, role="administrator", rights={"can_pin_messages": True}
    )
    admin = await telegram.ok("getChatMember", chat_id=chat, user_id=bob.id)
    assert (admin["status"], admin["can_pin_messages"], admin["can_promote_members"]) == (
        "administrator", True, False,
    )  # fmt: skip
    admins = await telegram.ok("getChatAdministrators", chat_id=chat)
    assert [one["user"]["id"] for one in admins] == [ann.id, bob.id]
    await bob.does("members", chat=chat, role="left")
    assert (await telegram.ok("getChatMember", chat_id=chat, user_id=bob.id))["status"] == "left"
    assert await refusal(telegram, "getChatMember", chat_id=chat, user_id=999_999) == "PARTICIPANT_ID_INVALID"


async def test_an_administrator_bot_bans_restricts_and_promotes(
    telegram: Telegram, ann: Phone, bob: Phone
) -> None:
    """And hears of it through chat_member; an ordinary one may not, and nobody removes the owner."""
    chat = await a_group(telegram, ann.id, bob.id, BOT, supergroup=True)
    no_right = "not enough rights to restrict/unrestrict chat member"
    assert await refusal(telegram, "banChatMember", chat_id=chat, user_id=bob.id) == no_right
    await ann.does("members", chat=chat, member=BOT, role="administrator")
    await heard(telegram)
    await telegram.ok(
        "restrictChatMember", chat_id=chat, user_id=bob.id, permissions={"can_send_photos": True}
    )
    await bob.does("messages", chat=chat, text="may I?", status=400)
    await telegram.ok("banChatMember", chat_id=chat, user_id=bob.id)
    await bob.does("messages", chat=chat, text="hello?", status=404)
    assert await refusal(telegram, "banChatMember", chat_id=chat, user_id=ann.id) == "can't remove chat owner"
    changes = [update["chat_member"] for update in await heard(telegram) if "chat_member" in update]
    assert [one["new_chat_member"]["status"] for one in changes] == ["restricted", "kicked"]
    await telegram.ok("unbanChatMember", chat_id=chat, user_id=bob.id)
    await ann.does("members", chat=chat, member=bob.id, role="member")
    await telegram.ok("promoteChatMember", chat_id=chat, user_id=bob.id, can_delete_messages=True)
    assert (await telegram.ok("getChatMember", chat_id=chat, user_id=bob.id))["can_delete_messages"] is True


async def test_in_a_group_a_bot_deletes_its_own_and_with_the_right_anything(
    telegram: Telegram, ann: Phone
) -> None:
    """Its own for 48 hours, as everywhere."""
    chat = await a_group(telegram, ann.id, BOT, supergroup=True)
    theirs = await ann.says("spam", chat=chat)
    own = await telegram.ok("sendMessage", chat_id=chat, text="mine")
    old = await telegram.ok("sendMessage", chat_id=chat, text="mine too")
    await telegram.ok("deleteMessage", chat_id=chat, message_id=own["message_id"])
    assert (
        await refusal(telegram, "deleteMessage", chat_id=chat, message_id=theirs)
        == "message can't be deleted"
    )
    await telegram.sim("POST", "clock", {"advance_s": 49 * 3600})
    too_late = "message can't be deleted for everyone"
    assert await refusal(telegram, "deleteMessage", chat_id=chat, message_id=old["message_id"]) == too_late
    await ann.does("members", chat=chat, member=BOT, role="administrator")
    await telegram.ok("deleteMessages", chat_id=chat, message_ids=[theirs, old["message_id"]])
    assert "spam" not in [message["text"] for message in await seen(telegram, ann, chat)]


async def test_only_an_administrator_pins_and_renames(telegram: Telegram, ann: Phone) -> None:
    """The chat says what was done."""
    chat = await a_group(telegram, ann.id, BOT, supergroup=True)
    said = await ann.says("rules", chat=chat)
    no_pin = "not enough rights to manage pinned messages in the chat"
    assert await refusal(telegram, "pinChatMessage", chat_id=chat, message_id=said) == no_pin
    no_title = "not enough rights to change chat title"
    assert await refusal(telegram, "setChatTitle", chat_id=chat, title="Bazaar") == no_title
    await ann.does("members", chat=chat, member=BOT, role="administrator")
    await telegram.ok("pinChatMessage", chat_id=chat, message_id=said)
    await telegram.ok("setChatTitle", chat_id=chat, title="Bazaar")
    assert (await telegram.ok("getChat", chat_id=chat))["pinned_message"]["text"] == "rules"
    lines = [message["text"] for message in await seen(telegram, ann, chat)][-2:]
    assert lines == ["pinned a message", "changed the name to “Bazaar”"]


async def test_a_topic_is_made_used_closed_and_opened(telegram: Telegram, ann: Phone, bob: Phone) -> None:
    """Its messages carry its id; a closed one is for administrators."""
    chat = await a_group(telegram, ann.id, bob.id, BOT, forum=True)
    assert await refusal(telegram, "createForumTopic", chat_id=chat, name="Fish") == (
        "not enough rights to manage topics"
    )
    await ann.does("members", chat=chat, member=BOT, role="administrator")
    topic = await telegram.ok("createForumTopic", chat_id=chat, name="Fish")
    thread = topic["message_thread_id"]
    sent = await telegram.ok("sendMessage", chat_id=chat, text="Tuna", message_thread_id=thread)
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (thread, True)
    await bob.says("How much?", chat=chat, reply_to=sent["message_id"])
    assert await texts(telegram) == ["How much?"]
    assert (await seen(telegram, bob, chat))[-1]["thread"] == thread
    assert await refusal(telegram, "sendMessage", chat_id=chat, text="x", message_thread_id=99_999) == (
        "message thread not found"
    )
    await telegram.ok("closeForumTopic", chat_id=chat, message_thread_id=thread)
    assert (
        await refusal(telegram, "closeForumTopic", chat_id=chat, message_thread_id=thread)
        == "TOPIC_NOT_MODIFIED"
    )
    await bob.does("messages", chat=chat, thread=thread, text="Hello?", status=400)
    await telegram.ok("sendMessage", chat_id=chat, text="Sold out", message_thread_id=thread)
    await telegram.ok("reopenForumTopic", chat_id=chat, message_thread_id=thread)
    await bob.says("Thanks", chat=chat, thread=thread)
    facts = (await telegram.sim("GET", f"people/{bob.id}/chats/{chat}"))["chat"]
    assert facts["topics"] == [
        {"id": 1, "name": "General", "closed": False}, {"id": thread, "name": "Fish", "closed": False},
    ]  # fmt: skip


async def test_an_ordinary_bot_cannot_write_in_a_closed_topic(telegram: Telegram, ann: Phone) -> None:
    """In Telegram's own word for it."""
    chat = await a_group(telegram, ann.id, BOT, forum=True)
    thread = (await ann.does("topics", chat=chat, name="Rules"))["thread"]
    await ann.does("members", chat=chat, member=BOT, role="administrator")
    await telegram.ok("closeForumTopic", chat_id=chat, message_thread_id=thread)
    await ann.does("members", chat=chat, member=BOT, role="member")
    refused = await refusal(telegram, "sendMessage", chat_id=chat, text="hi", message_thread_id=thread)
    assert refused == "TOPIC_CLOSED"


async def test_deleting_a_topic_takes_its_messages_along(telegram: Telegram, ann: Phone) -> None:
    """And leaves everything else."""
    chat = await a_group(telegram, ann.id, BOT, forum=True)
    await ann.does("members", chat=chat, member=BOT, role="administrator")
    thread = (await telegram.ok("createForumTopic", chat_id=chat, name="Fish"))["message_thread_id"]
    await ann.says("in the topic", chat=chat, thread=thread)
    await ann.says("in general", chat=chat)
    await telegram.ok("deleteForumTopic", chat_id=chat, message_thread_id=thread)
    left = [message["text"] for message in await seen(telegram, ann, chat)]
    assert "in general" in left
    assert "in the topic" not in left


async def test_a_channel_speaks_in_its_own_name(telegram: Telegram, ann: Phone, bob: Phone) -> None:
    """Administrators post, subscribers read, bots that run it are told of what people post."""
    chat = await a_channel(telegram, ann.id, BOT, members=[bob.id])
    await heard(telegram)
    sent = await telegram.ok("sendMessage", chat_id=chat, text="We are open")
    assert "from" not in sent
    assert (sent["sender_chat"]["id"], sent["chat"]["type"]) == (chat, "channel")
    last = (await seen(telegram, bob, chat))[-1]
    assert (last["sender"], last["out"]) == ({"id": chat, "name": "News", "is_bot": False}, False)
    await bob.does("messages", chat=chat, text="hi", status=400)
    said = await ann.says("Closed today", chat=chat)
    await ann.does("edits", chat=chat, message_id=said, text="Closed until noon")
    post, edit = await heard(telegram)
    assert (post["channel_post"]["text"], edit["edited_channel_post"]["text"]) == (
        "Closed today", "Closed until noon",
    )  # fmt: skip


async def test_a_bot_without_rights_cannot_post_in_a_channel(telegram: Telegram, ann: Phone) -> None:
    """A subscriber is not enough."""
    chat = await a_channel(telegram, ann.id, members=[BOT])
    assert await refusal(telegram, "sendMessage", chat_id=chat, text="hi") == (
        "need administrator rights in the channel chat"
    )


async def test_a_person_changes_what_they_wrote(telegram: Telegram, ann: Phone) -> None:
    """The bot gets an edited_message; nobody changes what others wrote."""
    await ann.says("/start")
    said = await ann.says("Helo")
    sent = await telegram.ok("sendMessage", chat_id=ann.id, text="Hello")
    await heard(telegram)
    await ann.does("edits", message_id=said, text="Hello")
    [update] = await heard(telegram)
    assert update["edited_message"]["text"] == "Hello"
    assert update["edited_message"]["edit_date"] >= update["edited_message"]["date"]
    await ann.does("edits", message_id=sent["message_id"], text="Mine now", status=400)


async def test_commands_of_a_group_and_of_its_administrators(
    telegram: Telegram, ann: Phone, bob: Phone
) -> None:
    """The narrowest scope wins for each of them."""
    chat = await a_group(telegram, ann.id, bob.id, BOT)
    for scope, name in (
        ("default", "all"),
        ("all_group_chats", "group"),
        ("all_chat_administrators", "admin"),
    ):
        commands = [{"command": name, "description": "x"}]
        await telegram.ok("setMyCommands", commands=commands, scope={"type": scope})
    for person, name in ((ann, "admin"), (bob, "group")):
        facts = (await telegram.sim("GET", f"people/{person.id}/chats/{chat}"))["chat"]
        assert [one["command"] for one in facts["commands"]] == [name]


async def test_taps_in_a_group_tell_who_tapped(telegram: Telegram, ann: Phone, bob: Phone) -> None:
    """Both may tap the same button; each gets an answer of their own."""
    chat = await a_group(telegram, ann.id, bob.id, BOT)
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
    sent = await telegram.ok("sendMessage", chat_id=chat, text="Coming?", reply_markup=keyboard)

    async def note(update: Json) -> None:
        query = update["callback_query"]
        said = f"Noted, {query['from']['first_name']}"
        await telegram.ok("answerCallbackQuery", callback_query_id=query["id"], text=said)

    async with serving(telegram, note):
        for person, name in ((ann, "Ann"), (bob, "Bob")):
            answer = await person.does("taps", chat=chat, message_id=sent["message_id"], text="Yes")
            assert answer["answer"]["text"] == f"Noted, {name}"


class TestRealisticGroups:
    """Twenty messages a minute, as Telegram allows."""

    @pytest.fixture
    def speed(self) -> str:
        """Flood control is on."""
        return "realistic"

    async def test_the_twenty_first_message_within_a_minute_is_too_much(
        self, telegram: Telegram, ann: Phone
    ) -> None:
        """The bot is told how long to wait."""
        chat = await a_group(telegram, ann.id, BOT)
        for number in range(20):
            await telegram.ok("sendMessage", chat_id=chat, text=str(number))
        status, answer = await telegram.call("sendMessage", chat_id=chat, text="one more")
        assert (status, answer["parameters"]["retry_after"]) == (429, 3)


async def members(telegram: Telegram, person: Phone, chat: int) -> dict[str, str]:
    """Who is there, as a person sees it: roles by name."""
    found = (await telegram.sim("GET", f"people/{person.id}/chats/{chat}/members"))["members"]
    return {one["name"]: one["role"] for one in found}


async def test_everybody_in_a_group_sees_who_is_there(telegram: Telegram, ann: Phone, bob: Phone) -> None:
    """With their roles and their own rights; who was banned is seen by those who ban."""
    carl = await telegram.arrives("Carl")
    chat = await a_group(telegram, ann.id, bob.id, carl.id, BOT)
    assert await members(telegram, bob, chat) == {
        "Ann": "creator", "Bob Tan": "member", "Carl": "member", "Sandbox Bot": "member",
    }  # fmt: skip
    await ann.does("members", chat=chat, member=carl.id, role="kicked")
    assert "Carl" not in await members(telegram, bob, chat)
    assert (await members(telegram, ann, chat))["Carl"] == "kicked"
    owner = (await telegram.sim("GET", f"people/{ann.id}/chats/{chat}"))["chat"]
    guest = (await telegram.sim("GET", f"people/{bob.id}/chats/{chat}"))["chat"]
    assert owner["role"] == "creator" and "can_restrict_members" in owner["rights"]
    assert (guest["role"], guest["rights"]) == ("member", [])


async def test_only_who_leads_a_channel_sees_who_reads_it(telegram: Telegram, ann: Phone, bob: Phone) -> None:
    """Readers do not see each other."""
    chat = await a_channel(telegram, ann.id, members=[bob.id])
    assert await members(telegram, ann, chat) == {"Ann": "creator", "Bob Tan": "member"}
    await telegram.sim("GET", f"people/{bob.id}/chats/{chat}/members", status=400)


async def test_an_administrator_does_only_what_the_rights_allow(
    telegram: Telegram, ann: Phone, bob: Phone
) -> None:
    """Bob may ban, not promote; Carl, banned, neither comes back by himself nor is let in by Dora."""
    carl, dora = await telegram.arrives("Carl"), await telegram.arrives("Dora")
    chat = await a_group(telegram, ann.id, bob.id, carl.id, dora.id, username="market")
    rights = {"can_restrict_members": True}
    await ann.does("members", chat=chat, member=bob.id, role="administrator", rights=rights)
    await bob.does("members", 400, chat=chat, member=carl.id, role="administrator")
    await dora.does("members", 400, chat=chat, member=carl.id, role="kicked")
    await bob.does("members", chat=chat, member=carl.id, role="kicked")
    await carl.does("members", 400, chat="@market", role="member")
    await dora.does("members", 400, chat=chat, member=carl.id, role="member")
    await bob.does("members", chat=chat, member=carl.id, role="left")
    await carl.does("members", chat="@market", role="member")
    assert (await members(telegram, ann, chat))["Carl"] == "member"


async def test_whoever_knows_a_public_name_comes_in(telegram: Telegram, ann: Phone, bob: Phone) -> None:
    """In any case, with or without @, a channel too; another name leads nowhere."""
    group = await a_group(telegram, ann.id, username="Market")
    news = await a_channel(telegram, ann.id, username="news_here")
    assert await bob.does("members", chat="@market", role="member") == {"chat": group}
    assert await bob.does("members", chat="NEWS_here", role="member") == {"chat": news}
    assert (await seen(telegram, bob, group))[-1]["service"] == {"kind": "joined", "names": []}
    await bob.does("members", 404, chat="@nowhere", role="member")


async def test_the_last_line_of_a_group_is_right_after_a_deletion(
    telegram: Telegram, ann: Phone, bob: Phone
) -> None:
    """Ann, who may, deletes what Bob wrote; the list then ends with what was said before."""
    chat = await a_group(telegram, ann.id, bob.id)
    await ann.says("first", chat=chat)
    wrong = await bob.says("wrong", chat=chat)
    await ann.does("deletions", chat=chat, message_id=wrong)
    [group] = [
        one for one in (await telegram.sim("GET", f"people/{bob.id}/chats"))["chats"] if one["id"] == chat
    ]
    assert group["last_message"]["text"] == "first"
