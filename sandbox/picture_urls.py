"""Where a person's phone finds the pictures of invoices and inline results (`sandbox/pictures.py` answers there)."""

from __future__ import annotations

from urllib.parse import quote

from sandbox.model import Person


def picture_url(person: Person, picture: str) -> str:
    """The whole address of one of these."""
    return f"/sim/people/{person.id}/{picture}"


def invoice_picture(chat: int, message: int) -> str:
    """Where the picture of an invoice is, from `/sim/people/{id}/` on."""
    return f"pictures/{chat}/{message}"


def link_picture(slug: str) -> str:
    """Where the picture of an invoice link is."""
    return f"pictures/{quote(slug, safe='')}"


def result_picture(bot: int, result: str) -> str:
    """Where the picture of an inline result is."""
    return f"pictures/inline/{bot}/{quote(result, safe='')}"
