"""The shop with a watch in its pocket: SIGUSR1 begins to sample where processor time goes, SIGUSR2 writes it down.

Every millisecond of processor time the stack of the main thread is noted, which costs the bot a few percent and, unlike
a deterministic profiler, does not make small functions look dear. What other threads used meanwhile is counted apart.
The samples go as JSON to the file named by BENCH_PROFILE.
"""

import json
import os
import signal
import sys
import time
from collections import defaultdict
from pathlib import Path
from types import FrameType
from typing import Any

from bot.__main__ import main

_EVERY = 0.001
_DEEPEST = 120

Stack = tuple[tuple[str, str, int], ...]


class Samples:
    """Stacks, innermost frame first, with the seconds spent in them."""

    def __init__(self, file: Path) -> None:
        """Write to ``file``."""
        self._file = file
        self._seconds: defaultdict[Stack, float] = defaultdict(float)
        self._others = 0.0
        self._marks = (0.0, 0.0)

    def begin(self, *_: Any) -> None:
        """Start sampling."""
        self._seconds.clear()
        self._others = 0.0
        self._marks = (time.thread_time(), time.process_time())
        signal.signal(signal.SIGPROF, self._note)
        signal.setitimer(signal.ITIMER_PROF, _EVERY, _EVERY)

    def end(self, *_: Any) -> None:
        """Stop, and write down what was seen."""
        signal.setitimer(signal.ITIMER_PROF, 0)
        stacks = [[seconds, stack] for stack, seconds in self._seconds.items()]
        begun = self._file.with_suffix(".begun")
        begun.write_text(json.dumps({"other_threads": self._others, "stacks": stacks}))
        begun.rename(self._file)

    def _note(self, _number: int, frame: FrameType | None) -> None:
        own, process = time.thread_time(), time.process_time()
        spent = own - self._marks[0]
        self._others += max(0.0, process - self._marks[1] - spent)
        stack: list[tuple[str, str, int]] = []
        while frame is not None and len(stack) < _DEEPEST:
            code = frame.f_code
            stack.append(
                (code.co_filename, code.co_qualname, code.co_firstlineno if stack else frame.f_lineno)
            )
            frame = frame.f_back
        self._seconds[tuple(stack)] += spent
        self._marks = (time.thread_time(), time.process_time())


if __name__ == "__main__":
    samples = Samples(Path(os.environ["BENCH_PROFILE"]))
    signal.signal(signal.SIGUSR1, samples.begin)
    signal.signal(signal.SIGUSR2, samples.end)
    sys.exit(main())
