"""Ending: what is in flight has a moment; then nobody waits for an answer any longer."""

import threading
from collections.abc import Callable
from datetime import timedelta

import structlog

from crossposter.transport.exchange import cutting

log = structlog.get_logger(__name__)


def end(wait: Callable[[], None], *, moment: timedelta) -> None:
    """Let *wait* come back, after a *moment* by cutting what it waits for.

    Whoever is cut off hears of a lost answer, and has time to write that down.
    """
    waiting = threading.Thread(target=wait, name="end")
    waiting.start()
    waiting.join(moment.total_seconds())
    if waiting.is_alive():
        log.warning("no longer waiting for answers")
        with cutting():
            waiting.join()
