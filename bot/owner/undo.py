"""Setting a change back, as long as nobody changed it again."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery
from sqlalchemy import select

from bot.actions import UndoPrice, UndoStock
from bot.owner import finding
from bot.owner.errors import ChangedSince
from bot.screen import Screen
from bot.screens import owner_edit as screens
from bot.words import Words
from catalog import products, stock
from catalog.cards import CardVariant, ProductCard
from catalog.changes import Change
from catalog.ledger import on_hand_locked
from customers.people import Somebody
from foundation.audit import AuditEntry
from foundation.database import Session


def undo_router() -> Router:
    """Every *Undo*."""
    router = Router(name="owner-undo")
    router.callback_query.register(undo_price, UndoPrice.filter())
    router.callback_query.register(undo_stock, UndoStock.filter())
    return router


async def undo_price(
    tap: CallbackQuery,
    callback_data: UndoPrice,
    session: Session,
    person: Somebody,
    words: Words,
    now: datetime,
) -> Screen:
    """Set the price back, each variant to its own where they differed."""
    card = await finding.product(session, callback_data.product_id)
    meant = _meant(card, callback_data.variant_id)
    if any(variant.price != callback_data.after for variant in meant):
        raise ChangedSince
    before = await _before(session, card, meant, callback_data)
    if len(meant) == len(card.variants) and len(set(before.values())) == 1:
        price = next(iter(before.values()))
        await products.set_price(session, card.id, price, actor_id=person.id, now=now)
    else:
        for variant_id, price in before.items():
            await products.set_price(
                session, card.id, price, variant_id=variant_id, actor_id=person.id, now=now
            )
    change = Change(
        callback_data.after, dict(before) if len(set(before.values())) > 1 else next(iter(before.values()))
    )
    chosen = meant[0] if callback_data.variant_id else None
    return screens.changed_screen(words, card, "price", change, variant=chosen, undone=True)


def _meant(card: ProductCard, variant_id: int) -> list[CardVariant]:
    meant = [variant for variant in card.variants if variant_id in {0, variant.id}]
    if not meant:
        raise ChangedSince
    return meant


async def _before(
    session: Session, card: ProductCard, meant: list[CardVariant], undo: UndoPrice
) -> dict[int, int]:
    """Give each variant's earlier price; different ones stand in the audit log."""
    if undo.before is not None:
        return {variant.id: undo.before for variant in meant}
    last = (
        select(AuditEntry.before, AuditEntry.after)
        .where(AuditEntry.subject == f"product:{card.id}", AuditEntry.action == "price")
        .order_by(AuditEntry.id.desc())
        .limit(1)
    )
    row = (await session.execute(last)).first()
    prices = (row.before or {}).get("price") if row and (row.after or {}).get("price") == undo.after else None
    if not isinstance(prices, dict) or {int(key) for key in prices} != {variant.id for variant in meant}:
        raise ChangedSince
    return {int(key): int(price) for key, price in prices.items()}


async def undo_stock(
    tap: CallbackQuery,
    callback_data: UndoStock,
    session: Session,
    person: Somebody,
    words: Words,
    now: datetime,
) -> Screen:
    """Set the count back."""
    card = await finding.product(session, callback_data.product_id)
    chosen = next((one for one in card.variants if one.id == callback_data.variant_id), None)
    if chosen is None or await on_hand_locked(session, chosen.id) != callback_data.after:
        raise ChangedSince
    by = callback_data.before - callback_data.after
    change = await stock.adjust(session, chosen.id, change=by, reason="undo", actor_id=person.id, now=now)
    return screens.changed_screen(words, card, "stock", change, variant=chosen, undone=True)
