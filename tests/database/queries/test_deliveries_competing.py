"""Several workers at once: threads with a connection each, and processes."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext
from typing import TypeVar

import pytest
from sqlmodel import select

from crossposter.database import Database
from crossposter.database.models import Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.event import came_to
from crossposter.database.queries import announcements, deliveries
from crossposter.database.queries.deliveries import Superseded
from crossposter.errors import NotAllowed
from crossposter.publishing import claims
from crossposter.staff import DAEMON
from tests.support.builders import stored_announcement, stored_delivery
from tests.support.fakes import MONDAY

NO_SPACING = timedelta(0)
WORKERS = 4
T = TypeVar("T")


def claim(database: Database, owner: str) -> Delivery | None:
    with database.write() as session:
        return claims.claim(
            session, "facebook", now=MONDAY, owner=owner, spacing=NO_SPACING
        )


def finish(database: Database, delivery: Delivery) -> None:
    with database.write() as session:
        deliveries.move(
            session,
            delivery,
            Status.FAILED,
            at=MONDAY,
            actor=DAEMON,
            action=came_to(Status.FAILED),
        )


def store(database: Database, count: int) -> list[int]:
    with database.write() as session:
        return [stored_delivery(session) for _ in range(count)]


def together(tasks: Sequence[Callable[[], T]]) -> list[T]:
    """Start all tasks at the same moment, each in a thread of its own."""
    barrier = threading.Barrier(len(tasks))

    def run(task: Callable[[], T]) -> T:
        barrier.wait(timeout=100)
        return task()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


def test_of_several_threads_one_gets_the_delivery(database: Database) -> None:
    (key,) = store(database, 1)

    taken = together([lambda: claim(database, "worker")] * WORKERS)

    assert [each.id for each in taken if each is not None] == [key]


def test_threads_that_race_never_put_two_deliveries_of_a_lane_in_flight(
    database: Database,
) -> None:
    store(database, WORKERS)

    for _ in range(5):
        taken = [
            each
            for each in together([lambda: claim(database, "worker")] * WORKERS)
            if each is not None
        ]
        assert len(taken) == 1
        with database.write() as session:
            deliveries.move(
                session,
                taken[0],
                Status.SCHEDULED,
                at=MONDAY,
                actor=DAEMON,
                action=came_to(Status.SCHEDULED),
            )


def imported_once() -> ForkServerContext:
    """Processes that have nothing open in common, and need not each import us."""
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def work_off(url: str, number: int) -> list[int]:
    """What a process of its own does until every delivery is over."""
    database = Database(url)
    done: list[int] = []
    while unfinished(database):
        delivery = claim(database, f"worker {number}")
        if delivery is not None:
            finish(database, delivery)
            done.append(delivery.id or 0)
    database.close()
    return done


def unfinished(database: Database) -> bool:
    with database.read() as session:
        return bool(
            session.exec(
                select(Delivery.id).where(Delivery.status != Status.FAILED)
            ).first()
        )


def test_processes_work_a_lane_off_together_and_each_delivery_once(
    database: Database, either_url: str
) -> None:
    keys = store(database, 40)

    with imported_once().Pool(3) as pool:
        shares = pool.starmap(work_off, [(either_url, number) for number in range(3)])

    assert sorted(key for share in shares for key in share) == keys


def test_of_two_people_one_decision_counts(database: Database) -> None:
    (key,) = store(database, 1)

    def decide(after: Status) -> bool:
        with database.read() as session:
            delivery = deliveries.get(session, key)
        barrier.wait(timeout=100)
        try:
            with database.write() as session:
                deliveries.move(
                    session,
                    delivery,
                    after,
                    at=MONDAY,
                    actor=DAEMON,
                    action=came_to(after),
                )
        except Superseded:
            return False
        return True

    barrier = threading.Barrier(2)
    won = together([lambda: decide(Status.HELD), lambda: decide(Status.CANCELLED)])

    assert sorted(won) == [False, True]


def test_of_two_approvals_of_one_text_one_counts(database: Database) -> None:
    with database.write() as session:
        announcement = announcements.get(session, stored_announcement(session))

    def approve(name: str) -> str | None:
        try:
            with database.write() as session:
                announcements.change(
                    session, announcement, now=MONDAY, approved_by=name
                )
        except NotAllowed:
            return None
        return name

    won = together([lambda: approve("kabid"), lambda: approve("sekretaris")])

    assert won.count(None) == 1


def test_two_approvals_at_once_see_each_others_moments(database: Database) -> None:
    """Whoever looks for a free moment keeps others from looking until it is written."""

    def take() -> int:
        with database.write() as session:
            taken = deliveries.taken_moments(session, "facebook", since=MONDAY)
            due_at = MONDAY + timedelta(hours=len(taken))
            stored_delivery(session, due_at=due_at)
            return len(taken)

    assert sorted(together([take] * WORKERS)) == list(range(WORKERS))


@pytest.mark.parametrize("workers", [2, 6])
def test_a_read_turned_into_a_write_waits_for_its_turn(
    database: Database, workers: int
) -> None:
    (key,) = store(database, 1)

    def count_up() -> None:
        for _ in range(5):
            with database.write() as session:
                row = session.get(Delivery, key, with_for_update=True)
                assert row is not None
                row.attempts += 1

    together([count_up] * workers)

    with database.read() as session:
        assert deliveries.get(session, key).attempts == 5 * workers
