"""The lives of orders, payments, allocations, fulfilments, refunds, returns and vouchers: which state may follow which.

Every transition in the shop is a compare-and-set on the current state along these tables.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar


class OrderState(StrEnum):
    """An order's life; the cart is its draft."""

    PENDING_PAYMENT = "pending_payment"
    PROCESSING = "processing"
    PARTIALLY_FULFILLED = "partially_fulfilled"
    FULFILLED = "fulfilled"
    COMPLETED = "completed"
    CANCELED = "canceled"
    EXPIRED = "expired"


class PaymentState(StrEnum):
    """A payment's life. A proof is a claim (``pending_review``), only staff or a gateway settle it."""

    CREATED = "created"
    PENDING_REVIEW = "pending_review"
    AUTHORIZED = "authorized"
    SETTLED = "settled"
    DECLINED = "declined"
    VOIDED = "voided"
    FAILED = "failed"


class AllocationState(StrEnum):
    """A promise of stock to an order line; it ends exactly once."""

    ACTIVE = "active"
    COMMITTED = "committed"
    CONSUMED = "consumed"
    RELEASED = "released"
    EXPIRED = "expired"


class FulfilmentState(StrEnum):
    """A parcel's life."""

    PENDING = "pending"
    READY = "ready"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    FAILED_DELIVERY = "failed_delivery"
    RETURNED = "returned"


class RedemptionState(StrEnum):
    """The life of a voucher's use by an order: given back once, with the order's end."""

    RESERVED = "reserved"
    COMMITTED = "committed"
    RELEASED = "released"


class RefundState(StrEnum):
    """A refund's life: money that is to go back, and has gone back or could not."""

    PENDING = "pending"
    SETTLED = "settled"
    FAILED = "failed"


class ReturnState(StrEnum):
    """The life of goods on their way back."""

    REQUESTED = "requested"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


ORDER_NEXT: dict[OrderState, frozenset[OrderState]] = {
    OrderState.PENDING_PAYMENT: frozenset({OrderState.PROCESSING, OrderState.CANCELED, OrderState.EXPIRED}),
    OrderState.PROCESSING: frozenset(
        {OrderState.PARTIALLY_FULFILLED, OrderState.FULFILLED, OrderState.CANCELED}
    ),
    OrderState.PARTIALLY_FULFILLED: frozenset({OrderState.FULFILLED, OrderState.CANCELED}),
    # a parcel that was to be paid at the door may come back
    OrderState.FULFILLED: frozenset({OrderState.COMPLETED, OrderState.CANCELED}),
    OrderState.COMPLETED: frozenset(),
    OrderState.CANCELED: frozenset(),
    # late money: only together with a fresh allocation of stock
    OrderState.EXPIRED: frozenset({OrderState.PROCESSING}),
}

PAYMENT_NEXT: dict[PaymentState, frozenset[PaymentState]] = {
    PaymentState.CREATED: frozenset(
        {
            PaymentState.PENDING_REVIEW,
            PaymentState.AUTHORIZED,
            PaymentState.SETTLED,
            PaymentState.VOIDED,
            PaymentState.FAILED,
        }
    ),
    PaymentState.PENDING_REVIEW: frozenset(
        # back to waiting when a part of the money came: the rest needs a proof of its own
        {PaymentState.CREATED, PaymentState.SETTLED, PaymentState.DECLINED, PaymentState.VOIDED}
    ),
    PaymentState.AUTHORIZED: frozenset({PaymentState.SETTLED, PaymentState.VOIDED, PaymentState.FAILED}),
    PaymentState.SETTLED: frozenset(),
    # a better picture may follow a declined one, and a late one an expired order: late money is never lost
    PaymentState.DECLINED: frozenset(
        {PaymentState.PENDING_REVIEW, PaymentState.SETTLED, PaymentState.VOIDED}
    ),
    PaymentState.VOIDED: frozenset({PaymentState.PENDING_REVIEW, PaymentState.SETTLED}),
    # a gateway that said no may say yes later: nobody loses what was paid after all
    PaymentState.FAILED: frozenset({PaymentState.SETTLED}),
}

ALLOCATION_NEXT: dict[AllocationState, frozenset[AllocationState]] = {
    AllocationState.ACTIVE: frozenset(
        {AllocationState.COMMITTED, AllocationState.RELEASED, AllocationState.EXPIRED}
    ),
    AllocationState.COMMITTED: frozenset({AllocationState.CONSUMED, AllocationState.RELEASED}),
    AllocationState.CONSUMED: frozenset(),
    AllocationState.RELEASED: frozenset(),
    AllocationState.EXPIRED: frozenset(),
}

FULFILMENT_NEXT: dict[FulfilmentState, frozenset[FulfilmentState]] = {
    FulfilmentState.PENDING: frozenset(
        {FulfilmentState.READY, FulfilmentState.SHIPPED, FulfilmentState.DELIVERED}
    ),
    FulfilmentState.READY: frozenset({FulfilmentState.SHIPPED, FulfilmentState.DELIVERED}),
    FulfilmentState.SHIPPED: frozenset({FulfilmentState.DELIVERED, FulfilmentState.FAILED_DELIVERY}),
    FulfilmentState.DELIVERED: frozenset(),
    FulfilmentState.FAILED_DELIVERY: frozenset({FulfilmentState.SHIPPED, FulfilmentState.RETURNED}),
    FulfilmentState.RETURNED: frozenset(),
}

REDEMPTION_NEXT: dict[RedemptionState, frozenset[RedemptionState]] = {
    RedemptionState.RESERVED: frozenset({RedemptionState.COMMITTED, RedemptionState.RELEASED}),
    RedemptionState.COMMITTED: frozenset(),
    # late money: only together with taking the voucher again, if it is still to be had
    RedemptionState.RELEASED: frozenset({RedemptionState.COMMITTED}),
}

REFUND_NEXT: dict[RefundState, frozenset[RefundState]] = {
    RefundState.PENDING: frozenset({RefundState.SETTLED, RefundState.FAILED}),
    RefundState.SETTLED: frozenset(),
    RefundState.FAILED: frozenset(),
}

RETURN_NEXT: dict[ReturnState, frozenset[ReturnState]] = {
    # the parcel may be refused at the door, or the claim before anything is sent
    ReturnState.REQUESTED: frozenset({ReturnState.RECEIVED, ReturnState.REJECTED}),
    ReturnState.RECEIVED: frozenset({ReturnState.ACCEPTED, ReturnState.REJECTED}),
    ReturnState.ACCEPTED: frozenset(),
    ReturnState.REJECTED: frozenset(),
}


StateT = TypeVar("StateT", bound=StrEnum)


def before(table: Mapping[StateT, frozenset[StateT]], state: StateT) -> list[StateT]:
    """Give the states from which ``state`` may be reached, for the guard of an UPDATE."""
    return [earlier for earlier, following in table.items() if state in following]
