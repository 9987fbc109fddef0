"""Samples that a platform does not give: nothing stops, and nobody is pestered."""

from datetime import datetime, timedelta

import pytest

from crossposter.channels import (
    Blocked,
    NotAuthorized,
    PublisherError,
    TryLater,
    Unreadable,
)
from crossposter.database.queries import channels
from tests.conftest import MakeOffice
from tests.support.newsroom import Office, wita
from tests.support.samples import ages, measuring, published


@pytest.mark.parametrize(
    ("error", "rest"),
    [
        (Unreadable("not now"), timedelta(hours=1)),
        (TryLater("too often"), timedelta(hours=1)),
        (TryLater("too often", after=timedelta(hours=2)), timedelta(hours=2)),
        (TryLater("too often", after=timedelta(days=9)), timedelta(hours=6)),
        (Blocked("stopped"), timedelta(hours=6)),
        (Blocked("today", until=wita("23 12:00")), timedelta(hours=3)),
        (NotAuthorized("token"), timedelta(hours=6)),
    ],
)
def test_a_refusal_lets_the_platform_rest_and_stops_no_posts(
    office: Office, error: PublisherError, rest: timedelta
) -> None:
    published(office)
    office.clock.advance(hours=1)
    later = [published(office) for _ in range(2)]
    office.clock.advance(to=wita("23 09:00"))
    office.facebook.refuses(error, on="measure")
    use_case = measuring(office)
    use_case.sample("facebook")

    office.clock.advance(to=wita("23 09:00") + rest - timedelta(seconds=1))
    use_case.sample("facebook")
    assert office.facebook.measured == []
    office.clock.advance(to=wita("23 10:00") + rest)
    use_case.sample("facebook")

    assert office.facebook.measured
    assert any(ages(office, each) for each in later)
    assert not is_paused(office)


def is_paused(office: Office) -> bool:
    with office.database.read() as session:
        return channels.state(session, "facebook").paused


def test_one_post_that_cannot_be_read_does_not_keep_the_others_waiting(
    make_office: MakeOffice,
) -> None:
    office = make_office(channels=["facebook"])
    office.facebook.most_at_once = 1
    bad, good = published(office), published(office)
    office.clock.advance(hours=1)
    use_case = measuring(office)
    office.facebook.refuses(Unreadable("listed, yet unreadable"), on="measure")

    use_case.sample("facebook")
    office.clock.advance(hours=1)
    use_case.sample("facebook")

    assert (ages(office, bad), ages(office, good)) == ([], ["1h"])


def test_a_platform_that_is_short_of_calls_is_left_to_the_posts(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(office)
    office.clock.advance(hours=1)
    until = office.clock.now() + timedelta(minutes=15)

    def rests_until(now: datetime) -> datetime | None:
        return until if now < until else None

    monkeypatch.setattr(office.facebook, "rests_until", rests_until, raising=False)
    use_case = measuring(office)

    use_case.sample("facebook")
    assert office.facebook.measured == []
    office.clock.advance(minutes=15)
    use_case.sample("facebook")
    assert len(office.facebook.measured) == 1


def test_a_clock_that_was_set_back_does_not_let_a_platform_rest_for_ever(
    office: Office,
) -> None:
    published(office)
    office.clock.advance(days=400)
    published(office)
    office.clock.advance(hours=1)
    office.facebook.refuses(Unreadable("not now"), on="measure")
    use_case = measuring(office)
    use_case.sample("facebook")

    office.clock.advance(to=wita("23 10:00"))
    use_case.sample("facebook")

    assert len(office.facebook.measured) == 1
