"""Invoices: asked, agreed, paid, given back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.sandbox.conftest import Json, Phone, Telegram, picture, serving

PRICES = [{"label": "Tea", "amount": 20_000}, {"label": "Cup", "amount": 5_000}]
WAYS = [
    {"id": "slow", "title": "Slow", "prices": [{"label": "Slow", "amount": 9_000}]},
    {"id": "fast", "title": "Fast", "prices": [{"label": "Fast", "amount": 19_000}]},
]


def bill(chat_id: int, **facts: Any) -> Json:
    """What sendInvoice needs."""
    return {
        "chat_id": chat_id,
        "title": "Tea set",
        "description": "A cup and tea",
        "payload": "order:7",
        "provider_token": "test",
        "currency": "IDR",
        "prices": PRICES,
    } | facts


def stars(chat_id: int, **facts: Any) -> Json:
    """The same for five Stars."""
    prices = [{"label": "Tea", "amount": 5}]
    return bill(chat_id, currency="XTR", provider_token="", prices=prices) | facts


def agreeing(telegram: Telegram, seen: list[Json]) -> Callable[[Json], Awaitable[None]]:
    """A bot that ships both ways and agrees to every order; what it was asked goes to `seen`."""

    async def agree(update: Json) -> None:
        if query := update.get("shipping_query"):
            seen.append(query)
            await telegram.ok(
                "answerShippingQuery", shipping_query_id=query["id"], ok=True, shipping_options=WAYS
            )
        if query := update.get("pre_checkout_query"):
            seen.append(query)
            await telegram.ok("answerPreCheckoutQuery", pre_checkout_query_id=query["id"], ok=True)

    return agree


async def paid(telegram: Telegram, told: list[Json]) -> Json:
    """The successful_payment the bot was told of, while it served or since."""
    updates = told + await telegram.updates()
    [payment] = [one["message"] for one in updates if "successful_payment" in one.get("message", {})]
    found: Json = payment
    return found


async def test_a_person_pays_an_invoice(telegram: Telegram, bob: Phone) -> None:
    """The bot is asked first and told afterwards; the invoice then shows its receipt."""
    sent = await telegram.ok("sendInvoice", **bill(bob.id))
    assert sent["invoice"] == {
        "title": "Tea set", "description": "A cup and tea", "start_parameter": "", "currency": "IDR",
        "total_amount": 25_000,
    }  # fmt: skip
    assert sent["reply_markup"]["inline_keyboard"][0][0]["pay"] is True
    seen: list[Json] = []
    async with serving(telegram, agreeing(telegram, seen)) as told:
        receipt = await bob.does("payments", message_id=sent["message_id"])
    assert (receipt["paid"], receipt["total_amount"]) == (True, 25_000)
    [query] = seen
    assert (query["currency"], query["total_amount"], query["invoice_payload"]) == ("IDR", 25_000, "order:7")
    message = await paid(telegram, told)
    assert message["from"]["id"] == bob.id
    payment = message["successful_payment"]
    assert (payment["total_amount"], payment["invoice_payload"]) == (25_000, "order:7")
    assert payment["telegram_payment_charge_id"] and payment["provider_payment_charge_id"]
    invoice, _ = (await bob.sees())[-2:]
    assert invoice["invoice"]["receipt"] == receipt["message_id"]
    again = await bob.does("payments", message_id=sent["message_id"], status=400)
    assert again["error"] == "this invoice is paid already"


async def test_shipping_and_a_tip_are_paid_too(telegram: Telegram, bob: Phone) -> None:
    """The bot learns where to, which way, and who."""
    asks = {"is_flexible": True, "need_name": True, "need_phone_number": True, "need_email": True}
    tips = {"max_tip_amount": 5_000, "suggested_tip_amounts": [1_000, 2_000]}
    sent = await telegram.ok("sendInvoice", **bill(bob.id, need_shipping_address=True, **asks, **tips))
    seen: list[Json] = []
    async with serving(telegram, agreeing(telegram, seen)) as told:
        where = {"city": "Bandung", "post_code": "40111"}
        receipt = await bob.does(
            "payments", message_id=sent["message_id"], shipping_option="fast", tip=2_000, address=where
        )
    shipping, checkout = seen
    assert (shipping["shipping_address"]["city"], shipping["invoice_payload"]) == ("Bandung", "order:7")
    assert (checkout["shipping_option_id"], checkout["total_amount"]) == ("fast", 46_000)
    assert (checkout["order_info"]["name"], checkout["order_info"]["email"]) == (
        "Bob Tan",
        "2002@example.com",
    )
    assert receipt["total_amount"] == 46_000
    assert (await paid(telegram, told))["successful_payment"]["shipping_option_id"] == "fast"


@pytest.mark.parametrize("step", ["shipping_query", "pre_checkout_query"])
async def test_a_bot_that_refuses_is_not_paid(telegram: Telegram, bob: Phone, step: str) -> None:
    """The person reads why, and may try again."""
    sent = await telegram.ok("sendInvoice", **bill(bob.id, is_flexible=True))
    agree = agreeing(telegram, [])

    async def refuse(update: Json) -> None:
        query = update.get(step)
        if query is None:
            await agree(update)
            return
        method = "answerShippingQuery" if step == "shipping_query" else "answerPreCheckoutQuery"
        await telegram.ok(method, **{f"{step}_id": query["id"]}, ok=False, error_message="Sold out, sorry")

    async with serving(telegram, refuse):
        answer = await bob.does("payments", message_id=sent["message_id"])
    assert answer == {"paid": False, "refused": "Sold out, sorry"}
    async with serving(telegram, agree):
        assert (await bob.does("payments", message_id=sent["message_id"]))["paid"] is True


async def test_a_checkout_not_answered_in_ten_seconds_is_over(telegram: Telegram, bob: Phone) -> None:
    """Nothing is paid, and a late answer is refused."""
    sent = await telegram.ok("sendInvoice", **bill(bob.id))
    await telegram.ok("getUpdates", allowed_updates=["pre_checkout_query"])
    waiting = asyncio.create_task(bob.does("payments", message_id=sent["message_id"]))
    await telegram.until_waiting_for(10)
    await telegram.sim("POST", "clock", {"advance_s": 11})
    answer = await waiting
    assert (answer["paid"], "10 seconds" in answer["refused"]) == (False, True)
    [update] = await telegram.updates()
    refused = await telegram.refused(
        "answerPreCheckoutQuery", pre_checkout_query_id=update["pre_checkout_query"]["id"], ok=True
    )
    assert refused == "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def test_two_who_pay_at_once_pay_once(telegram: Telegram, bob: Phone) -> None:
    """An impatient person taps twice."""
    sent = await telegram.ok("sendInvoice", **bill(bob.id))

    async def pay() -> tuple[int, Json]:
        url = f"{telegram.url}/sim/people/{bob.id}/payments"
        async with telegram.http.post(url, json={"message_id": sent["message_id"]}) as response:
            return response.status, await response.json()

    async with serving(telegram, agreeing(telegram, [])) as told:
        answers = await asyncio.gather(pay(), pay())
    assert sorted(status for status, _ in answers) == [200, 400]
    await paid(telegram, told)


async def test_stars_are_paid_and_given_back(telegram: Telegram, bob: Phone) -> None:
    """Once: the balance and the transactions tell, and the person sees it."""
    sent = await telegram.ok("sendInvoice", **stars(bob.id))
    async with serving(telegram, agreeing(telegram, [])) as told:
        await bob.does("payments", message_id=sent["message_id"])
    charge = (await paid(telegram, told))["successful_payment"]["telegram_payment_charge_id"]
    assert await telegram.ok("getMyStarBalance") == {"amount": 5}
    of_bob = {"user_id": bob.id, "telegram_payment_charge_id": charge}
    assert await telegram.ok("refundStarPayment", **of_bob) is True
    assert await telegram.refused("refundStarPayment", **of_bob) == "Bad Request: CHARGE_ALREADY_REFUNDED"
    assert await telegram.ok("getMyStarBalance") == {"amount": 0}
    came, went = (await telegram.ok("getStarTransactions"))["transactions"]
    assert (came["source"]["user"]["id"], went["receiver"]["invoice_payload"]) == (bob.id, "order:7")
    assert (await bob.sees())[-1]["text"] == "gave the money back"
    nobody = await telegram.refused("refundStarPayment", user_id=1, telegram_payment_charge_id=charge)
    assert nobody == "Bad Request: CHARGE_NOT_FOUND"


async def test_a_link_is_paid_by_anybody_as_often_as_they_like(
    telegram: Telegram, ann: Phone, bob: Phone
) -> None:
    """Without a message in any chat."""
    facts = {name: value for name, value in stars(1).items() if name != "chat_id"}
    link = await telegram.ok("createInvoiceLink", **facts)
    async with serving(telegram, agreeing(telegram, [])):
        for person in (ann, bob, bob):
            assert (await person.does("payments", slug=link))["paid"] is True
    assert await telegram.ok("getMyStarBalance") == {"amount": 15}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": ""}, "invoice title must be non-empty"),
        ({"description": "x" * 256}, "invoice description is too long"),
        ({"payload": ""}, "INVOICE_PAYLOAD_INVALID"),
        ({"currency": "rupiah"}, "CURRENCY_INVALID"),
        ({"provider_token": ""}, "PAYMENT_PROVIDER_INVALID"),
        ({"prices": []}, "expected an Array of LabeledPrice"),
        ({"prices": [{"label": "Tea", "amount": -1}]}, "CURRENCY_TOTAL_AMOUNT_INVALID"),
        ({"currency": "XTR"}, "CURRENCY_TOTAL_AMOUNT_INVALID"),
        ({"max_tip_amount": 5, "suggested_tip_amounts": [9]}, "INVOICE_SUGGESTED_TIP_AMOUNTS_INVALID"),
        (
            {
                "reply_markup": {
                    "inline_keyboard": [[{"text": "No", "callback_data": "n"}, {"text": "Pay", "pay": True}]]
                }
            },
            "BUTTON_POS_INVALID",
        ),
    ],
)
async def test_an_invoice_telegram_would_not_take_is_refused(
    telegram: Telegram, bob: Phone, change: Json, words: str
) -> None:
    """In its own words; nothing is sent."""
    before = await bob.sees()
    assert await telegram.refused("sendInvoice", **bill(bob.id, **change)) == f"Bad Request: {words}"
    assert await bob.sees() == before


async def test_only_an_invoice_has_a_pay_button(telegram: Telegram, bob: Phone) -> None:
    """And only an invoice can be paid."""
    keyboard = {"inline_keyboard": [[{"text": "Pay", "pay": True}]]}
    refused = await telegram.refused("sendMessage", chat_id=bob.id, text="hi", reply_markup=keyboard)
    assert refused == "Bad Request: BUTTON_TYPE_INVALID"
    said = await bob.says("hi")
    assert "no invoice" in (await bob.does("payments", message_id=said, status=400))["error"]


async def test_a_payload_is_for_the_bot_only(telegram: Telegram, bob: Phone) -> None:
    """The message it gets back does not repeat it."""
    sent = await telegram.ok("sendInvoice", **bill(bob.id))
    assert "payload" not in sent["invoice"]
    assert "order:7" not in str(sent)
    assert "order:7" not in str((await bob.sees())[-1])


async def test_the_ways_of_shipping_are_seen_before_one_is_paid(telegram: Telegram, bob: Phone) -> None:
    """The bot is asked once for the address; a way it does not offer is refused; the bill says what was paid."""
    sent = await telegram.ok("sendInvoice", **bill(bob.id, need_shipping_address=True, is_flexible=True))
    seen: list[Json] = []
    invoice: Json = {"message_id": sent["message_id"], "address": {"city": "Bandung"}}
    async with serving(telegram, agreeing(telegram, seen)):
        assert (await bob.does("shipping", **invoice)) == {"options": WAYS}
        await bob.does("payments", 404, shipping_option="horse", **invoice)
        await bob.does("payments", shipping_option="fast", **invoice)
    assert [("shipping_option_id" in query, query.get("total_amount")) for query in seen] == [
        (False, None),
        (True, 44_000),
    ]
    [shown] = [one["invoice"] for one in await bob.sees() if one["kind"] == "invoice"]
    assert shown["paid"] == 44_000
    receipt = (await bob.sees())[-1]["service"]
    assert receipt == {"kind": "paid", "names": [], "amount": 44_000, "currency": "IDR"}


async def test_a_bill_without_shipping_has_no_ways(telegram: Telegram, bob: Phone) -> None:
    """And the bot is not asked."""
    sent = await telegram.ok("sendInvoice", **bill(bob.id))
    await bob.does("shipping", 400, message_id=sent["message_id"])


async def test_a_link_tells_what_it_asks_for(telegram: Telegram, bob: Phone) -> None:
    """All but the payload; the picture comes through the sandbox."""
    await bob.sends("photo", ("tea.jpg", picture()))
    photo = telegram.url + (await bob.sees())[-1]["file"]["url"]
    facts = bill(0, photo_url=photo)
    del facts["chat_id"]
    slug = (await telegram.ok("createInvoiceLink", **facts)).rpartition("$")[2]
    shown = await telegram.sim("GET", f"people/{bob.id}/invoices/{slug}")
    assert (shown["title"], shown["total_amount"], shown["prices"]) == ("Tea set", 25_000, PRICES)
    assert "payload" not in shown
    async with telegram.http.get(telegram.url + shown["photo"]) as response:
        assert (response.status, response.content_type) == (200, "image/jpeg")
    await telegram.sim("GET", f"people/{bob.id}/invoices/other", status=404)


@pytest.mark.parametrize("photo", ["/sim/people", "/nowhere"])
async def test_what_is_no_picture_is_not_shown(telegram: Telegram, bob: Phone, photo: str) -> None:
    """A bill's photo must be one; whatever else stands under its address is kept to itself."""
    await telegram.ok("sendInvoice", **bill(bob.id, photo_url=telegram.url + photo))
    shown = (await bob.sees())[-1]["invoice"]["photo"]
    async with telegram.http.get(telegram.url + shown) as response:
        assert response.status == 404
