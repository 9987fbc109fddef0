"""Pure: times for an announcement on all of its channels together."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from crossposter.database.models import Announcement
from crossposter.errors import BadInput
from crossposter.scheduling.timetable import Agenda, Timetable


@dataclass(frozen=True, kw_only=True)
class Booked:
    """Rules of a channel, and the times at which it publishes already."""

    agenda: Agenda
    taken: Collection[datetime]


Booking = Mapping[str, Booked]  #: by the name of the channel


def last_moment(announcement: Announcement) -> datetime | None:
    """Time from which it must not go out: it has expired, or its event is over."""
    ends = (announcement.expires_at, announcement.valid_until)
    return min((each for each in ends if each is not None), default=None)


def planned(
    announcement: Announcement, booking: Booking, now: datetime, *, ends: datetime
) -> dict[str, datetime]:
    """Time for all channels or, where that is too late, one for each.

    Raises BadInput if one is still too late: the approval *ends*.
    """
    due = together(announcement, booking, now)
    last = min(last_moment(announcement) or ends, ends)
    if any(each >= last for each in due.values()):
        due = apart(announcement, booking, now)
    for each in due.values():
        _require_in_time(announcement, each, ends)
    return due


def together(
    announcement: Announcement, booking: Booking, now: datetime
) -> dict[str, datetime]:
    """Time for all channels; in slots, for all that share a timetable.

    Raises TimetableError if there is no slot.
    """
    moment = _moment(announcement, now)
    if moment is None:
        return _slots(booking, now)
    if announcement.urgent:
        return dict.fromkeys(booking, moment)
    return dict.fromkeys(booking, _common_moment(booking, moment))


def apart(
    announcement: Announcement, booking: Booking, now: datetime
) -> dict[str, datetime]:
    """Time for each channel alone, however the others are booked."""
    return {
        name: together(announcement, {name: booked}, now)[name]
        for name, booked in booking.items()
    }


def _moment(announcement: Announcement, now: datetime) -> datetime | None:
    if announcement.at_once:
        return now
    return None if announcement.at is None else max(announcement.at, now)


def _slots(booking: Booking, now: datetime) -> dict[str, datetime]:
    groups: dict[Timetable, dict[str, Booked]] = {}
    for name, booked in booking.items():
        groups.setdefault(booked.agenda.timetable, {})[name] = booked
    found: dict[str, datetime] = {}
    for group in groups.values():
        found |= dict.fromkeys(group, _common_slot(group, now))
    return found


def _common_moment(booking: Booking, moment: datetime) -> datetime:
    while True:
        free = max(
            (each.agenda.at(moment, each.taken) for each in booking.values()),
            default=moment,
        )
        if free == moment:
            return moment
        moment = free


def _common_slot(group: Booking, now: datetime) -> datetime:
    after = now
    while True:
        free = {each.agenda.next_slot(after, each.taken) for each in group.values()}
        if len(free) == 1:
            return free.pop()
        after = max(free) - timedelta.resolution


def require_recent(announcement: Announcement, now: datetime, grace: timedelta) -> None:
    """Time asked for, still recent: raises BadInput if past by more than *grace*."""
    if announcement.at is not None and announcement.at < now - grace:
        raise BadInput(
            "the time asked for has passed: set another one with"
            f" `crossposter edit {announcement.id} --at`"
        )


def require_valid(announcement: Announcement, now: datetime) -> None:
    """Validity at *now*: raises BadInput if it must not go out any more."""
    last = last_moment(announcement)
    if last is not None and last <= now:
        option = "expires" if last == announcement.expires_at else "valid-until"
        raise BadInput(
            "it has expired: give it a later time with"
            f" `crossposter edit {announcement.id} --{option}`"
        )


def _require_in_time(
    announcement: Announcement, due_at: datetime, ends: datetime
) -> None:
    last = last_moment(announcement)
    if last is not None and due_at >= last:
        raise BadInput(
            "its next free slot comes after it expires: ask for an earlier time with"
            f" `crossposter edit {announcement.id} --at`, or --urgent"
        )
    if due_at >= ends:
        raise BadInput(
            "it is due after its approval would have grown too old (approval.expires"
            " in config.yaml): submit and approve it nearer to its time"
        )
