"""Pictures that claim a payment was made. A proof is a claim: people decide, the shop only points at doubts."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, bindparam, func, insert, select

from checkout import news
from checkout.errors import AlreadyDone, ProofGone, ProofRefusedBefore, TooManyProofs
from checkout.holds import HeldPayment, hold, move_payment, payment_in
from checkout.likeness import are_alike
from checkout.lives import PaymentState
from checkout.models import Payment, PaymentProof
from foundation.audit import note
from foundation.database import Session, prepared

MOST_PROOFS = 10
"""Pictures for one payment."""

COMPARED = 1_000
"""Near-copies are looked for among this many of the latest pictures, exact copies among all."""


@dataclass(frozen=True, slots=True)
class ProofAdded:
    """A proof that waits for review; ``doubtful`` when it looks like the proof of another order."""

    proof_id: int
    payment_id: int
    order_id: int
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """A picture sent for a payment, kept under ``sha256``."""

    id: int
    sha256: str
    doubtful: bool
    sent_at: datetime


_COLUMNS = (PaymentProof.id, PaymentProof.sha256, PaymentProof.doubtful, PaymentProof.sent_at)
_PROOF = prepared(select(*_COLUMNS).where(PaymentProof.id == bindparam("proof_id")))
_LATEST = prepared(
    select(*_COLUMNS)
    .where(PaymentProof.payment_id == bindparam("payment_id"))
    .order_by(PaymentProof.id.desc())
    .limit(1)
)


async def proof(session: Session, proof_id: int) -> Proof:
    """Give a proof. Raises ProofGone."""
    row = (await session.execute(_PROOF, {"proof_id": proof_id})).first()
    if row is None:
        raise ProofGone(proof_id=proof_id)
    return Proof(*row)


async def latest_proof(session: Session, payment_id: int) -> Proof | None:
    """Give the last proof sent for a payment."""
    row = (await session.execute(_LATEST, {"payment_id": payment_id})).first()
    return Proof(*row) if row else None


async def add_proof(
    session: Session, person_id: int, order_id: int, sha256: str, likeness: str, *, now: datetime
) -> ProofAdded:
    """Take a picture (kept before under ``sha256``) as proof for an order; from now on it cannot expire.

    Late pictures, for an expired or cancelled order, are taken too: late money is never lost. The same picture
    again changes nothing. Raises OrderGone, AlreadyDone when the payment is settled, ProofRefusedBefore,
    TooManyProofs.
    """
    order = await hold(session, order_id, person_id)
    payment = await payment_in(session, order)
    known = await _same(session, payment, sha256)
    if known is not None and payment.state in {PaymentState.PENDING_REVIEW, PaymentState.SETTLED}:
        return known
    await _check(session, payment, known)
    doubtful = await _resembles_another(session, order_id, sha256, likeness)
    new = insert(PaymentProof).values(
        payment_id=payment.id, sha256=sha256, likeness=likeness, doubtful=doubtful, sent_at=now
    )
    proof_id = (await session.execute(new.returning(PaymentProof.id))).scalar_one()
    await move_payment(session, payment.id, PaymentState.PENDING_REVIEW)
    before = {"state": payment.state}
    after = {"state": PaymentState.PENDING_REVIEW, "proof": proof_id}
    note(session, person_id, "proof", f"order:{order_id}", now=now, before=before, after=after)
    added = ProofAdded(proof_id, payment.id, order_id, doubtful)
    await _tell_owners(session, added, now)
    return added


async def _same(session: Session, payment: HeldPayment, sha256: str) -> ProofAdded | None:
    """Give what became of the same picture when it was sent before for this payment."""
    row = (
        await session.execute(
            select(PaymentProof.id, PaymentProof.doubtful).where(
                PaymentProof.payment_id == payment.id, PaymentProof.sha256 == sha256
            )
        )
    ).first()
    return ProofAdded(row.id, payment.id, payment.order_id, row.doubtful) if row else None


async def _check(session: Session, payment: HeldPayment, known: ProofAdded | None) -> None:
    """Refuse pictures that cannot help."""
    if known is not None:
        raise ProofRefusedBefore(order_id=payment.order_id)
    if payment.state in {PaymentState.SETTLED, PaymentState.AUTHORIZED, PaymentState.FAILED}:
        raise AlreadyDone(order_id=payment.order_id, state=payment.state)
    counted = select(func.count()).select_from(PaymentProof).where(PaymentProof.payment_id == payment.id)
    if (await session.execute(counted)).scalar_one() >= MOST_PROOFS:
        raise TooManyProofs(order_id=payment.order_id, limit=MOST_PROOFS)


async def _resembles_another(session: Session, order_id: int, sha256: str, likeness: str) -> bool:
    """Whether the picture, or one that looks like it, was sent as proof of another order."""
    copy = await session.scalar(_of_others(order_id).where(PaymentProof.sha256 == sha256).limit(1))
    if copy is not None:
        return True
    if not likeness:
        return False
    latest = _of_others(order_id).where(PaymentProof.likeness != "").order_by(PaymentProof.id.desc())
    return any(are_alike(likeness, other) for other in await session.scalars(latest.limit(COMPARED)))


def _of_others(order_id: int) -> Select[str]:
    return (
        select(PaymentProof.likeness)
        .join(Payment, Payment.id == PaymentProof.payment_id)
        .where(Payment.order_id != order_id)
    )


async def _tell_owners(session: Session, added: ProofAdded, now: datetime) -> None:
    facts = {
        "order_id": added.order_id,
        "payment_id": added.payment_id,
        "proof_id": added.proof_id,
        "doubtful": added.doubtful,
    }
    await news.to_owners(session, "proof-arrived", facts, key=str(added.proof_id), now=now)
