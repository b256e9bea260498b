"""A person with a phone: types, taps, sends pictures, and sees what Telegram would show them."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx

PATIENCE = 60.0
"""Seconds a person waits for an answer before the test gives up."""


class Phone:
    """One person's Telegram, over the sandbox's HTTP. Counts taps and typed or shared answers."""

    def __init__(self, client: httpx.AsyncClient, person_id: int) -> None:
        """Hold the phone of a person the sandbox knows."""
        self._client, self.id = client, person_id
        self.taps_made = 0
        self.answers_given = 0
        self._chat: int | None = None

    async def types(self, text: str) -> dict[str, Any]:
        """Type a message; give the bot's answer."""
        self.answers_given += 1
        return await self._and_hear("messages", json={"text": text})

    async def starts(self, payload: str = "") -> dict[str, Any]:
        """Open the bot, perhaps by a deep link."""
        return await self._and_hear("messages", json={"text": f"/start {payload}".strip()})

    async def shares_contact(self) -> dict[str, Any]:
        """Tap the share-my-number key."""
        self.answers_given += 1
        return await self._and_hear("contacts", json={})

    async def sends_photo(self, content: bytes, caption: str = "", name: str = "photo.jpg") -> dict[str, Any]:
        """Send a photo; give the bot's answer."""
        self.answers_given += 1
        return await self._and_hear(
            "files", files={"file": (name, content, "image/jpeg")}, data={"as": "photo", "caption": caption}
        )

    async def sends_file(self, content: bytes, *, kind: str, name: str, caption: str = "") -> dict[str, Any]:
        """Send a document, voice message, video or sticker; give the bot's answer."""
        return await self._and_hear(
            "files", files={"file": (name, content)}, data={"as": kind, "caption": caption}
        )

    async def taps(self, label: str, *, message: dict[str, Any] | None = None) -> dict[str, Any]:
        """Tap a button by (part of) its label, on the newest message that has it; give the bot's answer to the tap.

        The answer is ``{"text", "show_alert", "url"}``; what changed on the screen is in ``newest()``.
        """
        target = message or await self.message_with(label)
        self.taps_made += 1
        before = await self.messages()
        body = {"message_id": target["message_id"], "text": label}
        reply = await self._post("taps", json=body)
        await self._see_change(before, bool((reply.get("answer") or {}).get("text")))
        assert reply.get("answer") is not None or "open" in reply or "copied" in reply, (
            f"no answer to {label!r}"
        )
        return dict(reply.get("answer") or {})

    async def taps_data(self, data: str, message: dict[str, Any]) -> dict[str, Any]:
        """Tap with raw button data, as a tampered client would."""
        reply = await self._post(
            "taps", json={"message_id": message["message_id"], "data": data, "forged": True}
        )
        await self._settle()
        return dict(reply.get("answer") or {})

    async def pays(self, bill: dict[str, Any]) -> dict[str, Any]:
        """Pay a bill; gives ``{"paid": true, …}``, or ``{"paid": false, "refused": the bot's words}``."""
        reply = await self._post("payments", json={"message_id": bill["message_id"]})
        await self._settle()
        return reply

    async def messages(self) -> list[dict[str, Any]]:
        """Everything in the chat with the bot, oldest first."""
        if self._chat is None:
            chats = (await self._get("chats"))["chats"]
            if not chats:
                return []
            self._chat = chats[0]["id"]
        return list((await self._get(f"chats/{self._chat}"))["messages"])

    async def newest(self) -> dict[str, Any]:
        """The newest message from the bot."""
        heard = [message for message in await self.messages() if not message["out"]]
        assert heard, "the bot has said nothing"
        return heard[-1]

    async def message_with(self, label: str) -> dict[str, Any]:
        """The newest message with such a button; one whose label is exactly that first."""

        def find(messages: list[dict[str, Any]]) -> dict[str, Any] | None:
            for fits in (lambda text: text == label, lambda text: label in text):
                for message in reversed(messages):
                    if any(fits(button["text"]) for row in message["buttons"] for button in row):
                        return message
            return None

        return await self._until(find, f"a button {label!r}")

    async def hears(self, text: str) -> dict[str, Any]:
        """Wait for a message from the bot that contains ``text``."""

        def find(messages: list[dict[str, Any]]) -> dict[str, Any] | None:
            return next((one for one in reversed(messages) if not one["out"] and text in one["text"]), None)

        return await self._until(find, f"to hear {text!r}")

    async def photo(self, message: dict[str, Any]) -> bytes:
        """The bytes of a message's picture."""
        answer = await self._client.get(message["file"]["url"])
        answer.raise_for_status()
        return answer.content

    async def _until(
        self, find: Callable[[list[dict[str, Any]]], dict[str, Any] | None], wanted: str
    ) -> dict[str, Any]:
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while True:
            messages = await self.messages()
            found = find(messages)
            if found is not None:
                return found
            if asyncio.get_running_loop().time() > deadline:
                seen = "\n---\n".join(transcript_of(message) for message in messages[-4:])
                raise AssertionError(f"person {self.id} waited for {wanted}; the chat ends with:\n{seen}")
            await asyncio.sleep(0.03)

    async def _and_hear(self, path: str, **request: Any) -> dict[str, Any]:
        sent = await self._post(path, **request)
        mine = max(sent["message_ids"]) if "message_ids" in sent else sent["message_id"]

        def find(messages: list[dict[str, Any]]) -> dict[str, Any] | None:
            heard = [one for one in messages if not one["out"] and one["message_id"] > mine]
            return heard[-1] if heard else None

        return await self._until(find, "an answer")

    async def _see_change(self, before: list[dict[str, Any]], was_told: bool) -> None:
        """Wait for the screen to change; a tap that was answered with words may leave it as it is."""
        await self._settle()
        deadline = asyncio.get_running_loop().time() + (0.1 if was_told else 2.0)
        while asyncio.get_running_loop().time() < deadline:
            if await self.messages() != before:
                return
            await asyncio.sleep(0.03)

    async def _settle(self) -> None:
        await self._client.post("/sim/quiet", json={"for_ms": 50, "within_ms": 8000})

    async def _post(self, path: str, **request: Any) -> dict[str, Any]:
        answer = await self._client.post(f"/sim/people/{self.id}/{path}", **request)
        assert answer.status_code < 400, answer.text
        return dict(answer.json())

    async def _get(self, path: str) -> dict[str, Any]:
        answer = await self._client.get(f"/sim/people/{self.id}/{path}")
        assert answer.status_code < 400, answer.text
        return dict(answer.json())


def transcript_of(message: dict[str, Any]) -> str:
    """A message as a few lines of text, buttons in brackets."""
    rows = "\n".join(" ".join(f"[{button['text']}]" for button in row) for row in message["buttons"])
    return f"#{message['message_id']} {message['kind']}: {message['text']}\n{rows}".rstrip()


def labels(message: dict[str, Any]) -> list[str]:
    """The labels of a message's buttons."""
    return [button["text"] for row in message["buttons"] for button in row]
