"""What a person asks a bot and waits for: inline queries, and paying an invoice."""

from __future__ import annotations

from aiohttp import web

from sandbox.errors import SimError
from sandbox.keyboards import Markup
from sandbox.model import (
    Bot,
    Chat,
    CheckoutQuery,
    InlineQuery,
    Message,
    Payment,
    Person,
    Private,
    Question,
    ShippingQuery,
)
from sandbox.posting import Content, post, tell_people
from sandbox.simhttp import answer, find_chat, find_message, find_person, integer, read_body, text
from sandbox.speaking import voice_of
from sandbox.wire import Json
from sandbox.world import World

INLINE_LIVES_S = 15
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


class Asking:
    """The routes."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Their addresses."""
        return [
            web.post("/sim/people/{person}/inline", self.inline),
            web.post("/sim/people/{person}/inline/{result}", self.choose),
            web.post("/sim/people/{person}/payments", self.payments),
        ]

    def _bot(self, body: Json) -> Bot:
        number = integer(body, "bot")
        bots = self._world.bots
        if number is None and len(bots) == 1:
            return next(iter(bots.values()))
        if number is None:
            raise SimError(400, "say which bot")
        if number not in bots:
            raise SimError(404, f"there is no bot {number}")
        return bots[number]

    async def inline(self, request: web.Request) -> web.Response:
        """Types behind a bot's name; gives what the bot offers, null when it did not answer in time."""
        body = await read_body(request)
        person, bot = find_person(self._world, request), self._bot(body)
        if not bot.is_inline:
            raise SimError(400, f"@{bot.username} has no inline mode")
        chat = find_chat(self._world, person, body.get("chat", bot.id))
        asked = self._world.ask(InlineQuery, bot, person, INLINE_LIVES_S)
        asked.text = text(body, "query") or ""
        query = {
            "id": asked.id,
            "from": person.user,
            "query": asked.text,
            "offset": text(body, "offset") or "",
            "chat_type": "sender" if isinstance(chat, Private) and chat.bot is bot else chat.kind,
        }
        await self._asked(asked, "inline_query", query)
        if asked.answer is None:
            return answer({"results": None})
        self._world.offered[person.id, bot.id] = asked
        listed = ("id", "type", "title", "description")
        results = [{name: one[name] for name in listed} for one in asked.results.values()]
        return answer({"results": results} | asked.answer)

    async def _asked(self, question: Question, kind: str, content: Json) -> None:
        self._world.touch()
        lane = f"user {question.person.id}"
        if question.bot.updates.push(kind, content, lane) is None:
            question.answered = True  # the bot does not want to know, so nothing waits for it
            return
        await self._world.clock.until(question.done, question.lives_s)

    async def choose(self, request: web.Request) -> web.Response:
        """Sends one of the results offered last."""
        body = await read_body(request)
        person, bot = find_person(self._world, request), self._bot(body)
        asked = self._world.offered.get((person.id, bot.id))
        result = asked.results.get(request.match_info["result"]) if asked else None
        if asked is None or result is None:
            raise SimError(404, "that was not offered")
        chat = find_chat(self._world, person, body.get("chat", bot.id))
        voice = voice_of(person, chat, integer(body, "thread"))
        content: Content = result["content"]
        markup: Markup | None = result["markup"]
        message = post(self._world, chat, person, content, markup=markup, thread=voice.thread, via=bot)
        chosen: Json = {"result_id": result["id"], "from": person.user, "query": asked.text}
        if markup is not None:  # only a message with buttons can be changed later
            message.inline_id = chosen["inline_message_id"] = f"AQAAA{self._world.number()}"
            self._world.inline_messages[message.inline_id] = message
        if bot.wants_feedback:
            bot.updates.push("chosen_inline_result", chosen, f"user {person.id}")
        return answer({"message_id": message.id})

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
            told = {"invoice_payload": invoice["payload"], "shipping_address": order["shipping_address"]}
            reply = await self._question(ShippingQuery, bot, person, "shipping_query", told)
            if "refused" in reply:
                return answer({"paid": False} | reply)
            chosen = _shipping(reply["options"], text(body, "shipping_option"))
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
        return answer({"paid": True} | self._pay(bot, person, facts, message))

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
        await self._asked(asked, update, {"id": asked.id, "from": person.user} | facts)
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
            message.hidden["invoice"] = message.hidden["invoice"] | {"receipt": receipt.id}
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
