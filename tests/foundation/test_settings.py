"""Settings: a wrong one stops the start with one line that shows a right one."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from foundation.settings import Settings, WrongSetting, load_settings

ROOT = Path(__file__).parents[2]


def test_the_example_file_names_every_setting_and_no_other() -> None:
    """Whoever copies .env.example sees all there is, each with a line of its own."""
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = re.findall(r"^([A-Z_]+)=(.*)$", text, flags=re.MULTILINE)
    assert [name for name, _ in named] == [name.upper() for name in Settings.model_fields]
    for name, value in named:
        default = Settings.model_fields[name.lower()].default
        assert value == ("" if default in ("", ()) else str(default))
        assert re.search(rf"^# .+\n{name}=", text, flags=re.MULTILINE)


def test_every_default_is_a_usable_value(monkeypatch: pytest.MonkeyPatch) -> None:
    """The example file as it stands starts the shop."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    settings = load_settings(_env_file=ROOT / ".env.example")
    assert settings.database.startswith("sqlite:///")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "hello"),
        ("BOT_API_URL", "localhost:8081"),
        ("OWNER_IDS", "melati"),
        ("DATABASE_URL", "mysql://somewhere"),
        ("DEFAULT_LANGUAGE", "fr"),
        ("CURRENCY", "RUPIAH"),
        ("TIMEZONE", "Jakarta"),
        ("PAYMENT_WINDOW_MINUTES", "0"),
        ("WEBHOOK_URL", "shop.example.com"),
        ("WEBHOOK_SECRET", "two words"),
        ("HTTP_PORT", "http"),
        ("SANDBOX_PORT", "99999"),
        ("LOG_LEVEL", "LOUD"),
    ],
)
def test_a_wrong_setting_is_named_with_a_right_one(name: str, value: str) -> None:
    """One line: which setting, and how it would be right; the value itself may be a secret and is not repeated."""
    with pytest.raises(WrongSetting) as raised:
        load_settings(_env_file=None, **{name.lower(): value})
    line = str(raised.value)
    assert line.startswith(name)
    assert f"{name}=" in line
    assert "\n" not in line
    assert value not in line.split("=", maxsplit=1)[0]


def test_the_bot_stops_with_one_line_and_a_code() -> None:
    """No traceback for somebody who mistyped a port."""
    environment = {"PATH": "/usr/bin:/bin", "HTTP_PORT": "eighty", "BOT_TOKEN": "1:a"}
    done = subprocess.run(
        [sys.executable, "-m", "bot"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.strip().startswith("HTTP_PORT")
    assert len(done.stderr.strip().splitlines()) == 1
