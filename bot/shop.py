"""What handlers need to know about the running shop besides the database."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class RunningShop:
    """Facts fixed at the start of the process."""

    bot_username: str
    currency: str
    payment_window: timedelta
    gateways: tuple[str, ...] = ()
    """names of the payment gateways whose keys were entered"""
    refunding: frozenset[str] = frozenset()
    """gateways that can give money back (``checkout.refund_work``), by ``Payment.provider``"""

    def product_link(self, product_id: int) -> str:
        """A link that opens a product's card in the chat with the bot."""
        return f"https://t.me/{self.bot_username}?start=p{product_id}"

    def voucher_link(self, code: str) -> str:
        """A link that keeps a voucher for whoever opens it."""
        return f"https://t.me/{self.bot_username}?start=v_{code}"
