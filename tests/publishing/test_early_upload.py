"""Films are sent and processed before their time, so that they are out in time."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from crossposter.channels import NotReady, Rejected, TryLater
from crossposter.database.models import DeliveryStatus as Status
from crossposter.platforms.x.format import FILMS as X_FILMS
from crossposter.publishing import early_upload as ahead
from tests.conftest import MakeOffice
from tests.support.fakes import FakePublisher
from tests.support.films import a_film
from tests.support.newsroom import OPERATOR, Office, wita

SOON = wita("23 10:15")
DUE = wita("23 11:00")


@pytest.fixture
def office(make_office: MakeOffice) -> Office:
    """X takes films; it is Monday, 08:00, and the next slot is at 11:00."""
    office = make_office(channels=("x",))
    channel = office.channels["x"]
    office.channels["x"] = replace(
        channel, format=replace(channel.format, films=X_FILMS)
    )
    (office.folder / "media" / "banjir.mp4").write_bytes(a_film())
    return office


@pytest.fixture
def x(office: Office) -> FakePublisher:
    return office.publishers["x"]


def approved(office: Office, **values: Any) -> int:
    return office.approved(images=[("banjir.mp4", "Air di jalan")], **values)


def test_a_film_is_there_before_its_time_and_public_in_time(
    office: Office, x: FakePublisher
) -> None:
    key = approved(office)
    office.run_for(hours=2, minutes=59)
    assert (len(x.uploads), x.posts) == (1, [])
    assert office.delivery(key, "x").status is Status.SCHEDULED

    office.run_for(minutes=2)

    [live] = x.posts
    assert live.at == DUE
    assert len(x.uploads) == 1


def test_what_people_see_is_the_time_it_was_given(office: Office) -> None:
    key = approved(office)

    delivery = office.delivery(key, "x")
    [lane] = office.status.read()["lanes"]

    assert delivery.due_at == DUE
    assert delivery.next_at == DUE - ahead.LEAD
    assert lane["next_due_at"] == "2026-11-23T03:00:00Z"
    office.clock.advance(to=SOON)
    [lane] = office.status.read()["lanes"]
    assert lane["late"] == 0


def test_pictures_and_words_wait_for_their_time(office: Office) -> None:
    key = office.approved()

    assert office.delivery(key, "x").next_at == DUE


def test_what_is_due_sooner_than_that_begins_at_once(office: Office) -> None:
    office.clock.advance(to=SOON)

    key = approved(office)

    assert office.delivery(key, "x").next_at == SOON


def test_a_platform_at_work_is_asked_again_and_costs_no_try(
    office: Office, x: FakePublisher
) -> None:
    at_work = NotReady("X is working on the film", after=timedelta(seconds=30))
    x.refuses(at_work, on="prepare", times=20)
    key = approved(office)
    office.run(channel="x", at=SOON)
    waiting = office.delivery(key, "x")

    office.run_for(minutes=50)

    assert (waiting.tries, waiting.next_at) == (0, SOON + timedelta(seconds=30))
    assert waiting.error == "X is working on the film"
    assert office.delivery(key, "x").status is Status.PUBLISHED


def test_trouble_before_its_time_is_told_and_counts_for_nothing(
    office: Office, x: FakePublisher
) -> None:
    x.refuses(TryLater("X did not answer an upload"), on="prepare", times=30)
    key = approved(office)

    office.run(channel="x", at=SOON)
    troubled = office.delivery(key, "x")
    office.run_for(minutes=50)

    assert troubled.error == "X did not answer an upload"
    delivery = office.delivery(key, "x")
    assert (delivery.status, delivery.tries) == (Status.PUBLISHED, 0)
    [live] = x.posts
    assert live.at == DUE


def test_the_next_try_comes_at_its_time_at_the_latest(
    office: Office, x: FakePublisher
) -> None:
    x.refuses(TryLater("limited", after=timedelta(hours=2)), on="prepare")
    key = approved(office)

    office.run(channel="x", at=SOON)

    assert office.delivery(key, "x").next_at == DUE


def test_a_film_that_is_refused_fails_while_there_is_time(
    office: Office, x: FakePublisher
) -> None:
    x.refuses(Rejected("X cannot use the film"), on="prepare")
    key = approved(office)

    office.run(channel="x", at=SOON)

    assert office.delivery(key, "x").status is Status.FAILED
    [trouble] = office.status.read()["attention"]
    assert trouble["reason"] == "X cannot use the film"


def test_a_blackout_puts_off_the_post_and_not_its_film(
    make_office: MakeOffice, office: Office, x: FakePublisher
) -> None:
    agenda = office.channels["x"].agenda
    quiet = type(agenda.blackouts).parse(["daily 10:00-10:45"], agenda.timetable.zone)
    office.channels["x"] = replace(
        office.channels["x"], agenda=replace(agenda, blackouts=quiet)
    )
    key = approved(office)

    office.run(channel="x", at=SOON)

    assert len(x.uploads) == 1
    assert office.delivery(key, "x").due_at == DUE


def test_a_crash_while_it_is_sent_ahead_begins_again(
    office: Office, x: FakePublisher
) -> None:
    class Crash(BaseException):
        """The power went."""

    def crash(step: str) -> None:
        if step == "saved":
            raise Crash

    key = approved(office)
    office.clock.advance(to=SOON)
    with pytest.raises(Crash):
        office.started(crash).run_lane("x")

    office.started().recover()
    office.publishing.look_first()
    office.run_for(hours=1)

    assert office.delivery(key, "x").status is Status.PUBLISHED
    assert (len(x.posts), len(x.uploads)) == (1, 1)


def test_a_start_within_the_hour_before_is_no_reason_to_doubt(office: Office) -> None:
    key = approved(office)
    office.clock.advance(to=SOON)

    office.started().look_first()

    assert office.delivery(key, "x").status is Status.SCHEDULED


def test_other_posts_of_the_lane_go_out_while_a_film_is_on_its_way(
    office: Office, x: FakePublisher
) -> None:
    turn = NotReady("piece by piece", after=timedelta(0))
    x.refuses(turn, on="prepare")
    film = approved(office)
    news = office.approved(title="Jalan ditutup sekarang", at=SOON)

    office.run(channel="x", at=SOON)

    assert office.delivery(news, "x").status is Status.PUBLISHED
    assert office.delivery(film, "x").status is Status.SCHEDULED


def test_a_film_released_after_a_pause_is_sent_ahead_again(office: Office) -> None:
    key = approved(office)
    office.pausing.pause(OPERATOR, ["x"], reason="libur")

    office.pausing.resume(OPERATOR, ["x"])

    assert office.delivery(key, "x").next_at == DUE - ahead.LEAD
