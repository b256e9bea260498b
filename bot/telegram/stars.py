"""Giving Stars back. https://core.telegram.org/bots/api#refundstarpayment"""

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest


async def refund_stars(bot: Bot, user_id: int, charge_id: str) -> bool:
    """Give back all Stars of a payment; says whether it was this call that did it: twice is once.

    ``charge_id`` is the key of the money ledger's entry whose source is ``stars``; Stars go back whole, or not at all.
    Raises aiogram's errors, TelegramBadRequest for a charge nobody knows.
    """
    try:
        await bot.refund_star_payment(user_id=user_id, telegram_payment_charge_id=charge_id)
    except TelegramBadRequest as error:
        if "CHARGE_ALREADY_REFUNDED" in error.message:
            return False
        raise
    return True
