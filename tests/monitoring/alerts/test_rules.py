"""Each thing that can be wrong, and the neighbour that is not."""

from datetime import timedelta
from typing import Any

import pytest

from crossposter.database.disk import LEAST_ROOM
from crossposter.database.models import ChannelState, CredentialCheck, MailRecipient
from crossposter.database.models import DeliveryStatus as Status
from crossposter.monitoring.alerts.lifecycle import Condition
from crossposter.monitoring.alerts.rules import (
    LITTLE_ROOM,
    Behind,
    Facts,
    Removed,
    Stuck,
    Troubled,
    conditions,
)
from tests.support.builders import a_delivery
from tests.support.fakes import MONDAY

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def found(**facts: Any) -> list[Condition]:
    """What is wrong on Monday morning in an office with Facebook."""
    return conditions(Facts(now=MONDAY, channels=frozenset({"facebook"}), **facts))


def kinds(**facts: Any) -> list[str]:
    return [each.kind for each in found(**facts)]


def state(**values: Any) -> dict[str, ChannelState]:
    return {"facebook": ChannelState(channel="facebook", **values)}


def troubled(status: Status, **values: Any) -> Troubled:
    error = values.pop("error", "teks ditolak")
    delivery = a_delivery(3, id=12, status=status, error=error)
    return Troubled(delivery=delivery, title="Banjir", **values)


def checkup(**values: Any) -> CredentialCheck:
    return CredentialCheck(channel="facebook", checked_at=MONDAY, **values)


def test_nothing_is_wrong_in_an_office_that_just_began() -> None:
    assert found() == []


def test_a_channel_that_only_a_person_can_start_is_paused_and_the_other_rests() -> None:
    assert kinds(states=state(paused=True, reason="token")) == ["paused"]
    assert kinds(states=state(paused=True, until=MONDAY + HOUR)) == ["resting"]
    assert kinds(states=state(paused=False)) == []


def test_a_channel_that_left_the_configuration_is_nobodys_trouble() -> None:
    states = {"x": ChannelState(channel="x", paused=True)}

    assert kinds(states=states) == []


def test_other_numbers_in_a_reason_do_not_make_it_another_one() -> None:
    def variant(reason: str) -> str:
        (paused,) = found(states=state(paused=True, reason=reason))
        return paused.variant

    assert variant("habis pukul 08.15 (code 190)") == variant("habis pukul 11 (code 7)")
    assert variant("habis") != variant("dicabut")


@pytest.mark.parametrize(
    ("case", "kind"),
    [
        (troubled(Status.FAILED), "failed"),
        (troubled(Status.HELD), "held"),
        (troubled(Status.HELD, in_question=True), "doubtful"),
        (troubled(Status.UNCONFIRMED, since=MONDAY - 2 * HOUR), "unconfirmed"),
    ],
)
def test_a_delivery_in_trouble_is_told_with_all_a_person_needs(
    case: Troubled, kind: str
) -> None:
    (condition,) = found(troubled=[case])

    assert (condition.key, condition.kind) == ("delivery/12", kind)
    assert condition.values == {
        "delivery": 12,
        "announcement": 3,
        "channel": "facebook",
        "title": "Banjir",
        "reason": "teks ditolak",
    }


@pytest.mark.parametrize("since", [None, MONDAY - HOUR])
def test_a_doubt_of_less_than_an_hour_settles_by_itself(since: Any) -> None:
    assert kinds(troubled=[troubled(Status.UNCONFIRMED, since=since)]) == []


BEHIND = Behind(channel="facebook", count=2, since=MONDAY - HOUR)


def test_a_lane_is_late_only_while_the_daemon_runs_and_nothing_goes_out() -> None:
    long = MONDAY - HOUR
    minute = MONDAY - timedelta(minutes=1)

    assert kinds(behind=[BEHIND], runs_since=long) == ["late"]
    assert kinds(behind=[BEHIND], runs_since=None) == []
    assert kinds(behind=[BEHIND], runs_since=minute) == []
    works = state(last_published_at=minute)
    assert kinds(behind=[BEHIND], runs_since=long, states=works) == []
    paused = state(paused=True, reason="token")
    assert kinds(behind=[BEHIND], runs_since=long, states=paused) == ["paused"]


def test_deliveries_for_a_channel_that_left_the_configuration_are_told() -> None:
    lost = Behind(channel="x", count=1, since=MONDAY - HOUR)

    assert kinds(behind=[lost], runs_since=MONDAY - HOUR) == ["nowhere"]


@pytest.mark.parametrize("what", ["token", "data_access", "api"])
def test_what_ends_is_told_anew_at_every_step(what: str) -> None:
    def at(days: int) -> list[tuple[str, str]]:
        ends = {f"{what}_ends_at": MONDAY + days * DAY}
        return [(it.kind, it.variant) for it in found(checkups=[checkup(**ends)])]

    kind = what.replace("_", "-")
    assert at(31) == []
    assert [at(days) for days in (30, 14, 7, 1)] == [
        [(kind, "30")],
        [(kind, "14")],
        [(kind, "7")],
        [(kind, "1")],
    ]
    assert at(-1) == [(f"{kind}-ended", "0")]


def test_each_fault_of_credentials_is_one_thing() -> None:
    problems = [
        {"kind": "scope-missing", "sentence": "izin kurang"},
        {"kind": "app-not-live", "sentence": "aplikasi belum aktif"},
        {"kind": "unreachable", "sentence": "tidak terjawab"},
        {"kind": "quota-used-up", "sentence": "besok lagi"},
    ]

    keys = [it.key for it in found(checkups=[checkup(problems=problems)])]

    assert keys == [
        "credentials/facebook/scope-missing",
        "credentials/facebook/app-not-live",
    ]


@pytest.mark.parametrize(
    ("free", "expected"),
    [
        (None, []),
        (LITTLE_ROOM, []),
        (LITTLE_ROOM - 1, ["disk-low"]),
        (LEAST_ROOM - 1, ["disk-full"]),
    ],
)
def test_the_disk(free: int | None, expected: list[str]) -> None:
    assert kinds(free_bytes=free) == expected


def test_a_backup_is_missed_only_when_one_is_due() -> None:
    past, future = MONDAY - HOUR, MONDAY + HOUR

    assert kinds(backup_due_at=None) == []
    assert kinds(backup_due_at=future) == []
    assert kinds(backup_due_at=past) == ["backup-none"]
    assert kinds(backup_due_at=past, last_backup_at=past) == ["backup-old"]


def test_a_removed_post_is_told_once_with_its_link() -> None:
    delivery = a_delivery(3, id=12, permalink="https://fb.example/1")
    gone = Removed(delivery=delivery, title="Banjir", noticed_at=MONDAY)

    (condition,) = found(removed=[gone])

    assert condition.once
    assert condition.values["link"] == "https://fb.example/1"


def test_mail_that_is_refused_or_stuck() -> None:
    mail = MailRecipient(
        letter="report/2026-W47",
        recipient="kadis@example.go.id",
        message_id="<1@example.go.id>",
        next_at=MONDAY,
        error="no such user",
    )
    old = Stuck(since=MONDAY - 2 * HOUR, reason="no answer")
    young = Stuck(since=MONDAY - HOUR, reason="no answer")

    assert [it.key for it in found(refused=[mail])] == ["mail/kadis@example.go.id"]
    assert kinds(stuck=old) == ["mail-server"]
    assert kinds(stuck=young) == []
