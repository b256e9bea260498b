"""Which of the shop's ways to pay are open to an order, and why one is not."""

from collections.abc import Iterable
from dataclasses import dataclass

from checkout import accounts, cod
from checkout.accounts import Account
from checkout.cod import WhyNot
from checkout.errors import CodNotOffered
from checkout.telegram_money import EXPONENTS, stars_rate
from foundation import shop
from foundation.database import Session

INVOICES = "telegram_invoices"
"""The shop fact that says whether Telegram's invoices can be sent: a payment provider's token was entered."""


@dataclass(frozen=True, slots=True)
class Purchase:
    """What decides how an order may be paid. ``total`` in minor units; ``weight_g`` 0 is delivered in the chat."""

    person_id: int
    total: int
    currency: str
    district_code: str
    weight_g: int


@dataclass(frozen=True, slots=True)
class Closed:
    """A way to pay that is not open to an order. ``limit`` is the most it may be about (minor units)."""

    account_id: int
    reason: WhyNot
    limit: int
    currency: str

    @property
    def error(self) -> CodNotOffered:
        """The same, for whoever taps it all the same."""
        return CodNotOffered(reason=self.reason, limit=self.limit, currency=self.currency)


async def open_to(
    session: Session, known: Iterable[Account], purchase: Purchase
) -> tuple[list[Account], Closed | None]:
    """Give those of the accounts that are open, and why cash on delivery is not, where the shop offers it."""
    found: list[Account] = []
    closed: Closed | None = None
    for account in known:
        if account.kind == accounts.COD:
            closed = await _door(session, account, purchase)
            if closed is not None:
                continue
        elif account.kind == accounts.STARS:
            # Telegram's terms: Stars are for digital goods alone
            if purchase.weight_g > 0 or await stars_rate(session) is None:
                continue
        elif account.kind == accounts.TELEGRAM and (
            purchase.currency not in EXPONENTS or not await shop.read(session, INVOICES, False)
        ):
            continue
        found.append(account)
    return found, closed


async def _door(session: Session, account: Account, purchase: Purchase) -> Closed | None:
    reason = await cod.why_not(
        session,
        purchase.person_id,
        total=purchase.total,
        district_code=purchase.district_code,
        weight_g=purchase.weight_g,
    )
    if not reason:
        return None
    return Closed(account.id, reason, (await cod.terms(session)).ceiling, purchase.currency)
