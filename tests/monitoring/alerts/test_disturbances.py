"""What one person does to what another counts on, told once to both."""

from crossposter.database.models import ChannelState, Event
from crossposter.monitoring.alerts.disturbances import approvals_ended, urgent_waits
from tests.support.builders import a_delivery
from tests.support.fakes import MONDAY


def test_an_approval_that_was_taken_back_names_both_people() -> None:
    event = Event(
        id=7,
        at=MONDAY,
        actor="admin",
        acting_for="editor",
        action="approval ended",
        announcement_id=3,
        detail="kabid",
    )

    (condition,) = approvals_ended([(event, "Jembatan")])

    assert condition.key == "approval/7"
    assert (condition.once, condition.since) == (True, MONDAY)
    assert condition.values == {
        "announcement": 3,
        "title": "Jembatan",
        "person": "editor",
        "approver": "kabid",
    }


def test_an_urgent_post_is_told_unless_it_paused_the_channel_itself() -> None:
    state = ChannelState(channel="facebook", paused=True, reason="token ended")
    mine = a_delivery(3, id=1, error="token ended")
    other = a_delivery(3, id=2, error="putus")
    fresh = a_delivery(3, id=4)

    told = urgent_waits([(each, "Banjir", state) for each in (mine, other, fresh)])

    assert [each.key for each in told] == ["urgent/2", "urgent/4"]


def test_a_pause_without_a_reason_keeps_back_what_has_no_error() -> None:
    state = ChannelState(channel="facebook", paused=True)

    (condition,) = urgent_waits([(a_delivery(3, id=4), "Banjir", state)])

    assert condition.values["reason"] is None
    assert condition.since == MONDAY
