"""An answer was lost: the account is read before anything is sent again."""

from datetime import timedelta

import pytest

from crossposter.channels import (
    Duplicate,
    NotAuthorized,
    Prepared,
    Receipt,
    SeveralFound,
    Unreadable,
)
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries import channels, journal
from crossposter.publishing.settings import PublishingSettings
from crossposter.scheduling.backoff import Retry
from tests.conftest import MakeOffice
from tests.support.newsroom import KABID, Office, wita

TIMEOUT = timedelta(seconds=30)


def outcomes(office: Office, key: int) -> str | None:
    with office.database.read() as session:
        attempt = journal.last_attempt(session, office.delivery(key).id or 0)
    return attempt.outcome if attempt else None


def test_a_post_whose_answer_was_lost_is_found(office_on_either: Office) -> None:
    office = office_on_either
    office.facebook.drops_after()
    key = office.approved()

    unconfirmed = office.run_when_due(key)
    assert (unconfirmed.status, unconfirmed.error) == (
        Status.UNCONFIRMED,
        "the answer was lost",
    )
    found = office.run_when_due(key)

    (live,) = office.facebook.posts
    assert (found.status, found.remote_id) == (Status.PUBLISHED, live.remote_id)
    assert found.permalink == live.permalink
    assert outcomes(office, key) == "published"


def test_a_post_that_shows_late_is_found(office: Office) -> None:
    office.facebook.drops_after().lags(reads=2)
    key = office.approved()

    office.run_for(hours=4)

    assert office.delivery(key).status is Status.PUBLISHED
    assert len(office.facebook.posts) == 1


def test_a_post_that_never_arrived_is_sent_again_after_enough_looks(
    office: Office,
) -> None:
    office.facebook.drops_before()
    key = office.approved()
    office.run_when_due(key)
    looked_at = []

    while office.delivery(key).status is Status.UNCONFIRMED:
        office.run_when_due(key)
        looked_at.append(office.clock.now() - wita("23 11:00") - TIMEOUT)

    assert [each for each in looked_at if each > timedelta(0)] == [
        timedelta(minutes=3),
        timedelta(minutes=6),
        timedelta(minutes=9),
    ]
    assert outcomes(office, key) in {"absent", "published"}
    office.run_for(minutes=5)
    delivery = office.delivery(key)
    assert (delivery.status, delivery.attempts) == (Status.PUBLISHED, 2)
    assert (delivery.tries, delivery.absents) == (1, 0)
    assert len(office.facebook.posts) == 1


def test_a_look_that_fails_proves_nothing(office: Office) -> None:
    office.facebook.drops_before().cannot_be_read(times=10)
    key = office.approved()

    office.run_for(hours=3, minutes=15)

    delivery = office.delivery(key)
    assert (delivery.status, delivery.absents) == (Status.UNCONFIRMED, 0)
    assert office.facebook.calls.count("commit") == 1
    office.run_for(minutes=30)
    delivery = office.delivery(key)
    assert (delivery.status, delivery.attempts) == (Status.PUBLISHED, 2)
    assert len(office.facebook.posts) == 1


def test_what_stays_undecided_for_a_day_waits_for_a_person(office: Office) -> None:
    office.facebook.drops_after().cannot_be_read(times=9)
    key = office.approved()
    sent_at = office.delivery(key).due_at
    office.run_when_due(key)
    office.run_when_due(key)

    office.run(at=sent_at + timedelta(hours=23, minutes=59))
    assert office.delivery(key).status is Status.UNCONFIRMED
    office.run(at=sent_at + timedelta(hours=24, minutes=6))

    held = office.delivery(key)
    assert held.status is Status.HELD
    assert held.error == "undecided for 24 hours: not now"
    office.run_for(days=2)
    assert len(office.facebook.posts) == 1


def test_several_posts_that_fit_wait_for_a_person(office: Office) -> None:
    several = SeveralFound("two posts fit", candidates=("https://f/1", "https://f/2"))
    office.facebook.drops_after().refuses(several, on="find")
    key = office.approved()

    office.run_for(hours=4)

    held = office.delivery(key)
    assert held.status is Status.HELD
    assert held.error == "two posts fit https://f/1, https://f/2"
    assert len(office.facebook.posts) == 1


def test_equal_texts_never_share_a_post(office: Office) -> None:
    """The first went out; the second did not, and must not take the first for its own."""
    first = office.approved(at=wita("23 11:00"))
    second = office.approved(at=wita("23 11:05"))
    office.run_when_due(first)
    office.facebook.drops_before()

    office.run_for(hours=1)

    one, other = office.delivery(first), office.delivery(second)
    assert one.status is other.status is Status.PUBLISHED
    assert one.remote_id != other.remote_id
    assert len(office.facebook.posts) == 2


def test_equal_texts_that_are_both_in_doubt_get_a_post_each(office: Office) -> None:
    first = office.approved(at=wita("23 11:00"))
    second = office.approved(at=wita("23 11:02"))
    office.facebook.drops_after().lags(reads=1).drops_after()

    office.run_for(hours=4)

    found = {office.delivery(key).remote_id for key in (first, second)}
    assert found == {each.remote_id for each in office.facebook.posts}
    assert len(found) == 2


def test_of_equal_texts_one_that_never_arrived_is_sent_again(office: Office) -> None:
    first = office.approved(at=wita("23 11:00"))
    second = office.approved(at=wita("23 11:02"))
    office.facebook.drops_before().drops_after()

    office.run_for(hours=4)

    found = {office.delivery(key).remote_id for key in (first, second)}
    assert found == {each.remote_id for each in office.facebook.posts}
    assert len(found) == 2


def test_a_post_that_may_be_anothers_without_a_name_is_for_a_person(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Instagram publishes now and then without naming the post."""
    first = office.approved(at=wita("23 11:00"))
    second = office.approved(at=wita("23 11:05"))
    commit = office.facebook.commit

    def commit_and_name_nothing(prepared: Prepared) -> Receipt:
        commit(prepared)
        return Receipt(remote_id=None)

    with monkeypatch.context() as nameless:
        nameless.setattr(office.facebook, "commit", commit_and_name_nothing)
        office.run_when_due(first)
    office.clock.advance(to=wita("23 11:10"))

    office.started().look_first()
    office.run_for(minutes=10)

    held = office.delivery(second)
    assert held.status is Status.HELD
    assert "without naming its post" in (held.error or "")


def test_other_posts_go_out_while_one_is_in_doubt(office: Office) -> None:
    office.facebook.drops_after().lags(reads=2)
    doubtful = office.approved(at=wita("23 11:00"))
    other = office.approved(title="Donor darah di PMI", at=wita("23 11:02"))

    office.run_when_due(doubtful)
    office.run_for(minutes=2, seconds=30)

    assert office.delivery(doubtful).status is Status.UNCONFIRMED
    assert office.delivery(other).status is Status.PUBLISHED


def test_a_token_that_lapses_while_looking_pauses_the_channel(office: Office) -> None:
    office.facebook.drops_after().refuses(NotAuthorized("token habis"), on="find")
    key = office.approved()
    office.run_when_due(key)
    office.run_when_due(key)

    assert office.delivery(key).status is Status.UNCONFIRMED
    with office.database.read() as session:
        assert channels.state(session, "facebook").reason == "token habis"
    office.pausing.resume(KABID, ["facebook"])
    office.run_for(minutes=5)
    assert office.delivery(key).status is Status.PUBLISHED
    assert len(office.facebook.posts) == 1


def test_what_vanishes_every_time_calls_a_person_in_the_end(
    make_office: MakeOffice,
) -> None:
    office = make_office(rules=PublishingSettings(retry=Retry(attempts=3)))
    office.facebook.goes_silent(live=False, times=99)
    key = office.approved()

    office.run_for(days=1)

    held = office.delivery(key)
    assert (held.status, held.attempts) == (Status.HELD, 3)
    assert held.error == "sent 3 times and never found on the account"


def test_what_the_platform_calls_a_repetition_is_looked_for(office: Office) -> None:
    office.facebook.refuses(Duplicate("sudah pernah"))
    key = office.approved()

    office.run_for(hours=4)

    held = office.delivery(key)
    assert (held.status, held.attempts) == (Status.HELD, 1)
    assert "has shown this text before" in (held.error or "")


def test_a_repetition_that_is_our_own_post_is_success(office: Office) -> None:
    office.facebook.drops_after().cannot_be_read(times=1)
    key = office.approved()
    office.run_when_due(key)
    office.run_when_due(key)

    office.run_for(hours=1)

    assert office.delivery(key).status is Status.PUBLISHED
    assert len(office.facebook.posts) == 1


def test_the_look_is_told_what_is_known_of_the_attempt(office: Office) -> None:
    earlier = office.approved(title="Donor darah di PMI")
    office.run_when_due(earlier)
    office.facebook.drops_after()
    key = office.approved(images=[(office.picture(), "jembatan")])
    sent_at = office.run_when_due(key).due_at
    office.run_when_due(key)

    (asked,) = office.facebook.asked
    assert asked.started_at == sent_at
    assert asked.baseline == office.facebook.posts[0].remote_id
    assert set(asked.refs.values()) >= {"upload-1"}
    assert asked.taken == {office.facebook.posts[0].remote_id}


@pytest.mark.parametrize("error", [Unreadable("500"), SeveralFound("x", candidates=())])
def test_the_outcome_in_question_stays_so_until_somebody_knows(
    office: Office, error: Unreadable
) -> None:
    office.facebook.drops_after().refuses(error, on="find")
    key = office.approved()
    office.run_when_due(key)
    office.run_when_due(key)

    assert outcomes(office, key) == "unconfirmed"
