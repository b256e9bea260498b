"""Paying: what an invoice link asks for, in which ways its goods can be sent, and the payment."""

from __future__ import annotations

from aiohttp import web

from sandbox.asking import put
from sandbox.errors import SimError
from sandbox.model import Bot, Chat, CheckoutQuery, Message, Payment, Person, ShippingQuery
from sandbox.picture_urls import link_picture
from sandbox.posting import Content, post, tell_people
from sandbox.simhttp import answer, find_chat, find_message, find_person, integer, read_body, text
from sandbox.views import shown_invoice
from sandbox.wire import Json
from sandbox.world import World

CHECKOUT_LIVES_S = 10
_TIMED_OUT = {
    ShippingQuery: "the bot did not answer the shipping query within 10 seconds",
    CheckoutQuery: "the bot did not answer the pre-checkout query within 10 seconds",
}
_ADDRESS = {
    "country_code": "ID",
    "state": "DKI Jakarta",
    "city": "Jakarta Pusat",
    "street_line1": "Jalan Medan Merdeka 1",
    "street_line2": "",
    "post_code": "10110",
}


class Paying:
    """The routes."""

    def __init__(self, world: World) -> None:
        self._world = world
        # by person: the invoice, where to, and what the bot said to it
        self._offered: dict[int, tuple[Json, Json, Json]] = {}

    def routes(self) -> list[web.RouteDef]:
        """Their addresses."""
        return [
            web.get("/sim/people/{person}/invoices/{slug}", self.invoice),
            web.post("/sim/people/{person}/shipping", self.shipping),
            web.post("/sim/people/{person}/payments", self.payments),
        ]

    async def payments(self, request: web.Request) -> web.Response:
        """Pays an invoice: where to, which way, then the bot's consent, then the money."""
        body = await read_body(request)
        person = find_person(self._world, request)
        invoice, bot, message = self._invoice(person, body)
        tip = integer(body, "tip") or 0
        if not 0 <= tip <= invoice["max_tip"]:
            raise SimError(400, f"a tip is 0 to {invoice['max_tip']}")
        order = _order_info(person, invoice, body)
        total, chosen = invoice["total_amount"] + tip, None
        if invoice["is_flexible"]:
            wanted = text(body, "shipping_option")
            reply = await self._ways(bot, person, invoice, order["shipping_address"], again=wanted is None)
            if "refused" in reply:
                return answer({"paid": False} | reply)
            chosen = _shipping(reply["options"], wanted)
            total += sum(price["amount"] for price in chosen["prices"])
        facts: Json = {
            "currency": invoice["currency"],
            "total_amount": total,
            "invoice_payload": invoice["payload"],
        }
        if chosen is not None:
            facts["shipping_option_id"] = chosen["id"]
        if order:
            facts["order_info"] = order
        reply = await self._question(CheckoutQuery, bot, person, "pre_checkout_query", facts)
        if "refused" in reply:
            return answer({"paid": False} | reply)
        if message is not None and "receipt" in message.hidden["invoice"]:
            raise SimError(400, "this invoice is paid already")
        self._offered.pop(person.id, None)
        return answer({"paid": True} | self._pay(bot, person, facts, message))

    async def invoice(self, request: web.Request) -> web.Response:
        """What an invoice link asks for."""
        person, slug = find_person(self._world, request), request.match_info["slug"]
        facts = self._world.invoice_link(slug)
        if facts is None:
            raise SimError(404, "there is no such invoice")
        return answer(shown_invoice(facts, person, link_picture(slug)))

    async def shipping(self, request: web.Request) -> web.Response:
        """Asks in which ways an invoice's goods can be sent; paying after that asks no more."""
        body = await read_body(request)
        person = find_person(self._world, request)
        invoice, bot, _ = self._invoice(person, body)
        if not invoice["is_flexible"]:
            raise SimError(400, "this invoice has no ways of shipping")
        address = _order_info(person, invoice, body)["shipping_address"]
        return answer(await self._ways(bot, person, invoice, address, again=True))

    async def _ways(self, bot: Bot, person: Person, invoice: Json, address: Json, *, again: bool) -> Json:
        """`{"options"}` as the bot offers them, or `{"refused"}`; what it said of this address before, unless `again`."""
        known, to, said = self._offered.get(person.id, (None, None, {}))
        if not again and known is invoice and to == address:
            return said
        told = {"invoice_payload": invoice["payload"], "shipping_address": address}
        reply = await self._question(ShippingQuery, bot, person, "shipping_query", told)
        if "options" in reply:
            self._offered[person.id] = invoice, address, reply
        return reply

    def _invoice(self, person: Person, body: Json) -> tuple[Json, Bot, Message | None]:
        if slug := text(body, "slug"):
            slug = slug.removeprefix("https://t.me/").removeprefix("$")
            for bot in self._world.bots.values():
                if slug in bot.invoice_links:
                    return bot.invoice_links[slug], bot, None
            raise SimError(404, "there is no such invoice")
        chat: Chat = find_chat(self._world, person, body.get("chat"))
        message = find_message(chat, body)
        invoice = message.hidden.get("invoice")
        if invoice is None or not isinstance(message.author, Bot):
            raise SimError(400, f"message {message.id} is no invoice")
        if "receipt" in invoice:
            raise SimError(400, "this invoice is paid already")
        return invoice, message.author, message

    async def _question(
        self, kind: type[ShippingQuery | CheckoutQuery], bot: Bot, person: Person, update: str, facts: Json
    ) -> Json:
        asked = self._world.ask(kind, bot, person, CHECKOUT_LIVES_S)
        await put(self._world, asked, update, {"id": asked.id, "from": person.user} | facts)
        return asked.answer if asked.answer is not None else {"refused": _TIMED_OUT[kind]}

    def _pay(self, bot: Bot, person: Person, facts: Json, message: Message | None) -> Json:
        world = self._world
        charge = f"stx{world.number()}"
        payment = Payment(
            charge,
            person,
            facts["total_amount"],
            facts["currency"],
            facts["invoice_payload"],
            world.clock.seconds(),
        )
        bot.payments[charge] = payment
        paid = facts | {
            "telegram_payment_charge_id": charge,
            "provider_payment_charge_id": f"sandbox_{world.number()}",
        }
        content = Content("service", extra={"successful_payment": paid})
        receipt = post(world, world.chat(bot, person), person, content)
        if message is not None:
            message.hidden["invoice"] = message.hidden["invoice"] | {
                "receipt": receipt.id,
                "paid": facts["total_amount"],
            }
            tell_people(world, message, "edited")
        return {"message_id": receipt.id, "total_amount": facts["total_amount"]}


def _order_info(person: Person, invoice: Json, body: Json) -> Json:
    """What the invoice asks for: as given, else made up, so that a tap is enough to try it."""
    order: Json = {}
    if invoice["need_name"]:
        order["name"] = text(body, "name") or person.name
    if invoice["need_phone_number"]:
        order["phone_number"] = text(body, "phone") or person.phone or f"62812{person.id:07d}"
    if invoice["need_email"]:
        order["email"] = text(body, "email") or f"{person.id}@example.com"
    if invoice["need_shipping_address"] or invoice["is_flexible"]:
        given = body.get("address") or {}
        if not isinstance(given, dict) or not all(isinstance(one, str) for one in given.values()):
            raise SimError(400, "address must be an object of texts")
        order["shipping_address"] = {name: given.get(name, usual) for name, usual in _ADDRESS.items()}
    return order


def _shipping(options: list[Json], wanted: str | None) -> Json:
    if wanted is None:
        return options[0]
    found = next((one for one in options if wanted in (one["id"], one["title"])), None)
    if found is None:
        offered = ", ".join(one["id"] for one in options)
        raise SimError(404, f"that way of shipping is not offered; these are: {offered}")
    return found
