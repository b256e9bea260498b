"""QRIS, Indonesia's one QR code for payments: read a merchant's code, write one that carries an amount.

A code is a row of tag-length-value fields (EMVCo Merchant-Presented Mode, as profiled by Bank Indonesia):
two digits of tag, two digits of length counted in characters, then the value; tag 63 is last and holds a
CRC-16/CCITT-FALSE over the UTF-8 bytes of everything before its own value. Read leniently, write strictly.
"""

import re
from binascii import crc_hqx
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from foundation.errors import ShopError

LARGEST_AMOUNT = 10_000_000
"""Rupiah: what one QRIS payment may carry at most, by Bank Indonesia's rule."""

LONGEST_CODE = 1024
"""Characters. EMVCo allows 512; whatever is far longer is not a payment code."""

_START = "000201"
_CRC_HEAD = "6304"
_RUPIAH = "360"
_REGISTRIES = {"ID.CO.QRIS.WWW", "ID.OR.GPNQR.WWW"}
_SURCHARGES = {"55", "56", "57"}
_FIELD_HEAD = re.compile(r"([0-9]{2})([0-9]{2})")
_AMOUNT = re.compile(r"[0-9]{1,13}(\.[0-9]{0,2})?")
# Line breaks, tabs and invisible characters come from wrapped chat messages; no field holds them.
_INVISIBLE = re.compile("[\r\n\t\v\f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]")


class QrisError(ShopError):
    """A payment code that cannot be used."""

    key: ClassVar[str] = "error-qris-unreadable"


class QrisUnreadable(QrisError):
    """The text is no QRIS, or a broken one. Facts: ``reason`` (a short English word for logs)."""

    key = "error-qris-unreadable"


class QrisTruncated(QrisError):
    """The text begins as a QRIS and stops too early. Facts: ``length`` (characters received)."""

    key = "error-qris-truncated"


class QrisChecksumWrong(QrisError):
    """A character was lost or changed on the way. Facts: ``found``, ``expected`` (hex)."""

    key = "error-qris-checksum"


class QrisForeign(QrisError):
    """A payment code of another country or currency. Facts: ``currency`` (ISO 4217 digits), ``country``."""

    key = "error-qris-foreign"


class QrisNotStatic(QrisError):
    """A code made for one payment was given where the shop's lasting one is needed. Facts: ``amount``."""

    key = "error-qris-not-static"


class QrisAmountTooLarge(QrisError):
    """One payment may not carry this much. Facts: ``amount``, ``limit`` (rupiah)."""

    key = "error-qris-too-large"


class QrisAmountTooSmall(QrisError):
    """A payment code needs an amount above zero. Facts: ``amount`` (rupiah)."""

    key = "error-qris-too-small"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a code: a two-digit tag and its value."""

    tag: str
    value: str

    def __str__(self) -> str:
        """Write the field with its length, counted in characters."""
        return f"{self.tag}{len(self.value):02d}{self.value}"


@dataclass(frozen=True, slots=True)
class Qris:
    """A payment code that was read and found whole: its fields in their order, without the checksum."""

    fields: tuple[Field, ...]

    def value(self, tag: str) -> str | None:
        """Give the value under a tag, None where the code has no such field."""
        return next((field.value for field in self.fields if field.tag == tag), None)

    @property
    def merchant_name(self) -> str:
        """The name a payer sees, as the acquirer registered it."""
        return (self.value("59") or "").strip()

    @property
    def merchant_city(self) -> str:
        """The city a payer sees."""
        return (self.value("60") or "").strip()

    @property
    def postal_code(self) -> str | None:
        """The merchant's postal code."""
        return self.value("61")

    @property
    def currency(self) -> str:
        """ISO 4217 digits; 360, the rupiah, in every code this module reads."""
        return self.value("53") or ""

    @property
    def is_dynamic(self) -> bool:
        """Whether the code was made for one payment; a code that does not say is a lasting one."""
        return self.value("01") not in {None, "11"}

    @property
    def amount(self) -> int | None:
        """The amount the code carries, in rupiah."""
        typed = self.value("54")
        return None if typed is None else int(Decimal(typed))

    @property
    def nmid(self) -> str | None:
        """The National Merchant ID, from the account template of the national registry."""
        return next(
            (parts["02"] for parts in self._accounts() if _is_registry(parts) and "02" in parts), None
        )

    @property
    def has_surcharge(self) -> bool:
        """Whether the code asks the payer for a tip or a fee, which QRIS merchants may not do."""
        return any(field.tag in _SURCHARGES for field in self.fields)

    def _accounts(self) -> Iterable[dict[str, str]]:
        """Open the merchant account templates, tags 26 to 51."""
        return (_opened(field.value) for field in self.fields if "26" <= field.tag <= "51")

    def __str__(self) -> str:
        """Write the code with a fresh checksum."""
        return _sealed(self.fields)

    def with_amount(self, rupiah: int) -> str:
        """Write this lasting code as one for a single payment of so many rupiah.

        Tag 01 becomes 12, tag 54 holds the amount, tip and fee tags 55–57 are left out, everything else
        stays byte for byte. Raises QrisNotStatic, QrisAmountTooSmall, QrisAmountTooLarge.
        """
        if self.is_dynamic:
            raise QrisNotStatic(amount=self.amount)
        if rupiah <= 0:
            raise QrisAmountTooSmall(amount=rupiah)
        if rupiah > LARGEST_AMOUNT:
            raise QrisAmountTooLarge(amount=rupiah, limit=LARGEST_AMOUNT)
        rewritten = {"01", "54"} | _SURCHARGES
        fields = [field for field in self.fields if field.tag not in rewritten]
        for field in (Field("01", "12"), Field("54", str(rupiah))):
            _put_in_order(fields, field)
        return _sealed(fields)


def parse(text: str) -> Qris:
    """Read a code from a scan or a pasted message.

    White space around it, line breaks and invisible characters inside it and a lower-case checksum are
    forgiven. Raises QrisUnreadable, QrisTruncated, QrisChecksumWrong, QrisForeign.
    """
    code = _INVISIBLE.sub("", text[: LONGEST_CODE * 2]).strip()
    if not code.startswith(_START) or len(code) > LONGEST_CODE:
        raise QrisUnreadable(reason="start")
    *fields, seal = _read_fields(code)
    if seal.tag != "63":
        raise QrisTruncated(length=len(code))
    _check_seal(code, seal)
    _check_meaning(fields)
    return Qris(tuple(fields))


def parse_static(text: str) -> Qris:
    """Read a merchant's lasting code, the one on the sticker.

    Raises what ``parse`` raises, and QrisNotStatic for a code that was made for one payment.
    """
    qris = parse(text)
    if qris.is_dynamic:
        raise QrisNotStatic(amount=qris.amount)
    return qris


def _read_fields(code: str) -> list[Field]:
    """Cut a row of fields apart; nothing may follow the checksum."""
    fields: list[Field] = []
    at = 0
    while at < len(code):
        if fields and fields[-1].tag == "63":
            raise QrisUnreadable(reason="after-checksum")
        field = _field_at(code, at)
        fields.append(field)
        at += 4 + len(field.value)
    return fields


def _field_at(code: str, at: int) -> Field:
    """Read the field that begins at a position."""
    if len(code) < at + 4:
        raise QrisTruncated(length=len(code))
    head = _FIELD_HEAD.match(code, at)
    if head is None:
        raise QrisUnreadable(reason="field")
    tag, length = head.group(1), int(head.group(2))
    if len(code) < at + 4 + length:
        raise QrisTruncated(length=len(code))
    return Field(tag, code[at + 4 : at + 4 + length])


def _check_seal(code: str, seal: Field) -> None:
    """Compare the checksum a code carries with the one its text has."""
    if len(seal.value) != 4:
        raise QrisUnreadable(reason="checksum-length")
    expected = _checksum(code[:-4])
    if seal.value.upper() != expected:
        raise QrisChecksumWrong(found=seal.value, expected=expected)


def _check_meaning(fields: list[Field]) -> None:
    """Refuse codes that are whole but cannot take a rupiah payment without guessing."""
    values = {field.tag: field.value for field in fields}
    if len(values) != len(fields):
        raise QrisUnreadable(reason="repeated-tag")
    if values.get("53", _RUPIAH) != _RUPIAH or values.get("58", "ID").upper() != "ID":
        raise QrisForeign(currency=values.get("53"), country=values.get("58"))
    if not {"53", "58", "59"} <= values.keys() or not any("02" <= tag <= "51" for tag in values):
        raise QrisUnreadable(reason="missing-tag")
    amount = values.get("54")
    if amount is not None and (not _AMOUNT.fullmatch(amount) or Decimal(amount) % 1 or not Decimal(amount)):
        raise QrisUnreadable(reason="amount")


def _opened(template: str) -> dict[str, str]:
    """Read the fields inside a field; a template of another shape has none we need."""
    try:
        return {field.tag: field.value for field in _read_fields(template)}
    except QrisError:
        return {}


def _is_registry(parts: dict[str, str]) -> bool:
    """Tell the national registry's template by the domain it names."""
    return parts.get("00", "").upper() in _REGISTRIES


def _put_in_order(fields: list[Field], field: Field) -> None:
    """Insert a field before the first one with a greater tag."""
    at = next((at for at, other in enumerate(fields) if other.tag > field.tag), len(fields))
    fields.insert(at, field)


def _sealed(fields: Iterable[Field]) -> str:
    """Write fields as text and close it with the checksum."""
    body = "".join(map(str, fields)) + _CRC_HEAD
    return body + _checksum(body)


def _checksum(body: str) -> str:
    """CRC-16/CCITT-FALSE as four upper-case hex digits; a lone surrogate cannot match any."""
    return f"{crc_hqx(body.encode('utf-8', 'replace'), 0xFFFF):04X}"
