"""``make test``: everything CI runs, in one go. Prints what took how long; ends with the first failure's code."""

import os
import subprocess
import sys
import time
from pathlib import Path

BIN = Path(sys.executable).parent

STEPS = (
    ("lint", [str(BIN / "ruff"), "check", "."]),
    ("format", [str(BIN / "ruff"), "format", "--check", "."]),
    ("types", [sys.executable, "-m", "mypy"]),
    ("imports", [str(BIN / "lint-imports")]),
    ("tests", [sys.executable, "-m", "pytest", "-q", "-n", str(min(4, os.cpu_count() or 1)), "-m", "not soak"]),
)


def main() -> int:
    """Run every step; give the first bad exit code, or 0."""
    for name, command in STEPS:
        started = time.monotonic()
        code = subprocess.call(command)
        print(f"{name}: {'ok' if code == 0 else 'FAILED'} in {time.monotonic() - started:.0f} s", flush=True)
        if code != 0:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
