"""Ending of a process: requests in flight get a moment, then their answers are lost."""

import threading
from collections.abc import Callable
from datetime import timedelta

import structlog

from crossposter.transport.exchange import cutting

log = structlog.get_logger(__name__)


def end(wait: Callable[[], None], *, moment: timedelta) -> None:
    """End of *wait* after a *moment* at most, by cutting its connections.

    Every request that is cut off reports a lost answer and has time to record it.
    """
    waiting = threading.Thread(target=wait, name="end")
    waiting.start()
    waiting.join(moment.total_seconds())
    if waiting.is_alive():
        log.warning("no longer waiting for answers")
        with cutting():
            waiting.join()
