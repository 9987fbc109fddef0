"""What a lane does with what is due, whatever the platform answers."""

from datetime import timedelta

import pytest

from crossposter.channels import (
    Blocked,
    NotAuthorized,
    PublisherError,
    Rejected,
    TryLater,
)
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries import channels, journal
from crossposter.publishing.settings import PublishingSettings
from crossposter.scheduling.backoff import Retry
from tests.conftest import MakeOffice
from tests.support.newsroom import Office, wita

MINUTE = timedelta(minutes=1)
PATIENT = PublishingSettings(retry=Retry(first=MINUTE, longest=4 * MINUTE, attempts=4))


def outcome(office: Office, key: int) -> tuple[str, str | None, str | None]:
    """How the last attempt of the delivery ended."""
    with office.database.read() as session:
        attempt = journal.last_attempt(session, office.delivery(key).id or 0)
    assert attempt is not None
    return attempt.outcome, attempt.code, attempt.error


def test_nothing_goes_out_before_its_time(office: Office) -> None:
    key = office.approved()

    office.run(at=wita("23 10:59:59"))
    assert office.delivery(key).status is Status.SCHEDULED
    assert not office.facebook.calls

    office.run(at=wita("23 11:00"))
    assert office.delivery(key).status is Status.PUBLISHED


def test_a_post_that_went_out_is_proved(office_on_either: Office) -> None:
    office = office_on_either
    key = office.approved()

    published = office.run_when_due(key)

    (live,) = office.facebook.posts
    assert published.status is Status.PUBLISHED
    assert (published.remote_id, published.permalink) == (
        live.remote_id,
        live.permalink,
    )
    assert published.published_at == wita("23 11:00")
    assert (published.attempts, published.tries, published.error) == (1, 0, None)
    assert outcome(office, key) == ("published", None, None)
    with office.database.read() as session:
        state = channels.state(session, "facebook")
    assert state.last_published_at == wita("23 11:00")


def test_what_went_out_does_not_go_out_again(office: Office) -> None:
    key = office.approved()
    office.run_when_due(key)

    for _ in range(3):
        office.run()
        office.clock.advance(days=1)

    assert len(office.facebook.posts) == 1


def test_every_step_stands_in_the_log(office: Office) -> None:
    key = office.approved(channels=["facebook"])
    office.run_when_due(key)

    moves = [(each.before, each.after) for each in office.events(key)][-3:]

    assert moves == [
        ("scheduled", "preparing"),
        ("preparing", "committing"),
        ("committing", "published"),
    ]
    assert {each.actor for each in office.events(key)[-3:]} == {"daemon"}


def test_channels_do_not_wait_for_one_another(office: Office) -> None:
    key = office.approved()
    office.facebook.refuses(TryLater("nanti"))

    office.run("facebook", at=wita("23 11:00"))
    office.run("x")

    assert office.delivery(key, "facebook").status is Status.SCHEDULED
    assert office.delivery(key, "x").status is Status.PUBLISHED


def test_posts_that_are_due_together_keep_their_distance(office: Office) -> None:
    keys = [office.approved(at=wita(f"23 16:0{minute}")) for minute in range(2)]

    office.run(at=wita("23 16:30"))
    assert len(office.facebook.posts) == 1
    office.run(at=wita("23 16:30:59"))
    assert len(office.facebook.posts) == 1
    office.run(at=wita("23 16:31"))
    assert {office.delivery(key).status for key in keys} == {Status.PUBLISHED}


@pytest.mark.parametrize("step", ["prepare", "commit"])
def test_a_refusal_is_final_and_its_reason_is_kept(office: Office, step: str) -> None:
    key = office.approved()
    office.facebook.refuses(Rejected("teks ditolak", code="(#100)"), on=step)

    failed = office.run_when_due(key)
    office.run_for(hours=3)

    assert (failed.status, failed.error) == (Status.FAILED, "teks ditolak")
    assert office.delivery(key) == failed
    assert not office.facebook.posts
    if step == "commit":
        assert outcome(office, key) == ("failed", "(#100)", "teks ditolak")


@pytest.mark.parametrize("step", ["prepare", "commit"])
def test_a_failure_that_may_pass_is_tried_again_ever_more_slowly(
    make_office: MakeOffice, step: str
) -> None:
    office = make_office(rules=PATIENT)
    key = office.approved()
    office.facebook.refuses(TryLater("nanti"), on=step, times=3)
    waits = []

    for _ in range(3):
        delivery = office.run_when_due(key)
        assert (delivery.status, delivery.error) == (Status.SCHEDULED, "nanti")
        waits.append(delivery.next_at - office.clock.now())
    published = office.run_when_due(key)

    assert waits == [MINUTE, 2 * MINUTE, 4 * MINUTE]
    assert (published.status, published.error) == (Status.PUBLISHED, None)


@pytest.mark.parametrize("step", ["prepare", "commit"])
def test_it_is_tried_so_often_and_no_more(make_office: MakeOffice, step: str) -> None:
    office = make_office(rules=PATIENT)
    key = office.approved()
    office.facebook.refuses(TryLater("nanti"), on=step, times=99)

    office.run_for(days=2)

    failed = office.delivery(key)
    assert (failed.status, failed.error) == (Status.FAILED, "nanti (tried 4 times)")
    assert office.facebook.calls.count(step) == 4


def test_the_wait_a_platform_asks_for_is_kept(make_office: MakeOffice) -> None:
    office = make_office(rules=PATIENT)
    key = office.approved()
    office.facebook.refuses(TryLater("nanti", after=timedelta(minutes=20)))

    delivery = office.run_when_due(key)

    assert delivery.next_at == wita("23 11:20")


@pytest.mark.parametrize("step", ["prepare", "commit"])
@pytest.mark.parametrize(
    ("error", "until"),
    [
        (NotAuthorized("token habis"), None),
        (Blocked("dibekukan"), None),
        (Blocked("kuota habis", until=wita("23 12:00")), wita("23 12:00")),
    ],
    ids=["token", "blocked", "quota"],
)
def test_trouble_of_the_channel_pauses_it_and_counts_against_no_delivery(
    office: Office, step: str, error: PublisherError, until: object
) -> None:
    key = office.approved()
    office.facebook.refuses(error, on=step)

    delivery = office.run_when_due(key)

    assert (delivery.status, delivery.tries) == (Status.SCHEDULED, 0)
    with office.database.read() as session:
        state = channels.state(session, "facebook")
    assert (state.paused, state.reason, state.until) == (True, str(error), until)
    office.run_for(minutes=30)
    assert office.facebook.calls.count(step) == 1


def test_uploads_are_kept_from_one_try_to_the_next(office: Office) -> None:
    key = office.approved(
        images=[(office.picture(), "a"), (office.picture("b.png"), "b")]
    )
    office.facebook.refuses(TryLater("nanti"))

    first = office.run_when_due(key)
    office.run_when_due(key)

    assert len(office.facebook.uploads) == 2
    assert len(first.saved) == 3  # two pictures and the baseline
    assert office.delivery(key).status is Status.PUBLISHED
