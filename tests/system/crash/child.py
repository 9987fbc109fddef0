"""The daemon in a process of its own, which dies where it is told to.

A fork server has the program loaded, so that a launch costs no start of Python; what is
forked is the real daemon, with real sockets and its database on disk.
"""

import itertools
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from crossposter.app import build
from crossposter.cli.context import log_to_stderr
from crossposter.config import load
from crossposter.daemon.process import Daemon
from crossposter.publishing import lifecycle
from crossposter.publishing import reconciliation_rules as readback
from crossposter.publishing.lanes import unwatched
from tests.system.crash.forked import Forked

LOG = "daemon.log"


@dataclass(frozen=True, kw_only=True)
class Fuse:
    """Where the process signals itself: at the n-th time a step is reached."""

    step: str
    hit: int = 1
    signal: int = signal.SIGKILL

    def __call__(self) -> Callable[[str], None]:
        hits = itertools.count(1)

        def follow(reached: str) -> None:
            if reached == self.step and next(hits) == self.hit:
                # To this very thread, which so cannot go one step further.
                signal.pthread_kill(threading.get_ident(), self.signal)

        return follow


def launch(folder: Path, fuse: Fuse | None = None) -> Forked:
    """Start the daemon of an office; its log is kept in the office's folder."""
    return Forked(__name__, run, folder, fuse)


def run(folder: Path, fuse: Fuse | None) -> None:
    """Be the daemon, with the waits of an office made short."""
    log = os.open(folder / LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(log, sys.stdout.fileno())
    os.dup2(log, sys.stderr.fileno())
    log_to_stderr(logging.INFO)
    lifecycle.FIRST_LOOK = timedelta(seconds=0.3)
    readback.LONGEST_PAUSE = timedelta(seconds=1)
    config = load(folder / "config.yaml", os.environ)
    Daemon(build(config, on_step=fuse() if fuse else unwatched)).run()
