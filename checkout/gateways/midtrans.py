"""Midtrans (Core API): QRIS, GoPay, virtual accounts.

Formats: https://docs.midtrans.com/reference-link/qris, /reference/receiving-notifications,
/reference/status-code-4xx, /reference/direct-refund-transaction, /reference-link/custom-expiry-object.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx

from checkout.gateways.asks import ChargeAsk, RefundAsk
from checkout.gateways.credentials import MidtransKeys
from checkout.gateways.errors import ChargeGone, GatewayRefused, KeysRefused, MethodNotOffered, ReferenceTaken
from checkout.gateways.methods import Method, fitting
from checkout.gateways.midtrans_asking import METHODS, charge_body, payment_type
from checkout.gateways.midtrans_reading import PROVIDER, bank_of, charge_of, meant, notice_of, standing_of
from checkout.gateways.reading import answer_of
from checkout.gateways.values import Charge, Notice, RefundNotice, RefundOutcome, RefundState, Standing, State
from checkout.gateways.wire import USUAL, Answer, Patience, Wire, basic, segment, tidy

_NO_REFUND = {412: "state", 413: "amount", 414: "funds"}


@dataclass(frozen=True, slots=True)
class Midtrans:
    """Midtrans, with the owner's Server Key."""

    keys: MidtransKeys
    client: httpx.AsyncClient = field(repr=False)
    patience: Patience = USUAL

    @property
    def provider(self) -> str:
        """``midtrans``."""
        return PROVIDER

    @property
    def methods(self) -> Mapping[str, Method]:
        """QRIS, GoPay and the virtual accounts of five banks."""
        return METHODS

    @property
    def _wire(self) -> Wire:
        key = self.keys.server_key
        headers = {"Authorization": basic(key.get_secret_value())}
        return Wire(PROVIDER, self.keys.base_url, self.client, key, headers, self.patience, meant)

    async def create(self, ask: ChargeAsk) -> Charge:
        """Ask for a payment.

        Midtrans charges a reference once and refuses the second time (406). So a repeat is safe: what the first
        time made is looked up and given, for QRIS and GoPay as the picture of the code only.
        """
        method = fitting(PROVIDER, METHODS, ask)
        answer = await self._wire.send("POST", "/v2/charge", repeat=True, json=charge_body(ask, method))
        code = meant(answer)
        if code == 406:
            return await self._made_before(ask, method)
        if code == 402:
            raise MethodNotOffered(provider=PROVIDER, method=ask.method)
        if code != 201:
            raise _refusal(answer)
        with answer_of(PROVIDER, code):
            return charge_of(answer.fields(), ask, method, self.keys.base_url)

    async def _made_before(self, ask: ChargeAsk, method: Method) -> Charge:
        answer = await self._asked(ask.reference)
        fields = answer.fields()
        with answer_of(PROVIDER):
            standing = standing_of(fields)
            made = (standing.amount, fields.word("payment_type"), bank_of(fields))
        if made != (ask.amount, payment_type(method), method.bank) or standing.state is not State.WAITING:
            raise ReferenceTaken(provider=PROVIDER, reference=ask.reference, state=standing.state.value)
        with answer_of(PROVIDER):
            return charge_of(fields, ask, method, self.keys.base_url)

    async def read_notification(self, headers: Mapping[str, str], raw_body: bytes) -> Notice | RefundNotice:
        """Read a notification; its signature is inside the body, the headers say nothing.

        The signature covers order id, status code and amount, and nothing else: the state is a claim. A state that
        the signed code contradicts is UNKNOWN; ``confirm`` before money moves.
        """
        return notice_of(raw_body, self.keys.server_key.get_secret_value())

    async def ask_status(self, reference: str, external_id: str = "") -> Standing:
        """Ask by our reference, which Midtrans keeps unique; ``external_id`` is not needed. Raises ChargeGone."""
        answer = await self._asked(reference)
        fields = answer.fields()
        with answer_of(PROVIDER):
            return standing_of(fields)

    async def _asked(self, reference: str) -> Answer:
        with answer_of(PROVIDER):
            path = f"/v2/{segment(reference)}/status"
        answer = await self._wire.get(path)
        code = meant(answer)
        if code == 404:
            raise ChargeGone(provider=PROVIDER, reference=reference)
        # 407 is how a status answer says that the charge expired
        if code not in {200, 201, 202, 407}:
            raise _refusal(answer)
        return answer

    async def refund(self, ask: RefundAsk) -> RefundOutcome:
        """Give money back at once; only QRIS and GoPay can be reversed.

        ``refund_reference`` is Midtrans's ``refund_key``: the same again is the same refund, so it is repeated freely.
        """
        method = METHODS.get(ask.method)
        if method is None or not method.refundable:
            return RefundOutcome(RefundState.IMPOSSIBLE, ask.amount, reason="method")
        body = {"refund_key": ask.refund_reference, "amount": ask.amount, "reason": ask.reason[:255]}
        with answer_of(PROVIDER):
            path = f"/v2/{segment(ask.reference)}/refund/online/direct"
        answer = await self._wire.send("POST", path, repeat=True, json=body)
        code = meant(answer)
        if code in {200, 201}:
            state = RefundState.SETTLED if code == 200 else RefundState.PENDING
            return RefundOutcome(state, ask.amount, refund_id=ask.refund_reference)
        if code in {401, 404}:
            raise _refusal(answer, ask.reference)
        if await self._given_before(ask):
            return RefundOutcome(RefundState.SETTLED, ask.amount, refund_id=ask.refund_reference)
        reason = _NO_REFUND.get(code, "refused")
        return RefundOutcome(RefundState.IMPOSSIBLE, ask.amount, reason=reason, detail=_detail(answer))

    async def _given_before(self, ask: RefundAsk) -> bool:
        """Whether a refusal is about a refund that was made already: else a human would give the money twice."""
        with answer_of(PROVIDER):
            refunds = (await self._asked(ask.reference)).fields().many("refunds")
        return any(refund.word("refund_key") == ask.refund_reference for refund in refunds)


def _detail(answer: Answer) -> str:
    fields = answer.fields()
    more = fields.values.get("validation_messages")
    return tidy(" ".join([fields.word("status_message"), *map(str, more if isinstance(more, list) else ())]))


def _refusal(answer: Answer, reference: str = "") -> Exception:
    code = meant(answer)
    facts = {"provider": PROVIDER, "code": str(code), "detail": _detail(answer)}
    if code == 401:
        return KeysRefused(**facts)
    if code == 404:
        return ChargeGone(provider=PROVIDER, reference=reference)
    return GatewayRefused(**facts)
