"""Processes of this machine: which one we are, and whether another one still lives."""

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_DEAD = frozenset({"Z", "X"})  #: ended, and perhaps not yet collected by its parent


@dataclass(frozen=True, kw_only=True)
class Process:
    """One run of a program, told apart from a later one that has the same number.

    *world* is the boot of the kernel and the space its numbers count in; empty where
    the system does not tell.
    """

    world: str
    pid: int
    started: int  #: ticks since the boot


def this_process() -> Process:
    """The process that asks."""
    pid = os.getpid()
    return Process(world=_world(), pid=pid, started=_started(pid) or 0)


def has_died(process: Process) -> bool:
    """Whether it is certain that the process has ended.

    On another machine, in another container or before a restart nobody can tell.
    """
    if not process.world or process.world != _world():
        return False
    return _started(process.pid) != process.started


def _world() -> str:
    """https://man7.org/linux/man-pages/man7/pid_namespaces.7.html"""
    with contextlib.suppress(OSError):
        boot = (_PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii")
        return f"{boot.strip()} {(_PROC / 'self/ns/pid').readlink()}"
    return ""


def _started(pid: int) -> int | None:
    """https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: state, 3rd; starttime, 22nd."""
    try:
        stat = (_PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    fields = stat.rpartition(")")[2].split()
    return None if fields[0] in _DEAD else int(fields[19])
