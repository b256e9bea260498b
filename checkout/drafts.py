"""A checkout in progress: begun from the cart or by *buy now*, filled in, shown, and placed elsewhere.

Its token stands in the button that places the order. Whenever the summary shows something else than before, the
token changes too: an older summary still in the chat cannot order what it does not show.
"""

import secrets
from dataclasses import replace
from datetime import datetime
from functools import cache

from sqlalchemy import bindparam, select, update

from catalog.changes import clean
from checkout import accounts, amounts, cart, items
from checkout.errors import (
    AccountGone,
    CartEmpty,
    DistrictUnknown,
    FieldEmpty,
    FieldTooLong,
    NoCourierThere,
    ShippingGone,
    StaleCheckout,
)
from checkout.models import Draft, Order, Payment
from checkout.promotions import vouchers
from checkout.summaries import DraftFacts, Summary, compose, find_draft
from customers import addresses, people, regions
from customers.phones import normalise_phone
from foundation.database import Session, prepared
from foundation.prepared import Prepared

__all__ = [
    "Summary", "drop_voucher", "set_account", "set_district", "set_note", "set_phone", "set_recipient",
    "set_shipping", "set_street", "set_voucher", "start", "summary", "use_address",
]  # fmt: skip


_FACTS = tuple(DraftFacts.__dataclass_fields__)
_BEGIN = prepared(
    lambda insert: (
        insert(Draft)
        .values({name: bindparam(name) for name in _FACTS})
        .on_conflict_do_update(
            index_elements=[Draft.person_id],
            set_={name: bindparam(name) for name in _FACTS if name != "person_id"},
        )
    )
)
_LAST_ORDER = prepared(
    select(Order.courier, Order.service, Payment.account_id, Payment.method)
    .join(Payment, (Payment.order_id == Order.id) & Payment.current)
    .where(Order.person_id == bindparam("of_person"))
    .order_by(Order.id.desc())
    .limit(1)
)


async def start(
    session: Session, person_id: int, *, now: datetime, only: tuple[int, int] | None = None
) -> Summary:
    """Begin a checkout of the cart, or ``only`` of a variant and quantity; details are filled in from last time.

    An unfinished checkout leaves its details to the new one. Raises CartEmpty, QuantityWrong, VariantGone,
    NotOnSale, OutOfStock.
    """
    if only is not None:
        items.checked_quantity(only[1])
    draft = await _prefilled(session, person_id, only)
    shown = await compose(session, draft, now=now)
    if only is not None:
        _check_offer(shown, *only)
    if shown.quote is None:
        raise CartEmpty
    facts = {name: getattr(draft, name) for name in _FACTS}
    await session.execute(_BEGIN, {**facts, "agreed": shown.fingerprint})
    await _accept_prices(session, person_id, shown)
    return shown


async def summary(session: Session, person_id: int, *, now: datetime) -> Summary:
    """Give the checkout as it is now, and remember that the shopper was shown it.

    Raises StaleCheckout when there is none, CartEmpty when nothing is left to buy.
    """
    draft = await _my_draft(session, person_id)
    shown = await compose(session, draft, now=now)
    if shown.quote is None:
        raise CartEmpty
    changed = draft.agreed not in {"", shown.fingerprint}
    token = _new_token() if changed else draft.token
    if (token, shown.fingerprint) != (draft.token, draft.agreed):
        await _write(session, person_id, token=token, agreed=shown.fingerprint)
    await _accept_prices(session, person_id, shown)
    return replace(shown, token=token)


async def set_recipient(session: Session, person_id: int, text: str) -> None:
    """Set who receives the parcel. Raises FieldEmpty, FieldTooLong."""
    await _write(session, person_id, recipient=" ".join(_checked("recipient", text, 100).split()))


async def set_phone(session: Session, person_id: int, text: str) -> None:
    """Set the phone number the courier calls. Raises PhoneUnreadable."""
    await _write(session, person_id, phone=normalise_phone(text))


async def set_street(session: Session, person_id: int, text: str) -> None:
    """Set street, house and whatever helps the courier. Raises FieldEmpty, FieldTooLong."""
    await _write(session, person_id, street=_checked("street", text, 500))


async def set_note(session: Session, person_id: int, text: str) -> None:
    """Set a note to the shop; an empty one takes it back. Raises FieldTooLong."""
    await _write(session, person_id, note=_checked("note", text, 300) if text.strip() else "")


async def set_district(session: Session, person_id: int, code: str) -> None:
    """Set the district the parcel goes to. Raises DistrictUnknown."""
    if regions.district(code) is None:
        raise DistrictUnknown(code=code[:20])
    await _write(session, person_id, district_code=code)


async def set_shipping(session: Session, person_id: int, key: str, *, now: datetime) -> None:
    """Choose a courier's service by its key. Raises NoCourierThere, ShippingGone."""
    now_offered = await compose(session, await _my_draft(session, person_id), now=now)
    if not now_offered.shipping_options:
        raise NoCourierThere(place=now_offered.place)
    if all(option.key != key for option in now_offered.shipping_options):
        courier, _, service = key.partition(":")
        raise ShippingGone(courier=courier, service=service, place=now_offered.place)
    await _write(session, person_id, shipping_key=key)


async def set_account(session: Session, person_id: int, account_id: int, *, now: datetime) -> None:
    """Choose where to pay to. Raises AccountGone, CodNotOffered, QrisTooLarge."""
    draft = replace(await _my_draft(session, person_id), account_id=account_id)
    now_offered = await compose(session, draft, now=now)
    if now_offered.closed is not None:
        raise now_offered.closed.error
    account = next((one for one in now_offered.accounts if one.id == account_id), None)
    if account is None:
        raise AccountGone(account_id=account_id)
    if now_offered.quote is not None:
        amounts.check_limit(account, now_offered.quote.total, now_offered.currency)
    await _write(session, person_id, account_id=account_id)


async def set_voucher(session: Session, person_id: int, code: str, *, now: datetime) -> None:
    """Use a voucher for this checkout, in place of any other. Raises a VoucherRefused when it takes nothing off."""
    draft = await _my_draft(session, person_id)
    code = vouchers.read_code(code)
    priced = (await compose(session, replace(draft, voucher_code=code), now=now)).priced
    if priced is not None and priced.refused is not None:
        raise priced.refused
    await _write(session, person_id, voucher_code=code)
    await vouchers.forget(session, person_id)


async def drop_voucher(session: Session, person_id: int) -> None:
    """Use no voucher for this checkout, and none that a link brought."""
    await _write(session, person_id, voucher_code="")
    await vouchers.forget(session, person_id)


async def use_address(session: Session, person_id: int, address_id: int) -> None:
    """Send the parcel to one of the person's own addresses. Raises AddressGone."""
    saved = await addresses.find(session, person_id, address_id)
    await _write(
        session,
        person_id,
        recipient=saved.recipient,
        phone=saved.phone,
        street=saved.street,
        district_code=saved.district_code,
    )


def _check_offer(shown: Summary, variant_id: int, quantity: int) -> None:
    offer = items.checked_offer(next(iter(shown.lines), None), variant_id)
    if offer.available < quantity:
        raise items.out_of_stock(offer, quantity)


async def _accept_prices(session: Session, person_id: int, shown: Summary) -> None:
    """The shopper now sees today's prices of what lies in the cart."""
    if not shown.is_buy_now and any(line.seen_price != line.unit_price for line in shown.lines):
        await cart.accept_prices(session, person_id)


async def _prefilled(session: Session, person_id: int, only: tuple[int, int] | None) -> DraftFacts:
    """Fill in what an unfinished checkout, the last parcel or the profile say."""
    person = await people.find(session, person_id)
    before = await find_draft(session, person_id)
    address = before or await addresses.last_used(session, person_id)
    shipping_key, account_id = await _last_choices(session, person_id)
    same_goods = before is not None and (before.only_variant_id is None) == (only is None)
    return DraftFacts(
        person_id=person_id,
        token=_new_token(),
        agreed="",
        only_variant_id=only[0] if only else None,
        only_quantity=only[1] if only else None,
        recipient=(address and address.recipient) or (person.name[:100] if person else ""),
        phone=(address and address.phone) or (person.phone if person else ""),
        street=address.street if address else "",
        district_code=address.district_code if address else "",
        shipping_key=(before and before.shipping_key) or shipping_key,
        account_id=(before and before.account_id) or account_id,
        note=before.note if before and same_goods else "",
        voucher_code=await vouchers.remembered(session, person_id) or (before.voucher_code if before else ""),
    )


async def _last_choices(session: Session, person_id: int) -> tuple[str, int | None]:
    """Give the courier's service and the account of the last order; of a removed account, one of its kind."""
    last = await session.row(_LAST_ORDER, {"of_person": person_id})
    if last is None:
        return "", None
    courier, service, account_id, method = last
    kin = [account.id for account in await accounts.accounts(session) if account.kind == method]
    chosen = account_id if account_id in kin else next(iter(kin), None)
    return (f"{courier}:{service}" if courier else ""), chosen


async def _my_draft(session: Session, person_id: int) -> DraftFacts:
    draft = await find_draft(session, person_id)
    if draft is None:
        raise StaleCheckout
    return draft


async def _write(session: Session, person_id: int, **facts: str | int) -> None:
    if await session.scalar(_writing(*facts), {"of_person": person_id, **facts}) is None:
        raise StaleCheckout


@cache
def _writing(*names: str) -> Prepared[int]:
    """Write some facts of a checkout; there are as many such statements as there are details to set."""
    written = update(Draft).where(Draft.person_id == bindparam("of_person"))
    return prepared(written.values({name: bindparam(name) for name in names}).returning(Draft.person_id))


def _checked(field: str, text: str, limit: int) -> str:
    text = clean(text)
    if not text:
        raise FieldEmpty(field=field)
    if len(text) > limit:
        raise FieldTooLong(field=field, limit=limit, length=len(text))
    return text


def _new_token() -> str:
    """16 characters that nobody guesses and every button can carry."""
    return secrets.token_urlsafe(12)
