"""Payment gateways: Midtrans, Xendit, Tripay behind four verbs (``gateway.Gateway``).

This package knows HTTP and values only: no database, no chat. ``build("midtrans", {"server_key": …}, client)`` makes
one; ``create`` asks for a payment, ``read_notification`` reads what the gateway sends, ``confirm`` asks whether it is
so, ``ask_status`` and ``refund`` do as they say. Errors are in ``errors``, limits in each gateway's ``methods``.
"""

from checkout.gateways.gateway import Gateway, confirm
from checkout.gateways.registry import PARTS, build, way_to_pay, ways_to_pay
from checkout.gateways.wire import Patience

__all__ = ["PARTS", "Gateway", "Patience", "build", "confirm", "way_to_pay", "ways_to_pay"]
