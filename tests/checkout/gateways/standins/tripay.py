"""A stand-in for Tripay's closed payments. Bodies follow tripay.co.id/developer."""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Any, ClassVar

from aiohttp import web

from tests.checkout.gateways.standins.post import Letter
from tests.checkout.gateways.standins.standin import Paper, StandIn, qr_text

API_KEY = "tripay-api-key-dummy-not-real"
PRIVATE_KEY = "private_key_anda"
MERCHANT_CODE = "T0001"
WALLETS = {"OVO", "DANA", "SHOPEEPAY"}


def signed(text: str | bytes) -> str:
    """Sign as Tripay does."""
    raw = text.encode() if isinstance(text, str) else text
    return hmac.new(PRIVATE_KEY.encode(), raw, hashlib.sha256).hexdigest()


def refused(status: int, message: str) -> web.Response:
    """Refuse as documented: words, no code."""
    return web.json_response({"success": False, "message": message}, status=status)


class TripayStandIn(StandIn):
    """Tripay. ``fee_customer`` is what the owner lets the shopper pay on top."""

    name = "tripay"
    attempts = 4
    words: ClassVar[dict[str, str]] = {
        "waiting": "UNPAID",
        "paid": "PAID",
        "failed": "FAILED",
        "expired": "EXPIRED",
        "cancelled": "FAILED",
        "refunded": "REFUND",
        "disputed": "FAILED",
    }
    fee_customer = 0

    @property
    def credentials(self) -> dict[str, str]:
        """Two keys, the merchant code and an e-mail address."""
        return {
            "api_key": API_KEY,
            "private_key": PRIVATE_KEY,
            "merchant_code": MERCHANT_CODE,
            "email": "toko@example.com",
            "base_url": self.url,
        }

    def routes(self) -> list[web.RouteDef]:
        """Give the paths of transactions."""
        return [
            web.post("/transaction/create", self._create),
            web.get("/transaction/detail", self._detail),
            web.get("/merchant/transactions", self._list),
        ]

    def new_id(self, number: int) -> str:
        """Give a reference of Tripay's."""
        return f"{MERCHANT_CODE}{number:015}"

    def refusal_of(self, request: web.Request) -> web.Response | None:
        """Refuse another key than ours."""
        if request.headers.get("Authorization") == f"Bearer {API_KEY}":
            return None
        return refused(401, "Invalid API Key")

    async def _create(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        if form["signature"] != signed(f"{MERCHANT_CODE}{form['merchant_ref']}{form['amount']}"):
            return refused(400, "Invalid signature")
        if "@" not in form.get("customer_email", ""):
            return refused(400, "The customer email field is required.")
        prices = [int(value) for name, value in form.items() if name.endswith("[price]")]
        counts = [int(value) for name, value in form.items() if name.endswith("[quantity]")]
        if sum(price * count for price, count in zip(prices, counts, strict=True)) != int(form["amount"]):
            return refused(400, "Amount doesn't match order items")
        lives = datetime.fromtimestamp(int(form["expired_time"]), UTC) - self.clock.now()
        paper = self.write(form["merchant_ref"], form["method"], int(form["amount"]), lives, dict(form))
        return web.json_response({"success": True, "message": "", "data": self._fields(paper)})

    def _fields(self, paper: Paper) -> dict[str, Any]:
        wallet, qris = paper.channel in WALLETS, paper.channel.startswith("QRIS")
        return {
            "reference": paper.external_id,
            "merchant_ref": paper.reference,
            "payment_method": paper.channel,
            "payment_name": paper.channel,
            "amount": paper.counts + self.fee_customer,
            "fee_merchant": 750,
            "fee_customer": self.fee_customer,
            "total_fee": 750 + self.fee_customer,
            "amount_received": paper.counts - 750,
            "pay_code": None if wallet or qris else 57585748548500000 + paper.number,
            "pay_url": f"https://tripay.example/pay/{paper.external_id}" if wallet else None,
            "checkout_url": f"https://tripay.example/checkout/{paper.external_id}",
            "status": paper.state,
            "expired_time": int(paper.expires_at.timestamp()),
            "qr_string": qr_text(paper.reference, paper.amount) if qris else None,
            "qr_url": f"https://tripay.example/qr/{paper.external_id}" if qris else None,
        }

    async def _detail(self, request: web.Request) -> web.Response:
        found = [one for one in self.charges if one.external_id == request.query["reference"]]
        if not found:
            return refused(404, "Transaction not found")
        return web.json_response({"success": True, "data": self._fields(self.paper(found[0].external_id))})

    async def _list(self, request: web.Request) -> web.Response:
        wanted = request.query["merchant_ref"]
        # a filter that finds more than asked for
        found = [one for one in reversed(self.charges) if one.reference.startswith(wanted)]
        left_out = {"expired_time", "qr_string", "qr_url"}
        rows = [
            {name: value for name, value in self._fields(one).items() if name not in left_out}
            for one in found
        ]
        return web.json_response({"success": True, "message": "Success", "data": rows})

    def letter(self, reference: str, **changes: Any) -> Letter:
        """Write a notification; the signature of all of it is in a header."""
        paper = self.paper(reference)
        body = {
            "reference": paper.external_id,
            "merchant_ref": paper.reference,
            "payment_method": paper.channel,
            "payment_method_code": paper.channel,
            "total_amount": paper.counts + self.fee_customer,
            "fee_merchant": 750,
            "fee_customer": self.fee_customer,
            "total_fee": 750 + self.fee_customer,
            "amount_received": paper.counts - 750,
            "is_closed_payment": 1,
            "status": paper.state,
            "paid_at": int(self.clock.now().timestamp()),
            "note": None,
        }
        raw = json.dumps(body | changes, separators=(",", ":")).encode()
        headers = {
            "Content-Type": "application/json",
            "X-Callback-Event": "payment_status",
            "X-Callback-Signature": signed(raw),
        }
        return Letter(headers, raw, signed(raw))
