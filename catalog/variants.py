"""The rows below a product: its options, their values, its variants."""

from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import InstrumentedAttribute

from catalog.changes import Change, Value
from catalog.drafts import NewProduct, label_of
from catalog.errors import VariantGone
from catalog.models import OptionValue, ProductOption, Variant
from foundation.audit import note
from foundation.database import Session


async def add_variants(
    session: Session, product_id: int, draft: NewProduct, skus: list[str]
) -> dict[int, int]:
    """Write down a checked draft's options and variants; gives the stock by variant id."""
    values = await _add_options(session, product_id, draft)
    rows = []
    for position, (variant, sku) in enumerate(zip(draft.variants, skus, strict=True)):
        chosen = [values[place, name] for place, name in enumerate(variant.values)] + [None] * 3
        rows.append(
            {
                "product_id": product_id,
                "sku": sku,
                "label": label_of(variant.values),
                "value1_id": chosen[0],
                "value2_id": chosen[1],
                "value3_id": chosen[2],
                "price": variant.price,
                "cost": variant.cost,
                "weight_g": variant.weight_g,
                "position": position,
            }
        )
    added = insert(Variant).returning(Variant.id, sort_by_parameter_order=True)
    ids = await session.scalars(added, rows)
    return {key: variant.stock for key, variant in zip(ids, draft.variants, strict=True)}


async def _add_options(session: Session, product_id: int, draft: NewProduct) -> dict[tuple[int, str], int]:
    """Give the value ids by the option's place and the value's name."""
    values: dict[tuple[int, str], int] = {}
    for place, option in enumerate(draft.options):
        row = insert(ProductOption).values(product_id=product_id, name=option.name, position=place)
        option_id = (await session.execute(row.returning(ProductOption.id))).scalar_one()
        ids = await session.scalars(
            insert(OptionValue).returning(OptionValue.id, sort_by_parameter_order=True),
            [{"option_id": option_id, "name": name, "position": at} for at, name in enumerate(option.values)],
        )
        values |= {(place, name): key for key, name in zip(ids, option.values, strict=True)}
    return values


async def set_on_variants(
    session: Session,
    product_id: int,
    column: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
    value: int | None,
    variant_id: int | None,
    *,
    actor_id: int,
    now: datetime,
) -> Change:
    """Set one fact of one variant, or of all; ``before`` is a dict by variant id where they differed.

    Raises VariantGone.
    """
    meant = [Variant.product_id == product_id]
    if variant_id is not None:
        meant.append(Variant.id == variant_id)
    # the rows stay as read until commit (SQLite has one writer at a time anyway)
    locked = select(Variant.id, column).where(*meant).order_by(Variant.id).with_for_update(key_share=True)
    there: dict[int, int | None] = dict((await session.execute(locked)).all())
    if not there:
        raise VariantGone(variant_id=variant_id)
    changed = update(Variant).where(*meant).values({column: value})
    await session.execute(changed.execution_options(synchronize_session=False))
    before: Value = next(iter(there.values())) if len(set(there.values())) == 1 else there
    if before != value:
        subject = f"product:{product_id}" if variant_id is None else f"variant:{variant_id}"
        facts = {column.key: before}, {column.key: value}
        note(session, actor_id, column.key, subject, now=now, before=facts[0], after=facts[1])
    return Change(before, value)
