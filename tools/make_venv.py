"""Make the virtual environment and install exactly what a lock file names. Needs nothing but Python."""

import subprocess
import sys
import venv
from pathlib import Path


def main(folder: str, lock: str) -> int:
    """Install ``lock`` into ``folder``; give pip's exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is run by whatever Python there is
        print(
            f"Etalase needs Python 3.11 or newer, this is {sys.version.split()[0]}. Try: make PYTHON=python3.12 run"
        )
        return 2
    python = Path(folder) / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not python.exists():
        print(f"Making {folder} …", flush=True)
        try:
            venv.create(folder, with_pip=True)
        except subprocess.CalledProcessError:
            print(
                "Python's venv module is incomplete here. On Debian or Ubuntu: apt-get install python3-venv"
            )
            return 2
    if subprocess.call([str(python), "-c", "import pip"], stderr=subprocess.DEVNULL) != 0:
        subprocess.check_call([str(python), "-m", "ensurepip", "--default-pip"], stdout=subprocess.DEVNULL)
    print(f"Installing {lock} …", flush=True)
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input"]
    return subprocess.call([str(python), "-m", "pip", "install", *quiet, "--require-hashes", "-r", lock])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
