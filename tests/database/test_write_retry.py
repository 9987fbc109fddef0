"""Another program holds the database while a post goes out."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import text

from crossposter.channels import Prepared, Receipt
from crossposter.database.models import DeliveryStatus as Status
from crossposter.errors import Unavailable
from tests.support.newsroom import Office, wita


@contextmanager
def another_writer(office: Office) -> Iterator[None]:
    """Another program writes, and lets nobody else."""
    with office.database.connection() as connection:
        connection.execute(text("BEGIN IMMEDIATE"))
        try:
            yield
        finally:
            connection.execute(text("ROLLBACK"))


@pytest.fixture
def release(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> Iterator[threading.Event]:
    """From the answer of the platform on, the database is busy until this is set."""
    answered, locked, done = threading.Event(), threading.Event(), threading.Event()
    released = threading.Event()
    commit = office.facebook.commit

    def hold() -> None:
        answered.wait(30)
        with another_writer(office):
            locked.set()
            done.wait(30)
        released.set()

    def commit_then_lock(prepared: Prepared) -> Receipt:
        receipt = commit(prepared)
        if not answered.is_set():
            answered.set()
            assert locked.wait(30)
        return receipt

    monkeypatch.setattr(office.facebook, "commit", commit_then_lock)
    thread = threading.Thread(target=hold)
    thread.start()
    yield done
    answered.set()
    done.set()
    thread.join(30)
    assert released.is_set()


def test_an_outcome_is_recorded_although_the_database_was_busy(
    office: Office, release: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = office.approved()

    def sleep(duration: timedelta) -> None:
        office.clock.slept.append(duration)
        office.clock.advance(seconds=duration.total_seconds())
        if len(office.clock.slept) == 2:
            release.set()

    monkeypatch.setattr(office.clock, "sleep", sleep)
    published = office.run_when_due(key)

    assert published.status is Status.PUBLISHED
    assert office.clock.slept[:2] == [timedelta(seconds=1)] * 2
    assert len(office.facebook.posts) == 1


def test_an_outcome_nobody_could_record_is_found_on_the_account(
    office: Office, release: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = office.approved()

    def sleep(_: timedelta) -> None:
        office.clock.advance(minutes=1)

    monkeypatch.setattr(office.clock, "sleep", sleep)
    with pytest.raises(Unavailable, match="in use by another program"):
        office.run_when_due(key)
    release.set()

    assert office.delivery(key).status is Status.COMMITTING
    recover_when_free(office)
    office.run_for(minutes=30)
    assert office.delivery(key).status is Status.PUBLISHED
    assert len(office.facebook.posts) == 1


def recover_when_free(office: Office) -> None:
    """The lock is let go by another thread, a moment after it was told to."""
    for _ in range(50):
        try:
            office.publishing.recover()
        except Unavailable:
            continue
        return
    raise AssertionError("the database stays busy")


def test_a_busy_database_before_the_intent_sends_nothing(office: Office) -> None:
    key = office.approved()

    with another_writer(office), pytest.raises(Unavailable):
        office.run(at=wita("23 11:00"))

    assert not office.facebook.calls
    office.run()
    assert office.delivery(key).status is Status.PUBLISHED


def test_a_database_that_is_busy_at_the_intent_sends_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The uploads are done, and that they are to be sent cannot be written down."""
    key = office.approved()
    with another_writer_from(office, "prepared"), pytest.raises(Unavailable):
        office.run(at=wita("23 11:00"))
    assert office.facebook.calls == ["prepare"]
    assert office.delivery(key).status is Status.PREPARING

    office.publishing.recover()
    office.run()

    assert office.delivery(key).status is Status.PUBLISHED
    assert len(office.facebook.posts) == 1


@contextmanager
def another_writer_from(office: Office, step: str) -> Iterator[None]:
    """Another program writes from the moment that a step is reached."""
    with office.database.connection() as connection:

        def lock_at(reached: str) -> None:
            if reached == step:
                connection.execute(text("BEGIN IMMEDIATE"))

        office.started(lock_at)
        try:
            yield
        finally:
            connection.execute(text("ROLLBACK"))
            office.started()
