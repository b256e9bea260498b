"""Shelves and search results: up to eight products a page."""

from bot.actions import AskSearch, Found, Home, OpenCard, OpenCart, OpenShelf, TalkToHuman
from bot.screen import Choice, Screen
from bot.screens.parts import FEW, Row, button, carried, cut, pager, rows_of
from bot.words import Words
from catalog.search import SearchPage
from catalog.shelves import Shelf, ShelfItem


def shelf_screen(words: Words, shelf: Shelf) -> Screen:
    """A category: its sub-categories, its products, pages."""
    inside = shelf.category_id or 0
    children = [
        Choice(f"{cut(child.name, 24)} ({child.products})", OpenShelf(category_id=child.id))
        for child in shelf.children
    ]
    rows: list[Row] = list(rows_of(children, width=40, most=2))
    rows += [
        _item(words, item, OpenCard(product_id=item.product_id, shelf=inside, page=shelf.page))
        for item in shelf.items
    ]
    rows.append(
        pager(
            [
                (n, OpenShelf(category_id=inside, page=n))
                for n in (shelf.page - 1, shelf.page, shelf.page + 1)
                if n > 0
            ],
            shelf.page,
            shelf.pages,
        )
    )
    if shelf.category_id is None:
        rows.append((button(words, "button-search", AskSearch()), button(words, "button-cart", OpenCart())))
        rows.append((button(words, "button-home", Home()),))
        text = words.say("shelf-shop", count=shelf.total) if shelf.total else words.say("shelf-empty")
    else:
        rows.append((button(words, "button-search", AskSearch()), button(words, "button-cart", OpenCart())))
        rows.append((button(words, "button-back", OpenShelf(category_id=shelf.parent_id or 0)),))
        text = words.say("shelf", title=shelf.title, count=shelf.total)
    return Screen(text, tuple(rows), section=cut(shelf.title or words.label("section-shop"), 28))


def found_screen(words: Words, found: SearchPage) -> Screen:
    """What a search found; never a dead end when it found nothing."""
    if not found.items:
        return nothing_found(words, found.text)
    text = carried(found.text)
    rows: list[Row] = [
        _item(words, item, OpenCard(product_id=item.product_id, found=True, page=found.page))
        for item in found.items
    ]
    rows.append(
        pager(
            [(n, Found(page=n, text=text)) for n in (found.page - 1, found.page, found.page + 1) if n > 0],
            found.page,
            found.pages,
        )
    )
    rows.append((button(words, "button-shop", OpenShelf()), button(words, "button-cart", OpenCart())))
    return Screen(
        words.say("found", text=cut(found.text, 60), count=found.total),
        tuple(rows),
        section=words.label("section-search"),
    )


def nothing_found(words: Words, text: str) -> Screen:
    """Nothing fits the words: the shelves, other words, or a human."""
    return Screen(
        words.say("found-nothing", text=cut(text, 60)),
        (
            (button(words, "button-shop", OpenShelf()), button(words, "button-human", TalkToHuman())),
            (button(words, "button-home", Home()),),
        ),
        section=words.label("section-search"),
    )


def _item(words: Words, item: ShelfItem, action: OpenCard) -> Row:
    return (Choice(cut(item_label(words, item), 64), action),)


def item_label(words: Words, item: ShelfItem) -> str:
    """A product's button: price and stock behind the name, the name cut so that both fit."""
    price = words.money(item.price_from)
    if item.price_to != item.price_from:
        price = words.label("price-from", price=price)
    stock = ""
    if item.available <= 0:
        stock = " · " + words.label("stock-none")
    elif item.available <= FEW:
        stock = " · " + words.label("stock-few", count=item.available)
    return f"{cut(item.name, 60 - len(price) - len(stock))} · {price}{stock}"
