"""The questions of a refund, one after another: each keeps what was said and gives the next screen."""

from bot.conversation import Conversation
from bot.owner import finding, refund_form
from bot.owner.reading import read_price
from bot.owner.refund_form import Wanted
from bot.screen import Screen
from bot.screens import owner_refunds
from bot.shop import RunningShop
from bot.words import Words
from checkout.errors import FieldTooLong
from checkout.lives import OrderState
from checkout.money.errors import RefundBeforePayment, RefundTooHigh
from checkout.refundable import Refundable, refundable
from checkout.refunds import LONGEST_REASON
from foundation.database import Session


async def begin(
    session: Session,
    words: Words,
    conversation: Conversation,
    shop: RunningShop,
    order_id: int,
    typed: str = "",
) -> Screen:
    """Begin with what was typed after the number: nothing, or a sum and a reason."""
    there = await what_is_there(session, order_id)
    said = Wanted(order_id)
    if not typed:
        refund_form.save(conversation, said, "what")
        return owner_refunds.start(words, there)
    sum_, _, reason = typed.partition(" ")
    return with_amount(words, conversation, shop, there, said, sum_, reason)


async def how(
    session: Session, words: Words, conversation: Conversation, shop: RunningShop, said: Wanted
) -> Screen:
    """Ask how the money of what was said goes back."""
    return ask_way(words, conversation, shop, await what_is_there(session, said.order), said)


async def what_is_there(session: Session, order_id: int) -> Refundable:
    """Give what can go back of a paid or ended order. Raises OrderUnknown, RefundBeforePayment."""
    card = await finding.order(session, order_id)
    if card.state == OrderState.PENDING_PAYMENT:
        raise RefundBeforePayment(order_id=order_id, state=card.state)
    return await refundable(session, order_id)


def with_amount(
    words: Words,
    conversation: Conversation,
    shop: RunningShop,
    there: Refundable,
    said: Wanted,
    sum_: str,
    reason: str,
) -> Screen:
    """Go on with a sum as it was typed. Raises AmountUnreadable, PriceZero, RefundTooHigh, FieldTooLong."""
    amount = read_price(sum_, there.currency)
    if amount > there.left:
        facts = {"amount": amount, "limit": there.left, "currency": there.currency}
        raise RefundTooHigh(order_id=there.order_id, **facts)
    said.lines, said.amount, said.reason, said.back = {}, amount, read_reason(reason), 0
    return ask_way(words, conversation, shop, there, said)


def read_reason(text: str) -> str:
    """Read why. Raises FieldTooLong."""
    reason = " ".join(text.split())
    if len(reason) > LONGEST_REASON:
        raise FieldTooLong(field="reason", limit=LONGEST_REASON, length=len(reason))
    return reason


def ask_goods(
    words: Words, conversation: Conversation, shop: RunningShop, there: Refundable, said: Wanted
) -> Screen:
    """Ask about the goods, if any of these are in question."""
    if not any(line.held or line.out for line in there.lines if line.id in said.lines):
        said.restock = False
        return ask_way(words, conversation, shop, there, said)
    refund_form.save(conversation, said, "goods")
    return owner_refunds.ask_goods(words, there, said.lines)


def ask_way(
    words: Words, conversation: Conversation, shop: RunningShop, there: Refundable, said: Wanted
) -> Screen:
    """How does the money go back?"""
    refund_form.save(conversation, said, "way")
    gateway = there.provider in shop.refunding
    return owner_refunds.ask_way(words, there, _amount(there, said), gateway=gateway)


def ask_sure(words: Words, conversation: Conversation, there: Refundable, said: Wanted) -> Screen:
    """Show before and after; a reason may be typed now."""
    refund_form.save(conversation, said, "sure", listening=True)
    return owner_refunds.sure(
        words,
        there,
        said.lines,
        _amount(there, said),
        way=said.way,
        restock=said.restock is not False,
        reason=said.reason,
        token=said.token,
    )


def _amount(there: Refundable, said: Wanted) -> int:
    return owner_refunds.amount_of(there, said.lines) if said.amount is None else said.amount
