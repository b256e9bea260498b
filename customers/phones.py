"""Phone numbers: kept in one international form (E.164), shown to others with most digits hidden."""

import phonenumbers

from foundation.errors import ShopError

_HIDDEN = "•"


class PhoneUnreadable(ShopError):
    """What was typed is no phone number that can be called. Facts: ``region`` it was read for.

    The number itself is left out: facts end up in logs.
    """

    key = "error-phone"


def normalise_phone(text: str, region: str = "ID") -> str:
    """Write a number as E.164, ``0812-3456-7890`` as ``+6281234567890``.

    Numbers without a country code are taken for numbers of ``region`` (ISO 3166). Raises PhoneUnreadable.
    """
    try:
        number = phonenumbers.parse(text[:60], region)
    except phonenumbers.NumberParseException:
        number = None
    # an extension cannot be dialled by a courier, so a number with one is not complete without it
    if number is None or number.extension or not phonenumbers.is_valid_number(number):
        raise PhoneUnreadable(region=region)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def mask_phone(phone: str) -> str:
    """Hide a number but for its country and its last three digits: ``+62 ••••••••890``."""
    try:
        number = phonenumbers.parse(phone[:60], None)
    except phonenumbers.NumberParseException:
        digits = "".join(char for char in phone if char.isdigit())
        return _HIDDEN * 8 + (digits[-3:] if len(digits) > 6 else "")
    national = str(number.national_number)
    shown = national[-3:] if len(national) > 6 else ""
    return f"+{number.country_code} {_HIDDEN * (len(national) - len(shown))}{shown}"
