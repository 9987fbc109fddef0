"""A post of several parts: each is sent once, below the one before, whatever happens."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from crossposter.channels import Receipt, TryLater
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries import journal
from tests.conftest import MakeOffice
from tests.support.newsroom import Office, wita
from tests.support.threads import PARTS, Crash, begun, bomb, is_whole, public, thread

STEPS = ("claimed", "prepared", "intended", "answered", "recorded")


def test_every_part_goes_out_below_the_one_before(office_on_either: Office) -> None:
    office = office_on_either
    key = thread(office, images=[(office.picture(), "jembatan")])

    published = office.run_when_due(key)

    assert is_whole(office)
    assert published.status is Status.PUBLISHED
    assert (published.remote_id, published.attempts) == ("post-1", 3)
    assert published.published_at == office.clock.now()
    assert [len(live.post.media) for live in office.facebook.posts] == [1, 0, 0]
    parts = office.overview.show(key)["deliveries"][0]["parts"]
    assert [(part["text"], part["permalink"]) for part in parts] == [
        (text, f"https://fake.example/post-{number}")
        for number, text in enumerate(PARTS, 1)
    ]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("hit", [1, 2, 3])
def test_a_crash_at_any_part_neither_repeats_nor_loses_one(
    office: Office, step: str, hit: int
) -> None:
    key = thread(office)
    office.started(bomb(step, hit))
    with pytest.raises(Crash):
        office.run_when_due(key)

    office.started().recover()
    office.publishing.look_first()
    office.run_for(hours=1)

    assert is_whole(office)
    assert office.delivery(key).status is Status.PUBLISHED


def test_a_worker_that_slept_while_another_finished_leaves_the_thread_alone(
    office: Office,
) -> None:
    key = thread(office)
    slept: list[str] = []

    def sleep(step: str) -> None:
        if step == "claimed" and len(office.facebook.posts) == 2 and not slept:
            slept.append(step)
            office.started().recover()
            office.run_for(hours=1)

    office.started(sleep)
    office.run_when_due(key)

    assert slept
    assert is_whole(office)
    assert office.delivery(key).status is Status.PUBLISHED


@pytest.mark.parametrize("live", [True, False])
@pytest.mark.parametrize("part", [0, 1, 2])
def test_a_part_whose_answer_was_lost_is_looked_for(
    office: Office, part: int, *, live: bool
) -> None:
    key = begun(office, parts=part).announcement_id if part else thread(office)
    office.facebook.goes_silent(live=live)

    office.run_when_due(key)
    unconfirmed = office.delivery(key)
    office.run_for(hours=1)

    assert unconfirmed.status is Status.UNCONFIRMED
    assert is_whole(office)
    assert office.facebook.asked[0].taken == {
        live.remote_id for live in office.facebook.posts[:part]
    }


def test_a_part_does_not_take_the_post_of_an_equal_one_for_its_own(
    office: Office,
) -> None:
    words = ("Awas!", "Air naik.", "Awas!")
    key = thread(office, *words)
    office.started(bomb("recorded", 2))
    with pytest.raises(Crash):
        office.run_when_due(key)
    office.started()
    office.facebook.drops_before()

    office.run_for(hours=1)

    assert is_whole(office, *words)
    assert office.delivery(key).status is Status.PUBLISHED


def test_an_old_copy_of_the_database_repeats_no_part(
    office: Office, tmp_path: Path
) -> None:
    key = thread(office)
    file = office.database.file
    assert file is not None
    office.close()
    shutil.copy(file, tmp_path / "copy.db")
    office.run_when_due(key)
    office.close()
    shutil.copy(tmp_path / "copy.db", file)
    office.clock.advance(minutes=10)

    office.started().recover()
    office.publishing.look_first()
    office.run_for(hours=1)

    assert is_whole(office)
    assert office.delivery(key).status is Status.PUBLISHED


def test_the_next_part_waits_for_nobody_but_the_urgent(office: Office) -> None:
    delivery = begun(office)
    other = office.approved(channels=["facebook"], at=office.clock.now())
    urgent = office.approved(channels=["facebook"], urgent=True)

    office.run()

    words = office.delivery(urgent).text
    assert public(office) == [PARTS[0], words, *PARTS[1:]]
    assert office.delivery(other).status is Status.SCHEDULED
    assert office.delivery(delivery.announcement_id).status is Status.PUBLISHED


def test_others_go_out_while_a_part_has_to_wait(office: Office) -> None:
    delivery = begun(office)
    office.facebook.refuses(TryLater("batas laju", after=timedelta(hours=1)))
    other = office.approved(channels=["facebook"], at=office.clock.now())

    office.run()
    office.run_for(minutes=30)

    assert public(office) == [PARTS[0], office.delivery(other).text]
    office.run_for(hours=1)
    assert public(office)[-2:] == list(PARTS[1:])
    assert office.delivery(delivery.announcement_id).status is Status.PUBLISHED


def test_each_part_has_all_its_retries(office: Office) -> None:
    key = thread(office)
    office.facebook.refuses(TryLater("penuh"), times=6)
    office.started(bomb("recorded"))
    with pytest.raises(Crash):
        office.run_for(hours=20)
    assert office.delivery(key).tries == 0
    office.facebook.refuses(TryLater("penuh"), times=6)

    office.started()
    office.run_for(hours=20)

    assert is_whole(office)


def test_what_has_begun_goes_on_late_and_in_quiet_hours(
    make_office: MakeOffice,
) -> None:
    office = make_office(blackouts=["daily 22:00-05:00"])
    begun(office)

    office.run(at=wita("23 23:30"))

    assert is_whole(office)


def test_what_has_begun_goes_on_with_an_old_approval(office: Office) -> None:
    begun(office)

    office.clock.advance(days=20)
    office.run()

    assert is_whole(office)


def test_an_expired_thread_stops_and_says_how_far_it_came(office: Office) -> None:
    delivery = begun(office, parts=2, expires_at=wita("23 18:00"))

    office.run(at=wita("23 18:01"))

    expired = office.delivery(delivery.announcement_id)
    assert expired.status is Status.EXPIRED
    assert expired.error == "its expiry time has passed: 2 of its 3 parts are public"
    assert len(office.facebook.posts) == 2


def test_a_part_that_the_platform_does_not_name_waits_for_a_person(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = thread(office)
    monkeypatch.setattr(office.facebook, "commit", lambda _: Receipt(remote_id=None))

    held = office.run_when_due(key)

    assert held.status is Status.HELD
    assert "did not name it" in (held.error or "")
    with office.database.read() as session:
        assert journal.in_question(session, held.id or 0)
