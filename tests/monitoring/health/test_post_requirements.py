"""What a coming post needs of us: its bytes, its limits, its approval, a way out."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from crossposter.channels.faults import FaultKind
from crossposter.database.disk import LEAST_ROOM
from crossposter.database.queries import channels
from crossposter.monitoring.health.post_requirements import PostRequirements
from tests.support.newsroom import Office


def kinds(office: Office, key: int, limit: int = 5_000) -> list[str]:
    needs = PostRequirements(
        database=office.database,
        archive=office.archive,
        approval_holds=office.house.rules.approval_holds,
    )
    channel = office.channels["facebook"]
    channel = replace(channel, format=replace(channel.format, limit=limit))
    found = needs.faults(channel, office.delivery(key), office.announcement(key))
    assert all(fault.sentence.endswith(".") for fault in found)
    return [fault.kind for fault in found]


def test_a_post_in_order_needs_nothing(office: Office) -> None:
    assert kinds(office, office.approved()) == []


def test_a_limit_that_was_lowered_since_is_told(office: Office) -> None:
    assert kinds(office, office.approved(), limit=20) == [FaultKind.MISFIT]


def test_a_picture_that_is_gone_makes_it_another_post(
    office: Office, tmp_path: Path
) -> None:
    key = office.approved(images=[(office.picture(), "Jembatan")])
    for file in (tmp_path / "archive").rglob("*.png"):
        file.unlink()

    assert kinds(office, key) == [FaultKind.ALTERED]


def test_an_approval_that_ends_before_its_time_is_told(office: Office) -> None:
    key = office.approved()
    with office.database.write() as session:
        announcement = office.announcement(key)
        holds = office.house.rules.approval_holds
        announcement.approved_at = office.delivery(key).due_at - holds
        session.merge(announcement)

    assert kinds(office, key) == [FaultKind.APPROVAL]


@pytest.mark.parametrize(("minutes", "paused"), [(-1, False), (0, False), (1, True)])
def test_a_pause_counts_that_lasts_beyond_its_time(
    office: Office, minutes: int, *, paused: bool
) -> None:
    key = office.approved()
    until = office.delivery(key).due_at + timedelta(minutes=minutes)
    with office.database.write() as session:
        channels.pause(session, "facebook", reason="429", until=until)

    assert kinds(office, key) == ([FaultKind.PAUSED] if paused else [])


@pytest.mark.parametrize(
    ("room", "full"), [(LEAST_ROOM - 1, True), (LEAST_ROOM, False), (None, False)]
)
def test_a_full_disk_is_told_where_it_can_be_seen(
    office: Office, monkeypatch: pytest.MonkeyPatch, room: int | None, *, full: bool
) -> None:
    key = office.approved()
    monkeypatch.setattr(office.database, "free_bytes", lambda: room)

    assert kinds(office, key) == ([FaultKind.DISK] if full else [])
