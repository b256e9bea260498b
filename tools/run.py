"""``make run``: the shop with its demo goods, on Telegram when BOT_TOKEN is set, else on the sandbox.

It only sets the environment and starts other processes: the shop does not know where it runs.
"""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable

sys.path.insert(0, os.getcwd())  # noqa: PTH109 - the rooms are folders of the project, not installed packages

from bot.demo import prepare
from foundation.settings import Settings, WrongSetting, load_settings

DEMO_TOKEN = "1000:sandbox"  # noqa: S105 - any token of this form works on the sandbox
PEOPLE = (
    {"id": 1001, "first_name": "Melati", "username": "toko_melati", "language_code": "id", "phone": "+6281200001001"},
    {"id": 2001, "first_name": "Sari", "last_name": "Dewi", "username": "sari_dewi", "language_code": "id",
     "phone": "+6281200002001"},
    {"id": 2002, "first_name": "Ben", "last_name": "Carter", "username": "ben_carter", "language_code": "en",
     "phone": "+6281200002002"},
)  # fmt: skip


def main() -> int:
    """Start everything, wait for Ctrl-C, stop everything; give the exit code."""
    # asked to stop before everything runs: leave the way an error leaves, stopping what was started
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))
    try:
        settings = load_settings()
        return _live(settings) if settings.bot_token else _on_the_sandbox(settings)
    except WrongSetting as error:
        print(error, file=sys.stderr)
        return 2


def _live(settings: Settings) -> int:
    # no demo accounts here: real shoppers must never pay to an example
    asyncio.run(prepare(settings, with_accounts=False))
    return _until_stopped([_start("bot", dict(os.environ))])


def _on_the_sandbox(settings: Settings) -> int:
    address = f"http://{settings.sandbox_host}:{settings.sandbox_port}"
    if _answers(f"{address}/sim/people"):
        print(
            f"Something answers at {address} already. Choose another port: SANDBOX_PORT=8091", file=sys.stderr
        )
        return 2
    # playing must not mix with a real shop's data
    data = settings.data_dir / "sandbox"
    own = {
        **os.environ,
        "BOT_TOKEN": DEMO_TOKEN,
        "BOT_API_URL": address,
        "OWNER_IDS": "1001",
        "DATA_DIR": str(data),
        "WEBHOOK_URL": "",
        "LOG_LEVEL": settings.log_level,
        "SANDBOX_HOST": settings.sandbox_host,
        "SANDBOX_PORT": str(settings.sandbox_port),
        # beside the shop's data, so that the conversation and the orders it is about are kept or lost together
        "SANDBOX_DATA": str(data / "telegram"),
    }
    sandbox = _start("sandbox", own)
    processes = [sandbox]
    try:
        asyncio.run(
            prepare(load_settings(bot_token=DEMO_TOKEN, data_dir=data, owner_ids="1001"), with_accounts=True)
        )
        if not _wait(lambda: _answers(f"{address}/sim/people"), sandbox):
            return _stop(processes, 1)
        for person in PEOPLE:
            _post(f"{address}/sim/people", person)
        # what an owner does with @BotFather on the real Telegram
        _post(f"{address}/bot{DEMO_TOKEN}/setMyName", {"name": "Toko Melati"})
        processes.append(_start("bot", own))
        print(f"\n  The shop is open. Chat page: {address}/  (Ctrl-C stops it)\n", flush=True)
    except BaseException:
        _stop(processes, 1)
        raise
    return _until_stopped(processes)


def _start(room: str, environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    """Start a room as a process out of Ctrl-C's reach: we stop them, in order."""
    return subprocess.Popen([sys.executable, "-m", room], env=environment, process_group=0)


def _until_stopped(processes: "list[subprocess.Popen[bytes]]") -> int:
    """Wait for Ctrl-C or for one process to end; then stop them all."""
    asked = []
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda number, _frame: asked.append(number))
    while not asked and all(process.poll() is None for process in processes):
        time.sleep(0.2)
    codes = [process.poll() for process in processes]
    return _stop(processes, 0 if asked else next((code for code in codes if code), 0))


def _stop(processes: "list[subprocess.Popen[bytes]]", code: int) -> int:
    # the bot first: it finishes what it is doing while its Telegram still answers
    for process in reversed(processes):
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(timeout=12)
        except subprocess.TimeoutExpired:
            process.kill()
    return code


def _wait(ready: Callable[[], bool], process: "subprocess.Popen[bytes]") -> bool:
    for _ in range(300):
        if process.poll() is not None:
            return False
        if ready():
            return True
        time.sleep(0.1)
    return False


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2):
            return True
    except (urllib.error.URLError, OSError):
        return False


def _post(url: str, body: dict[str, object]) -> None:
    request = urllib.request.Request(
        url, json.dumps(body).encode(), {"Content-Type": "application/json"}, method="POST"
    )
    with urllib.request.urlopen(request, timeout=5):
        pass


if __name__ == "__main__":
    sys.exit(main())
