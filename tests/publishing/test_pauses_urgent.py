"""An urgent post on a paused channel is told, and a pause may let it through."""

import pytest

from crossposter.channels import NotAuthorized
from crossposter.database.models import DeliveryStatus as Status
from tests.support.newsroom import OPERATOR, Office
from tests.support.watchman import Watchman


@pytest.fixture
def watchman(office: Office) -> Watchman:
    return Watchman(office=office)


def test_a_pause_keeps_the_urgent_back_and_says_so(
    office: Office, watchman: Watchman
) -> None:
    office.pausing.pause(OPERATOR, ["facebook"], "hari berkabung")
    watchman.look()
    key = office.approved(urgent=True, title="Banjir di Satui")
    office.run()

    watchman.look()

    assert office.delivery(key).status is Status.SCHEDULED
    assert "Serta-merta, sedangkan facebook dihentikan" in watchman.texts[-1]
    assert "crossposter pause facebook --except-urgent" in watchman.texts[-1]
    waiting = [
        each
        for each in office.status.read()["attention"]
        if each["status"] == "urgent and waiting"
    ]
    assert [each["title"] for each in waiting] == ["Banjir di Satui"]
    assert "--except-urgent" in waiting[0]["next"]


def test_whose_own_refusal_paused_the_channel_is_told_with_the_pause(
    office: Office, watchman: Watchman
) -> None:
    office.facebook.refuses(NotAuthorized("token habis"))
    office.approved(urgent=True)
    office.run()

    watchman.look()

    assert [each.kind for each in watchman.rows] == ["paused"]
    office.approved(urgent=True)
    watchman.look()
    assert [each.kind for each in watchman.rows] == ["paused", "urgent-waits"]


def test_it_is_over_when_the_channel_runs_again(
    office: Office, watchman: Watchman
) -> None:
    office.pausing.pause(OPERATOR, ["facebook"], "hari berkabung")
    key = office.approved(urgent=True)
    watchman.look()

    office.pausing.resume(OPERATOR, ["facebook"])
    office.run()
    watchman.watch(hours=1)

    assert office.delivery(key).status is Status.PUBLISHED
    assert not [each for each in watchman.rows if each.solved_at is None]


def test_the_urgent_passes_a_pause_that_lets_it_through(
    office: Office, watchman: Watchman
) -> None:
    office.pausing.pause(OPERATOR, ["facebook"], "hari berkabung", except_urgent=True)
    ordinary, urgent = office.approved(), office.approved(urgent=True)

    assert "facebook" in office.publishing.next_looks()
    office.run()
    office.run(at=office.delivery(ordinary).due_at)

    assert office.delivery(urgent).status is Status.PUBLISHED
    assert office.delivery(ordinary).status is Status.SCHEDULED
    assert "facebook" not in office.publishing.next_looks()


def test_a_pause_can_be_opened_for_the_urgent_and_keeps_its_reason(
    office: Office,
) -> None:
    office.pausing.pause(OPERATOR, ["facebook"], "hari berkabung")
    key = office.approved(urgent=True)

    office.pausing.pause(OPERATOR, ["facebook"], except_urgent=True)
    office.run()

    assert office.delivery(key).status is Status.PUBLISHED
    [facebook, _] = office.status.read()["lanes"]
    assert (facebook["paused"], facebook["except_urgent"]) == (True, True)
    assert facebook["reason"] == "hari berkabung"


def test_another_pause_closes_it_again(office: Office) -> None:
    office.pausing.pause(OPERATOR, ["facebook"], "hari berkabung", except_urgent=True)
    office.pausing.pause(OPERATOR, ["facebook"], "akun diretas")
    key = office.approved(urgent=True)

    office.run()

    assert office.delivery(key).status is Status.SCHEDULED


def test_a_resumed_channel_is_open_for_all(office: Office) -> None:
    office.pausing.pause(OPERATOR, ["facebook"], "hari berkabung", except_urgent=True)
    office.pausing.resume(OPERATOR, ["facebook"])
    key = office.approved()

    office.run_when_due(key)

    assert office.delivery(key).status is Status.PUBLISHED
