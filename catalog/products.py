"""Products: added, changed, shown and hidden by the owner. Reading them is in ``catalog.cards``.

Every function here takes the catalogue (``touch``) before it looks, so two owners who change the same thing see each
other's change, and ``Change.before`` is what really was there. Where a product stands is noted with every change of
its state or shelf (``catalog.standing``).
"""

from datetime import datetime

from sqlalchemy import Row, String, bindparam, cast, insert, select, update

from catalog import standing, stock
from catalog.categories import find_or_add, path_of
from catalog.changes import Change, checked_name, checked_number
from catalog.drafts import NewOption, NewProduct, NewVariant, checked, checked_description
from catalog.errors import ProductGone
from catalog.indexing import index_product
from catalog.models import Product, ProductState, Variant
from catalog.skus import checked_skus
from catalog.standing import place_of
from catalog.variants import add_variants, set_on_variants
from catalog.vocabulary import touch
from foundation.audit import note
from foundation.database import Session, prepared
from foundation.money import LARGEST

__all__ = [
    "Change",
    "NewOption",
    "NewProduct",
    "NewVariant",
    "add",
    "describe",
    "move",
    "rename",
    "set_cost",
    "set_price",
    "set_state",
    "set_weight",
]

_NEW = prepared(
    insert(Product)
    .values(
        {
            key: bindparam(key)
            for key in ("name", "description", "category_id", "state", "created_at", "is_demo")
        }
    )
    .returning(Product.id)
)
_LOCKED = prepared(
    select(Product.name, Product.description, Product.state, Product.category_id)
    .where(Product.id == bindparam("id"), Product.state != ProductState.DELETED)
    .with_for_update(key_share=True)
)


async def add(
    session: Session,
    new: NewProduct,
    *,
    actor_id: int,
    now: datetime,
    state: ProductState = ProductState.DRAFT,
) -> int:
    """Put a product into the catalogue with its stock, and give its id.

    Raises NameMissing, NameTooLong, DescriptionTooLong, PriceMissing, NumberOutOfRange, TooManyOptions,
    TooManyVariants, VariantMismatch, VariantTwice, SkuTaken.
    """
    draft = checked(new)
    await touch(session)
    category_id = await find_or_add(session, draft.category) if draft.category.strip() else None
    product = {
        "name": draft.name,
        "description": draft.description,
        "category_id": category_id,
        "state": state,
        "created_at": now,
        "is_demo": draft.is_demo,
    }
    product_id: int = (await session.execute(_NEW, product)).scalar_one()
    await standing.put(session, product_id, None, place_of(state, category_id))
    on_hand = await add_variants(session, product_id, draft, await checked_skus(session, draft))
    await stock.begin(session, on_hand, actor_id=actor_id, now=now)
    await index_product(session, product_id)
    after = {"name": draft.name, "state": str(state), "variants": len(draft.variants)}
    note(session, actor_id, "add", f"product:{product_id}", now=now, after=after)
    return product_id


async def set_state(
    session: Session, product_id: int, state: ProductState, *, actor_id: int, now: datetime
) -> Change:
    """Publish, hide or delete. Deleting is for ever: it frees the SKUs and leaves old orders alone.

    Raises ProductGone.
    """
    await touch(session)
    product = await _product(session, product_id)
    await _update(session, product_id, state=state)
    before, after = place_of(product.state, product.category_id), place_of(state, product.category_id)
    await standing.put(session, product_id, before, after)
    if state is ProductState.DELETED:
        freed = Variant.sku + "~" + cast(Variant.id, String)
        await session.execute(
            update(Variant)
            .where(Variant.product_id == product_id)
            .values(sku=freed)
            .execution_options(synchronize_session=False)
        )
        await index_product(session, product_id)
    return _noted(session, "state", product_id, product.state, str(state), actor_id=actor_id, now=now)


async def rename(session: Session, product_id: int, name: str, *, actor_id: int, now: datetime) -> Change:
    """Give a product another name. Raises NameMissing, NameTooLong, ProductGone."""
    name = checked_name(name)
    await touch(session)
    product = await _product(session, product_id)
    await _update(session, product_id, name=name)
    await index_product(session, product_id)
    return _noted(session, "name", product_id, product.name, name, actor_id=actor_id, now=now)


async def describe(
    session: Session, product_id: int, description: str, *, actor_id: int, now: datetime
) -> Change:
    """Give a product another description; an empty one is fine. Raises DescriptionTooLong, ProductGone."""
    description = checked_description(description)
    await touch(session)
    product = await _product(session, product_id)
    await _update(session, product_id, description=description)
    await index_product(session, product_id)
    return _noted(
        session, "description", product_id, product.description, description, actor_id=actor_id, now=now
    )


async def move(session: Session, product_id: int, category: str, *, actor_id: int, now: datetime) -> Change:
    """Put a product on another shelf, e.g. ``Pakaian > Atasan``, or on none; gives paths before → after.

    Raises NameTooLong, ProductGone.
    """
    await touch(session)
    product = await _product(session, product_id)
    before = await path_of(session, product.category_id)
    category_id = await find_or_add(session, category) if category.strip() else None
    await _update(session, product_id, category_id=category_id)
    places = [place_of(product.state, shelf) for shelf in (product.category_id, category_id)]
    await standing.put(session, product_id, *places)
    await index_product(session, product_id)
    after = await path_of(session, category_id)
    return _noted(session, "category", product_id, before, after, actor_id=actor_id, now=now)


async def set_price(
    session: Session,
    product_id: int,
    price: int,
    *,
    variant_id: int | None = None,
    actor_id: int,
    now: datetime,
) -> Change:
    """Price one variant, or all of them. Raises NumberOutOfRange, ProductGone, VariantGone."""
    checked_number(price, LARGEST)
    await touch(session)
    await _product(session, product_id)
    return await set_on_variants(
        session, product_id, Variant.price, price, variant_id, actor_id=actor_id, now=now
    )


async def set_cost(
    session: Session,
    product_id: int,
    cost: int | None,
    *,
    variant_id: int | None = None,
    actor_id: int,
    now: datetime,
) -> Change:
    """Note what one variant, or all of them, cost the owner. Raises NumberOutOfRange, ProductGone, VariantGone."""
    checked_number(cost or 0, LARGEST)
    await touch(session)
    await _product(session, product_id)
    return await set_on_variants(
        session, product_id, Variant.cost, cost, variant_id, actor_id=actor_id, now=now
    )


async def set_weight(
    session: Session,
    product_id: int,
    weight_g: int,
    *,
    variant_id: int | None = None,
    actor_id: int,
    now: datetime,
) -> Change:
    """Weigh one variant, or all of them, in grams. Raises NumberOutOfRange, ProductGone, VariantGone."""
    checked_number(weight_g)
    await touch(session)
    await _product(session, product_id)
    return await set_on_variants(
        session, product_id, Variant.weight_g, weight_g, variant_id, actor_id=actor_id, now=now
    )


async def _product(session: Session, product_id: int) -> Row[str, str, str, int | None]:
    """Give name, description, state and category_id, unchanged by others until commit. Raises ProductGone."""
    row = (await session.execute(_LOCKED, {"id": product_id})).one_or_none()
    if row is None:
        raise ProductGone(product_id=product_id)
    return row


async def _update(session: Session, product_id: int, **values: str | int | None) -> None:
    changed = update(Product).where(Product.id == product_id).values(**values)
    await session.execute(changed.execution_options(synchronize_session=False))


def _noted(
    session: Session,
    fact: str,
    product_id: int,
    before: str,
    after: str,
    *,
    actor_id: int,
    now: datetime,
) -> Change:
    """Write a change into the audit log, unless nothing changed."""
    if before != after:
        subject = f"product:{product_id}"
        note(session, actor_id, fact, subject, now=now, before={fact: before}, after={fact: after})
    return Change(before, after)
