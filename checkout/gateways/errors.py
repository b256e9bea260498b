"""What can go wrong between the shop and a gateway; the words are in the locales under each ``key``.

Facts never hold a key, a token or a whole answer of the gateway.
"""

from foundation.errors import Gone, ShopError


class GatewayTrouble(ShopError):
    """The gateway did not do what was asked. Facts: provider."""

    key = "error-gateway"


class GatewayUnreachable(GatewayTrouble):
    """No usable answer came. Facts: provider, trouble (a short word for logs), sent.

    ``sent`` tells whether the gateway may have carried out what was asked: if so, ask it again by the same reference.
    """

    key = "error-gateway-unreachable"


class GatewayBusy(GatewayTrouble):
    """It wants to be asked less often; nothing was done. Facts: provider, wait (seconds)."""

    key = "error-gateway-busy"


class GatewayUnreadable(GatewayTrouble):
    """It answered something we cannot read, or about something else. Facts: provider, what, status (HTTP).

    What was asked may have been carried out: ask it again by the same reference.
    """

    key = "error-gateway-unreadable"


class GatewayRefused(GatewayTrouble):
    """It understood and said no. Facts: provider, code and detail (its own words, shortened)."""

    key = "error-gateway-refused"


class KeysRefused(GatewayRefused):
    """It does not know the owner's keys (or not from this address). Facts: provider, code, detail."""

    key = "error-gateway-keys"


class ReferenceTaken(GatewayTrouble):
    """The reference was used before, for something else or to its end. Facts: provider, reference, state.

    A new attempt needs a new reference; if ``state`` is ``paid``, ask how it stands first.
    """

    key = "error-gateway-reference"


class ChargeGone(Gone):
    """The gateway knows no such charge. Facts: provider, reference."""

    key = "error-gateway-charge-gone"


# --- refused before it is asked ---------------------------------------------------------------------------


class MethodNotOffered(ShopError):
    """The gateway does not take this method, or not in this currency, or not for this owner. Facts: provider, method."""

    key = "error-gateway-method"


class AmountTooSmall(ShopError):
    """Less than the method carries. Facts: provider, method, amount, limit, currency."""

    key = "error-gateway-amount-small"


class AmountTooLarge(ShopError):
    """More than the method carries. Facts: provider, method, amount, limit, currency."""

    key = "error-gateway-amount-large"


class PhoneNeeded(ShopError):
    """The wallet is found by its phone number. Facts: provider, method."""

    key = "error-gateway-phone"


class RefundImpossible(ShopError):
    """The gateway cannot give the money back: a human has to. Facts: provider, reason (see RefundOutcome)."""

    key = "error-gateway-refund"


# --- what the owner enters --------------------------------------------------------------------------------


class GatewayUnknown(ShopError):
    """No such gateway. Facts: provider, known (a tuple of names)."""

    key = "error-gateway-unknown"


class CredentialsWrong(ShopError):
    """A key that cannot be right. Facts: provider, part (its name), problem; never the value.

    ``problem`` is ``missing``, ``unreadable``, ``unknown`` (no such part), or ``mode`` (a key for testing where a
    live one is meant, or the other way round).
    """

    key = "error-gateway-credentials"


# --- notifications ----------------------------------------------------------------------------------------


class NotificationRefused(ShopError):
    """What arrived as a gateway's notification is not taken. Facts: provider."""

    key = "error-notification"


class NotificationForged(NotificationRefused):
    """It does not come from the gateway, or the gateway contradicts it. Facts: provider, what."""

    key = "error-notification-forged"


class NotificationUnreadable(NotificationRefused):
    """It cannot be read, or names an amount nobody can pay. Facts: provider, what."""

    key = "error-notification-unreadable"


class NotificationForeign(NotificationRefused):
    """Genuine, but about nothing the shop asks for: answer that it arrived. Facts: provider, what."""

    key = "error-notification-foreign"
