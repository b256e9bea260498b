"""Give memory back: glibc would keep what a moment's rush took.

glibc has an arena per thread, and after one large block was freed it serves blocks of that size from the heap, where
a small neighbour holds them for ever. A shop that drew its pictures then stays 20 to 40 MB larger than it has to.
One arena is enough for a process whose work is done on one thread, and fixed limits keep large blocks apart
(mallopt(3)). Elsewhere (musl, macOS, Windows) nothing changes.
"""

import ctypes
import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""M_TRIM_THRESHOLD, M_MMAP_THRESHOLD and M_ARENA_MAX of malloc.h."""


def keep_small() -> None:
    """Ask for it; call this before anything starts a thread."""
    if sys.platform != "linux":
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_ARENA_MAX, 1)
        mallopt(_MMAP_THRESHOLD, 64 * 1024)
        mallopt(_TRIM_THRESHOLD, 128 * 1024)
