"""What a bank, a gateway and the owner say of money."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from checkout import charging, payments, settling
from checkout.gateways.values import Standing, State
from checkout.settling import Money
from foundation.database import Session
from tests.builders import OWNER
from tests.checkout.imagined import paying
from tests.checkout.imagined.life import Life, which

sums = st.sampled_from(("missing", "a part", "too much", "all of it"))


class MoneyComes(Life):
    """The rules of money."""

    @precondition(lambda self: self.world.payments)
    @rule(number=which)
    def the_owner_confirms(self, number: int) -> None:
        """All that is missing has come."""
        payment_id, payment = self.a_payment(number)
        settled = payment.state == "settled"
        missing, before = payment.amount - payment.received, payment.received
        if self.agrees(
            lambda s: payments.confirm(s, payment_id, actor_id=OWNER, now=self.now),
            "AlreadyDone" if settled else "",
        ):
            paying.recorded(self.world, payment_id, missing, ("owner", f"{payment_id}:{before}"))

    @precondition(lambda self: self.world.payments)
    @rule(number=which)
    def the_owner_turns_a_picture_down(self, number: int) -> None:
        """It proves nothing."""
        payment_id, _ = self.a_payment(number)
        refusal = paying.cannot_reject(self.world, payment_id)
        if self.agrees(lambda s: payments.reject(s, payment_id, actor_id=OWNER, now=self.now), refusal):
            paying.rejected(self.world, payment_id)

    @precondition(lambda self: self.world.payments)
    @rule(number=which, sum_=sums)
    def a_transfer_arrives(self, number: int, sum_: str) -> None:
        """A line of the bank's statement: for a payment in whatever state, too little, too much, too late."""
        payment_id, _ = self.a_payment(number)
        event = ("statement", f"line-{len(self.events)}")
        self.events.append(event)
        self._record(payment_id, self._amount(payment_id, sum_), event)

    @precondition(lambda self: self.events)
    @rule(number=which, line=which, sum_=sums)
    def a_line_is_read_again(self, number: int, line: int, sum_: str) -> None:
        """The same line: as it was, or claimed to be about another payment or sum."""
        event = self.events[line % len(self.events)]
        payment_id, amount = self.world.money[event]
        if number % 3 == 0:
            payment_id, _ = self.a_payment(number)
        if number % 3 == 1:
            amount = self._amount(payment_id, sum_)
        self._record(payment_id, amount, event)

    @precondition(lambda self: any(one.account == self.world.gateway for one in self.world.payments.values()))
    @rule(
        number=which, says=st.sampled_from((State.PAID, State.PAID, State.FAILED, State.WAITING)), sum_=sums
    )
    def the_gateway_says(self, number: int, says: State, sum_: str) -> None:
        """Paid, failed, still waiting: in any sequence, and about any attempt."""
        world = self.world
        found = [id for id, one in world.payments.items() if one.account == world.gateway]
        payment_id = found[number % len(found)]
        payment = world.payments[payment_id]
        name = charging.reference(payment.order, payment_id)
        amount = payment.amount if says != State.PAID else self._amount(payment_id, sum_)
        standing = Standing("midtrans", name, "id", amount, "IDR", says)
        said = self.does(lambda s: charging.believe(s, standing, now=self.now))
        assert said == self._believed(payment_id, says, amount, ("midtrans", name))

    def _believed(self, payment_id: int, says: State, amount: int, event: tuple[str, str]) -> str:
        if says == State.WAITING:
            return "waiting"
        if says == State.FAILED:
            meant = paying.failed(self.world, payment_id)
            if meant == "settled before":
                self._trouble(payment_id, says, amount)
            return meant
        refusal = paying.cannot_record(self.world, payment_id, amount, event)
        if refusal == "KeyReused":
            self._trouble(payment_id, says, amount)
            return "contradiction"
        return refusal or paying.recorded(self.world, payment_id, amount, event)

    def _trouble(self, payment_id: int, says: State, amount: int) -> None:
        """The owner is told, of the same thing once."""
        if (payment_id, says, amount) not in self.troubles:
            self.troubles.add((payment_id, says, amount))
            self.world.tell_owner("gateway-trouble", self.world.payments[payment_id].order)

    def _record(self, payment_id: int, amount: int, event: tuple[str, str]) -> None:
        refusal = paying.cannot_record(self.world, payment_id, amount, event)

        async def record(session: Session) -> Any:
            money = Money(amount, "IDR", *event)
            return await settling.record(session, payment_id, money, actor_id=OWNER, now=self.now)

        said = self.does(record)
        if refusal == "KeyReused":
            assert said == refusal
            return
        assert said.repeated == bool(refusal)
        if not refusal:
            assert said.charge == paying.recorded(self.world, payment_id, amount, event)

    def _amount(self, payment_id: int, sum_: str) -> int:
        payment = self.world.payments[payment_id]
        missing = payment.amount - payment.received
        some = {"missing": missing, "a part": missing // 2, "too much": missing + 5_000}
        return max(some.get(sum_, payment.amount), 1)
