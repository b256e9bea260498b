"""The one base of everything a person can be told went wrong.

An error is a type with facts; the words are in ``locales/*/errors.ftl`` under the type's ``key``.
"""

from typing import ClassVar


class ShopError(Exception):
    """Something a person did or met that the shop cannot do; nothing was changed.

    ``key`` names the message that explains it, ``facts`` fill that message.
    """

    key: ClassVar[str] = "error-unknown"

    def __init__(self, **facts: object) -> None:
        super().__init__(facts)
        self.facts = facts

    def __str__(self) -> str:
        """Say the key and the facts, for logs."""
        return f"{self.key} {self.facts}"


class NotAllowed(ShopError):
    """The person may not do this."""

    key = "error-not-allowed"


class Gone(ShopError):
    """What the button or the number pointed at does not exist (any more)."""

    key = "error-gone"
