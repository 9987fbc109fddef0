"""Processes of this machine: this one, and the check that another is still alive."""

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_DEAD = frozenset({"Z", "X"})  #: ended, though its parent may not have collected it yet


@dataclass(frozen=True, kw_only=True)
class Process:
    """Process: one run of a program, told apart from a later one with its number.

    *world* is the boot of the kernel and the space its numbers count in; empty where
    the system does not tell.
    """

    world: str
    pid: int
    started: int  #: ticks since the boot


def this_process() -> Process:
    """Process that asks."""
    pid = os.getpid()
    return Process(world=_world(), pid=pid, started=_started(pid) or 0)


def has_died(process: Process) -> bool:
    """True when it is certain that the process has ended.

    On another machine, in another container or before a restart nobody can tell.
    """
    if not process.world or process.world != _world():
        return False
    return _started(process.pid) != process.started


def _world() -> str:
    """Boot and PID namespace: https://man7.org/linux/man-pages/man7/pid_namespaces.7.html"""
    with contextlib.suppress(OSError):
        boot = (_PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii")
        return f"{boot.strip()} {(_PROC / 'self/ns/pid').readlink()}"
    return ""


def _started(pid: int) -> int | None:
    """State and start of a process, fields 3 and 22:
    https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    """
    try:
        stat = (_PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    fields = stat.rpartition(")")[2].split()
    return None if fields[0] in _DEAD else int(fields[19])
