"""The program dies at every step it can name; another one goes on."""

from collections.abc import Callable

import pytest

from crossposter.channels import Post, Prepared, Receipt
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries import journal
from tests.support.newsroom import Office


class Crash(BaseException):
    """The process is gone: nothing after this line is executed."""


def crashing_at(step: str) -> Callable[[str], None]:
    def on_step(reached: str) -> None:
        if reached == step:
            raise Crash

    return on_step


BEFORE_THE_INTENT = ["claimed", "uploaded", "saved", "prepared"]
AFTER_THE_INTENT = ["intended", "answered", "recorded"]


def crash(office: Office, step: str) -> int:
    """An announcement with a picture, whose daemon died at a step."""
    key = office.approved(images=[(office.picture(), "jembatan")])
    office.started(crashing_at(step))
    with pytest.raises(Crash):
        office.run_when_due(key)
    return key


def start_again(office: Office) -> None:
    office.started().recover()


@pytest.mark.parametrize("step", BEFORE_THE_INTENT)
def test_a_crash_before_the_intent_goes_back_to_the_queue(
    office: Office, step: str
) -> None:
    key = crash(office, step)
    assert office.delivery(key).status is Status.PREPARING

    start_again(office)

    waiting = office.delivery(key)
    assert (waiting.status, waiting.error) == (
        Status.SCHEDULED,
        "interrupted before sending",
    )
    assert waiting.tries == 0  # a crash is no failure of the post
    office.run_for(hours=1)
    assert office.delivery(key).status is Status.PUBLISHED
    assert len(office.facebook.posts) == 1


@pytest.mark.parametrize("step", AFTER_THE_INTENT)
def test_a_crash_after_the_intent_is_looked_for(office: Office, step: str) -> None:
    key = crash(office, step)

    start_again(office)

    recorded = step == "recorded"
    expected = Status.PUBLISHED if recorded else Status.UNCONFIRMED
    assert office.delivery(key).status is expected
    office.run_for(hours=1)
    assert office.delivery(key).status is Status.PUBLISHED
    assert len(office.facebook.posts) == 1
    assert office.delivery(key).attempts == (2 if step == "intended" else 1)


def test_a_crash_while_looking_leads_to_another_look(office: Office) -> None:
    office.facebook.drops_after()
    key = office.approved()
    office.run_when_due(key)
    office.started(crashing_at("looked"))
    with pytest.raises(Crash):
        office.run_when_due(key)
    assert office.delivery(key).status is Status.UNCONFIRMED

    start_again(office)
    office.run_for(hours=1)

    assert office.delivery(key).status is Status.PUBLISHED
    assert len(office.facebook.posts) == 1


def test_an_upload_whose_id_was_kept_is_not_made_twice(office: Office) -> None:
    crash(office, "saved")

    start_again(office)
    office.run_for(hours=1)

    assert len(office.facebook.uploads) == 1


def test_an_upload_whose_id_was_lost_is_made_again(office: Office) -> None:
    crash(office, "uploaded")

    start_again(office)
    office.run_for(hours=1)

    assert len(office.facebook.uploads) == 2
    assert len(office.facebook.posts) == 1


def test_ids_are_durable_at_the_moment_the_platform_gives_them(
    office: Office,
) -> None:
    key = crash(office, "saved")

    assert list(office.delivery(key).saved.values()) == ["upload-1"]


@pytest.mark.parametrize("step", [*BEFORE_THE_INTENT, *AFTER_THE_INTENT])
def test_any_number_of_crashes_makes_one_post(office: Office, step: str) -> None:
    """Every daemon dies at the same step, until one that does not."""
    key = crash(office, step)
    for _ in range(3):
        office.started(crashing_at(step)).recover()
        try:
            office.run(at=office.delivery(key).next_at)
        except Crash:
            office.clock.advance(seconds=5)

    start_again(office)
    office.run_for(hours=2)

    assert office.delivery(key).status is Status.PUBLISHED
    assert len(office.facebook.posts) == 1


def test_a_crash_of_one_lane_leaves_the_others_alone(office: Office) -> None:
    key = crash(office, "intended")

    start_again(office)
    office.run("x")

    assert office.delivery(key, "x").status is Status.PUBLISHED
    assert office.delivery(key, "facebook").status is Status.UNCONFIRMED


def test_recovery_leaves_alone_what_this_process_has_in_hand(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = office.approved()
    prepare, commit = office.facebook.prepare, office.facebook.commit
    seen: list[Status] = []

    def prepare_beside_recovery(post: Post, saved: dict[str, str]) -> Prepared:
        office.publishing.recover()
        seen.append(office.delivery(key).status)
        return prepare(post, saved)

    def commit_beside_recovery(prepared: Prepared) -> Receipt:
        office.publishing.recover()
        seen.append(office.delivery(key).status)
        return commit(prepared)

    monkeypatch.setattr(office.facebook, "prepare", prepare_beside_recovery)
    monkeypatch.setattr(office.facebook, "commit", commit_beside_recovery)

    assert office.run_when_due(key).status is Status.PUBLISHED
    assert seen == [Status.PREPARING, Status.COMMITTING]


def test_recovery_of_nothing_writes_nothing(office: Office) -> None:
    key = office.approved()
    before = office.overview.show(key)

    office.publishing.recover()

    assert office.overview.show(key) == before


def test_the_intent_is_on_record_before_the_request_leaves(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = office.approved()
    commit = office.facebook.commit
    seen: list[tuple[Status, str]] = []

    def look_then_commit(prepared: Prepared) -> Receipt:
        delivery = office.delivery(key)
        with office.database.read() as session:
            attempt = journal.last_attempt(session, delivery.id or 0)
        assert attempt is not None
        assert attempt.deadline > attempt.started_at == office.clock.now()
        seen.append((delivery.status, attempt.outcome))
        return commit(prepared)

    monkeypatch.setattr(office.facebook, "commit", look_then_commit)
    office.run_when_due(key)

    assert seen == [(Status.COMMITTING, "committing")]


@pytest.mark.parametrize("hours", [1, -2], ids=["clock right", "clock set back"])
def test_a_machine_that_slept_between_intent_and_request_sends_nothing(
    office: Office, hours: float
) -> None:
    key = office.approved()

    def sleep_at_the_intent(step: str) -> None:
        if step == "intended":
            office.clock.advance(hours=hours)

    office.started(sleep_at_the_intent)
    delivery = office.run_when_due(key)

    assert delivery.status is Status.SCHEDULED
    assert "slept: nothing sent" in (delivery.error or "")
    assert "commit" not in office.facebook.calls
    office.started()
    office.run_for(hours=3)
    assert len(office.facebook.posts) == 1
