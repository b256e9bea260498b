"""Invoices, shipping and pre-checkout queries, Telegram Stars.

https://core.telegram.org/bots/payments and https://core.telegram.org/bots/payments-stars
"""

from __future__ import annotations

import re
from typing import Any

from sandbox.errors import bad_request
from sandbox.keyboards import Markup, read_markup
from sandbox.methods.messages import send
from sandbox.methods.taps import TOO_OLD
from sandbox.model import CheckoutQuery, Payment, ShippingQuery
from sandbox.posting import Content, post
from sandbox.query import Methods, Query, open_chat
from sandbox.views import bot_message
from sandbox.wire import Json, Params, is_clean

STARS = "XTR"
_CURRENCY = re.compile(r"[A-Z]{3}")
_AMOUNT = re.compile(r"-?[0-9]{1,18}")
_LONGEST_TITLE, _LONGEST_DESCRIPTION, _LONGEST_PAYLOAD = 32, 255, 128
_MOST_TIPS = 4
_ASKED = ("need_name", "need_phone_number", "need_email", "need_shipping_address", "is_flexible")


def send_invoice(query: Query) -> Json:
    """A bill with a button that pays it."""
    facts = read_invoice(query.params)
    label = "Pay {} {}".format(
        facts["total_amount"], "⭐️" if facts["currency"] == STARS else facts["currency"]
    )
    markup = read_markup(query.params, inline_only=True, pays=True)
    if markup is None:
        markup = Markup("inline", {"inline_keyboard": [[{"text": label, "pay": True}]]})
    content = Content("invoice", extra={"invoice": _shown(facts)}, hidden={"invoice": facts})
    return bot_message(send(query, open_chat(query), content, markup=markup), query.bot)


def create_invoice_link(query: Query) -> str:
    """A link under which anybody pays, as often as they like."""
    facts = read_invoice(query.params)
    slug = f"sandbox{query.world.number()}"
    query.bot.invoice_links[slug] = facts
    return f"https://t.me/${slug}"


def read_invoice(params: Params) -> Json:
    """What an invoice says; raises `ApiError` in Telegram's words."""
    title, description, payload = (params.text(name) for name in ("title", "description", "payload"))
    if not title.strip() or len(title) > _LONGEST_TITLE:
        raise bad_request(
            "invoice title must be non-empty" if not title.strip() else "invoice title is too long"
        )
    if not description.strip() or len(description) > _LONGEST_DESCRIPTION:
        what = "must be non-empty" if not description.strip() else "is too long"
        raise bad_request(f"invoice description {what}")
    if not 1 <= len(payload.encode()) <= _LONGEST_PAYLOAD:
        raise bad_request("INVOICE_PAYLOAD_INVALID")
    currency = params.text("currency")
    if not _CURRENCY.fullmatch(currency):
        raise bad_request("CURRENCY_INVALID")
    if currency != STARS and not params.text("provider_token"):
        raise bad_request("PAYMENT_PROVIDER_INVALID")
    prices = read_prices(params.json("prices", "prices"))
    if currency == STARS and len(prices) != 1:
        raise bad_request("CURRENCY_TOTAL_AMOUNT_INVALID")
    total = sum(price["amount"] for price in prices)
    if total <= 0:
        raise bad_request("CURRENCY_TOTAL_AMOUNT_INVALID")
    facts: Json = {
        "title": title,
        "description": description,
        "start_parameter": params.text("start_parameter"),
        "currency": currency,
        "total_amount": total,
        "payload": payload,
        "prices": prices,
        "photo": params.text("photo_url") or None,
    } | {name: params.flag(name) for name in _ASKED}
    return facts | _tips(params)


def _tips(params: Params) -> Json:
    most = params.integer("max_tip_amount", low=0)
    suggested = params.json("suggested_tip_amounts", "suggested tip amounts") or []
    if not isinstance(suggested, list) or not all(isinstance(one, int) and one > 0 for one in suggested):
        raise bad_request("expected an Array of suggested tip amounts")
    if (
        len(suggested) > _MOST_TIPS
        or any(one > most for one in suggested)
        or sorted(set(suggested)) != suggested
    ):
        raise bad_request("INVOICE_SUGGESTED_TIP_AMOUNTS_INVALID")
    return {"max_tip": most, "tips": suggested}


def read_prices(given: Any) -> list[Json]:
    """Portions of a price, in the currency's smallest units."""
    if not isinstance(given, list) or not given:
        raise bad_request("expected an Array of LabeledPrice")
    prices = []
    for one in given:
        if not isinstance(one, dict):
            raise bad_request("can't parse labeled price: Expected an Object")
        label, amount = one.get("label"), one.get("amount")
        if not isinstance(label, str) or not label or not is_clean(label):
            raise bad_request("can't parse labeled price: Can't find field \"label\"")
        if isinstance(amount, str) and _AMOUNT.fullmatch(amount):
            amount = int(amount)
        if isinstance(amount, bool) or not isinstance(amount, int) or abs(amount) > 10**12:
            raise bad_request('can\'t parse labeled price: Field "amount" must be of type Number')
        prices.append({"label": label, "amount": amount})
    return prices


def _shown(facts: Json) -> Json:
    return {
        name: facts[name] for name in ("title", "description", "start_parameter", "currency", "total_amount")
    }


def answer_shipping_query(query: Query) -> bool:
    """In which ways the goods can be sent, or why they cannot."""
    params = query.params
    asked = query.world.question(ShippingQuery, query.bot, params.text("shipping_query_id"))
    if not params.flag("ok"):
        answer: Json = {"refused": _reason(params)}
    else:
        given = params.json("shipping_options", "shipping options")
        if not isinstance(given, list) or not given:
            raise bad_request("expected an Array of ShippingOption")
        answer = {"options": [_shipping_option(one) for one in given]}
    if asked is None:
        raise bad_request(TOO_OLD)
    asked.settle(answer)
    return True


def _shipping_option(given: Any) -> Json:
    if not isinstance(given, dict):
        raise bad_request("can't parse shipping option: Expected an Object")
    for name in ("id", "title"):
        if not isinstance(given.get(name), str) or not given[name]:
            raise bad_request(f"can't parse shipping option: Can't find field \"{name}\"")
    return {"id": given["id"], "title": given["title"], "prices": read_prices(given.get("prices"))}


def answer_pre_checkout_query(query: Query) -> bool:
    """Whether the person may pay now, within ten seconds."""
    params = query.params
    asked = query.world.question(CheckoutQuery, query.bot, params.text("pre_checkout_query_id"))
    answer: Json = {} if params.flag("ok") else {"refused": _reason(params)}
    if asked is None:
        raise bad_request(TOO_OLD)
    asked.settle(answer)
    return True


def _reason(params: Params) -> str:
    reason = params.text("error_message")
    if not reason:
        raise bad_request("error message must be non-empty")
    return reason


def refund_star_payment(query: Query) -> bool:
    """Give Stars back; the person is told."""
    params, world = query.params, query.world
    payment = query.bot.payments.get(params.text("telegram_payment_charge_id"))
    if payment is None or payment.currency != STARS or payment.person.id != params.integer("user_id"):
        raise bad_request("CHARGE_NOT_FOUND")
    if payment.refunded:
        raise bad_request("CHARGE_ALREADY_REFUNDED")
    payment.refunded = True
    refund: Json = {
        "currency": STARS,
        "total_amount": payment.amount,
        "invoice_payload": payment.payload,
        "telegram_payment_charge_id": payment.charge_id,
    }
    content = Content("service", extra={"refunded_payment": refund})
    post(world, world.chat(query.bot, payment.person), query.bot, content)
    return True


def _stars(query: Query) -> list[Payment]:
    return [payment for payment in query.bot.payments.values() if payment.currency == STARS]


def get_my_star_balance(query: Query) -> Json:
    """How many Stars the bot has."""
    return {"amount": sum(payment.amount for payment in _stars(query) if not payment.refunded)}


def get_star_transactions(query: Query) -> Json:
    """What came in and went back, in the order it happened."""
    params = query.params
    offset, limit = params.integer("offset", low=0), params.integer("limit", 100, low=1, high=100)
    shown: list[Json] = []
    for payment in _stars(query):
        partner = {
            "type": "user",
            "transaction_type": "invoice_payment",
            "user": payment.person.user,
            "invoice_payload": payment.payload,
        }
        facts: Json = {"id": payment.charge_id, "amount": payment.amount, "date": payment.date}
        shown.append(facts | {"source": partner})
        if payment.refunded:
            shown.append(facts | {"receiver": partner})
    return {"transactions": shown[offset : offset + limit]}


METHODS: Methods = {
    "sendInvoice": send_invoice,
    "createInvoiceLink": create_invoice_link,
    "answerShippingQuery": answer_shipping_query,
    "answerPreCheckoutQuery": answer_pre_checkout_query,
    "refundStarPayment": refund_star_payment,
    "getMyStarBalance": get_my_star_balance,
    "getStarTransactions": get_star_transactions,
}
