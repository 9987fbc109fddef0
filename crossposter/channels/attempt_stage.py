"""Context variable: which stage of an attempt this thread is in."""

import contextlib
import enum
from collections.abc import Iterator
from contextvars import ContextVar


class Stage(enum.StrEnum):
    """Stage of the attempt that is open in this thread."""

    PREPARING = "preparing"
    COMMITTING = "committing"


_open_attempt: ContextVar[Stage | None] = ContextVar("open_attempt", default=None)


@contextlib.contextmanager
def open_attempt(stage: Stage) -> Iterator[None]:
    """Permission for this thread to write to a platform until the block ends."""
    token = _open_attempt.set(stage)
    try:
        yield
    finally:
        _open_attempt.reset(token)


def attempt_stage() -> Stage | None:
    """Stage of the attempt open in this thread, None outside of one."""
    return _open_attempt.get()
