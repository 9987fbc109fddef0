"""Pure: actions of one person that affect another, so that both are notified."""

from collections.abc import Iterator, Sequence

from crossposter.database.models import ChannelState, Delivery, Event
from crossposter.database.models import IncidentKind as Kind
from crossposter.monitoring.alerts.lifecycle import Condition


def approvals_ended(ended: Sequence[tuple[Event, str]]) -> Iterator[Condition]:
    """Conditions of approvals that somebody else has withdrawn; each with the title."""
    for event, title in ended:
        yield Condition(
            key=f"approval/{event.id}",
            kind=Kind.APPROVAL_ENDED,
            values={
                "announcement": event.announcement_id,
                "title": title,
                "person": event.acting_for or event.actor,
                "approver": event.detail,
            },
            since=event.at,
            once=True,
        )


def urgent_waits(
    waiting: Sequence[tuple[Delivery, str, ChannelState]],
) -> Iterator[Condition]:
    """Conditions of urgent deliveries that a pause holds back.

    One whose own failure paused the channel is reported with the pause.
    """
    for delivery, title, state in waiting:
        if delivery.error is not None and delivery.error == state.reason:
            continue
        yield Condition(
            key=f"urgent/{delivery.id}",
            kind=Kind.URGENT_WAITS,
            values={
                "delivery": delivery.id,
                "announcement": delivery.announcement_id,
                "channel": delivery.channel,
                "title": title,
                "reason": state.reason,
            },
            since=delivery.due_at,
        )
