"""Which gateways there are, and how one is made from what the owner entered."""

from collections.abc import Callable, Mapping

import httpx

from checkout.gateways import midtrans_asking, tripay_asking, xendit_asking
from checkout.gateways.credentials import midtrans_keys, tripay_keys, xendit_keys
from checkout.gateways.errors import GatewayUnknown
from checkout.gateways.gateway import Gateway
from checkout.gateways.methods import Method
from checkout.gateways.midtrans import Midtrans
from checkout.gateways.tripay import Tripay
from checkout.gateways.wire import USUAL, Patience
from checkout.gateways.xendit import Xendit

Values = Mapping[str, str]

_MAKERS: Mapping[str, Callable[[Values, httpx.AsyncClient, Patience], Gateway]] = {
    "midtrans": lambda values, client, patience: Midtrans(midtrans_keys(values), client, patience),
    "xendit": lambda values, client, patience: Xendit(xendit_keys(values), client, patience),
    "tripay": lambda values, client, patience: Tripay(tripay_keys(values), client, patience),
}
PARTS: Mapping[str, tuple[str, ...]] = {
    "midtrans": ("server_key",),
    "xendit": ("secret_key", "callback_token"),
    "tripay": ("merchant_code", "api_key", "private_key", "email"),
}
"""What the owner has to enter for each gateway; ``mode`` (``live``, ``test``) and ``base_url`` may be added."""

_METHODS: Mapping[str, Mapping[str, Method]] = {
    "midtrans": midtrans_asking.METHODS,
    "xendit": xendit_asking.METHODS,
    "tripay": tripay_asking.METHODS,
}


def way_to_pay(provider: str, code: str) -> Method | None:
    """Give a gateway's way to pay with its limits, without any keys; None for one we do not know."""
    return _METHODS.get(provider, {}).get(code)


def ways_to_pay(provider: str) -> tuple[str, ...]:
    """Give the codes of the ways to pay a gateway takes."""
    return tuple(_METHODS.get(provider, {}))


def build(name: str, credentials: Values, client: httpx.AsyncClient, patience: Patience = USUAL) -> Gateway:
    """Make a gateway. Checks the keys' shape, asks nobody. Raises GatewayUnknown, CredentialsWrong."""
    maker = _MAKERS.get(name)
    if maker is None:
        raise GatewayUnknown(provider=name[:40], known=tuple(_MAKERS))
    return maker(credentials, client, patience)
