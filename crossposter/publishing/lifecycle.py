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
from crossposter.publishing.settings import Late
from crossposter.scheduling.backoff import Retry

URGENT = timedelta(minutes=1)  #: an urgent delivery waits no longer for the network
FIRST_LOOK = timedelta(seconds=2)  #: after a lost answer; finds early, proves nothing


@dataclass(frozen=True, kw_only=True)
class Pause:
    """Pause of a whole channel, with its reason."""

    reason: str
    until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Move:
    """Move of a delivery: next status and time, and what else is written with them."""

    status: Status
    next_at: datetime
    error: str | None = None
    counts: bool = False  #: against the retries
    anew: bool = False  #: retries and reads start again from zero
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
    """Move after a failed preparation: nothing is public, only a refusal is final."""
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
    """Move after a failed commit: unconfirmed unless it certainly is not public."""
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
    """Outcome that distinguishes an unconfirmed attempt from a plain lost answer."""
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
    """Move to another try, with a limit, as the failure may be the post's own."""
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
    """Move for an outcome whose details cannot be stored: nothing repeats by itself."""
    return Move(
        status=Status.HELD,
        next_at=now,
        error="what the platform answered cannot be written down (see the log): look at"
        " the account",
    )


def found_dead(status: Status, *, now: datetime) -> Move:
    """Move for a dead worker's delivery: repeat what was invisible, else reconcile."""
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
    """Move for a delivery that is too late when it is taken up; None: publish it."""
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
