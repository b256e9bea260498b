"""A stand-in for Midtrans's Core API. Bodies follow docs.midtrans.com; every answer has its own ``status_code``."""

import hashlib
import json
from base64 import b64encode
from datetime import datetime, timedelta, timezone
from typing import Any, ClassVar
from uuid import NAMESPACE_URL, uuid5

from aiohttp import web

from tests.checkout.gateways.standins.post import Letter
from tests.checkout.gateways.standins.standin import Paper, StandIn, qr_text

SERVER_KEY = "Mid-server-dummy-not-real"
JAKARTA = timezone(timedelta(hours=7))
CODES = {"pending": "201", "settlement": "200", "deny": "202", "expire": "202"}
REVERSIBLE = {"qris", "gopay"}


def written(moment: datetime) -> str:
    """Write a moment by Jakarta's clock, as Midtrans does."""
    return moment.astimezone(JAKARTA).strftime("%Y-%m-%d %H:%M:%S")


def said(code: int, message: str, **more: Any) -> web.Response:
    """Answer; HTTP's status is always 200 here, as it mostly is there."""
    return web.json_response({"status_code": str(code), "status_message": message, **more})


class MidtransStandIn(StandIn):
    """Midtrans. ``opens_by`` is how links to GoPay begin."""

    name = "midtrans"
    attempts = 5
    words: ClassVar[dict[str, str]] = {
        "waiting": "pending",
        "paid": "settlement",
        "failed": "deny",
        "expired": "expire",
        "cancelled": "cancel",
        "refunded": "refund",
        "disputed": "chargeback",
    }
    opens_by = "https://gopay.example/pay?id="

    @property
    def credentials(self) -> dict[str, str]:
        """A Server Key."""
        return {"server_key": SERVER_KEY, "base_url": self.url}

    def routes(self) -> list[web.RouteDef]:
        """Give the paths of charge, status and direct refund."""
        return [
            web.post("/v2/charge", self._charge),
            web.get("/v2/{id}/status", self._status),
            web.post("/v2/{id}/refund/online/direct", self._refund),
        ]

    def new_id(self, number: int) -> str:
        """Give a UUID."""
        return str(uuid5(NAMESPACE_URL, f"midtrans-{number}"))

    def refusal_of(self, request: web.Request) -> web.Response | None:
        """Refuse another key than ours."""
        expected = f"Basic {b64encode(f'{SERVER_KEY}:'.encode()).decode()}"
        if request.headers.get("Authorization") == expected:
            return None
        return said(401, "Unknown Merchant server_key/id", id="0f1e2d3c")

    async def _charge(self, request: web.Request) -> web.Response:
        asked = await request.json()
        details = asked["transaction_details"]
        amount = details["gross_amount"]
        if not isinstance(amount, int):
            return said(
                400, "One or more parameters in the payload is invalid.", validation_messages=["gross_amount"]
            )
        used = [one for one in self.charges if one.reference == details["order_id"]]
        if used and self.paper(details["order_id"]).state != "expire":
            return said(
                406,
                "The request could not be completed due to a conflict with the current state of the target resource",
            )
        expiry = asked["custom_expiry"]
        assert expiry["unit"] == "minute"
        lives = timedelta(minutes=expiry["expiry_duration"])
        paper = self.write(details["order_id"], _channel(asked), amount, lives, asked)
        return said(201, "Success, transaction is created", **self._fields(paper), **self._shown(paper))

    def _fields(self, paper: Paper) -> dict[str, Any]:
        fields = {
            "transaction_id": paper.external_id,
            "order_id": paper.reference,
            "merchant_id": "G000000000",
            "gross_amount": f"{paper.counts}.00",
            "currency": "IDR",
            "payment_type": paper.asked["payment_type"],
            "transaction_time": written(self.clock.now()),
            "transaction_status": paper.state,
            "fraud_status": "accept",
            "expiry_time": written(paper.expires_at),
        }
        if paper.given_back:
            fields["refund_amount"] = f"{sum(paper.given_back.values())}.00"
            fields["refunds"] = [
                {"refund_key": key, "refund_amount": f"{amount}.00"}
                for key, amount in paper.given_back.items()
            ]
        return fields | self._account(paper)

    @staticmethod
    def _account(paper: Paper) -> dict[str, Any]:
        number = f"8562{paper.number:08}"
        if paper.channel == "mandiri":
            return {"bill_key": number, "biller_code": "70012"}
        if paper.channel == "permata":
            return {"permata_va_number": number}
        if paper.channel in REVERSIBLE:
            return {}
        return {"va_numbers": [{"bank": paper.channel, "va_number": number}]}

    def _shown(self, paper: Paper) -> dict[str, Any]:
        """What is told once, when the charge is made."""
        if paper.channel not in REVERSIBLE:
            return {}
        image = f"{self.url}/v2/{paper.channel}/{paper.external_id}/qr-code"
        actions = [{"name": "generate-qr-code", "method": "GET", "url": image}]
        if paper.channel == "qris":
            return {
                "actions": actions,
                "qr_string": qr_text(paper.reference, paper.amount),
                "acquirer": "gopay",
            }
        link = f"{self.opens_by}{paper.external_id}"
        return {"actions": [*actions, {"name": "deeplink-redirect", "method": "GET", "url": link}]}

    async def _status(self, request: web.Request) -> web.Response:
        try:
            paper = self.paper(request.match_info["id"])
        except KeyError:
            return said(404, "Transaction doesn't exist.", id="5a4b3c2d")
        code = 407 if paper.state == "expire" else int(CODES.get(paper.state, "200"))
        return said(code, "Success, transaction is found", **self._fields(paper))

    async def _refund(self, request: web.Request) -> web.Response:
        asked = await request.json()
        try:
            paper = self.paper(request.match_info["id"])
        except KeyError:
            return said(404, "Transaction doesn't exist.")
        if asked["refund_key"] in paper.given_back:
            return said(406, "Refund key has been used")
        if paper.channel not in REVERSIBLE or paper.state not in {"settlement", "partial_refund"}:
            return said(412, "Merchant cannot modify the status of the transaction")
        if asked["amount"] > paper.counts - sum(paper.given_back.values()):
            return said(413, "The refund amount is more than what is left")
        paper.given_back[asked["refund_key"]] = asked["amount"]
        whole = sum(paper.given_back.values()) == paper.counts
        paper.state = "refund" if whole else "partial_refund"
        return said(
            200, "Success, refund request is approved", refund_key=asked["refund_key"], **self._fields(paper)
        )

    def letter(self, reference: str, **changes: Any) -> Letter:
        """Write a notification; the signature is inside."""
        paper = self.paper(reference)
        body = self._fields(paper) | {
            "status_code": CODES.get(paper.state, "200"),
            "status_message": "midtrans payment notification",
        }
        body |= changes
        signed = f"{body['order_id']}{body['status_code']}{body['gross_amount']}{SERVER_KEY}"
        signature = hashlib.sha512(signed.encode()).hexdigest()
        raw = json.dumps(body | {"signature_key": signature}).encode()
        return Letter({"Content-Type": "application/json"}, raw, signature)


def _channel(asked: dict[str, Any]) -> str:
    if asked["payment_type"] == "bank_transfer":
        return str(asked["bank_transfer"]["bank"])
    return "mandiri" if asked["payment_type"] == "echannel" else str(asked["payment_type"])
