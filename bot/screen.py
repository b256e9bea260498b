"""What a person sees, said without Telegram."""

from dataclasses import dataclass, field
from typing import Literal, Protocol

from checkout.papers.paper import Paper, PaperLabels


class Action(Protocol):
    """What a button means; it packs itself into at most 64 bytes."""

    def pack(self) -> str:
        """Give the button's data."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One button: exactly one of ``action``, ``url`` or ``copy`` is set."""

    text: str
    action: Action | None = None
    url: str = ""
    copy: str = ""


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A picture the shop keeps."""

    sha256: str


@dataclass(frozen=True, slots=True)
class QrPicture:
    """A QR code to draw."""

    payload: str
    title: str
    amount: str
    caption: str


@dataclass(frozen=True, slots=True)
class HeaderPicture:
    """The shop's own picture with its name: large on the welcome, slim with a section's name elsewhere."""

    section: str = ""


Picture = StoredPicture | QrPicture | HeaderPicture


@dataclass(frozen=True, slots=True)
class PaperDocument:
    """An invoice or a receipt to draw, and how its file is called."""

    paper: Paper
    labels: PaperLabels
    name: str


@dataclass(frozen=True, slots=True)
class Invoice:
    """A bill of Telegram's own with a button that pays it (``pay`` is its label).

    ``parts`` are labels and amounts in Telegram's smallest units of ``currency``; ``XTR`` are Stars.
    """

    title: str
    description: str
    payload: str
    currency: str
    parts: tuple[tuple[str, int], ...]
    pay: str


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the keyboard below the message field."""

    text: str
    kind: Literal["text", "contact"] = "text"


@dataclass(frozen=True, slots=True)
class Screen:
    """One message: HTML text, buttons in rows, perhaps a picture.

    A tap redraws its own message unless ``fresh``; a ``document`` is always a message of its own, the text below it.
    An ``invoice`` is one too; the text stands in its place where Telegram refuses it. ``toast`` answers the tap
    (``alert`` makes it a dialog).
    ``section`` names the screen on the shop's picture when it redraws a photo message. ``keyboard`` replaces the keys below the message field; an empty tuple takes them away, None leaves them.
    """

    text: str
    choices: tuple[tuple[Choice, ...], ...] = ()
    picture: Picture | None = None
    document: PaperDocument | None = None
    toast: str = ""
    alert: bool = False
    fresh: bool = False
    section: str = ""
    keyboard: tuple[tuple[Key, ...], ...] | None = field(default=None)
    invoice: Invoice | None = None


@dataclass(frozen=True, slots=True)
class Toast:
    """An answer to a tap that leaves the message as it is."""

    text: str = ""
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Consent:
    """An answer to Telegram's question whether a bill may be paid now: yes, or why not."""

    refused: str = ""
