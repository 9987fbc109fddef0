"""What becomes of posts whose time went by, for whatever reason."""

import itertools
from datetime import timedelta

import pytest
from sqlmodel import select

from crossposter.channels import TryLater
from crossposter.database.models import Attempt
from crossposter.database.models import DeliveryStatus as Status
from crossposter.publishing.settings import Late, PublishingSettings
from tests.conftest import MakeOffice
from tests.support.newsroom import KABID, Office, wita

NIGHTS = ["daily 22:00-05:30"]


def test_a_little_late_is_on_time(office: Office) -> None:
    key = office.approved()  # due at 11:00

    office.run(at=wita("23 13:00"))

    assert office.delivery(key).status is Status.PUBLISHED


def test_too_late_waits_for_a_person(office: Office) -> None:
    key = office.approved()

    office.run(at=wita("23 13:00:01"))

    held = office.delivery(key)
    assert held.status is Status.HELD
    assert held.error == "its time passed while it could not be published"
    assert not office.facebook.calls


def test_too_late_may_mean_never(make_office: MakeOffice) -> None:
    office = make_office(rules=PublishingSettings(late=Late(then="expire")))
    key = office.approved()

    office.run(at=wita("23 13:00:01"))

    assert office.delivery(key).status is Status.EXPIRED
    assert not office.facebook.calls


def test_too_late_may_mean_the_next_slot(make_office: MakeOffice) -> None:
    office = make_office(rules=PublishingSettings(late=Late(then="next-slot")))
    late, next_one = office.approved(), office.approved()  # 11:00 and 17:00

    office.run(at=wita("23 13:00:01"))

    delivery = office.delivery(late)
    assert delivery.status is Status.SCHEDULED
    assert delivery.due_at == delivery.next_at == wita("24 07:00")
    assert delivery.error == "late: takes the next slot"
    office.run_for(days=1)
    for key in (late, next_one):
        assert office.delivery(key).status is Status.PUBLISHED


@pytest.mark.parametrize("then", ["hold", "next-slot", "expire"])
def test_what_has_expired_does_not_go_out(make_office: MakeOffice, then: str) -> None:
    late = Late(then=then)  # type: ignore[arg-type]  # parametrised
    office = make_office(rules=PublishingSettings(late=late))
    key = office.approved(expires_at=wita("23 11:30"))

    office.run(at=wita("23 11:30"))

    assert office.delivery(key).status is Status.EXPIRED
    assert not office.facebook.calls


def test_what_expires_while_it_is_tried_again_does_not_go_out(office: Office) -> None:
    key = office.approved(expires_at=wita("23 11:02"))
    office.facebook.refuses(TryLater("nanti"), times=99)

    office.run_for(hours=5)

    assert office.delivery(key).status is Status.EXPIRED
    assert office.facebook.calls.count("commit") == 2


def test_an_approval_that_grew_old_is_not_used(make_office: MakeOffice) -> None:
    rules = PublishingSettings(
        approval_holds=timedelta(days=2), late=Late(grace=timedelta(days=9))
    )
    office = make_office(rules=rules)
    key = office.approved()

    office.run(at=wita("25 08:00"))

    held = office.delivery(key)
    assert held.status is Status.HELD
    assert "approval has grown too old" in (held.error or "")
    assert not office.facebook.calls


def test_a_try_that_falls_into_a_blackout_waits_for_its_end_and_is_not_late(
    make_office: MakeOffice,
) -> None:
    office = make_office(blackouts=NIGHTS)
    key = office.approved(at=wita("23 21:59"))
    office.facebook.refuses(TryLater("nanti"))

    office.run_for(hours=15)
    waiting = office.delivery(key)
    assert waiting.status is Status.SCHEDULED
    assert waiting.due_at == waiting.next_at == wita("24 05:30")

    office.run_for(hours=8)
    assert office.delivery(key).status is Status.PUBLISHED
    assert office.facebook.posts[0].at == wita("24 05:30")


def test_a_blackout_does_not_outlast_an_expiry(make_office: MakeOffice) -> None:
    office = make_office(blackouts=NIGHTS)
    key = office.approved(at=wita("23 21:59"), expires_at=wita("24 05:00"))
    office.facebook.refuses(TryLater("nanti"))

    office.run_for(days=1)

    assert office.delivery(key).status is Status.EXPIRED


def test_the_urgent_is_tried_again_in_a_blackout(make_office: MakeOffice) -> None:
    office = make_office(blackouts=NIGHTS)
    key = office.approved(urgent=True, at=wita("23 23:00"))
    office.facebook.refuses(TryLater("nanti"))

    office.run_for(hours=16)

    assert office.facebook.posts[0].at == wita("23 23:01")
    assert office.delivery(key).status is Status.PUBLISHED


def test_a_day_of_posts_after_an_absence_comes_spaced_out(office: Office) -> None:
    keys = [office.approved(at=wita(f"23 12:0{minute}")) for minute in range(4)]
    office.clock.advance(to=wita("23 13:30"))

    office.run_for(minutes=10)

    times = [each.at for each in office.facebook.posts]
    gaps = [after - before for before, after in itertools.pairwise(times)]
    assert gaps == [timedelta(minutes=1)] * 3
    assert {office.delivery(key).status for key in keys} == {Status.PUBLISHED}


def test_what_was_due_in_an_absence_is_looked_for_before_it_is_sent(
    office: Office,
) -> None:
    key = office.approved()
    office.clock.advance(to=wita("23 11:10"))

    office.started().look_first()
    office.run_for(minutes=10)

    assert office.facebook.calls == ["find", "prepare", "commit"]
    delivery = office.delivery(key)
    assert (delivery.status, delivery.attempts, delivery.tries) == (
        Status.PUBLISHED,
        1,
        0,
    )


def test_what_an_old_copy_of_the_database_does_not_know_is_found(
    office: Office,
) -> None:
    key = office.approved()
    copy = office.delivery(key)
    office.run_when_due(key)
    with office.database.write() as session:  # the copy of yesterday, put back
        row = session.merge(copy)
        row.status, row.remote_id, row.epoch = Status.SCHEDULED, None, row.epoch + 9
    office.clock.advance(minutes=10)

    office.started().look_first()
    office.run_for(minutes=10)

    delivery = office.delivery(key)
    assert (delivery.status, delivery.remote_id) == (Status.PUBLISHED, "post-1")
    assert len(office.facebook.posts) == 1


def test_a_copy_is_not_trusted_by_a_clock_that_was_set_back_either(
    office: Office,
) -> None:
    """Its time is still to come on this clock, but it was in hand when copied."""
    key = office.approved()
    office.run(at=wita("23 11:00:30"))
    with office.database.write() as session:
        row = session.merge(office.delivery(key))
        row.status, row.remote_id, row.epoch = Status.SCHEDULED, None, row.epoch + 9
        row.next_at = wita("23 08:30")
    office.clock.advance(to=wita("23 09:00"))

    office.started().look_first()

    assert office.delivery(key).status is Status.UNCONFIRMED


def test_what_becomes_due_while_the_program_runs_needs_no_look(office: Office) -> None:
    office.approved()

    office.started().look_first()
    office.clock.advance(to=wita("23 11:00:30"))
    office.run()

    assert "find" not in office.facebook.calls


def test_the_day_of_a_look_begins_when_the_program_begins(office: Office) -> None:
    """A weekend without power does not make Monday's first look the last one."""
    key = office.approved(at=wita("27 16:00"))
    office.facebook.cannot_be_read(times=2)
    office.clock.advance(to=wita("27 17:00"))

    office.started().look_first()
    office.run_for(minutes=1)
    assert office.delivery(key).status is Status.UNCONFIRMED

    office.run_for(minutes=10)
    assert office.delivery(key).status is Status.PUBLISHED


def test_a_paused_channel_is_not_looked_at(office: Office) -> None:
    key = office.approved()
    office.pausing.pause(KABID, ["facebook"], "hari berkabung")
    office.clock.advance(days=1)

    office.started().look_first()

    assert office.delivery(key, "facebook").status is Status.SCHEDULED
    assert office.delivery(key, "x").status is Status.UNCONFIRMED


def test_a_clock_set_back_in_a_pause_does_not_end_the_doubt(office: Office) -> None:
    key = office.approved()
    office.pausing.pause(KABID, ["facebook"], "hari berkabung")
    office.clock.advance(to=wita("23 12:00"))
    office.started().look_first()
    office.started().look_first()  # started twice in the pause
    office.clock.advance(hours=-3)

    office.pausing.resume(KABID, ["facebook"])

    delivery = office.delivery(key, "facebook")
    assert (delivery.status, delivery.due_at) == (Status.UNCONFIRMED, wita("23 11:00"))
    with office.database.read() as session:
        doubts = select(Attempt).where(Attempt.delivery_id == delivery.id)
        assert len(session.exec(doubts).all()) == 1
