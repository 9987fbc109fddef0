from datetime import datetime, timedelta

import pytest

from crossposter.channels import (
    Blocked,
    Duplicate,
    NotAuthorized,
    OutcomeUnknown,
    PublisherError,
    Rejected,
    Rest,
    SeveralFound,
    TryLater,
    Unreadable,
)
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models import delivery_states
from crossposter.database.models.delivery_states import (
    DUPLICATE,
    IN_FLIGHT,
    MOVES,
    OVER,
    UNTOUCHABLE,
)
from crossposter.publishing.lifecycle import (
    FIRST_LOOK,
    Move,
    Pause,
    after_failed_commit,
    after_failed_preparing,
    found_dead,
)
from crossposter.publishing.reconciliation_rules import (
    LONGEST_PAUSE,
    UNDECIDED_AT_MOST,
    after_failed_read,
)
from crossposter.scheduling.backoff import Retry
from tests.support.fakes import MONDAY

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
RETRY = Retry(first=MINUTE, longest=HOUR, attempts=4)
TOMORROW = MONDAY + timedelta(days=1)


def failed_preparing(error: PublisherError, tries: int = 0) -> Move:
    return after_failed_preparing(error, now=MONDAY, tries=tries, retry=RETRY)


def failed_commit(error: PublisherError, tries: int = 0) -> Move:
    return after_failed_commit(error, now=MONDAY, tries=tries, retry=RETRY)


def failed_read(
    error: PublisherError, *, since: datetime = MONDAY, urgent: bool = False
) -> Move:
    return after_failed_read(
        error, now=MONDAY, unknown_since=since, retry=RETRY, urgent=urgent
    )


NAMED = Rest(wait=15 * MINUTE)


def asks_for(error: PublisherError, rest: Rest) -> PublisherError:
    error.rest = rest
    return error


def unreached() -> PublisherError:
    error = TryLater("away")
    error.unreached = True
    return error


def again(wait: timedelta) -> Move:
    return Move(
        status=Status.SCHEDULED, next_at=MONDAY + wait, error="nanti", counts=True
    )


SITUATIONS: dict[str, tuple[Move, Move]] = {
    "an upload is refused": (
        failed_preparing(Rejected("gambar rusak")),
        Move(status=Status.FAILED, next_at=MONDAY, error="gambar rusak"),
    ),
    "an upload has to wait": (failed_preparing(TryLater("nanti")), again(MINUTE)),
    "an upload fails once more": (
        failed_preparing(TryLater("nanti"), tries=2),
        again(4 * MINUTE),
    ),
    "the platform names a longer wait": (
        failed_preparing(TryLater("nanti", after=2 * HOUR)),
        again(2 * HOUR),
    ),
    "the platform names a shorter wait": (
        failed_preparing(TryLater("nanti", after=timedelta(seconds=1)), tries=2),
        again(4 * MINUTE),
    ),
    "an upload fails too often": (
        failed_preparing(TryLater("nanti"), tries=3),
        Move(
            status=Status.FAILED,
            next_at=MONDAY,
            error="nanti (tried 4 times)",
            counts=True,
        ),
    ),
    "the answer to an upload is lost": (
        failed_preparing(OutcomeUnknown("nanti")),
        again(MINUTE),
    ),
    "the token lapsed before sending": (
        failed_preparing(NotAuthorized("token habis"), tries=3),
        Move(
            status=Status.SCHEDULED,
            next_at=MONDAY,
            error="token habis",
            pause=Pause(reason="token habis"),
        ),
    ),
    "the commit is refused": (
        failed_commit(Rejected("terlalu panjang")),
        Move(status=Status.FAILED, next_at=MONDAY, error="terlalu panjang"),
    ),
    "the commit has to wait": (failed_commit(TryLater("nanti"), 1), again(2 * MINUTE)),
    "the commit has to wait too often": (
        failed_commit(TryLater("nanti"), tries=3),
        Move(
            status=Status.FAILED,
            next_at=MONDAY,
            error="nanti (tried 4 times)",
            counts=True,
        ),
    ),
    "the token lapsed at the commit": (
        failed_commit(NotAuthorized("token habis"), tries=3),
        Move(
            status=Status.SCHEDULED,
            next_at=MONDAY,
            error="token habis",
            pause=Pause(reason="token habis"),
        ),
    ),
    "the platform stops the channel for a time": (
        failed_commit(Blocked("kuota", until=TOMORROW), tries=3),
        Move(
            status=Status.SCHEDULED,
            next_at=MONDAY,
            error="kuota",
            pause=Pause(reason="kuota", until=TOMORROW),
        ),
    ),
    "the platform stops the channel until a person acts": (
        failed_commit(Blocked("dibekukan")),
        Move(
            status=Status.SCHEDULED,
            next_at=MONDAY,
            error="dibekukan",
            pause=Pause(reason="dibekukan"),
        ),
    ),
    "the answer to the commit is lost": (
        failed_commit(OutcomeUnknown("putus"), tries=3),
        Move(status=Status.UNCONFIRMED, next_at=MONDAY + FIRST_LOOK, error="putus"),
    ),
    "the platform calls it a repetition": (
        failed_commit(Duplicate("sudah ada")),
        Move(
            status=Status.UNCONFIRMED,
            next_at=MONDAY + FIRST_LOOK,
            error="sudah ada",
            outcome=DUPLICATE,
        ),
    ),
    "the outcome of the commit cannot be read": (
        failed_commit(Unreadable("tak terbaca")),
        Move(
            status=Status.UNCONFIRMED, next_at=MONDAY + FIRST_LOOK, error="tak terbaca"
        ),
    ),
    "the account cannot be read": (
        failed_read(Unreadable("500")),
        Move(status=Status.UNCONFIRMED, next_at=MONDAY + MINUTE, error="500"),
    ),
    "the account cannot be read for three minutes": (
        failed_read(Unreadable("500"), since=MONDAY - 3 * MINUTE),
        Move(status=Status.UNCONFIRMED, next_at=MONDAY + 3 * MINUTE, error="500"),
    ),
    "the account cannot be read for three minutes, and it is urgent": (
        failed_read(Unreadable("500"), since=MONDAY - 3 * MINUTE, urgent=True),
        Move(status=Status.UNCONFIRMED, next_at=MONDAY + MINUTE, error="500"),
    ),
    "the account asks for a rest while it is read": (
        failed_read(asks_for(Unreadable("429"), NAMED)),
        Move(status=Status.UNCONFIRMED, next_at=MONDAY, error="429", rest=NAMED),
    ),
    "the account asks for a rest, and nothing counts against the post": (
        failed_commit(asks_for(TryLater("429"), NAMED), tries=3),
        Move(status=Status.SCHEDULED, next_at=MONDAY, error="429", rest=NAMED),
    ),
    "the network is away, and it is urgent": (
        after_failed_preparing(
            unreached(), now=MONDAY, tries=7, retry=RETRY, urgent=True
        ),
        Move(status=Status.SCHEDULED, next_at=MONDAY + MINUTE, error="away"),
    ),
    "the account cannot be read for almost a day": (
        failed_read(Unreadable("500"), since=MONDAY - UNDECIDED_AT_MOST + MINUTE),
        Move(status=Status.UNCONFIRMED, next_at=MONDAY + LONGEST_PAUSE, error="500"),
    ),
    "the account cannot be read for a day": (
        failed_read(Unreadable("500"), since=MONDAY - UNDECIDED_AT_MOST),
        Move(status=Status.HELD, next_at=MONDAY, error="undecided for 24 hours: 500"),
    ),
    "two posts could be it": (
        failed_read(SeveralFound("dua cocok", candidates=("u/1", "u/2"))),
        Move(status=Status.HELD, next_at=MONDAY, error="dua cocok u/1, u/2"),
    ),
    "the worker died before sending": (
        found_dead(Status.PREPARING, now=MONDAY),
        Move(
            status=Status.SCHEDULED, next_at=MONDAY, error="interrupted before sending"
        ),
    ),
    "the worker died while sending": (
        found_dead(Status.COMMITTING, now=MONDAY),
        Move(
            status=Status.UNCONFIRMED,
            next_at=MONDAY + FIRST_LOOK,
            error="interrupted while sending: looking for the post on the account",
        ),
    ),
}


@pytest.mark.parametrize(
    ("written", "expected"), SITUATIONS.values(), ids=SITUATIONS.keys()
)
def test_what_happened_decides_what_is_written(written: Move, expected: Move) -> None:
    assert written == expected


def test_the_sets_of_statuses_say_what_they_mean() -> None:
    assert IN_FLIGHT < UNTOUCHABLE
    assert UNTOUCHABLE.isdisjoint(OVER)
    assert {before for before in Status if not MOVES[before]} == {Status.PUBLISHED}


def test_the_diagram_shows_exactly_the_moves() -> None:
    drawn: dict[Status, set[Status]] = {Status.PUBLISHED: set()}
    before = Status.PUBLISHED
    for line in (delivery_states.__doc__ or "").splitlines():
        left, arrow, right = line.partition("-> ")
        if arrow:
            before = Status(left.strip()) if left.strip() else before
            afters, _, _reason = right.partition("  ")
            drawn.setdefault(before, set()).update(
                Status(word.strip()) for word in afters.split(",")
            )

    assert drawn == MOVES
