"""Half-typed forms, kept in the shop's database so that a restart loses nothing."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import JSON, BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base


class ConversationRow(Base):
    """The form a person is filling in; one at a time."""

    __tablename__ = "conversation"

    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    form: Mapped[str] = mapped_column(String(40), default="")
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    listening: Mapped[bool] = mapped_column(default=False)
    """whether the next typed text belongs to the form (false after the person went elsewhere)"""


@dataclass
class Conversation:
    """What a handler sees of a person's form. The transaction's middleware saves what changed."""

    form: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    listening: bool = False

    def ask(self, form: str, **answers: Any) -> None:
        """Wait for the answer to ``form``; given answers are added to those kept for the same form's family."""
        kept = self.answers if self.family == form.split(":", maxsplit=1)[0] else {}
        self.form, self.answers, self.listening = form, {**kept, **answers}, True

    @property
    def family(self) -> str:
        """The part of the form's name before the colon: ``add:price`` is a question of the form ``add``."""
        return self.form.split(":", maxsplit=1)[0]

    def pause(self) -> None:
        """The person went elsewhere: typed text is not an answer any more, the answers stay."""
        self.listening = False

    def done(self) -> None:
        """The form is finished or left for good."""
        self.form, self.answers, self.listening = "", {}, False
