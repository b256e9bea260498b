"""Pictures a bot names by their address: shown on the page, fetched by the sandbox, as Telegram's servers do it."""

from __future__ import annotations

import aiohttp
from aiohttp import web

from sandbox.errors import SimError
from sandbox.simhttp import find_chat, find_person, in_path
from sandbox.wire import Json
from sandbox.world import World

_LARGEST = 5 * 1024 * 1024
_PATIENCE = aiohttp.ClientTimeout(total=10)


class Pictures:
    """The routes. Only what a bot named is ever fetched, and only pictures are passed on."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Their addresses."""
        person = "/sim/people/{person}/pictures"
        return [
            web.get(person + r"/{chat:-?\d+}/{message:\d+}", self.of_invoice),
            web.get(person + "/inline/{bot}/{result}", self.of_result),
            web.get(person + "/{slug}", self.of_link),
        ]

    async def of_invoice(self, request: web.Request) -> web.Response:
        """The picture of an invoice in a chat."""
        chat = find_chat(self._world, find_person(self._world, request), in_path(request, "chat"))
        message = chat.messages.get(in_path(request, "message"))
        return await self._fetched(message.hidden.get("invoice") if message else None, "photo")

    async def of_link(self, request: web.Request) -> web.Response:
        """The picture of an invoice link."""
        return await self._fetched(self._world.invoice_link(request.match_info["slug"]), "photo")

    async def of_result(self, request: web.Request) -> web.Response:
        """The picture of an inline result offered last."""
        person = find_person(self._world, request)
        asked = self._world.offered.get((person.id, in_path(request, "bot")))
        return await self._fetched(
            asked.results.get(request.match_info["result"]) if asked else None, "thumbnail"
        )

    async def _fetched(self, thing: Json | None, name: str) -> web.Response:
        address = thing and thing.get(name)
        if not isinstance(address, str) or not address.startswith(("http://", "https://")):
            raise SimError(404, "there is no such picture")
        try:
            async with self._world.http.get(address, timeout=_PATIENCE) as response:
                response.raise_for_status()
                data = await response.content.read(_LARGEST)
                kind = response.content_type
        except (aiohttp.ClientError, TimeoutError, ValueError):
            raise SimError(404, f"nothing came from {address}") from None
        if not kind.startswith("image/"):
            raise SimError(404, f"{address} is no picture")
        headers = {"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"}
        return web.Response(
            body=data, content_type=kind, headers=headers | {"Cache-Control": "private, max-age=600"}
        )
