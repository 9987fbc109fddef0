"""The same words posted by somebody else are nobody's attempt."""

from datetime import timedelta

from crossposter.channels import Post
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries import journal
from tests.support.fakes import LivePost
from tests.support.newsroom import Office


def a_post_by_hand(office: Office, key: int, *, before: timedelta) -> None:
    """Somebody has posted the very words that a delivery is to have."""
    office.facebook.posts.append(
        LivePost(
            remote_id="by-hand",
            post=Post(text=office.delivery(key).text),
            at=office.clock.now() - before,
        )
    )


def test_the_same_words_posted_before_the_approval_are_somebody_elses(
    office: Office,
) -> None:
    """They were due while nothing ran, so they are looked for, and then sent."""
    key = office.approved(channels=["facebook"], urgent=True)
    a_post_by_hand(office, key, before=timedelta(hours=2))
    office.clock.advance(seconds=20)

    office.started().look_first()
    office.run()
    office.run()

    delivery = office.delivery(key)
    assert delivery.status is Status.PUBLISHED
    assert delivery.remote_id != "by-hand"
    assert len(office.facebook.posts) == 2


def test_after_a_lost_answer_too_an_older_post_is_somebody_elses(
    office: Office,
) -> None:
    office.facebook.drops_before()
    key = office.approved(channels=["facebook"], urgent=True)
    a_post_by_hand(office, key, before=timedelta(hours=2))

    office.run()
    office.run_for(hours=1)

    assert office.delivery(key).status is Status.PUBLISHED
    assert office.delivery(key).remote_id != "by-hand"


def test_a_clock_that_was_set_back_since_the_approval_proves_nothing(
    office: Office,
) -> None:
    """What went out under the wrong clock may be dated before the approval."""
    office.clock.advance(hours=3)  # wrong
    key = office.approved(channels=["facebook"], urgent=True)
    office.clock.advance(hours=-3)
    office.approved(channels=["x"], urgent=True)  # the log goes on with earlier times
    a_post_by_hand(office, key, before=timedelta(0))
    office.clock.advance(hours=4)

    office.started().look_first()
    office.run()

    assert office.delivery(key).remote_id == "by-hand"
    assert len(office.facebook.posts) == 1


def test_an_approval_that_is_still_to_come_proves_nothing(office: Office) -> None:
    office.clock.advance(hours=3)
    key = office.approved(channels=["facebook"], urgent=True)
    office.clock.advance(hours=-3)
    a_post_by_hand(office, key, before=timedelta(0))

    with office.database.read() as session:
        known = journal.approved_at(session, key, now=office.clock.now())

    assert known is None
