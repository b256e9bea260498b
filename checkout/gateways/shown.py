"""What a shopper is shown to pay by: a code, a number, a link."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QrCode:
    """The text of a QRIS code, to be drawn."""

    text: str


@dataclass(frozen=True, slots=True)
class QrImage:
    """A picture of the code at the gateway; ``app_url`` opens the wallet but is no web address."""

    url: str
    app_url: str = ""


@dataclass(frozen=True, slots=True)
class VirtualAccount:
    """A number to transfer to at a bank (``bca``); Mandiri's bill payment has a company code, ``biller``, as well."""

    bank: str
    number: str
    biller: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A web address that opens the wallet or its page; ``qr_image`` is the same as a picture, or empty."""

    url: str
    qr_image: str = ""


@dataclass(frozen=True, slots=True)
class PhonePrompt:
    """Nothing to show: the wallet asks on the shopper's phone (OVO)."""


Shown = QrCode | QrImage | VirtualAccount | Link | PhonePrompt
