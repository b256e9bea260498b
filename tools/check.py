"""``make test``: everything CI runs, in one go. Prints what took how long; ends with the first failure's code."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

BIN = Path(sys.executable).parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
NODE_BOT = Path(__file__).parents[1] / "tests" / "node"


def steps(left_out: list[str]) -> tuple[tuple[str, list[str]], ...]:
    """What is run, in order: the quick ones first."""
    chosen = " and ".join(f"not {marker}" for marker in ["soak", *left_out])
    # tests wait as much as they compute: two workers a core
    workers = str(min(4, 2 * (os.cpu_count() or 1)))
    return (
        ("lint", [str(BIN / "ruff"), "check", "."]),
        ("format", [str(BIN / "ruff"), "format", "--check", "."]),
        ("types", [sys.executable, "-m", "mypy"]),
        ("imports", [str(BIN / "lint-imports")]),
        ("tests", [sys.executable, "-m", "pytest", "-q", "-n", workers, "-m", chosen]),
    )


def browser() -> str | None:
    """Find Chromium or Chrome; as root on Debian, install it when there is none."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None and MAC.exists():
        return str(MAC)
    if found is None and hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print("No Chromium here: installing Debian's …", flush=True)
        quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.call(["apt-get", "update", "-qq"], **quiet)
        subprocess.call(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], **quiet)
        found = shutil.which("chromium")
    return found


def node() -> bool:
    """Whether the bot written for Node.js can run; its library is installed when npm can."""
    npm = shutil.which("npm")
    if shutil.which("node") is None or npm is None:
        return False
    return subprocess.call([npm, "install", "--silent", "--no-audit", "--no-fund"], cwd=NODE_BOT) == 0


def missing() -> dict[str, str]:
    """Which tests cannot run here, by their marker, and why."""
    cannot: dict[str, str] = {}
    found = browser()
    if found is None:
        cannot["browser"] = "tests/browser: no Chromium or Chrome was found"
    else:
        os.environ["ETALASE_BROWSER"] = found
    if not node():
        cannot["node"] = "tests/node: no Node.js with npm was found, or npm install failed"
    return cannot


def main() -> int:
    """Run every step; give the first bad exit code, or 0."""
    cannot = missing()
    if cannot and os.environ.get("CI"):
        print(f"In CI everything has to run, and this cannot: {'; '.join(cannot.values())}.")
        return 1
    for name, command in steps(list(cannot)):
        started = time.monotonic()
        code = subprocess.call(command)
        print(f"{name}: {'ok' if code == 0 else 'FAILED'} in {time.monotonic() - started:.0f} s", flush=True)
        if code != 0:
            return code
    for reason in cannot.values():
        print(f"\n!!! NOT RUN: {reason}; install it and run again !!!")
    return 0


if __name__ == "__main__":
    sys.exit(main())
