"""Pure: result of a read -> next status and time.

Only a complete read can show absence; enough of them, spread over the settle time,
prove that an attempt made no post.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from crossposter.channels import PublisherError, SeveralFound
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.delivery_states import (
    ABSENT,
    DUPLICATE,
    NOT_RUNNING,
    PUT_OFF,
)
from crossposter.publishing.lifecycle import URGENT, Move
from crossposter.scheduling.backoff import Retry

UNDECIDED_AT_MOST = timedelta(hours=24)  #: then a person decides
LONGEST_PAUSE = timedelta(minutes=5)  #: between reads that failed


@dataclass(frozen=True, kw_only=True)
class Reads:
    """Progress of the reconciliation of an attempt."""

    since: datetime  #: the end of the attempt
    absents: int  #: reads that counted so far
    reads: int  #: reads that it takes
    within: timedelta
    outcome: str  #: of the attempt
    due_at: datetime  #: of the delivery

    @property
    def step(self) -> timedelta:
        """Time from one read that counts to the next."""
        return self.within / max(self.reads, 1)


def after_absence(looks: Reads, *, now: datetime, tries: int, retry: Retry) -> Move:
    """Move after a complete read without the post; enough of them prove it absent.

    A read before its time finds early but proves nothing; and each read that counts is
    a full step from the last, even if the clock jumps in between.
    """
    counts = now >= looks.since + looks.step * (looks.absents + 1)
    absents = looks.absents + int(counts)
    if absents >= looks.reads:
        return _proved_absent(looks, now=now, tries=tries, retry=retry)
    planned = looks.since + looks.step * (absents + 1)
    return Move(
        status=Status.UNCONFIRMED,
        next_at=max(planned, now + looks.step if counts else now),
        absents=absents,
        error=f"not on the account so far (look {absents} of {looks.reads})",
    )


def _proved_absent(looks: Reads, *, now: datetime, tries: int, retry: Retry) -> Move:
    if looks.outcome == NOT_RUNNING:
        waits = max(now, looks.due_at)
        return Move(status=Status.SCHEDULED, next_at=waits, absents=0, outcome=ABSENT)
    if looks.outcome == DUPLICATE:
        return Move(
            status=Status.HELD,
            next_at=now,
            absents=0,
            error="the platform says it has shown this text before, but it is on no post"
            " of this delivery: look at the account, or change the text",
        )
    counts = looks.outcome != PUT_OFF  # a rest of the account is no failure
    if counts and tries + 1 >= retry.attempts:
        return Move(
            status=Status.HELD,
            next_at=now,
            absents=0,
            counts=True,
            error=f"sent {tries + 1} times and never found on the account",
        )
    return Move(
        status=Status.SCHEDULED,
        next_at=now,
        absents=0,
        counts=counts,
        outcome=ABSENT,
        error=f"not on the account after {looks.reads} look(s): to be sent again",
    )


def after_failed_read(
    error: PublisherError,
    *,
    now: datetime,
    unknown_since: datetime,
    retry: Retry,
    urgent: bool,
) -> Move:
    """Move after a failed read, which proves nothing; in the end a person decides."""
    if isinstance(error, SeveralFound):
        links = ", ".join(error.candidates)
        return Move(status=Status.HELD, next_at=now, error=f"{error} {links}".strip())
    if now - unknown_since >= UNDECIDED_AT_MOST:
        hours = int(UNDECIDED_AT_MOST.total_seconds() // 3600)
        return Move(
            status=Status.HELD,
            next_at=now,
            error=f"undecided for {hours} hours: {error}",
        )
    wait = _pause(now - unknown_since, retry=retry, urgent=urgent)
    return Move(
        status=Status.UNCONFIRMED,
        next_at=now if error.rest else now + wait,
        error=str(error),
        rest=error.rest,
    )


def _pause(elapsed: timedelta, *, retry: Retry, urgent: bool) -> timedelta:
    longest = min(LONGEST_PAUSE, URGENT) if urgent else LONGEST_PAUSE
    return retry.pause(elapsed, at_most=longest)


def behind(
    *, now: datetime, unknown_since: datetime, retry: Retry, urgent: bool
) -> Move:
    """Move behind another delivery with the same text, which is to be found first."""
    wait = _pause(now - unknown_since, retry=retry, urgent=urgent)
    return Move(
        status=Status.UNCONFIRMED,
        next_at=now + wait,
        error="waits until another post with the same text has been looked for",
    )


def look_for_next(*, at: datetime) -> Move:
    """Move after the part before was found: the database may lack this one as well."""
    return Move(
        status=Status.UNCONFIRMED,
        next_at=at,
        absents=0,
        error="the part before was found on the account: looking for the next one first",
    )


def look_first(*, at: datetime) -> Move:
    """Move of a delivery that was due while nothing ran, so far as the database knows.

    The database may be an old copy, put back: perhaps the post is public already.
    """
    return Move(
        status=Status.UNCONFIRMED,
        next_at=at,
        absents=0,
        error="was due while the daemon was not running: looking for it first",
    )
