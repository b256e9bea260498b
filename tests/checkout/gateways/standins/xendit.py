"""A stand-in for Xendit's Payments API v3. Bodies follow docs.xendit.co (api-version 2024-11-11)."""

import json
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar
from uuid import NAMESPACE_URL, uuid5

from aiohttp import web

from tests.checkout.gateways.standins.post import Letter
from tests.checkout.gateways.standins.standin import Paper, StandIn, qr_text

SECRET_KEY = "xnd_production_dummy_not_real"
CALLBACK_TOKEN = "callback-token-dummy-not-real"
WALLETS = {"DANA", "SHOPEEPAY", "LINKAJA"}


def refused(status: int, code: str, message: str = "") -> web.Response:
    """Refuse as documented."""
    return web.json_response({"error_code": code, "message": message or code.lower()}, status=status)


class XenditStandIn(StandIn):
    """Xendit."""

    name = "xendit"
    attempts = 7
    words: ClassVar[dict[str, str]] = {
        "waiting": "REQUIRES_ACTION",
        "paid": "SUCCEEDED",
        "failed": "FAILED",
        "expired": "EXPIRED",
        "cancelled": "CANCELED",
        "refunded": "SUCCEEDED",
        "disputed": "SUCCEEDED",
    }

    @property
    def credentials(self) -> dict[str, str]:
        """A secret key and the callback token."""
        return {"secret_key": SECRET_KEY, "callback_token": CALLBACK_TOKEN, "base_url": self.url}

    def routes(self) -> list[web.RouteDef]:
        """Give the paths of payment requests, payments and refunds."""
        return [
            web.post("/v3/payment_requests", self._create),
            web.get("/v3/payment_requests/{id}", self._request),
            web.get("/v3/payments/{id}", self._payment),
            web.post("/refunds", self._refund),
        ]

    def new_id(self, number: int) -> str:
        """Give the id of a payment request."""
        return f"pr-{uuid5(NAMESPACE_URL, f'xendit-{number}')}"

    def refusal_of(self, request: web.Request) -> web.Response | None:
        """Refuse another key than ours, and v3 without its version."""
        if request.headers.get("Authorization") != f"Basic {b64encode(f'{SECRET_KEY}:'.encode()).decode()}":
            return refused(401, "INVALID_API_KEY", "The API key is not authorized for this API service")
        if request.path.startswith("/v3/") and request.headers.get("api-version") != "2024-11-11":
            return refused(400, "API_VALIDATION_ERROR", "api-version is required")
        return None

    async def _create(self, request: web.Request) -> web.Response:
        asked = await request.json()
        properties = asked["channel_properties"]
        if asked["channel_code"] == "OVO" and "account_mobile_number" not in properties:
            return refused(400, "API_VALIDATION_ERROR", "account_mobile_number is required")
        if asked["channel_code"] in WALLETS and "success_return_url" not in properties:
            return refused(400, "API_VALIDATION_ERROR", "success_return_url is required")
        lives = timedelta(hours=48)
        if "expires_at" in properties:
            lives = datetime.fromisoformat(properties["expires_at"]) - self.clock.now()
        paper = self.write(
            asked["reference_id"], asked["channel_code"], asked["request_amount"], lives, asked
        )
        return web.json_response(self._fields(paper) | {"actions": self._actions(paper)}, status=201)

    def _actions(self, paper: Paper) -> list[dict[str, str]]:
        if paper.channel == "QRIS":
            shown = ("PRESENT_TO_CUSTOMER", "QR_STRING", qr_text(paper.reference, paper.amount))
        elif paper.channel.endswith("VIRTUAL_ACCOUNT"):
            shown = ("PRESENT_TO_CUSTOMER", "VIRTUAL_ACCOUNT_NUMBER", f"9999{paper.number:08}")
        elif paper.channel in WALLETS:
            shown = ("REDIRECT_CUSTOMER", "WEB_URL", f"https://wallet.example/{paper.external_id}")
        else:
            return []
        return [dict(zip(("type", "descriptor", "value"), shown, strict=True))]

    def _fields(self, paper: Paper) -> dict[str, Any]:
        fields = {
            "business_id": "5f27a14a9bf05c73dd040bc8",
            "reference_id": paper.reference,
            "payment_request_id": paper.external_id,
            "type": "PAY",
            "country": "ID",
            "currency": "IDR",
            "request_amount": paper.amount,
            "capture_method": "AUTOMATIC",
            "channel_code": paper.channel,
            "channel_properties": paper.asked["channel_properties"],
            "status": paper.state,
            "created": _iso(self.clock.now()),
            "updated": _iso(self.clock.now()),
        }
        return fields | ({"latest_payment_id": _payment_id(paper)} if paper.paid else {})

    def _payment_fields(self, paper: Paper) -> dict[str, Any]:
        capture = {
            "capture_id": "cptr-1",
            "capture_amount": paper.paid,
            "capture_timestamp": _iso(self.clock.now()),
        }
        fields = self._fields(paper) | {"payment_id": _payment_id(paper)}
        return fields | ({"captures": [capture]} if paper.paid else {})

    async def _request(self, request: web.Request) -> web.Response:
        try:
            return web.json_response(self._fields(self.paper(request.match_info["id"])))
        except KeyError:
            return refused(404, "DATA_NOT_FOUND", "Payment request not found")

    async def _payment(self, request: web.Request) -> web.Response:
        for paper in self.charges:
            if _payment_id(paper) == request.match_info["id"]:
                return web.json_response(self._payment_fields(paper))
        return refused(404, "DATA_NOT_FOUND", "Payment not found")

    async def _refund(self, request: web.Request) -> web.Response:
        asked = await request.json()
        try:
            paper = self.paper(asked["payment_request_id"])
        except KeyError:
            return refused(404, "DATA_NOT_FOUND", "Payment request not found")
        known = asked["reference_id"] in paper.given_back
        if known and request.headers.get("idempotency-key") != asked["reference_id"]:
            return refused(409, "DUPLICATE_ERROR")
        if not known:
            if paper.channel.endswith("VIRTUAL_ACCOUNT"):
                return refused(400, "REFUND_NOT_SUPPORTED")
            if not paper.paid:
                return refused(400, "INELIGIBLE_TRANSACTION")
            if asked["amount"] > paper.paid - sum(paper.given_back.values()):
                return refused(400, "REFUND_AMOUNT_EXCEEDED")
            paper.given_back[asked["reference_id"]] = asked["amount"]
        return web.json_response(self._refund_fields(paper, asked["reference_id"], "PENDING"))

    @staticmethod
    def _refund_fields(paper: Paper, refund_reference: str, status: str) -> dict[str, Any]:
        return {
            "id": f"rfd-{uuid5(NAMESPACE_URL, refund_reference)}",
            "payment_request_id": paper.external_id,
            "payment_id": _payment_id(paper),
            "reference_id": refund_reference,
            "amount": paper.given_back[refund_reference],
            "currency": "IDR",
            "channel_code": paper.channel,
            "status": status,
            "reason": "REQUESTED_BY_CUSTOMER",
            "failure_code": None if status != "FAILED" else "ACCOUNT_NOT_FOUND",
        }

    def letter(self, reference: str, **changes: Any) -> Letter:
        """Write a notification; the token comes along in a header."""
        paper = self.paper(reference)
        event = {"SUCCEEDED": "payment.capture", "FAILED": "payment.failure"}.get(
            paper.state, "payment_request.expiry"
        )
        body = {
            "event": event,
            "business_id": "5f27a14a9bf05c73dd040bc8",
            "created": _iso(self.clock.now()),
            "api_version": "v3",
            "data": self._payment_fields(paper) | changes,
        }
        return self._sealed(body, f"{paper.external_id}-{paper.state}")

    def refund_letter(self, reference: str, refund_reference: str, *, settled: bool = True) -> Letter:
        """Write how a refund ended."""
        status = "SUCCEEDED" if settled else "FAILED"
        body = {
            "event": f"refund.{status.lower()}",
            "business_id": "5f27a14a9bf05c73dd040bc8",
            "created": _iso(self.clock.now()),
            "data": self._refund_fields(self.paper(reference), refund_reference, status),
        }
        return self._sealed(body, f"{refund_reference}-{status}")

    @staticmethod
    def _sealed(body: dict[str, Any], event: str) -> Letter:
        headers = {
            "Content-Type": "application/json",
            "x-callback-token": CALLBACK_TOKEN,
            "webhook-id": str(uuid5(NAMESPACE_URL, event)),
        }
        return Letter(headers, json.dumps(body).encode(), CALLBACK_TOKEN)


def _payment_id(paper: Paper) -> str:
    return f"py-{paper.external_id[3:]}"


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
