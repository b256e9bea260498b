"""Half-typed forms, kept in the shop's database so that a restart loses nothing."""

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import JSON, BigInteger, String, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from customers import people
from customers.models import Person
from customers.people import Somebody
from foundation.database import Base, Session, prepared

_FORM = ("form", "answers", "listening", "last_search")


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

    def copy(self) -> "Conversation":
        """Give one that can be changed without changing this one."""
        answers = deepcopy(self.answers) if self.answers else {}
        return Conversation(self.form, answers, self.listening, self.last_search)

    def pause(self) -> None:
        """The person went elsewhere: typed text is not an answer any more, the answers stay."""
        self.listening = False

    def done(self) -> None:
        """The form is finished or left for good."""
        self.form, self.answers, self.listening = "", {}, False


_KNOWN = prepared(
    select(
        *people.COLUMNS,
        ConversationRow.form,
        ConversationRow.answers,
        ConversationRow.listening,
        ConversationRow.last_search,
    )
    .outerjoin_from(Person, ConversationRow, ConversationRow.person_id == Person.id)
    .where(Person.id == bindparam("id"))
)
_SAVE = prepared(
    lambda insert: (
        insert(ConversationRow)
        .values({name: bindparam(name) for name in ("person_id", *_FORM)})
        .on_conflict_do_update(
            index_elements=[ConversationRow.person_id], set_={name: bindparam(name) for name in _FORM}
        )
    )
)


async def known(session: Session, person_id: int) -> tuple[Somebody | None, Conversation]:
    """Give a person the shop has met, and their form, or an empty one: asked at every update, so in one go."""
    row = (await session.execute(_KNOWN, {"id": person_id})).first()
    if row is None:
        return None, Conversation()
    facts = tuple(row)
    size = len(people.COLUMNS)
    form, answers, listening, last_search = facts[size:]
    person = Somebody(*facts[:size])
    return person, Conversation(form, answers, listening, last_search) if form is not None else Conversation()


async def save(session: Session, person_id: int, conversation: Conversation) -> None:
    """Keep a person's form."""
    facts = {name: getattr(conversation, name) for name in _FORM}
    await session.execute(
        _SAVE, {"person_id": person_id, **facts, "last_search": conversation.last_search[:200]}
    )
