"""Keeps the search index as the products are: which words stand in which product, and how much they say about it."""

from sqlalchemy import BindParameter, bindparam, delete, select

from catalog.blocks import Blocks
from catalog.categories import path_of
from catalog.models import OptionValue, Product, ProductOption, ProductState, ProductWords, Variant, WordBlock
from catalog.words import words_of
from foundation.database import Session, prepared

IN_NAME, IN_FACTS, IN_DESCRIPTION = 100, 40, 10
"""How much a word says about a product, by where it stands."""

_WEIGHTS = (IN_NAME, IN_FACTS, IN_DESCRIPTION)
_LONGEST_WORD = 60

_BLOCKS = Blocks(WordBlock, WordBlock.word, WordBlock.weight)
_ID: BindParameter[int] = bindparam("product_id")
_TEXTS = prepared(
    select(Product.name, Product.description, Product.category_id).where(
        Product.id == _ID, Product.state != ProductState.DELETED
    )
)
_VALUES = prepared(
    select(OptionValue.name)
    .join(ProductOption, ProductOption.id == OptionValue.option_id)
    .where(ProductOption.product_id == _ID)
)
_SKUS = prepared(select(Variant.sku).where(Variant.product_id == _ID))
_BEFORE = prepared(select(ProductWords.words).where(ProductWords.product_id == _ID))
_FORGET = prepared(delete(ProductWords).where(ProductWords.product_id == _ID))
_NOTE = prepared(
    lambda insert: (
        insert(ProductWords)
        .values(product_id=_ID, words=bindparam("words"))
        .on_conflict_do_update(index_elements=["product_id"], set_={"words": bindparam("words")})
    )
)


async def index_product(session: Session, product_id: int) -> None:
    """Write down anew which words stand in a product; a deleted one leaves the index.

    Call it after ``vocabulary.touch``, in the transaction that changes the product.
    """
    asked = {"product_id": product_id}
    before = _read(await session.scalar(_BEFORE, asked) or "")
    after = await _words_in(session, product_id)
    if before == after:
        return
    changed = before.items() ^ after.items()
    await _BLOCKS.mark(session, product_id, {pair: pair in after.items() for pair in sorted(changed)})
    if after:
        await session.execute(_NOTE, asked | {"words": as_lines(after)})
    else:
        await session.execute(_FORGET, asked)


async def _words_in(session: Session, product_id: int) -> dict[str, int]:
    asked = {"product_id": product_id}
    row = (await session.execute(_TEXTS, asked)).one_or_none()
    if row is None:
        return {}
    name, description, category_id = row
    values = await session.scalars(_VALUES, asked)
    skus = await session.scalars(_SKUS, asked)
    facts = " ".join([await path_of(session, category_id), *values, *skus])
    weights: dict[str, int] = {}
    for text, weight in ((description, IN_DESCRIPTION), (facts, IN_FACTS), (name, IN_NAME)):
        weights.update(dict.fromkeys((word[:_LONGEST_WORD] for word in words_of(text)), weight))
    return weights


def as_lines(weights: dict[str, int]) -> str:
    """Write words down, a line for each weight."""
    return "\n".join(" ".join(word for word in weights if weights[word] == weight) for weight in _WEIGHTS)


def _read(words: str) -> dict[str, int]:
    """Read what ``as_lines`` wrote."""
    lines = zip(words.split("\n"), _WEIGHTS, strict=False)
    return {word: weight for line, weight in lines for word in line.split()}
