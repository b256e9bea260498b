"""Xendit (Payments API v3): QRIS, e-wallets, virtual accounts.

Formats: https://docs.xendit.co/apidocs/create-payment-request, /get-payment-request, /refund-payment-request,
https://docs.xendit.co/docs/error-scenarios; limits on the page of each channel.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx

from checkout.gateways.asks import ChargeAsk, RefundAsk
from checkout.gateways.credentials import XenditKeys
from checkout.gateways.errors import (
    ChargeGone,
    GatewayRefused,
    GatewayUnreadable,
    KeysRefused,
    MethodNotOffered,
    ReferenceTaken,
)
from checkout.gateways.methods import Method, fitting
from checkout.gateways.reading import Fields, answer_of
from checkout.gateways.values import Charge, Notice, RefundNotice, RefundOutcome, RefundState, Standing, State
from checkout.gateways.wire import USUAL, Answer, Patience, Wire, basic, segment, tidy
from checkout.gateways.xendit_asking import METHODS, refund_body, request_body
from checkout.gateways.xendit_reading import PROVIDER, charge_of, error_code, meant, notice_of, standing_of

API_VERSION = "2024-11-11"
_TAKEN = {"DUPLICATE_ERROR", "DUPLICATE_REFERENCE", "IDEMPOTENCY_ERROR"}
_NOT_OFFERED = {"CHANNEL_NOT_ACTIVATED", "UNSUPPORTED_CHANNEL", "CHANNEL_CODE_NOT_SUPPORTED_ERROR"}
_NO_REFUND = {
    "REFUND_NOT_SUPPORTED": "method",
    "PARTIAL_REFUND_NOT_SUPPORTED": "method",
    "PARTIAL_REFUND_COUNTS_EXCEEDED": "method",
    "INSUFFICIENT_BALANCE": "funds",
    "REFUND_AMOUNT_EXCEEDED": "amount",
    "MAXIMUM_REFUND_AMOUNT_REACHED": "amount",
    "INELIGIBLE_TRANSACTION": "state",
}


@dataclass(frozen=True, slots=True)
class Xendit:
    """Xendit, with the owner's secret key and callback token."""

    keys: XenditKeys
    client: httpx.AsyncClient = field(repr=False)
    patience: Patience = USUAL

    @property
    def provider(self) -> str:
        """``xendit``."""
        return PROVIDER

    @property
    def methods(self) -> Mapping[str, Method]:
        """QRIS, four e-wallets and the virtual accounts of six banks."""
        return METHODS

    @property
    def _wire(self) -> Wire:
        key = self.keys.secret_key
        headers = {"Authorization": basic(key.get_secret_value()), "api-version": API_VERSION}
        return Wire(PROVIDER, self.keys.base_url, self.client, key, headers, self.patience, meant)

    async def create(self, ask: ChargeAsk) -> Charge:
        """Ask for a payment.

        A repeat may leave a second payment request behind, for Xendit promises idempotency of its v3 nowhere (the
        key is sent all the same). That is safe: nobody can pay what nobody was shown. Where the wallet asks on the
        phone by itself (OVO) nothing is repeated once it may have been sent. If Xendit says the reference was used,
        ReferenceTaken: it cannot be asked by our reference, so a new attempt needs a new one.
        """
        method = fitting(PROVIDER, METHODS, ask)
        answer = await self._wire.send(
            "POST",
            "/v3/payment_requests",
            repeat=not method.needs_phone,
            headers={"idempotency-key": ask.reference},
            json=request_body(ask, method),
        )
        code = error_code(answer)
        if code in _TAKEN or answer.status == 409:
            raise ReferenceTaken(provider=PROVIDER, reference=ask.reference, state=State.UNKNOWN.value)
        if code in _NOT_OFFERED:
            raise MethodNotOffered(provider=PROVIDER, method=ask.method)
        fields = _good(answer)
        with answer_of(PROVIDER, answer.status):
            if standing_of(fields).state is State.FAILED:
                raise GatewayRefused(provider=PROVIDER, code=tidy(fields.word("failure_code")), detail="")
            return charge_of(fields, ask, method)

    async def read_notification(self, headers: Mapping[str, str], raw_body: bytes) -> Notice | RefundNotice:
        """Read a notification, genuine when it brings our callback token along.

        The token is a shared secret, not a signature: whoever knows it can say anything, so nothing of the body is
        proven. ``confirm`` before money moves.
        """
        return notice_of(headers, raw_body, self.keys.callback_token.get_secret_value())

    async def ask_status(self, reference: str, external_id: str = "") -> Standing:
        """Ask by Xendit's id of the payment request; by our reference alone it cannot be asked (ChargeGone).

        What was captured stands in the payment, so a paid one is asked for as well. Refunds are not told here.
        """
        if not external_id:
            raise ChargeGone(provider=PROVIDER, reference=reference)
        fields = await self._fetched("payment_requests", external_id, reference)
        with answer_of(PROVIDER):
            standing = standing_of(fields)
        payment_id = fields.word("latest_payment_id")
        if standing.state is not State.PAID or not payment_id or fields.has("captures"):
            return standing
        try:
            payment = await self._fetched("payments", payment_id, reference)
            with answer_of(PROVIDER):
                paid = standing_of(payment)
        except ChargeGone:
            return standing
        if (paid.reference, paid.external_id) != (standing.reference, standing.external_id):
            raise GatewayUnreadable(provider=PROVIDER, what="payment_request_id", status=200)
        return paid

    async def _fetched(self, kind: str, external_id: str, reference: str) -> Fields:
        with answer_of(PROVIDER):
            path = f"/v3/{kind}/{segment(external_id)}"
        answer = await self._wire.get(path)
        if answer.status == 404:
            raise ChargeGone(provider=PROVIDER, reference=reference)
        return _good(answer)

    async def refund(self, ask: RefundAsk) -> RefundOutcome:
        """Give money back; e-wallets can be reversed, QRIS for some issuers, bank transfers never.

        ``refund_reference`` is the idempotency key, so it is repeated freely. Most refunds are PENDING at first; a
        RefundNotice tells the end.
        """
        method = METHODS.get(ask.method)
        if method is None or not method.refundable:
            return RefundOutcome(RefundState.IMPOSSIBLE, ask.amount, reason="method")
        answer = await self._wire.send(
            "POST",
            "/refunds",
            repeat=True,
            headers={"idempotency-key": ask.refund_reference},
            json=refund_body(ask),
        )
        code = error_code(answer)
        if code == "REFUND_IN_PROGRESS" or code in _TAKEN:
            return RefundOutcome(RefundState.PENDING, ask.amount, detail=code)
        if answer.status in {400, 422} and code:
            reason = _NO_REFUND.get(code, "refused")
            return RefundOutcome(RefundState.IMPOSSIBLE, ask.amount, reason=reason, detail=code)
        if answer.status == 404:
            raise ChargeGone(provider=PROVIDER, reference=ask.reference)
        fields = _good(answer)
        with answer_of(PROVIDER, answer.status):
            return _outcome_of(fields, ask)


def _outcome_of(fields: Fields, ask: RefundAsk) -> RefundOutcome:
    refund_id, status = fields.text("id"), fields.word("status")
    if status == "FAILED":
        detail = tidy(fields.word("failure_code"))
        reason = _NO_REFUND.get(detail, "refused")
        return RefundOutcome(RefundState.IMPOSSIBLE, ask.amount, refund_id, reason=reason, detail=detail)
    state = RefundState.SETTLED if status == "SUCCEEDED" else RefundState.PENDING
    return RefundOutcome(state, ask.amount, refund_id)


def _good(answer: Answer) -> Fields:
    """Give the fields of a good answer. Raises KeysRefused, GatewayRefused, GatewayUnreadable."""
    fields = answer.fields()
    if answer.status in {200, 201, 202}:
        return fields
    detail = tidy(fields.word("message"))
    refused = KeysRefused if answer.status in {401, 403} else GatewayRefused
    raise refused(provider=PROVIDER, code=error_code(answer) or str(answer.status), detail=detail)
