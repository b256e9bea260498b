"""Settings from the environment or ``.env``. A wrong value stops the start with one line that shows a right one."""

from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from babel.numbers import list_currencies
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

_TOKEN = r"^(\d{1,20}:[A-Za-z0-9_-]{1,100})?$"  # noqa: S105 - a pattern, not a token


class WrongSetting(Exception):
    """A setting that cannot be used; ``str()`` is the one line for the person who starts the shop."""


class Settings(BaseSettings):
    """Everything that can be set from outside. Names are upper-case in the environment."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", env_ignore_empty=True
    )

    bot_token: str = Field("", pattern=_TOKEN, examples=["123456789:AAExampleTokenFromBotFather"])
    bot_api_url: str = Field("", pattern=r"^(https?://\S+)?$", examples=["http://127.0.0.1:8081"])
    owner_ids: Annotated[tuple[int, ...], NoDecode] = Field((), examples=["123456789,987654321"])
    database_url: str = Field(
        "",
        pattern=r"^((sqlite|postgres|postgresql)(\+\w+)?://\S*)?$",
        examples=["postgresql://user:password@localhost/etalase"],
    )
    data_dir: Path = Field(Path("data"), examples=["data"])
    default_language: Literal["id", "en"] = Field("id", examples=["id"])
    currency: str = Field("IDR", examples=["IDR"])
    timezone: str = Field("Asia/Jakarta", examples=["Asia/Jakarta"])
    payment_window_minutes: int = Field(24 * 60, ge=1, le=14 * 24 * 60, examples=["1440"])
    webhook_url: str = Field("", pattern=r"^(https?://\S+)?$", examples=["https://shop.example.com/telegram"])
    webhook_secret: str = Field("", pattern=r"^([A-Za-z0-9_-]{1,256})?$", examples=["a-long-random-word"])
    midtrans_server_key: str = Field("", repr=False, examples=["Mid-server-abcdefghijklmnop"])
    xendit_secret_key: str = Field("", repr=False, examples=["xnd_production_abcdefgh"])
    xendit_callback_token: str = Field("", repr=False, examples=["abcdefghijklmnop"])
    tripay_merchant_code: str = Field("", examples=["T1234"])
    tripay_api_key: str = Field("", repr=False, examples=["abcdefghijklmnop"])
    tripay_private_key: str = Field("", repr=False, examples=["abcde-fghij-klmno"])
    tripay_email: str = Field("", examples=["shop@example.com"])
    tripay_qris_channel: str = Field("", examples=["QRIS2"])
    payment_provider_token: str = Field("", repr=False, examples=["381764678:TEST:100037"])
    gateway_mode: Literal["live", "test"] = Field("live", examples=["live"])
    midtrans_base_url: str = Field("", pattern=r"^(https?://\S+)?$", examples=["http://127.0.0.1:8090"])
    xendit_base_url: str = Field("", pattern=r"^(https?://\S+)?$", examples=["http://127.0.0.1:8090"])
    tripay_base_url: str = Field("", pattern=r"^(https?://\S+)?$", examples=["http://127.0.0.1:8090"])
    http_host: str = Field("127.0.0.1", examples=["127.0.0.1"])
    http_port: int = Field(8080, ge=1, le=65535, examples=["8080"])
    sandbox_host: str = Field("127.0.0.1", examples=["127.0.0.1"])
    sandbox_port: int = Field(8081, ge=1, le=65535, examples=["8081"])
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", examples=["INFO"])

    @field_validator("owner_ids", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.replace(";", ",").split(",") if part.strip())
        return value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("unknown time zone")
        return value

    @field_validator("currency")
    @classmethod
    def _known_currency(cls, value: str) -> str:
        if value.upper() not in list_currencies():
            raise ValueError("unknown currency")
        return value.upper()

    @property
    def gateways(self) -> dict[str, dict[str, str]]:
        """What was entered for each payment gateway, by its name; those without any key are left out."""
        entered: dict[str, dict[str, str]] = {}
        for provider in ("midtrans", "xendit", "tripay"):
            names = [name for name in type(self).model_fields if name.startswith(f"{provider}_")]
            parts = {name.removeprefix(f"{provider}_"): getattr(self, name) for name in names}
            parts = {part: value for part, value in parts.items() if value}
            if parts.keys() - {"base_url"}:
                entered[provider] = {**parts, "mode": self.gateway_mode}
        return entered

    @property
    def zone(self) -> ZoneInfo:
        """The shop's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def database(self) -> str:
        """Where the shop is kept: DATABASE_URL, or one SQLite file in DATA_DIR."""
        return self.database_url or f"sqlite:///{self.data_dir.resolve() / 'etalase.db'}"


def load_settings(**given: Any) -> Settings:
    """Read the settings; keyword arguments win over the environment. Raises WrongSetting."""
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        examples = Settings.model_fields[name].examples or [""]
        # the value itself is not shown: it may be a mistyped secret
        reason = first["msg"].removeprefix("Value error, ")
        raise WrongSetting(
            f"{name.upper()} is not usable ({reason}). Right would be: {name.upper()}={examples[0]}"
        ) from None
