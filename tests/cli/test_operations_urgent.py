"""The command line of pauses that urgent posts pass, or do not."""

import pytest

from tests.support.desk import Desk


@pytest.mark.parametrize(
    "to", [("--to", "facebook"), ("--to", "x", "--to", "facebook")]
)
def test_approve_says_that_the_urgent_waits(monday: Desk, to: tuple[str, ...]) -> None:
    monday.done("pause", "facebook", "--reason", "hari berkabung")
    key = str(monday.submitted("--urgent", *to))

    told = monday.done("approve", key).out

    assert "It is urgent, and facebook is paused (hari berkabung)" in told
    assert "crossposter pause facebook --except-urgent" in told
    assert "x is paused" not in told


def test_nothing_is_said_where_nothing_waits(monday: Desk) -> None:
    monday.done("pause", "facebook")
    assert "It is urgent" not in monday.done("approve", str(monday.submitted())).out

    paused = monday.done("pause", "facebook", "--except-urgent").out
    key = str(monday.submitted("--urgent"))

    assert "urgent announcements go out all the same" in paused
    assert "It is urgent" not in monday.done("approve", key).out


def test_status_tells_both(monday: Desk) -> None:
    monday.done("pause", "facebook", "--reason", "hari berkabung")
    monday.approved("--urgent")

    strict = monday.done("status").out
    monday.done("pause", "facebook", "--except-urgent")
    open_ = monday.done("status").out

    assert "is urgent and waiting: facebook is paused (hari berkabung)" in strict
    assert "is urgent and waiting" not in open_
    assert "paused, but for urgent" in open_
