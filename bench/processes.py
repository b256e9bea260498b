"""The bots under test: started, pinned to a core, watched, and always stopped again."""

import asyncio
import ctypes
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

from bench.crowd import OWNER
from bench.telegram import Account, Failed, Telegram

ROOT = Path(__file__).resolve().parent.parent
BOT_CORE, OTHER_CORE = 0, 1
_TICKS = os.sysconf("SC_CLK_TCK")
_PATIENCE = 60.0
SECRET = "a-word-nobody-guesses-0123456789abcdef"
"""What Telegram says along with every update."""


def pin(cores: Sequence[int], pid: int = 0) -> None:
    """Keep a process (0: this one) on the cores, as far as the machine has them and allows it."""
    there = set(cores) & set(range(os.cpu_count() or 1))
    if there and hasattr(os, "sched_setaffinity"):
        try:
            os.sched_setaffinity(pid, there)
        except OSError:
            return


def _born(cores: Sequence[int]) -> None:
    """Run in a new process before the bot: its cores, and that it dies with the benchmark however that ends."""
    pin(cores)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


def free_port() -> int:
    """Give a port nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Process:
    """One bot's process."""

    def __init__(self, account: Account, popen: "subprocess.Popen[bytes]", log: Path, port: int) -> None:
        """Hold a started process."""
        self.account, self.popen, self.log, self.port = account, popen, log, port

    @property
    def cpu(self) -> float:
        """Seconds of processor time used so far."""
        file = Path(f"/proc/{self.popen.pid}/stat")
        if not file.exists():
            return 0.0  # a system that does not say
        fields = file.read_text().rsplit(") ", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    @property
    def megabytes(self) -> float:
        """Resident memory."""
        said = subprocess.run(
            ["ps", "-o", "rss=", "-p", str(self.popen.pid)], capture_output=True, check=True
        )
        return int(said.stdout) / 1024

    async def opened(self) -> None:
        """Wait until the bot told Telegram where its webhook is. Raises Failed."""

        async def died() -> None:
            while self.popen.poll() is None:  # noqa: ASYNC110 - nobody tells when a process ends
                await asyncio.sleep(0.05)

        waits = [asyncio.create_task(self.account.ready.wait()), asyncio.create_task(died())]
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED, timeout=_PATIENCE)
        for task in waits:
            task.cancel()
        if not self.account.ready.is_set():
            raise Failed(f"the bot did not start:\n{self.tail()}")

    async def reachable(self, port: int) -> None:
        """Knock at a port of it until somebody opens. Raises Failed."""
        until = time.perf_counter() + _PATIENCE
        while time.perf_counter() < until and self.popen.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
            except OSError:
                await asyncio.sleep(0.01)
            else:
                return
        raise Failed(f"it did not start: {self.popen.args!r}\n{self.tail()}")

    def tail(self) -> str:
        """Give the end of what the process said."""
        return self.log.read_text(errors="replace")[-3000:]

    def pause(self, paused: bool) -> None:
        """Let the process sleep while another one is measured, or wake it."""
        self.popen.send_signal(signal.SIGSTOP if paused else signal.SIGCONT)

    def stop(self) -> None:
        """End the process: politely, then not."""
        if self.popen.poll() is None:
            self.popen.send_signal(signal.SIGCONT)
            self.popen.terminate()
            try:
                self.popen.wait(10)
            except subprocess.TimeoutExpired:
                self.popen.kill()
                self.popen.wait()
        for line in self.account.lines:
            line.close()
        self.account.lines.clear()


class Processes:
    """Everything that was started here and has to be stopped."""

    def __init__(self, telegram: Telegram) -> None:
        """Start bots on this Telegram."""
        self._telegram = telegram
        self._folder = tempfile.TemporaryDirectory(prefix="etalase-bench-")
        self._running: list[Process] = []
        self._started = 0

    def __enter__(self) -> "Processes":
        """Begin with nothing running."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop everything."""
        self.stop_all()
        self._folder.cleanup()

    @property
    def folder(self) -> Path:
        """Where whatever is written meanwhile can stand."""
        return Path(self._folder.name)

    def shop(
        self,
        database_url: str,
        *,
        cores: Sequence[int] = (BOT_CORE,),
        module: str = "bot",
        **more: str,
    ) -> Process:
        """Start the shop on a database."""
        data = Path(tempfile.mkdtemp(dir=self.folder))
        settings = {
            "DATABASE_URL": database_url,
            "DATA_DIR": str(data),
            "OWNER_IDS": str(OWNER),
            "LOG_LEVEL": "ERROR",
            **more,
        }
        return self._start([sys.executable, "-m", module], settings, cores)

    def ceilings(self) -> Process:
        """Start the bare bot."""
        return self._start([sys.executable, "-m", "bench.ceilings"], {}, (BOT_CORE,))

    def other(self, module: str, *, cores: Sequence[int] = (BOT_CORE,), **settings: str) -> Process:
        """Start something that is no bot; it may listen on its process's port."""
        return self._start([sys.executable, "-m", module], settings, cores)

    def stop(self, process: Process) -> None:
        """Stop one of them."""
        process.stop()
        if process in self._running:
            self._running.remove(process)

    def stop_all(self) -> None:
        """Stop all of them."""
        for process in list(self._running):
            self.stop(process)

    def _start(self, command: list[str], settings: Mapping[str, str], cores: Sequence[int]) -> Process:
        self._started += 1
        port, place = free_port(), str(self._started)
        account = self._telegram.account("1000:bench", place)
        log = self.folder / f"{place}.log"
        environment = {
            **{key: value for key, value in os.environ.items() if key not in _SETTINGS},
            "BOT_TOKEN": account.token.decode(),
            "BOT_API_URL": f"{self._telegram.address}/{place}",
            "WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
            "WEBHOOK_SECRET": SECRET,
            "HTTP_PORT": str(port),
            **settings,
        }
        with log.open("wb") as output:
            popen = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                start_new_session=True, preexec_fn=lambda: _born(cores),  # noqa: PLW1509 - no threads here
            )  # fmt: skip
        process = Process(account, popen, log, port)
        self._running.append(process)
        return process


_SETTINGS = {
    "BOT_TOKEN", "BOT_API_URL", "WEBHOOK_URL", "WEBHOOK_SECRET", "HTTP_HOST", "HTTP_PORT", "DATABASE_URL", "DATA_DIR",
    "OWNER_IDS", "LOG_LEVEL",
}  # fmt: skip
