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


def steps(with_browser: bool) -> tuple[tuple[str, list[str]], ...]:
    """What is run, in order: the quick ones first."""
    chosen = "not soak" if with_browser else "not soak and not browser"
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


def main() -> int:
    """Run every step; give the first bad exit code, or 0."""
    found = browser()
    if found is None and os.environ.get("CI"):
        print("No Chromium or Chrome: the browser tests cannot run, and in CI that is a failure.")
        return 1
    if found is not None:
        os.environ["ETALASE_BROWSER"] = found
    for name, command in steps(found is not None):
        started = time.monotonic()
        code = subprocess.call(command)
        print(f"{name}: {'ok' if code == 0 else 'FAILED'} in {time.monotonic() - started:.0f} s", flush=True)
        if code != 0:
            return code
    if found is None:
        print("\n!!! NOT RUN: tests/browser (no Chromium or Chrome was found; install one and run again) !!!")
    return 0


if __name__ == "__main__":
    sys.exit(main())
