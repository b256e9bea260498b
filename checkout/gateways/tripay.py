"""Tripay (closed payments): QRIS, e-wallets, virtual accounts.

Formats and limits: https://tripay.co.id/developer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import httpx

from checkout.gateways.asks import ChargeAsk, RefundAsk
from checkout.gateways.credentials import TripayKeys
from checkout.gateways.errors import (
    ChargeGone,
    GatewayRefused,
    GatewayUnreachable,
    KeysRefused,
    MethodNotOffered,
    ReferenceTaken,
)
from checkout.gateways.methods import Method, fitting
from checkout.gateways.reading import Fields, answer_of
from checkout.gateways.tripay_asking import METHODS, QRIS_LIVES, transaction_form
from checkout.gateways.tripay_reading import PROVIDER, charge_of, notice_of, standing_of
from checkout.gateways.values import Charge, Notice, RefundNotice, RefundOutcome, RefundState, Standing, State
from checkout.gateways.wire import USUAL, Answer, Patience, Wire, tidy

# Tripay explains itself in words only
_KEY_WORDS = ("api key", "signature", "unauthorized", "ip address", "merchant code")
_GONE_WORDS = ("not found", "tidak ditemukan")
_CHANNEL_WORDS = ("channel", "payment method")


@dataclass(frozen=True, slots=True)
class Tripay:
    """Tripay, with the owner's keys and merchant code."""

    keys: TripayKeys
    client: httpx.AsyncClient = field(repr=False)
    patience: Patience = USUAL

    @property
    def provider(self) -> str:
        """``tripay``."""
        return PROVIDER

    @property
    def methods(self) -> Mapping[str, Method]:
        """QRIS through the channel the owner has, three e-wallets and the virtual accounts of seven banks."""
        channel = self.keys.qris_channel
        qris = replace(METHODS["qris"], channel=channel, life=QRIS_LIVES[channel])
        return {**METHODS, "qris": qris}

    @property
    def _wire(self) -> Wire:
        key = self.keys.api_key
        headers = {"Authorization": f"Bearer {key.get_secret_value()}"}
        return Wire(PROVIDER, self.keys.base_url, self.client, key, headers, self.patience)

    async def create(self, ask: ChargeAsk) -> Charge:
        """Ask for a payment.

        Tripay does not mind the same reference twice, so it is asked for a transaction of that reference first, and
        once more when an answer was lost: what is there already is given, and nothing is made twice. Methods here
        live shortly (some wallets an hour): see ``expires_at`` of the charge.
        """
        method = fitting(PROVIDER, self.methods, ask)
        before = await self._made_before(ask, method)
        if before is not None:
            return before
        try:
            answer = await self._wire.send(
                "POST", "/transaction/create", repeat=False, data=transaction_form(ask, method, self.keys)
            )
        except GatewayUnreachable as lost:
            made = await self._made_before(ask, method) if lost.facts["sent"] else None
            if made is None:
                raise
            return made
        fields = _good(answer, ask.reference, ask.method)
        with answer_of(PROVIDER, answer.status):
            return charge_of(fields, ask, method)

    async def _made_before(self, ask: ChargeAsk, method: Method) -> Charge | None:
        external_id = await self._found(ask.reference)
        if external_id is None:
            return None
        fields = await self._detail(external_id, ask.reference)
        with answer_of(PROVIDER):
            standing = standing_of(fields)
        same = (standing.amount, fields.word("payment_method")) == (ask.amount, method.channel)
        if not same or standing.state is not State.WAITING:
            raise ReferenceTaken(provider=PROVIDER, reference=ask.reference, state=standing.state.value)
        with answer_of(PROVIDER):
            return charge_of(fields, ask, method)

    async def _found(self, reference: str) -> str | None:
        """Give Tripay's own reference of the newest transaction with ours, None when there is none."""
        asked = {"merchant_ref": reference, "per_page": "5", "sort": "desc"}
        answer = await self._wire.get("/merchant/transactions", params=asked)
        try:
            whole = _succeeded(answer, reference)
        except ChargeGone:
            return None
        with answer_of(PROVIDER, answer.status):
            # the filter may match more than asked for
            same = [one for one in whole.many("data") if one.word("merchant_ref") == reference]
            return same[0].text("reference") if same else None

    async def _detail(self, external_id: str, reference: str) -> Fields:
        answer = await self._wire.get("/transaction/detail", params={"reference": external_id})
        return _good(answer, reference)

    async def read_notification(self, headers: Mapping[str, str], raw_body: bytes) -> Notice | RefundNotice:
        """Read a notification; its signature covers the whole body, byte by byte, so all of it is proven.

        The amount is without the fee that the shopper paid on top.
        """
        return notice_of(headers, raw_body, self.keys.private_key.get_secret_value())

    async def ask_status(self, reference: str, external_id: str = "") -> Standing:
        """Ask by Tripay's reference, or look ours up. Raises ChargeGone."""
        known = external_id or await self._found(reference)
        if not known:
            raise ChargeGone(provider=PROVIDER, reference=reference)
        fields = await self._detail(known, reference)
        with answer_of(PROVIDER):
            return standing_of(fields)

    async def refund(self, ask: RefundAsk) -> RefundOutcome:
        """Tripay gives nothing back by itself: the owner has to, from the balance or by transfer."""
        return RefundOutcome(RefundState.IMPOSSIBLE, ask.amount, reason="no-api")


def _succeeded(answer: Answer, reference: str, method: str = "") -> Fields:
    """Give the whole of a good answer. Raises KeysRefused, ChargeGone, MethodNotOffered, GatewayRefused."""
    fields = answer.fields()
    if fields.values.get("success") is True and answer.status in {200, 201}:
        return fields
    detail = tidy(fields.word("message"))
    said = detail.lower()
    facts = {"provider": PROVIDER, "code": str(answer.status), "detail": detail}
    if answer.status in {401, 403} or any(word in said for word in _KEY_WORDS):
        raise KeysRefused(**facts)
    if method and any(word in said for word in _CHANNEL_WORDS):
        raise MethodNotOffered(provider=PROVIDER, method=method)
    if answer.status == 404 or any(word in said for word in _GONE_WORDS):
        raise ChargeGone(provider=PROVIDER, reference=reference)
    raise GatewayRefused(**facts)


def _good(answer: Answer, reference: str, method: str = "") -> Fields:
    whole = _succeeded(answer, reference, method)
    with answer_of(PROVIDER, answer.status):
        return whole.inner("data")
