"""Whatever happens in whatever order, a delivery stays inside the diagram."""

from datetime import datetime, timedelta
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from crossposter.channels import (
    Blocked,
    NotAuthorized,
    OutcomeUnknown,
    PublisherError,
    Rejected,
    SeveralFound,
    TryLater,
    Unreadable,
)
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.delivery_states import MOVES, OVER
from crossposter.publishing.lifecycle import (
    Move,
    after_failed_commit,
    after_failed_preparing,
    found_dead,
    overdue,
)
from crossposter.publishing.reconciliation_rules import (
    UNDECIDED_AT_MOST,
    Reads,
    after_absence,
    after_failed_read,
)
from crossposter.publishing.settings import Late
from crossposter.scheduling.backoff import Retry
from tests.support.fakes import MONDAY

DURATIONS = st.timedeltas(timedelta(0), timedelta(days=3))
MOMENTS = st.builds(lambda after: MONDAY + after, DURATIONS)
RETRIES = st.builds(
    Retry,
    first=st.timedeltas(timedelta(seconds=1), timedelta(hours=2)),
    longest=st.timedeltas(timedelta(seconds=1), timedelta(hours=12)),
    attempts=st.integers(1, 20),
)
ERRORS: st.SearchStrategy[PublisherError] = st.one_of(
    st.builds(Rejected, st.just("refused")),
    st.builds(TryLater, st.just("later"), after=st.none() | DURATIONS),
    st.builds(NotAuthorized, st.just("token")),
    st.builds(Blocked, st.just("blocked"), until=st.none() | MOMENTS),
    st.builds(OutcomeUnknown, st.just("lost")),
    st.builds(Unreadable, st.just("unreadable")),
    st.builds(SeveralFound, st.just("several"), candidates=st.just(("a", "b"))),
)
TRIES = st.integers(0, 30)


@given(error=ERRORS, moment=MOMENTS, tries=TRIES, retry=RETRIES)
def test_a_failure_leads_along_the_diagram(
    error: PublisherError, moment: datetime, tries: int, retry: Retry
) -> None:
    preparing = after_failed_preparing(error, now=moment, tries=tries, retry=retry)
    commit = after_failed_commit(error, now=moment, tries=tries, retry=retry)
    read = after_failed_read(
        error, now=moment, unknown_since=moment, retry=retry, urgent=False
    )

    assert preparing.status in MOVES[Status.PREPARING]
    assert commit.status in MOVES[Status.COMMITTING]
    assert read.status in MOVES[Status.UNCONFIRMED]
    for move in (preparing, commit, read):
        assert move.next_at >= moment
        assert move.error


@given(error=ERRORS, tries=TRIES, retry=RETRIES)
def test_only_what_certainly_is_not_public_is_sent_again(
    error: PublisherError, tries: int, retry: Retry
) -> None:
    move = after_failed_commit(error, now=MONDAY, tries=tries, retry=retry)

    uncertain = isinstance(error, (OutcomeUnknown, Unreadable))
    assert (move.status is Status.UNCONFIRMED) == uncertain


@given(error=ERRORS, retry=RETRIES)
def test_failures_come_to_an_end(error: PublisherError, retry: Retry) -> None:
    tries = 0
    while True:
        move = after_failed_preparing(error, now=MONDAY, tries=tries, retry=retry)
        if move.pause is not None or move.status is Status.FAILED:
            break
        assert move.counts
        tries += 1

    assert tries < retry.attempts


@given(tries=TRIES, retry=RETRIES)
def test_the_wait_grows_and_stays_below_the_longest(tries: int, retry: Retry) -> None:
    assert timedelta(0) < retry.wait(tries) <= retry.wait(tries + 1) <= retry.longest


@given(
    reads=st.integers(1, 6),
    within=st.timedeltas(timedelta(0), timedelta(hours=1)),
    delays=st.lists(st.timedeltas(timedelta(0), timedelta(minutes=20)), max_size=60),
)
def test_absence_is_proved_by_enough_looks_and_never_before_its_time(
    reads: int, within: timedelta, delays: list[timedelta]
) -> None:
    now, absents = MONDAY, 0
    for looks, delay in enumerate(delays, start=1):
        now += delay
        state = Reads(
            since=MONDAY,
            absents=absents,
            reads=reads,
            within=within,
            outcome="",
            due_at=MONDAY,
        )
        move = after_absence(state, now=now, tries=0, retry=Retry())
        assert move.status in MOVES[Status.UNCONFIRMED]
        if move.status is Status.SCHEDULED:
            assert looks >= reads
            assert now - MONDAY >= within / reads * reads
            return
        assert move.absents is not None
        assert absents <= move.absents < reads
        absents, now = move.absents, max(now, move.next_at)


@given(
    error=ERRORS,
    unknown=st.timedeltas(timedelta(0), timedelta(days=9)),
)
def test_nothing_stays_undecided_for_longer_than_a_day(
    error: PublisherError, unknown: timedelta
) -> None:
    move = after_failed_read(
        error,
        now=MONDAY,
        unknown_since=MONDAY - unknown,
        retry=Retry(),
        urgent=False,
    )

    if unknown >= UNDECIDED_AT_MOST:
        assert move.status is Status.HELD


@given(
    due_at=MOMENTS,
    expires_at=st.none() | MOMENTS,
    approval_ends=MOMENTS,
    grace=DURATIONS,
    then=st.sampled_from(("hold", "next-slot", "expire")),
    now=MOMENTS,
)
def test_nothing_stale_is_published(
    now: datetime,
    due_at: datetime,
    expires_at: datetime | None,
    approval_ends: datetime,
    grace: timedelta,
    then: Literal["hold", "next-slot", "expire"],
) -> None:
    move = overdue(
        now=now,
        due_at=due_at,
        expires_at=expires_at,
        approval_ends=approval_ends,
        late=Late(grace=grace, then=then),
    )

    if isinstance(move, Move):
        assert move.status in MOVES[Status.PREPARING] - {Status.COMMITTING}
    if move is None:
        assert now - due_at <= grace
        assert now < approval_ends
        assert expires_at is None or now < expires_at


def test_every_status_has_a_way_to_an_end() -> None:
    for start in Status:
        reached, seen = {start}, set[Status]()
        while reached - seen:
            seen |= reached
            reached = set().union(*(MOVES[each] for each in seen)) | seen
        assert seen & OVER


def test_a_dead_worker_leaves_nothing_in_flight() -> None:
    for status in (Status.PREPARING, Status.COMMITTING):
        move = found_dead(status, now=MONDAY)
        assert move.status in MOVES[status]
        assert not move.counts
