"""Pure: outcome of an attempt -> next status and time.

The statuses and the moves between them stand in `database/models/delivery_states.py`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from crossposter.channels import (
    Blocked,
    Duplicate,
    NotAuthorized,
    NotReady,
    OutcomeUnknown,
    PublisherError,
    Rejected,
    Rest,
    TryLater,
    Unreadable,
)
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.delivery_states import DUPLICATE, PUT_OFF
from crossposter.scheduling.backoff import Retry
from crossposter.scheduling.durations import Duration

URGENT = timedelta(minutes=1)  #: an urgent delivery waits no longer for the network
FIRST_LOOK = timedelta(seconds=2)  #: after a lost answer; finds early, proves nothing


@dataclass(frozen=True, kw_only=True)
class Late:
    """What becomes of a delivery whose time has passed by more than *grace*."""

    grace: Duration = timedelta(hours=2)
    then: Literal["hold", "next-slot", "expire"] = "hold"


@dataclass(frozen=True, kw_only=True)
class Pause:
    """A channel stands still, for everyone's sake."""

    reason: str
    until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Move:
    """What is to be written after something happened."""

    status: Status
    next_at: datetime
    error: str | None = None
    counts: bool = False  #: against the retries
    anew: bool = False  #: what failed or was looked for before counts no more
    absents: int | None = None
    outcome: str | None = None  #: of the attempt, where it says more than the status
    pause: Pause | None = None
    rest: Rest | None = None  #: of the whole channel


def after_failed_preparing(
    error: PublisherError,
    *,
    now: datetime,
    tries: int,
    retry: Retry,
    urgent: bool = False,
    since_due: timedelta = timedelta(0),
) -> Move:
    """Nothing is public yet, so everything but a refusal may be repeated."""
    return _not_public(
        error, now=now, tries=tries, retry=retry, urgent=urgent, since_due=since_due
    )


def after_failed_commit(
    error: PublisherError,
    *,
    now: datetime,
    tries: int,
    retry: Retry,
    urgent: bool = False,
    since_due: timedelta = timedelta(0),
) -> Move:
    """Only what certainly is not public goes back; the rest waits to be read back."""
    if isinstance(error, (OutcomeUnknown, Unreadable)):
        return Move(
            status=Status.UNCONFIRMED,
            next_at=now + FIRST_LOOK,
            error=str(error),
            outcome=_in_doubt(error),
            rest=error.rest,
        )
    return _not_public(
        error, now=now, tries=tries, retry=retry, urgent=urgent, since_due=since_due
    )


def _in_doubt(error: PublisherError) -> str | None:
    """What makes the doubt another than that of a lost answer."""
    if isinstance(error, Duplicate):
        return DUPLICATE
    return PUT_OFF if error.rest else None


def _not_public(
    error: PublisherError,
    *,
    now: datetime,
    tries: int,
    retry: Retry,
    urgent: bool = False,
    since_due: timedelta = timedelta(0),
) -> Move:
    text = str(error)
    match error:
        case NotReady():
            wait = error.after or retry.first
            return Move(status=Status.SCHEDULED, next_at=now + wait, error=text)
        case Rejected():
            return Move(status=Status.FAILED, next_at=now, error=text)
        case NotAuthorized():
            return Move(
                status=Status.SCHEDULED,
                next_at=now,
                error=text,
                pause=Pause(reason=text),
            )
        case Blocked():
            return Move(
                status=Status.SCHEDULED,
                next_at=now,
                error=text,
                pause=Pause(reason=text, until=error.until),
            )
    if error.rest is None and not (error.unsent or (urgent and error.unreached)):
        return _again(error, now=now, tries=tries, retry=retry)
    # Neither a rest nor a cut line counts against the post: it has until it is late.
    wait = retry.pause(since_due, at_most=URGENT if urgent else retry.longest)
    return Move(
        status=Status.SCHEDULED,
        next_at=now if error.rest else now + wait,
        error=text,
        rest=error.rest,
    )


def _again(error: PublisherError, *, now: datetime, tries: int, retry: Retry) -> Move:
    """With a limit, as the failure may be the post's own."""
    text = str(error)
    if tries + 1 >= retry.attempts:
        return Move(
            status=Status.FAILED,
            next_at=now,
            counts=True,
            error=f"{text} (tried {tries + 1} times)",
        )
    wait = retry.wait(tries + 1)
    if isinstance(error, TryLater) and error.after is not None:
        wait = max(wait, error.after)
    return Move(status=Status.SCHEDULED, next_at=now + wait, error=text, counts=True)


def unwritable(*, now: datetime) -> Move:
    """What came of it cannot be written down: nothing is repeated by itself."""
    return Move(
        status=Status.HELD,
        next_at=now,
        error="what the platform answered cannot be written down (see the log): look at"
        " the account",
    )


def found_dead(status: Status, *, now: datetime) -> Move:
    """Its worker is gone: repeat what was invisible, look for what may be public."""
    if status is Status.PREPARING:
        return Move(
            status=Status.SCHEDULED, next_at=now, error="interrupted before sending"
        )
    return Move(
        status=Status.UNCONFIRMED,
        next_at=now + FIRST_LOOK,
        error="interrupted while sending: looking for the post on the account",
    )


def overdue(
    *,
    now: datetime,
    due_at: datetime,
    expires_at: datetime | None,
    approval_ends: datetime,
    late: Late,
    last_error: str | None = None,
) -> Move | Literal["next-slot"] | None:
    """What becomes of a delivery that is taken up at *now*; None: publish it."""
    if expires_at is not None and now >= expires_at:
        return Move(
            status=Status.EXPIRED, next_at=now, error="its expiry time has passed"
        )
    if now >= approval_ends:
        return Move(
            status=Status.HELD,
            next_at=now,
            error="its approval has grown too old: edit or retry it",
        )
    if now - due_at <= late.grace:
        return None
    if late.then == "next-slot":
        return "next-slot"
    status = Status.HELD if late.then == "hold" else Status.EXPIRED
    return Move(
        status=status,
        next_at=now,
        error="its time passed while it could not be published"
        + (f": {last_error}" if last_error else ""),
    )
