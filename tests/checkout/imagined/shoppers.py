"""What shoppers do."""

import asyncio
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from checkout import attempts, cart, drafts, orders
from foundation.database import Session
from tests.checkout.imagined import buying, paying
from tests.checkout.imagined.life import WINDOW, Life, accounts_, people, things, which

quantities = st.integers(1, 3)


class Changed(Exception):
    """Somebody changed their mind, or the lights went out: nothing of it happened."""


class Shoppers(Life):
    """The rules of shoppers."""

    @initialize(buyers=st.lists(st.tuples(people, things, accounts_), max_size=2))
    def have_ordered(self, buyers: list[tuple[int, str, str]]) -> None:
        """Some did before."""
        for person, thing, account in buyers:
            self.buys_now(person, thing, 1, account)

    @rule(person=people, thing=things, more=st.sampled_from((1, 2, 3, -1, -2)))
    def changes_the_cart(self, person: int, thing: str, more: int) -> None:
        """More of a thing, or fewer."""
        it = self.named[thing]
        refusal = buying.cannot_add(self.world, person, it, more) if more > 0 else ""
        if self.agrees(lambda s: cart.change(s, person, it, more, now=self.now), refusal):
            change = buying.added if more > 0 else buying.taken_out
            change(self.world, person, it, abs(more))

    @rule(person=people, account=accounts_)
    def checks_out(self, person: int, account: str) -> None:
        """From the cart to the summary."""
        self._check_out(person, None, account)

    @rule(person=people, thing=things, quantity=quantities, account=accounts_)
    def buys_now(self, person: int, thing: str, quantity: int, account: str) -> None:
        """From a card to the order in two taps."""
        if self._check_out(person, (self.named[thing], quantity), account):
            self._place(person, self.world.checkouts[person].token, "once")

    @rule(person=people, number=which)
    def looks_at_the_summary(self, person: int, number: int) -> None:
        """Again: a summary that shows something else has another button."""
        refusal = buying.cannot_look_again(self.world, person)
        said = self.does(lambda s: drafts.summary(s, person, now=self.now))
        if refusal:
            assert said == refusal
            return
        checkout = self.world.checkouts[person]
        now_shown = buying.shown(self.world, person, checkout.only, checkout.account)
        assert (said.token == checkout.token) == (now_shown == checkout.agreed)
        checkout.token, checkout.agreed = said.token, now_shown
        self.tokens.append(said.token)

    @rule(person=people, number=which, taps=st.sampled_from(("once", "twice", "undone")))
    def taps_place_order(self, person: int, number: int, taps: str) -> None:
        """On a button of any age, perhaps somebody else's; twice at once; or the lights go out before it is saved."""
        tokens = list(dict.fromkeys(reversed(self.tokens)))
        self._place(person, tokens[number % len(tokens)], taps)

    @precondition(lambda self: self.world.orders)
    @rule(number=which, who=st.sampled_from(("shopper", "owner", "stranger")))
    def cancels(self, number: int, who: str) -> None:
        """An order, in whatever state."""
        order_id, order = self.an_order(number)
        person = {"shopper": order.person, "owner": None, "stranger": 9}[who]
        actor = person or self.world.owner
        refusal = buying.cannot_cancel(self.world, order_id, person)

        async def cancel(session: Session) -> None:
            await orders.cancel(session, order_id, actor_id=actor, person_id=person, now=self.now)

        if self.agrees(cancel, refusal):
            buying.canceled(self.world, order_id, person)

    @precondition(lambda self: self.world.orders)
    @rule(number=which, picture=st.sampled_from(("slip", "screen", "cat")))
    def sends_a_picture(self, number: int, picture: str) -> None:
        """As proof, for an order in whatever state."""
        order_id, order = self.an_order(number)
        refusal = paying.cannot_prove(self.world, order.person, order_id, picture)

        async def prove() -> Any:
            try:
                return await self.shop.prove(order_id, order.person, picture)
            except Exception as error:
                return type(error).__name__

        said = self.runner.run(prove())
        assert isinstance(said, str) == (refusal not in {"", "known"}), said
        assert not isinstance(said, str) or said == refusal
        if not refusal:
            paying.proved(self.world, order_id, picture)

    @precondition(lambda self: self.world.orders)
    @rule(number=which, account=accounts_)
    def pays_in_another_way(self, number: int, account: str) -> None:
        """Second thoughts."""
        order_id, order = self.an_order(number)
        it = self.named[account]
        refusal = paying.cannot_pay_otherwise(self.world, order.person, order_id, it)

        async def change(session: Session) -> None:
            await attempts.pay_otherwise(
                session, order.person, order_id, it, now=self.now, chance=self.chance
            )

        if self.agrees(change, "" if refusal == "same" else refusal) and not refusal:
            paying.supersede(self.world, order_id)
            paying.pays_otherwise(self.world, order_id, it, *self.asked(order_id))

    def _check_out(self, person: int, only: tuple[int, int] | None, account: str) -> bool:
        refusal = buying.cannot_check_out(self.world, person, only)

        async def check_out(session: Session) -> Any:
            await drafts.start(session, person, now=self.now, only=only)
            await drafts.set_account(session, person, self.named[account], now=self.now)
            return await drafts.summary(session, person, now=self.now)

        said = self.does(check_out)
        if refusal:
            assert said == refusal
            return False
        buying.checked_out(self.world, person, only, self.named[account], said.token)
        self.tokens.append(said.token)
        return True

    def _place(self, person: int, token: str, taps: str) -> None:
        refusal = buying.cannot_place(self.world, person, token)

        async def place(session: Session) -> Any:
            placed = await orders.place(
                session, person, token, language="id", window=WINDOW, now=self.now, chance=self.chance
            )
            if taps == "undone":
                raise Changed
            return placed

        async def tap() -> list[Any]:
            often = 2 if taps == "twice" else 1
            return await asyncio.gather(*(self._do(place) for _ in range(often)), return_exceptions=True)

        said = self.runner.run(tap())
        if refusal and refusal != "repeated":
            assert set(said) == {refusal}
        elif taps == "undone":
            assert isinstance(said[0], Changed)
        else:
            assert [one.repeated for one in said].count(False) == (0 if refusal else 1)
            (order_id,) = {one.order_id for one in said}
            if refusal:
                assert order_id == self.world.tokens[token]
            else:
                buying.placed(self.world, person, order_id, *self.asked(order_id), WINDOW)
