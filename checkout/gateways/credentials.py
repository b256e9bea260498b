"""The owner's keys: read once, checked for slips, never shown.

A key is a pydantic SecretStr: its ``repr`` and ``str`` are stars, so neither logs nor errors can hold it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from pydantic import SecretStr

from checkout.gateways.errors import CredentialsWrong

LIVE, TEST = "live", "test"
_KEY = re.compile(r"[!-~]{8,256}")
_MERCHANT = re.compile(r"[A-Za-z0-9]{2,20}")
_EMAIL = re.compile(r"[^@\s]{1,64}@[A-Za-z0-9.-]{1,180}\.[A-Za-z]{2,20}")
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@dataclass(frozen=True, slots=True)
class MidtransKeys:
    """Midtrans: the Server Key signs our questions and its notifications."""

    base_url: str
    server_key: SecretStr = field(repr=False)


@dataclass(frozen=True, slots=True)
class XenditKeys:
    """Xendit: the secret key for our questions, the callback token that its notifications bring along."""

    base_url: str
    secret_key: SecretStr = field(repr=False)
    callback_token: SecretStr = field(repr=False)


@dataclass(frozen=True, slots=True)
class TripayKeys:
    """Tripay: API key, private key (it signs), merchant code, the shop's e-mail, and which QRIS channel is active."""

    base_url: str
    merchant_code: str
    email: str = field(repr=False)
    qris_channel: str
    api_key: SecretStr = field(repr=False)
    private_key: SecretStr = field(repr=False)


class _Parts:
    """What the owner entered for one gateway, taken part by part. Every refusal is CredentialsWrong."""

    def __init__(self, provider: str, values: Mapping[str, str], known: set[str]) -> None:
        self._provider, self._values = provider, {name: value.strip() for name, value in values.items()}
        unknown = sorted(set(values) - known - {"mode", "base_url"})
        if unknown:
            raise self._wrong(unknown[0][:40], "unknown")

    def _wrong(self, part: str, problem: str) -> CredentialsWrong:
        return CredentialsWrong(provider=self._provider, part=part, problem=problem)

    def text(self, part: str, shape: re.Pattern[str], default: str = "") -> str:
        value = self._values.get(part) or default
        if not value:
            raise self._wrong(part, "missing")
        if not shape.fullmatch(value):
            raise self._wrong(part, "unreadable")
        return value

    def key(self, part: str) -> SecretStr:
        return SecretStr(self.text(part, _KEY))

    def mode(self) -> str:
        return self.text("mode", re.compile(f"{LIVE}|{TEST}"), LIVE)

    def fits_mode(self, part: str, key: SecretStr, *, test: str, live: str) -> SecretStr:
        """Refuse a key whose beginning says that it belongs to the other mode."""
        other = test if self.mode() == LIVE else live
        if other and key.get_secret_value().startswith(other):
            raise self._wrong(part, "mode")
        return key

    def base_url(self, *, live: str, test: str) -> str:
        """Give the gateway's address, or another one: a key never travels in the clear, except to ourselves."""
        url = self._values.get("base_url") or (live if self.mode() == LIVE else test)
        try:
            parts = urlsplit(url)
            host = parts.hostname or ""
        except ValueError:
            raise self._wrong("base_url", "unreadable") from None
        if not host or parts.scheme not in ({"https", "http"} if host in _LOOPBACK else {"https"}):
            raise self._wrong("base_url", "unreadable")
        return url.rstrip("/")


def midtrans_keys(values: Mapping[str, str]) -> MidtransKeys:
    """Read ``server_key`` (and ``mode``, ``base_url``). Raises CredentialsWrong."""
    parts = _Parts("midtrans", values, {"server_key"})
    # new test keys look like live ones, so only the old beginning tells
    key = parts.fits_mode("server_key", parts.key("server_key"), test="SB-Mid-server-", live="")
    url = parts.base_url(live="https://api.midtrans.com", test="https://api.sandbox.midtrans.com")
    return MidtransKeys(url, key)


def xendit_keys(values: Mapping[str, str]) -> XenditKeys:
    """Read ``secret_key`` and ``callback_token`` (and ``mode``, ``base_url``). Raises CredentialsWrong."""
    parts = _Parts("xendit", values, {"secret_key", "callback_token"})
    key = parts.fits_mode(
        "secret_key", parts.key("secret_key"), test="xnd_development_", live="xnd_production_"
    )
    url = parts.base_url(live="https://api.xendit.co", test="https://api.xendit.co")
    return XenditKeys(url, key, parts.key("callback_token"))


def tripay_keys(values: Mapping[str, str]) -> TripayKeys:
    """Read ``api_key``, ``private_key``, ``merchant_code``, ``email`` and ``qris_channel`` (``QRIS2`` if unsaid).

    Raises CredentialsWrong.
    """
    parts = _Parts("tripay", values, {"api_key", "private_key", "merchant_code", "email", "qris_channel"})
    key = parts.fits_mode("api_key", parts.key("api_key"), test="DEV-", live="")
    return TripayKeys(
        parts.base_url(live="https://tripay.co.id/api", test="https://tripay.co.id/api-sandbox"),
        parts.text("merchant_code", _MERCHANT),
        parts.text("email", _EMAIL),
        parts.text("qris_channel", re.compile("QRIS|QRISC|QRIS2"), "QRIS2"),
        key,
        parts.key("private_key"),
    )
