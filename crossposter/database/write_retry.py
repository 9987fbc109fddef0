"""Write retry: repeats a write that must not be lost while the database is busy."""

from collections.abc import Callable
from datetime import timedelta

import structlog

from crossposter.clock import Clock
from crossposter.database.lease import LeaseLost
from crossposter.errors import Unavailable

log = structlog.get_logger(__name__)


def insist(write: Callable[[], None], *, clock: Clock, patience: timedelta) -> None:
    """Write, repeated until it succeeds; raises Unavailable when *patience* is over."""
    give_up_at = clock.now() + patience
    while True:
        try:
            return write()
        except LeaseLost:  # the daemon that took over finds it on the account
            raise
        except Unavailable as error:
            if clock.now() >= give_up_at:
                raise
            log.warning("an outcome cannot be recorded yet", reason=str(error))
            clock.sleep(timedelta(seconds=1))
