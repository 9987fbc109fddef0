"""How far the attempt that is open in a thread has come."""

import contextlib
import enum
from collections.abc import Iterator
from contextvars import ContextVar


class Stage(enum.StrEnum):
    """How far the attempt that is open in this thread has come."""

    PREPARING = "preparing"
    COMMITTING = "committing"


_open_attempt: ContextVar[Stage | None] = ContextVar("open_attempt", default=None)


@contextlib.contextmanager
def open_attempt(stage: Stage) -> Iterator[None]:
    """Allow this thread to write to a platform until the block ends."""
    token = _open_attempt.set(stage)
    try:
        yield
    finally:
        _open_attempt.reset(token)


def attempt_stage() -> Stage | None:
    """The stage of the attempt open in this thread, None outside of one."""
    return _open_attempt.get()
