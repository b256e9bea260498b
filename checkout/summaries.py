"""The summary of a checkout: what is bought, where it goes, how it is paid, and what is still missing."""

import hashlib
import json
from dataclasses import astuple, dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select

from checkout import accounts, cart, items, offers, pricing, qris, shipping
from checkout.accounts import Account
from checkout.gateways import way_to_pay
from checkout.items import CartItem
from checkout.models import Draft
from checkout.offers import Closed, Purchase
from checkout.pricing import Priced
from checkout.quote import Quote
from checkout.shipping import ShippingOption
from customers import regions
from foundation.database import Session, prepared


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """A checkout in progress as it is kept."""

    person_id: int
    token: str
    agreed: str
    only_variant_id: int | None
    only_quantity: int | None
    recipient: str
    phone: str
    street: str
    district_code: str
    shipping_key: str
    account_id: int | None
    note: str
    voucher_code: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """A checkout as it is now. ``missing`` names what has to be asked, in the order of asking.

    ``closed`` is the way to pay that was chosen, now or last time, and is not open to this order.
    """

    token: str
    lines: tuple[CartItem, ...]
    recipient: str
    phone: str
    street: str
    district_code: str
    place: str
    shipping_options: tuple[ShippingOption, ...]
    shipping: ShippingOption | None
    accounts: tuple[Account, ...]
    account: Account | None
    note: str
    priced: Priced | None
    fingerprint: str
    """sha256 (hex) over everything the shopper agrees to; empty when there is nothing to buy"""
    currency: str
    is_buy_now: bool
    voucher_code: str = ""
    closed: Closed | None = None

    @property
    def quote(self) -> Quote | None:
        """What it costs; None when there is nothing to buy."""
        return self.priced.quote if self.priced else None

    @property
    def needs_shipping(self) -> bool:
        """Whether anything has to be sent; what weighs nothing is delivered in the chat."""
        return any(line.weight_g > 0 for line in self.lines)

    @property
    def problems(self) -> tuple[CartItem, ...]:
        """The lines that stand in the way of an order; a changed price does not, it is shown and agreed to."""
        return tuple(line for line in self.lines if not line.is_buyable)

    @property
    def missing(self) -> tuple[str, ...]:
        """Which of recipient, phone, street, district, shipping and payment are still open."""
        sent = {
            "recipient": self.recipient,
            "phone": self.phone,
            "street": self.street,
            "district": self.place,
            "shipping": self.shipping,
        }
        asked = {**(sent if self.needs_shipping else {}), "payment": self.account}
        return tuple(name for name, value in asked.items() if not value)


_FACTS = tuple(getattr(Draft, name) for name in DraftFacts.__dataclass_fields__)
_FIND = prepared(
    select(*_FACTS).where(Draft.person_id == bindparam("of_person")).with_for_update(key_share=True)
)
_CONSUME = prepared(
    delete(Draft)
    .where(Draft.person_id == bindparam("of_person"), Draft.token == bindparam("shown_token"))
    .returning(*_FACTS)
)


async def find_draft(session: Session, person_id: int) -> DraftFacts | None:
    """Give a person's checkout in progress; who holds it changes it alone until the transaction ends."""
    row = await session.row(_FIND, {"of_person": person_id})
    return DraftFacts(*row) if row else None


async def consume_draft(session: Session, person_id: int, token: str) -> DraftFacts | None:
    """End the checkout that carries a token, and give it; of two taps one gets it, after the other's rollback too."""
    row = await session.row(_CONSUME, {"of_person": person_id, "shown_token": token})
    return DraftFacts(*row) if row else None


async def compose(session: Session, draft: DraftFacts, *, now: datetime) -> Summary:
    """Put a summary together at today's prices, stock, rates and promotions."""
    currency = await cart.currency(session)
    lines = await _lines(session, draft)
    where = regions.district(draft.district_code)
    weight = sum(line.total_weight_g for line in lines)
    options = await shipping.options_for(session, draft.district_code, weight) if where else []
    chosen = next((option for option in options if option.key == draft.shipping_key), None)
    sent_by = chosen or next(iter(options), None)
    priced = await pricing.price(
        session,
        lines,
        currency=currency,
        now=now,
        person_id=draft.person_id,
        code=draft.voucher_code,
        shipping=sent_by.price if sent_by else 0,
        is_sent=weight > 0,
    )
    total = priced.quote.total
    spoken = [one for one in await accounts.accounts(session) if speaks(one, currency)]
    purchase = Purchase(draft.person_id, total, currency, draft.district_code, weight)
    known, closed = await offers.open_to(session, spoken, purchase)
    account = _account(known, draft.account_id, total, currency)
    return Summary(
        token=draft.token,
        lines=lines,
        recipient=draft.recipient,
        phone=draft.phone,
        street=draft.street,
        district_code=draft.district_code if where else "",
        place=where.label if where else "",
        shipping_options=tuple(options),
        shipping=sent_by,
        accounts=tuple(known),
        account=account,
        note=draft.note,
        priced=priced if lines else None,
        fingerprint=_fingerprint(draft, lines, priced.quote, sent_by, account) if lines else "",
        currency=currency,
        is_buy_now=draft.only_variant_id is not None,
        voucher_code=draft.voucher_code,
        closed=closed if closed is not None and closed.account_id == draft.account_id else None,
    )


def _fingerprint(
    draft: DraftFacts,
    lines: tuple[CartItem, ...],
    price: Quote,
    sent_by: ShippingOption | None,
    account: Account | None,
) -> str:
    """Sum up everything that is agreed to: another fingerprint is another order."""
    is_sent = any(line.weight_g > 0 for line in lines)
    agreed = [
        sorted((line.variant_id, line.quantity, line.unit_price, line.is_buyable) for line in lines),
        [sent_by.key, sent_by.price] if sent_by else None,
        [astuple(one) for one in (*price.off_goods, *price.shipping_discounts)],
        [price.tax_mode, price.tax, price.total, price.currency],
        [draft.recipient, draft.phone, draft.street, draft.district_code] if is_sent else None,
        account.id if account else None,
        draft.note,
    ]
    return hashlib.sha256(json.dumps(agreed).encode()).hexdigest()


async def _lines(session: Session, draft: DraftFacts) -> tuple[CartItem, ...]:
    if draft.only_variant_id is None:
        return (await cart.view(session, draft.person_id)).lines
    item = await items.item_of(session, draft.only_variant_id, draft.only_quantity or 1)
    return (item,) if item else ()


def _account(known: list[Account], chosen: int | None, total: int, currency: str) -> Account | None:
    """Give the chosen account, or the first that can take this much; QRIS stands first where it can."""
    able = [account for account in known if can_take(account, total, currency)]
    return next((account for account in able if account.id == chosen), next(iter(able), None))


def can_take(account: Account, total: int, currency: str) -> bool:
    """Whether one payment on this account may be so large; QRIS and gateways are for rupiah, within limits."""
    if not speaks(account, currency):
        return False
    if account.kind == accounts.GATEWAY:
        method = way_to_pay(account.bank, account.number)
        return method is not None and method.lowest <= total <= method.highest
    return account.kind != accounts.QRIS or total <= qris.LARGEST_AMOUNT


def speaks(account: Account, currency: str) -> bool:
    """Whether an account takes this currency; QRIS and gateways know rupiah only."""
    return account.kind not in {accounts.QRIS, accounts.GATEWAY} or currency == "IDR"
