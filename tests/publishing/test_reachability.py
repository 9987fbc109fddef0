"""What waits for the network is tried soon, and at once when anybody answers again."""

from datetime import timedelta

import pytest

from crossposter.channels import PublisherError, TryLater, Unreadable
from crossposter.publishing.settings import PublishingSettings
from crossposter.scheduling.backoff import Retry
from tests.conftest import MakeOffice
from tests.support.newsroom import Office

SECOND = timedelta(seconds=1)


@pytest.fixture
def office(make_office: MakeOffice) -> Office:
    return make_office(
        rules=PublishingSettings(retry=Retry(first=SECOND, longest=timedelta(hours=1))),
        channels=("facebook", "facebook-wisata"),
    )


def away(error: PublisherError) -> PublisherError:
    error.unreached = True
    return error


def due_in_absence(office: Office, *, urgent: bool) -> int:
    """An announcement that fell due before the daemon began, with nobody to ask."""
    key = office.approved(channels=["facebook"], urgent=urgent, at_once=True)
    office.clock.advance(seconds=30)
    office.started().look_first()
    return key


@pytest.mark.parametrize("urgent", [True, False])
def test_a_look_that_failed_is_repeated_after_the_first_retry(
    office: Office, *, urgent: bool
) -> None:
    key = due_in_absence(office, urgent=urgent)
    office.facebook.refuses(away(Unreadable("away")), on="find")
    office.run()

    assert office.delivery(key).next_at == office.clock.now() + SECOND
    office.clock.advance(seconds=1)
    office.run()
    assert office.delivery(key).status == "published"


@pytest.mark.parametrize(("urgent", "longest"), [(True, 60), (False, 300)])
def test_looks_that_go_on_failing_grow_rare_but_not_for_long(
    office: Office, longest: int, *, urgent: bool
) -> None:
    key = due_in_absence(office, urgent=urgent)
    office.facebook.refuses(away(Unreadable("away")), on="find", times=40)
    waits = []
    for _ in range(40):
        office.run()
        waits.append((office.delivery(key).next_at - office.clock.now()).seconds)
        office.clock.advance(to=office.delivery(key).next_at)

    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (1, longest)


def test_whoever_waits_for_the_network_goes_on_when_another_lane_is_answered(
    office: Office,
) -> None:
    key = due_in_absence(office, urgent=False)
    office.facebook.refuses(away(Unreadable("away")), on="find", times=9)
    for _ in range(9):
        office.run()
        office.clock.advance(to=office.delivery(key).next_at)
    office.facebook.refuses(away(Unreadable("away")), on="find")
    office.run()
    waits_until = office.delivery(key).next_at
    assert waits_until > office.clock.now() + 60 * SECOND

    office.approved(channels=["facebook-wisata"], urgent=True, title="Banjir")
    office.run("facebook-wisata")

    assert office.delivery(key).next_at == office.clock.now()
    office.run()
    assert office.delivery(key).status == "published"


def test_an_urgent_one_that_was_never_sent_is_tried_every_minute_and_does_not_fail(
    office: Office,
) -> None:
    office.facebook.refuses(away(TryLater("away")), on="prepare", times=20)
    key = office.approved(channels=["facebook"], urgent=True)
    for _ in range(20):
        office.run()
        wait = office.delivery(key).next_at - office.clock.now()
        assert timedelta(0) < wait <= 60 * SECOND
        office.clock.advance(to=office.delivery(key).next_at)
    office.run()

    assert office.delivery(key).status == "published"
