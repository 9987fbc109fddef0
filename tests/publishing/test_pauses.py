from sqlmodel import select

from crossposter.channels import Blocked, NotAuthorized
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models import Event
from crossposter.database.queries import channels
from crossposter.staff import Actor
from tests.conftest import MakeOffice
from tests.support.newsroom import OPERATOR, Office, wita


def paused(office: Office, channel: str = "facebook") -> bool:
    with office.database.read() as session:
        return channels.state(session, channel).paused


def test_a_paused_channel_publishes_nothing_and_loses_nothing(
    office_on_either: Office,
) -> None:
    office = office_on_either
    key = office.approved()

    office.pausing.pause(OPERATOR, ["facebook"], "hari berkabung")
    office.run_for(days=1)

    assert office.delivery(key, "facebook").status is Status.SCHEDULED
    assert office.delivery(key, "x").status is Status.PUBLISHED


def test_what_waited_is_released_spaced_out_and_counts_as_punctual(
    office_on_either: Office,
) -> None:
    office = office_on_either
    keys = [office.approved() for _ in range(3)]  # 11:00, 17:00, the next day 07:00
    office.pausing.pause(OPERATOR, ["facebook"], "hari berkabung")
    office.clock.advance(to=wita("24 10:00"))

    moved = office.pausing.resume(OPERATOR, ["facebook"])

    assert moved == 3
    assert [office.delivery(key).due_at for key in keys] == [
        wita("24 10:00"),
        wita("24 10:01"),
        wita("24 10:02"),
    ]
    office.run_for(minutes=5)
    assert {office.delivery(key).status for key in keys} == {Status.PUBLISHED}


def test_the_urgent_is_released_first(office: Office) -> None:
    office.approved()
    office.pausing.pause(OPERATOR, ["facebook"], "hari berkabung")
    urgent = office.approved(urgent=True)
    office.clock.advance(to=wita("23 15:00"))

    office.pausing.resume(OPERATOR, ["facebook"])
    office.run()

    assert [each.post.text for each in office.facebook.posts] == [
        office.delivery(urgent).text
    ]


def test_what_is_released_does_not_collide_with_what_was_to_come(
    office: Office,
) -> None:
    waiting = office.approved()
    to_come = office.approved(at=wita("23 15:00:30"))
    office.pausing.pause(OPERATOR, ["facebook"], "hari berkabung")
    office.clock.advance(to=wita("23 15:00"))

    office.pausing.resume(OPERATOR, ["facebook"])

    assert office.delivery(to_come).due_at == wita("23 15:00:30")
    assert office.delivery(waiting).due_at == wita("23 15:01:30")


def test_what_is_still_to_come_keeps_its_time(office: Office) -> None:
    key = office.approved()
    office.pausing.pause(OPERATOR, ["facebook"], "perawatan")

    assert office.pausing.resume(OPERATOR, ["facebook"]) == 0
    assert office.delivery(key).due_at == wita("23 11:00")


def test_a_release_keeps_to_the_blackouts(make_office: MakeOffice) -> None:
    office = make_office(blackouts=["daily 22:00-05:30"])
    key = office.approved()
    office.pausing.pause(OPERATOR, ["facebook"], "perawatan")
    office.clock.advance(to=wita("23 23:00"))

    office.pausing.resume(OPERATOR, ["facebook"])

    assert office.delivery(key).due_at == wita("24 05:30")


def test_a_pause_with_an_end_ends_by_itself(office: Office) -> None:
    key = office.approved()
    office.facebook.refuses(Blocked("kuota habis", until=wita("23 15:00")))
    office.run_when_due(key)

    office.clock.advance(to=wita("23 14:59"))
    office.pausing.end_pauses()
    assert paused(office)

    office.clock.advance(to=wita("23 15:00"))
    office.pausing.end_pauses()
    assert not paused(office)
    office.run()
    assert office.delivery(key).status is Status.PUBLISHED


def test_a_lapsed_token_waits_for_a_person(office: Office) -> None:
    key = office.approved()
    office.facebook.refuses(NotAuthorized("token habis"))
    office.run_when_due(key)

    office.clock.advance(days=3)
    office.pausing.end_pauses()
    assert paused(office)

    office.pausing.resume(OPERATOR, ["facebook"])
    office.run()
    delivery = office.delivery(key)
    assert (delivery.status, delivery.attempts, delivery.tries) == (
        Status.PUBLISHED,
        2,
        0,
    )


def test_who_paused_and_resumed_stands_in_the_log(office: Office) -> None:
    by_operator = Actor(login="operator", acting_for="kabid")
    office.pausing.pause(by_operator, ["facebook", "x"], "hari berkabung")
    office.pausing.resume(by_operator, ["x"])

    with office.database.read() as session:
        lines = [
            (each.actor, each.acting_for, each.action, each.detail)
            for each in session.exec(select(Event)).all()
        ]
    assert lines == [
        ("operator", "kabid", "channel facebook paused", "hari berkabung"),
        ("operator", "kabid", "channel x paused", "hari berkabung"),
        ("operator", "kabid", "channel x resumed", None),
    ]


def test_a_channel_that_has_left_the_configuration_can_be_resumed(
    office: Office,
) -> None:
    office.pausing.pause(OPERATOR, ["tiktok"], "belum ada")

    assert office.pausing.resume(OPERATOR, ["tiktok"]) == 0
    assert not paused(office, "tiktok")


def test_a_delivery_in_doubt_is_not_touched_by_a_release(office: Office) -> None:
    office.facebook.drops_after()
    key = office.approved()
    office.run_when_due(key)
    office.pausing.pause(OPERATOR, ["facebook"], "perawatan")
    office.clock.advance(hours=1)

    assert office.pausing.resume(OPERATOR, ["facebook"]) == 0
    assert office.delivery(key).status is Status.UNCONFIRMED
    office.run_for(minutes=1)
    assert office.delivery(key).status is Status.PUBLISHED
