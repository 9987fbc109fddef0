"""What no platform should answer and no disk should do, and does."""

import pytest

from crossposter.channels import Post, Prepared, Receipt
from crossposter.database.models import DeliveryStatus as Status
from tests.support.newsroom import Office


class Broken(RuntimeError):
    """A mistake in our own program."""


@pytest.mark.parametrize("step", ["prepare", "commit", "find"])
def test_a_bug_in_a_publisher_stops_neither_the_lane_nor_the_promise(
    office: Office, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_: object) -> None:
        raise Broken

    if step == "find":
        office.facebook.drops_after()
    key, other = office.approved(), office.approved()
    with monkeypatch.context() as broken:
        broken.setattr(office.facebook, step, fail)
        delivery = office.run_when_due(key)
        if step == "find":
            delivery = office.run_when_due(key)

    uncertain = step != "prepare"
    expected = Status.UNCONFIRMED if uncertain else Status.SCHEDULED
    assert delivery.status is expected
    assert delivery.error is not None
    assert "internal error Broken" in delivery.error
    office.run_for(days=1)
    for each in (key, other):
        assert office.delivery(each).status is Status.PUBLISHED
    assert len(office.facebook.posts) == 2


def test_a_bug_after_the_post_went_live_does_not_send_it_twice(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = office.approved()
    commit = office.facebook.commit

    def fail_after(prepared: Prepared) -> None:
        commit(prepared)
        raise Broken

    with monkeypatch.context() as broken:
        broken.setattr(office.facebook, "commit", fail_after)
        office.run_when_due(key)
    office.run_for(days=1)

    assert office.delivery(key).status is Status.PUBLISHED
    assert len(office.facebook.posts) == 1


def test_a_post_that_answers_with_no_name_is_proved_all_the_same(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [office.approved(), office.approved()]
    nameless = Receipt(remote_id=None)
    monkeypatch.setattr(office.facebook, "commit", lambda _: nameless)

    office.run_for(days=1)

    for key in keys:
        delivery = office.delivery(key)
        assert (delivery.status, delivery.remote_id) == (Status.PUBLISHED, None)


def test_one_receipt_does_not_prove_two_deliveries(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = office.approved(), office.approved()
    same = Receipt(remote_id="post-1", permalink="https://fake.example/post-1")
    monkeypatch.setattr(office.facebook, "commit", lambda _: same)

    office.run_for(days=1)

    assert office.delivery(first).status is Status.PUBLISHED
    held = office.delivery(second)
    assert (held.status, held.remote_id) == (Status.HELD, None)
    assert "which another delivery has already" in (held.error or "")


def test_a_lane_that_is_asked_to_stop_ends_after_what_it_has_in_hand(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [office.approved(urgent=True) for _ in range(3)]
    prepare = office.facebook.prepare

    def stop_meanwhile(post: Post, saved: dict[str, str]) -> Prepared:
        office.publishing.stop()
        return prepare(post, saved)

    monkeypatch.setattr(office.facebook, "prepare", stop_meanwhile)
    office.run()

    statuses = [office.delivery(key).status for key in keys]
    assert statuses == [Status.PUBLISHED, Status.SCHEDULED, Status.SCHEDULED]


def test_a_full_disk_lets_nothing_begin(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = office.approved()
    with monkeypatch.context() as full:
        full.setattr(office.database, "free_bytes", lambda: 1_000)
        assert office.run_when_due(key).status is Status.SCHEDULED
        assert not office.facebook.calls

    office.run()

    assert office.delivery(key).status is Status.PUBLISHED
