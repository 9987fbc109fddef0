"""A daemon that stood still while another one took over: it sends nothing any more."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from crossposter.database import Database
from crossposter.database import lease as leases
from crossposter.database.lease import LeaseLost
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.processes import this_process
from tests.support.newsroom import Office


@contextmanager
def leased(database: Database) -> Iterator[None]:
    """As the daemon does, with nobody to renew it."""
    with database.write() as session:
        holding = leases.take(session, this_process(), host="kantor")
    database.guard = lambda session: leases.require(session, holding)
    yield
    database.guard = None


def taken_over_at(office: Office, at: str) -> None:
    """The lane runs until *at*, where the process stands still and loses its lease."""

    def on_step(step: str) -> None:
        if step == at:
            guard, office.database.guard = office.database.guard, None
            with office.database.write() as session:
                leases.take(session, this_process(), host="lain")
            office.database.guard = guard

    office.started(on_step)
    with leased(office.database), pytest.raises(LeaseLost):
        office.run()


@pytest.mark.parametrize("at", ["claimed", "prepared", "intended"])
def test_nothing_is_sent_after_the_lease_is_lost(
    office_on_either: Office, at: str
) -> None:
    office = office_on_either
    key = office.approved(urgent=True)
    office.clock.advance(to=office.delivery(key).due_at)

    taken_over_at(office, at)

    assert not office.facebook.posts


@pytest.mark.parametrize("at", ["claimed", "prepared", "intended", "answered"])
def test_the_one_who_took_over_publishes_it_once(
    office_on_either: Office, at: str
) -> None:
    office = office_on_either
    key = office.approved(urgent=True, channels=["facebook"])
    office.clock.advance(to=office.delivery(key).due_at)
    taken_over_at(office, at)

    office.started().recover()
    office.run_for(hours=1)

    assert len(office.facebook.posts) == 1
    assert office.delivery(key).status is Status.PUBLISHED


def test_an_outcome_is_not_insisted_on_without_the_lease(office: Office) -> None:
    """The one who took over finds it on the account; waiting would help nobody."""
    key = office.approved(urgent=True)
    office.clock.advance(to=office.delivery(key).due_at)
    before = office.clock.now()

    taken_over_at(office, "answered")

    assert office.delivery(key).status is Status.COMMITTING
    assert office.clock.now() == before
