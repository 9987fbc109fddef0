"""Decoder process: reads files of others within limits of memory and CPU time.

The cost of some small files shows only while a library reads them.
"""

import contextlib
import os
import resource
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from crossposter.errors import CrossposterError

READY = "ready"

_PROCESSORS = 4  #: a decoder keeps an image for each

_PROCESS = Path("/proc/self/statm")
_UNKNOWN = 512 * 1024**2  #: bytes at the start, if the system does not say


def main() -> None:
    """Handle calls one after the other until there are no more."""
    import crossposter.media  # noqa: F401, PLC0415  # counts as what it has at its start

    descriptor, memory, seconds = map(int, sys.argv[1:])
    _limit(memory)
    with Connection(descriptor) as asking, contextlib.suppress(EOFError, OSError):
        asking.send(READY)
        while True:
            work, given = asking.recv()
            _allow(seconds)
            asking.send(_outcome(work, given))


def _outcome(work: Callable[..., Any], given: tuple[Any, ...]) -> tuple[bool, Any]:
    """True with the result, or False with the error, as far as it can be passed on."""
    try:
        return True, work(*given)
    except (CrossposterError, MemoryError) as error:
        return False, error
    except Exception as error:  # noqa: BLE001  # decoders raise anything
        return False, RuntimeError(repr(error))


def _limit(memory: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the calling process decides
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:_PROCESSORS])
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_AS, _taken() + memory)


def _allow(seconds: int) -> None:
    """Let the system end this process after that much CPU time."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + seconds)


def _lower(limit: int, value: int) -> None:
    """Set a limit, unless the machine has a lower one, or none of this kind."""
    most = resource.getrlimit(limit)[1]
    if most != resource.RLIM_INFINITY:
        value = min(value, most)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(limit, (value, most))


def _taken() -> int:
    """Memory given to this process so far, in bytes."""
    try:
        pages = int(_PROCESS.read_text(encoding="ascii").split()[0])
    except OSError:
        return _UNKNOWN
    return pages * resource.getpagesize()


if __name__ == "__main__":
    main()
