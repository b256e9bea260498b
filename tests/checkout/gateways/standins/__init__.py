"""Stand-ins for payment gateways: real HTTP servers on loopback, for any test that needs somebody to pay.

One is opened with ``async with standing("midtrans", clock) as midtrans`` (or ``xendit``, ``tripay``) and then:

- ``midtrans.credentials`` is what an owner would enter, with the stand-in's address: give it to ``gateways.build`` or
  to a whole shop.
- ``midtrans.notify_url = "http://127.0.0.1:…/payments/midtrans"`` is where its notifications go (the dashboard's
  setting); without it they are only kept in ``midtrans.sent``.
- people: ``await midtrans.pay("1024-1")``, ``pay(…, amount=5_000)`` pays less or more, ``expire``, ``fail``,
  ``cancel``, ``give_back`` (from the dashboard), ``dispute``. Each changes the charge and sends a notification; paying
  after ``expire`` is late money. ``tell=False`` changes it silently: the notification got lost.
- the post: ``midtrans.letter("1024-1")`` writes the notification of how a charge stands now, ``await
  midtrans.send(letter)`` delivers it with the documented number of retries until a 2xx. Send it twice for a
  duplicate, keep an old one and send it later for disorder; ``letter.forged()`` has a wrong signature,
  ``letter.changed(b"PAID", b"UNPAID")`` another body under the old signature.
- moods: ``midtrans.mood(Lost())`` and so on happen to the next requests, one each: ``Refuses``, ``Busy``, ``Broken``
  (a server's own error), ``Silent`` (never answers), ``Drops`` (closes without an answer and does nothing), ``Lost``
  (does what was asked, then closes), ``Drips`` (byte by byte), ``Garbage``.
- looking: ``midtrans.calls`` holds every request, ``midtrans.charges`` every charge, ``midtrans.sent`` every delivery.

The keys are checked as documented, and so are signatures, references used twice and refunds.
"""

from tests.checkout.gateways.standins.doors import TRUSTED, standing
from tests.checkout.gateways.standins.moods import Broken, Busy, Drips, Drops, Garbage, Lost, Refuses, Silent
from tests.checkout.gateways.standins.post import Letter
from tests.checkout.gateways.standins.standin import StandIn

__all__ = [
    "TRUSTED",
    "Broken",
    "Busy",
    "Drips",
    "Drops",
    "Garbage",
    "Letter",
    "Lost",
    "Refuses",
    "Silent",
    "StandIn",
    "standing",
]
