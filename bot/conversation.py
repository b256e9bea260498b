"""Half-typed forms, kept in the shop's database so that a restart loses nothing."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import JSON, BigInteger, String, select
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, Session, insert_for


class ConversationRow(Base):
    """The form a person is filling in; one at a time."""

    __tablename__ = "conversation"

    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    form: Mapped[str] = mapped_column(String(40), default="")
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    listening: Mapped[bool] = mapped_column(default=False)
    """whether the next typed text belongs to the form (false after the person went elsewhere)"""
    last_search: Mapped[str] = mapped_column(String(200), default="")
    """what *Back* from a found product returns to"""


@dataclass
class Conversation:
    """What a handler sees of a person's form. The transaction's middleware saves what changed."""

    form: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    listening: bool = False
    last_search: str = ""

    @property
    def family(self) -> str:
        """The part of the form's name before the colon: ``add:price`` is a question of the form ``add``."""
        return self.form.split(":", maxsplit=1)[0]

    def ask(self, form: str, **answers: Any) -> None:
        """Wait for the answer to ``form``; answers given earlier to questions of the same family are kept."""
        kept = self.answers if self.family == form.split(":", maxsplit=1)[0] else {}
        self.form, self.answers, self.listening = form, {**kept, **answers}, True

    def pause(self) -> None:
        """The person went elsewhere: typed text is not an answer any more, the answers stay."""
        self.listening = False

    def done(self) -> None:
        """The form is finished or left for good."""
        self.form, self.answers, self.listening = "", {}, False


async def load(session: Session, person_id: int) -> Conversation:
    """Give a person's form, or an empty one."""
    row = (
        await session.execute(
            select(
                ConversationRow.form,
                ConversationRow.answers,
                ConversationRow.listening,
                ConversationRow.last_search,
            ).where(ConversationRow.person_id == person_id)
        )
    ).first()
    return (
        Conversation(row.form, dict(row.answers), row.listening, row.last_search) if row else Conversation()
    )


async def save(session: Session, person_id: int, conversation: Conversation) -> None:
    """Keep a person's form."""
    facts = {
        "form": conversation.form,
        "answers": conversation.answers,
        "listening": conversation.listening,
        "last_search": conversation.last_search[:200],
    }
    statement = insert_for(session)(ConversationRow).values(person_id=person_id, **facts)
    await session.execute(
        statement.on_conflict_do_update(index_elements=[ConversationRow.person_id], set_=facts)
    )
