"""What people do in the shop, over and over: each load makes the next tap and checks the screens it leads to."""

import itertools
import random
import re
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.crowd import customer
from bench.data import Facts
from bench.telegram import Account, Failed, Look, Tap
from bench.typos import questions
from bench.updates import tapped, typed
from bot.actions import AddToCart, BuyNow, OpenCard, OpenShelf

ROTATION = 20_000
"""So many people take turns."""
PAGE = 8
"""Products on a page of a shelf."""


@dataclass
class Load:
    """One kind of tap on one bot."""

    name: str
    account: Account
    make: Callable[[], Tap | None]
    """gives the next tap; None when there is nothing left to do"""
    check: Look | None
    """looks at some of the screens; a tap may bring its own"""
    warm: Iterable[Tap] = ()
    """what has to be seen once before anything is measured (pictures Telegram does not have yet)"""
    prepare: "Load | None" = None
    """what has to be done, once for each tap, before taps can be measured"""


@dataclass
class People:
    """Customers in rotation, so that nobody is asked to go slower."""

    count: int
    shard: int = 0
    shards: int = 1
    """with more than one worker, each serves its own people"""
    _place: int = field(default=0)

    def next(self) -> int:
        """The next customer's number; the rotation is spread over all of them."""
        self._place += 1
        turn = (self._place * self.shards + self.shard) % min(ROTATION, self.count)
        return turn * max(1, self.count // ROTATION)


def buttons(given: dict[str, Any]) -> list[str]:
    """Give what a screen's buttons carry."""
    rows = (given.get("reply_markup") or {}).get("inline_keyboard") or []
    return [key.get("callback_data", "") for row in rows for key in row]


def demand(fact: bool, problem: str) -> None:
    """Raise Failed unless the fact holds."""
    if not fact:
        raise Failed(problem)


def _shows_known_photo(given: dict[str, Any], method: str) -> None:
    demand(method in {"editMessageMedia", "sendPhoto"}, "the screen has no photo")
    photo = given["media"]["media"] if method == "editMessageMedia" else given["photo"]
    demand(photo.startswith("AgAC"), "the photo was uploaded again")


def start(account: Account, people: People) -> Load:
    """``/start`` by people the shop knows."""

    def check(tap: Tap, method: str, given: dict[str, Any]) -> None:
        demand(method == "sendPhoto", "the welcome has no picture")
        _shows_known_photo(given, method)
        demand("s:0:1" in buttons(given), "the welcome has no way into the shop")

    return Load("start", account, lambda: typed(people.next(), "/start"), check)


def browse(account: Account, people: People, facts: Facts) -> Load:
    """Full pages of shelves, half of them of the whole shop, the rest of any category.

    Full ones only: a small shop's shelves end soon, and half-empty last pages would make it look faster.
    """
    chance = random.Random(5)
    shelves = sorted(facts.shelves)
    long = [shelf for shelf in shelves if facts.shelves[shelf] >= PAGE]

    def page(person: int, shelf: int, number: int) -> Tap:
        shown = min(PAGE, facts.shelves[shelf] - (number - 1) * PAGE)
        data = OpenShelf(category_id=shelf, page=number).pack().encode()
        return tapped(person, data, expected=(shelf, number, shown))

    def make() -> Tap:
        shelf = 0 if chance.random() < 0.5 else chance.choice(long)
        return page(people.next(), shelf, chance.randint(1, facts.shelves[shelf] // PAGE))

    def check(tap: Tap, method: str, given: dict[str, Any]) -> None:
        shelf, number, shown = tap.expected
        carried = buttons(given)
        products = [data for data in carried if data.startswith("p:")]
        demand(len(products) == shown, f"{len(products)} products instead of {shown}")
        demand(all(data.split(":")[6:8] == [str(shelf), str(number)] for data in products), "another page")
        demand(f"s:{shelf}:{number}" in carried, "no page numbers")
        _shows_known_photo(given, method)

    # every shelf has its own header picture; only the whole shop's is in the reader's language
    readers = [n for n in range(1_000) if customer(n).language == "id"]
    english = next(n for n in range(1_000) if customer(n).language == "en")
    warm = [page(reader, shelf, 1) for reader, shelf in zip(readers, shelves, strict=False)]
    warm.append(page(english, 0, 1))
    return Load("browse", account, make, check, warm)


def card(account: Account, people: People, facts: Facts) -> Load:
    """Cards of any product."""
    chance = random.Random(6)
    products = sorted(facts.names)

    def make(number: int = 0) -> Tap:
        product_id = number or chance.choice(products)
        data = OpenCard(product_id=product_id, shelf=0, page=chance.randint(1, 99)).pack()
        return tapped(people.next(), data.encode(), expected=product_id)

    def check(tap: Tap, method: str, given: dict[str, Any]) -> None:
        demand(f"hp:{tap.expected}" in buttons(given), "the card of another product")
        demand(facts.names[tap.expected].split()[0] in given["media"]["caption"], "the card without its name")
        _shows_known_photo(given, method)

    return Load("card", account, make, check, [make(number) for number in products[:60]])


def cart(account: Account, people: People, facts: Facts) -> Load:
    """Add to cart: everybody keeps to three things, so carts stay as small as they are in life."""
    chance = random.Random(7)
    offers = [variant_id for variant_id, _ in facts.offers]

    def make(person: int | None = None) -> Tap:
        person = people.next() if person is None else person
        variant_id = offers[(person * 3 + chance.randrange(3)) * 7 % len(offers)]
        data = AddToCart(variant_id=variant_id).pack()
        return tapped(person, data.encode(), expected=variant_id)

    def check(tap: Tap, method: str, given: dict[str, Any]) -> None:
        carried = buttons(given)
        demand("k" in carried, "the cart cannot be checked out")
        demand(any(data.startswith(f"l:{tap.expected}:1") for data in carried), "not what was added")
        _shows_known_photo(given, method)

    # not the people who warm shelves and cards: nobody taps twice at the same moment
    return Load(
        "cart", account, make, check, [make(number % people.count) for number in range(2_001, 2_121, 2)]
    )


def order(account: Account, people: People, facts: Facts, *, pays_by_qris: bool = False) -> Load:
    """Place an order, prepared by *buy now*: its summary carries the token."""
    pays_to = "QRIS" if pays_by_qris else "1234567890"
    chance = random.Random(8)
    ready: deque[tuple[int, str]] = deque()

    def buy() -> Tap:
        data = BuyNow(variant_id=chance.choice(facts.offers)[0]).pack()
        person = people.next()
        tap = tapped(person, data.encode(), expected=person)
        tap.look = summary  # every one: they carry the tokens
        return tap

    def summary(tap: Tap, method: str, given: dict[str, Any]) -> None:
        tokens = [data for data in buttons(given) if data.startswith("ko:")]
        demand(len(tokens) == 1, "the summary is not complete")
        ready.append((tap.expected, tokens[0]))

    def place() -> Tap | None:
        if not ready:
            return None
        person, token = ready.popleft()
        return tapped(person, token.encode())

    def check(tap: Tap, method: str, given: dict[str, Any]) -> None:
        demand(any(re.match(r"oo:\d+", data) for data in buttons(given)), "no order was placed")
        text = given.get("caption") or given.get("text") or given["media"]["caption"]
        demand(pays_to in text, "it is not said where to pay to")

    prepared = Load("order", account, buy, None)
    return Load("order", account, place, check, prepare=prepared)


def search(account: Account, people: People, facts: Facts) -> Load:
    """Typed searches, each with a slip or two."""
    asked = questions(facts.names, 600)
    chance = random.Random(9)

    def check(tap: Tap, method: str, given: dict[str, Any]) -> None:
        demand(any(data.startswith("p:") for data in buttons(given)), f"{tap.expected!r} found nothing")

    def make() -> Tap:
        text = chance.choice(asked)
        return typed(people.next(), text, expected=text)

    return Load("search", account, make, check)


def echo(account: Account, people: People) -> Load:
    """T1: a message is answered by one message."""
    return Load(
        "T1",
        account,
        lambda: typed(people.next(), "/start"),
        lambda _tap, method, _given: demand(method == "sendMessage", "no echo"),
    )


def bare_tap(account: Account, people: People, name: str = "T2", data: bytes = b"t:1") -> Load:
    """T2: a tap is answered and its message redrawn with twelve buttons."""

    def check(tap: Tap, method: str, given: dict[str, Any]) -> None:
        demand(method == "editMessageText" and len(buttons(given)) == 12, "not the bare screen")

    return Load(name, account, lambda: tapped(people.next(), data, on_photo=False), check)


def mixed(account: Account, kinds: Sequence[Load]) -> Load:
    """A bit of everything, in turn."""
    turn = itertools.cycle(kinds)
    looks = random.Random(10)

    def make() -> Tap | None:
        load = next(turn)
        tap = load.make()
        if tap is not None and looks.random() < 0.02:
            tap.look = load.check
        return tap

    warm = [tap for load in kinds for tap in load.warm]
    return Load(" + ".join(load.name for load in kinds), account, make, None, warm)
