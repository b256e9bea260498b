"""Every button's meaning, as typed data of at most 64 bytes.

A button carries all it means, so it means the same months later. Prefixes and the order of fields are a public
contract with messages already sent: never reuse a prefix for something else, never reorder fields.
"""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

LONGEST = 64
"""Bytes Telegram allows for a button's data."""

Id = Annotated[int, Field(ge=0, le=2**31 - 1)]
"""A row's number; whatever does not fit a row's number was not made by us."""
Count = Annotated[int, Field(ge=1, le=999)]
Page = Annotated[int, Field(ge=1, le=99_999)]
Code = Annotated[str, Field(max_length=30)]
Amount = Annotated[int, Field(ge=0, le=999_999_999_999)]
"""Money in minor units."""


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return "" if value is None else str(value)


class Button(CallbackData, prefix="-"):
    """A button's data: a prefix and numbers, flags or short words."""

    def pack(self) -> str:
        """Give what aiogram's own packing gives, in a third of the time: a screen has up to twenty buttons."""
        facts = [_word(value) for value in self.__dict__.values()]
        packed = ":".join((self.__prefix__, *facts))
        if packed.count(":") != len(facts) or len(packed.encode()) > LONGEST:
            return super().pack()  # which says what is wrong with it
        return packed


# ---- shoppers


class Home(Button, prefix="m"):
    """The welcome screen."""


class OpenShelf(Button, prefix="s"):
    """A category's shelf; 0 is the whole shop."""

    category_id: Id = 0
    page: Page = 1


class AskSearch(Button, prefix="q"):
    """Say that anything may be typed to search."""


class Found(Button, prefix="f"):
    """A page of what was found; the words are in the button."""

    page: Page
    text: Annotated[str, Field(max_length=48)]


class FoundBefore(Button, prefix="fb"):
    """Back to the last search."""


class OpenCard(Button, prefix="p"):
    """A product's card with the chosen option values (0: not chosen), quantity, and where to go back to."""

    product_id: Id
    value1: Id = 0
    value2: Id = 0
    value3: Id = 0
    quantity: Count = 1
    shelf: Id = 0
    page: Page = 1
    found: bool = False


class ShowDescription(Button, prefix="d"):
    """The whole description, as its own message."""

    product_id: Id


class ChooseFirst(Button, prefix="cf"):
    """An option has to be chosen before buying."""

    product_id: Id


class SoldOut(Button, prefix="so"):
    """A combination that is sold out."""

    product_id: Id


class AddToCart(Button, prefix="a"):
    """Put a variant into the cart."""

    variant_id: Id
    quantity: Count = 1


class BuyNow(Button, prefix="b"):
    """Check out this variant alone."""

    variant_id: Id
    quantity: Count = 1


class OpenCart(Button, prefix="c"):
    """The cart."""

    page: Page = 1


class ChangeLine(Button, prefix="l"):
    """One more or one fewer of a cart line; 0 removes it."""

    variant_id: Id
    by: Annotated[int, Field(ge=-1, le=1)]
    page: Page = 1


class Checkout(Button, prefix="k"):
    """Check out the cart."""


class OpenSummary(Button, prefix="ks"):
    """Back to the summary of the checkout in progress."""


class EditDetail(Button, prefix="ke"):
    """Change one row of the summary: recipient, phone, street, district, shipping, payment, note, voucher,
    address."""

    what: Code


class PickDistrict(Button, prefix="kd"):
    """The parcel goes to this district."""

    code: Code


class DistrictPage(Button, prefix="kp"):
    """More districts of the same search."""

    page: Page
    text: Annotated[str, Field(max_length=48)]


class PickAddress(Button, prefix="ka"):
    """The parcel goes to this saved address."""

    address_id: Id


class PickShipping(Button, prefix="kc"):
    """This courier's service."""

    courier: Code
    service: Code


class PickAccount(Button, prefix="km"):
    """Pay to this account."""

    account_id: Id


class DropVoucher(Button, prefix="kv"):
    """Order without the voucher."""


class PlaceOrder(Button, prefix="ko"):
    """Place the order; the token is good for one."""

    token: Code


class MyOrders(Button, prefix="o"):
    """The shopper's orders, newest first."""

    page: Page = 1


class OpenOrder(Button, prefix="oo"):
    """One of the shopper's orders."""

    order_id: Id


class OpenPayment(Button, prefix="op"):
    """How to pay an order."""

    order_id: Id


class Track(Button, prefix="ot"):
    """Where the parcel is."""

    order_id: Id


class Received(Button, prefix="or"):
    """The parcel arrived."""

    order_id: Id


class BuyAgain(Button, prefix="ob"):
    """Put the order's lines into the cart again."""

    order_id: Id


class CancelOrder(Button, prefix="oc"):
    """Cancel an unpaid order; asks first."""

    order_id: Id
    sure: bool = False


class UseCredit(Button, prefix="ru"):
    """Pay for an order with the store credit there is."""

    order_id: Id


class Problem(Button, prefix="rp"):
    """Something is wrong with an order: send it back, or talk to a human."""

    order_id: Id


class AskReturn(Button, prefix="rr"):
    """Choose what of an order is sent back."""

    order_id: Id


class PickReturn(Button, prefix="rl"):
    """So many pieces of this line are sent back."""

    order_id: Id
    line_id: Id
    pieces: Annotated[int, Field(ge=0, le=999)]


class ReturnReason(Button, prefix="rn"):
    """What is sent back is chosen: ask why."""

    order_id: Id


class ProofFor(Button, prefix="pf"):
    """The picture sent a moment ago is the proof for this order."""

    order_id: Id


class Help(Button, prefix="h"):
    """Help."""


class TalkToHuman(Button, prefix="hh"):
    """Write to the shop's people, perhaps about an order."""

    order_id: Id = 0


class AskAboutProduct(Button, prefix="hp"):
    """Write to the shop's people about a product."""

    product_id: Id


class ChooseLanguage(Button, prefix="hl"):
    """The languages."""


class SetLanguage(Button, prefix="hs"):
    """Read this language from now on."""

    language: Annotated[str, Field(pattern="^(id|en)$")]


class CancelForm(Button, prefix="x"):
    """Leave the question."""


# ---- the owner


class OwnerHome(Button, prefix="wm"):
    """The owner's desk."""


class OwnerProducts(Button, prefix="wl"):
    """The owner's list of products."""

    page: Page = 1


class OwnerProduct(Button, prefix="wp"):
    """A product with everything that can be changed."""

    product_id: Id


class Publish(Button, prefix="wu"):
    """Show a product to shoppers."""

    product_id: Id


class Hide(Button, prefix="wh"):
    """Hide a product from shoppers."""

    product_id: Id


class DeleteProduct(Button, prefix="wd"):
    """Delete a product; asks first."""

    product_id: Id
    sure: bool = False


class EditProduct(Button, prefix="we"):
    """Change one thing of a product: name, price, stock, description, category, photo."""

    product_id: Id
    what: Code


class PickVariant(Button, prefix="wv"):
    """Which variant's price or stock is changed."""

    product_id: Id
    variant_id: Id
    what: Code


class DropPhoto(Button, prefix="wx"):
    """Remove the product's last photo."""

    product_id: Id


class SkipQuestion(Button, prefix="wk"):
    """Leave a question of a guided form unanswered."""

    form: Code


class StartOver(Button, prefix="wo"):
    """Forget a half-filled form and begin again."""

    form: Code


class OwnerOrders(Button, prefix="wq"):
    """The owner's list of orders: all, unpaid, review, to-ship, shipped, done."""

    kind: Code = "all"
    page: Page = 1


class OwnerOrder(Button, prefix="wz"):
    """An order with what the owner can do about it."""

    order_id: Id


class ConfirmPayment(Button, prefix="wc"):
    """The money arrived."""

    payment_id: Id


class RejectPayment(Button, prefix="wr"):
    """The proof proves nothing: from messages that do not say which proof."""

    payment_id: Id


class RejectProof(Button, prefix="xp"):
    """This proof proves nothing."""

    payment_id: Id
    proof_id: Id


class ShipOrder(Button, prefix="ws"):
    """Ask for the waybill and ship."""

    order_id: Id


class DeliverOrder(Button, prefix="wi"):
    """The order was handed over."""

    order_id: Id


class OwnerCancel(Button, prefix="wn"):
    """Cancel an unpaid order as its seller; asks first."""

    order_id: Id
    sure: bool = False


class OwedList(Button, prefix="rg"):
    """Money to give back."""

    page: Page = 1


class RefundOrder(Button, prefix="rf"):
    """What of an order's money goes back?"""

    order_id: Id


class RefundWhat(Button, prefix="rh"):
    """All of it, some lines, the shipping, or another amount."""

    order_id: Id
    what: Code


class RefundExactly(Button, prefix="rb"):
    """Exactly this sum of an order's money goes back."""

    order_id: Id
    amount: Amount


class PickRefund(Button, prefix="rq"):
    """So many pieces of this line are paid back."""

    order_id: Id
    line_id: Id
    pieces: Annotated[int, Field(ge=0, le=999)]


class RefundGoods(Button, prefix="rm"):
    """The lines are chosen: what becomes of the goods?"""

    order_id: Id


class RefundStock(Button, prefix="rs"):
    """The goods are for sale again, or lost."""

    order_id: Id
    restock: bool


class RefundWay(Button, prefix="rw"):
    """How the money goes back: gateway, manual, credit."""

    order_id: Id
    way: Code


class RefundSure(Button, prefix="rc"):
    """Give the money back as shown; the token is good for one refund."""

    token: Code


class OpenRefund(Button, prefix="ro"):
    """A refund, and what is left to do for it."""

    refund_id: Id


class RefundSent(Button, prefix="rd"):
    """The money was transferred."""

    refund_id: Id


class RefundOff(Button, prefix="rx"):
    """The money is not transferred after all; asks first."""

    refund_id: Id
    sure: bool = False


class Returns(Button, prefix="re"):
    """Goods on their way back."""

    page: Page = 1


class OpenReturn(Button, prefix="ri"):
    """A return, and what the owner can do about it."""

    return_id: Id


class ReceiveReturn(Button, prefix="rv"):
    """The goods came back."""

    return_id: Id


class AcceptReturn(Button, prefix="rk"):
    """The goods are accepted: on to the refund of exactly these."""

    return_id: Id
    restock: bool


class RejectReturn(Button, prefix="rj"):
    """The goods are not taken back: ask why."""

    return_id: Id


class Reply(Button, prefix="wy"):
    """Answer a shopper's question."""

    person_id: Annotated[int, Field(ge=1, le=2**53)]


class PayOtherwise(Button, prefix="oj"):
    """The ways to pay an order that waits for its money."""

    order_id: Id


class PayWith(Button, prefix="ok"):
    """Pay an order that waits for its money on this account instead."""

    order_id: Id
    account_id: Id


class OpenBill(Button, prefix="oi"):
    """The bill of an order that is paid inside Telegram."""

    order_id: Id


class ParcelBack(Button, prefix="dr"):
    """A parcel that was to be paid at the door came back; asks first."""

    order_id: Id
    sure: bool = False


class CodCustomer(Button, prefix="dc"):
    """Whether an order's customer may pay at the door, and how many of their parcels came back."""

    order_id: Id


class SetCod(Button, prefix="db"):
    """Let an order's customer pay at the door, or not any more."""

    order_id: Id
    blocked: bool


class MoreWays(Button, prefix="ty"):
    """Ways to be paid besides banks, QRIS and gateways: at the door, by Telegram, in Stars."""


class OpenCod(Button, prefix="tc"):
    """The terms of cash on delivery."""


class OfferKind(Button, prefix="tk"):
    """Take money in this way from now on: cod, telegram."""

    kind: Code


class GatewayWays(Button, prefix="tg"):
    """The ways to pay of the gateways whose keys were entered."""


class OfferWay(Button, prefix="tw"):
    """Take money by a gateway's way to pay; the method's colon is a dash here."""

    provider: Code
    method: Code


class OpenSettings(Button, prefix="t"):
    """The shop's settings."""


class EditSetting(Button, prefix="te"):
    """Change one setting: name, bank, qris, zone, stars, cod-ceiling, cod-areas, cod-refusals."""

    what: Code


class RemoveAccount(Button, prefix="ta"):
    """Take no more money on an account; asks first."""

    account_id: Id
    sure: bool = False


class ConfirmQris(Button, prefix="tq"):
    """Yes, this is the shop's own QRIS."""


class Zones(Button, prefix="tz"):
    """The shipping zones."""

    page: Page = 1


class RemoveZone(Button, prefix="tx"):
    """Delete a shipping zone; asks first."""

    zone_id: Id
    sure: bool = False


class RemoveDemo(Button, prefix="td"):
    """Clear the demo products away; asks first."""

    sure: bool = False


class OwnerHelp(Button, prefix="th"):
    """What the owner can do, in one line each."""


class OwnerFound(Button, prefix="wj"):
    """A page of the products that match; the words are in the button."""

    page: Page
    text: Annotated[str, Field(max_length=48)]


class LowStock(Button, prefix="ww"):
    """What is running out."""

    page: Page = 1


class ContinueForm(Button, prefix="wf"):
    """Go on with a guided form where it was left, or begin it."""

    form: Code


class PickCategory(Button, prefix="wg"):
    """The product being added stands on this shelf."""

    category_id: Id


class MoveTo(Button, prefix="wa"):
    """Put a product on this shelf; 0 takes it off all shelves."""

    product_id: Id
    category_id: Id


class UndoPrice(Button, prefix="wb"):
    """Set a price back while it still is ``after``. Variant 0: all; no ``before``: they had different prices."""

    product_id: Id
    variant_id: Id
    before: Amount | None
    after: Amount


class UndoStock(Button, prefix="wt"):
    """Set a count back while it still is ``after``."""

    product_id: Id
    variant_id: Id
    before: Id
    after: Id


class PickArea(Button, prefix="tp"):
    """The shipping zone being typed covers this area; no code is the whole country."""

    code: Annotated[str, Field(max_length=13)] = ""


class PromotionMenu(Button, prefix="vm"):
    """The kinds of promotions."""


class Promotions(Button, prefix="vl"):
    """What is on of a kind: voucher, sale, bundle, buyget."""

    kind: Code
    page: Page = 1


class AddPromotion(Button, prefix="va"):
    """Begin one of a kind, question by question."""

    kind: Code


class SkipTerm(Button, prefix="vk"):
    """Leave a question about a promotion unanswered."""

    kind: Code


class EndPromotion(Button, prefix="ve"):
    """End a promotion or switch a voucher off; asks first."""

    kind: Code
    promotion_id: Id
    sure: bool = False


class SetTax(Button, prefix="tt"):
    """How the shop's prices stand to PPN: off, included, added."""

    mode: Code


# ---- bank statements and papers


class AnswerLayout(Button, prefix="ya"):
    """What a strange statement's columns mean: ``what`` is asked, ``answer`` a column or one of a few ways.

    ``word`` names the statement that is meant.
    """

    what: Code
    answer: Annotated[int, Field(ge=0, le=999)]
    word: Code


class PickStatementAccount(Button, prefix="yb"):
    """The statement that ``word`` names is this account's."""

    account_id: Id
    word: Code


class ReviewLines(Button, prefix="yl"):
    """A page of what an account's bank lines may pay; ``fresh`` leaves the message it is tapped on as it is."""

    account_id: Id
    page: Page = 1
    fresh: bool = False


class ConfirmLines(Button, prefix="yc"):
    """Settle the ``count`` certain lines that were shown, up to the highest line's and payment's numbers."""

    account_id: Id
    count: Page
    line_id: Id
    payment_id: Id


class OpenLine(Button, prefix="yo"):
    """One line of a bank statement, and the orders it may pay."""

    line_id: Id


class SettleLine(Button, prefix="yp"):
    """The line is money for this payment."""

    line_id: Id
    payment_id: Id


class IgnoreLine(Button, prefix="yi"):
    """The line is none of the shop's."""

    line_id: Id


class IgnoreForeign(Button, prefix="yf"):
    """The lines that fit nothing, up to this one, are none of the shop's."""

    account_id: Id
    line_id: Id


class SendPaper(Button, prefix="yk"):
    """The invoice or receipt of an order, as a document; ``mine`` is the shopper's own view."""

    order_id: Id
    mine: bool = True
