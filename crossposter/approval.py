"""Approval: each channel's post is frozen and given its time, in one transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from crossposter import ahead, planning
from crossposter.channels import Channel
from crossposter.clock import Clock
from crossposter.composing import Composed, Composer
from crossposter.errors import NotAllowed
from crossposter.frozen import freeze
from crossposter.lifecycle import UNTOUCHABLE
from crossposter.media import Archive
from crossposter.models import Announcement, AnnouncementStatus, Attachment, Delivery
from crossposter.models import DeliveryStatus as Status
from crossposter.planning import Booked, last_moment
from crossposter.publishing import Rules
from crossposter.staff import Actor, Staff, Task
from crossposter.standing import why_not
from crossposter.store import (
    Database,
    Session,
    announcements,
    deliveries,
    journal,
    parts,
)


class Approval:
    """What was approved is what goes out: nothing is rendered after this."""

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        staff: Staff,
        composer: Composer,
        archive: Archive,
        rules: Rules,
    ) -> None:
        self._database = database
        self._clock = clock
        self._staff = staff
        self._composer = composer
        self._archive = archive
        self._rules = rules

    def preview(self, key: int) -> list[Composed]:
        """What each channel would show if the announcement were approved now."""
        announcement, files = self._read(key)
        return self._composer.try_out(announcement, files)

    def approve(self, actor: Actor, key: int) -> None:
        """Freeze the posts and give each its time.

        Raises NotAllowed when it is not submitted or not this person's to approve, and
        BadInput when a post can no longer be made or comes too late.
        """
        self._staff.require(actor, Task.APPROVE)
        announcement, files = self._read(key)
        _only_submitted(announcement)
        with self._database.read() as session:
            writers = journal.writers(
                session, key, but_slightly=self._staff.small_edits
            )
        self._staff.require_other(actor, writers | {announcement.author})
        composed = self._composer.compose(announcement, files)
        frozen = [
            (each.channel, freeze(each.post, self._archive))
            for each in composed
            if each.post is not None
        ]
        with self._database.write() as session:
            self._approve_in(session, actor, announcement, frozen)

    def _read(self, key: int) -> tuple[Announcement, Sequence[Attachment]]:
        with self._database.read() as session:
            return announcements.get(session, key), announcements.attachments(
                session, key
            )

    def _approve_in(
        self,
        session: Session,
        actor: Actor,
        announcement: Announcement,
        frozen: Sequence[tuple[Channel, dict[str, Any]]],
    ) -> None:
        now = self._clock.now()
        approved = announcements.change(
            session,
            announcement,
            now=now,
            status=AnnouncementStatus.APPROVED,
            approved_by=actor.name,
            approved_at=now,
        )
        journal.note(
            session,
            at=now,
            actor=actor,
            action="approved",
            announcement_id=approved.id,
            before=AnnouncementStatus.SUBMITTED,
            after=approved.status,
        )
        known = {
            each.channel: each
            for each in deliveries.of_announcement(session, approved.id or 0)
        }
        fresh = [
            (channel, post)
            for channel, post in frozen
            if channel.name not in known or not _stays(session, known[channel.name])
        ]
        due = self._due(session, approved, [channel for channel, _ in fresh], now)
        for channel, post in fresh:
            values = self._values(approved, post, due[channel.name])
            self._deliver(
                session,
                actor,
                approved,
                channel,
                known=known.get(channel.name),
                values=values,
            )

    def _values(
        self, announcement: Announcement, post: dict[str, Any], due_at: datetime
    ) -> dict[str, Any]:
        now = self._clock.now()
        return {
            **post,
            "urgent": announcement.urgent,
            "due_at": due_at,
            "next_at": ahead.first_look(post["media"], due_at=due_at, now=now),
            "expires_at": last_moment(announcement),
        }

    def _deliver(
        self,
        session: Session,
        actor: Actor,
        announcement: Announcement,
        channel: Channel,
        *,
        known: Delivery | None,
        values: dict[str, Any],
    ) -> None:
        now = self._clock.now()
        if known is not None:
            _once_more(session, actor, known, values, now)
            return
        _first_time(
            session,
            actor,
            announcement=announcement,
            channel=channel,
            values=values,
            now=now,
        )

    def _due(
        self,
        session: Session,
        announcement: Announcement,
        channels: Sequence[Channel],
        now: datetime,
    ) -> dict[str, datetime]:
        """One time for all of *channels* where that comes early enough."""
        planning.require_valid(announcement, now)
        if announcement.urgent and announcement.at is None:
            return {channel.name: now for channel in channels}
        booking = {channel.name: _booked(session, channel, now) for channel in channels}
        planning.require_recent(announcement, now, self._rules.late.grace)
        ends = now + self._rules.approval_holds
        return planning.planned(announcement, booking, now, ends=ends)


def free_slots(
    database: Database, channels: Mapping[str, Channel], now: datetime
) -> dict[str, datetime]:
    """The first slot of each channel that no delivery has; raises TimetableError."""
    with database.read() as session:
        booked = {name: _booked(session, it, now) for name, it in channels.items()}
    return {name: it.agenda.next_slot(now, it.taken) for name, it in booked.items()}


def _booked(session: Session, channel: Channel, now: datetime) -> Booked:
    taken = deliveries.taken_moments(
        session, channel.name, since=now - channel.agenda.spacing
    )
    return Booked(agenda=channel.agenda, taken=taken)


def _only_submitted(announcement: Announcement) -> None:
    if announcement.status is not AnnouncementStatus.SUBMITTED:
        raise NotAllowed(why_not(announcement.id or 0, announcement.status, "approved"))


def _stays(session: Session, delivery: Delivery) -> bool:
    """Whether the public sees, or may see, something of it: it is not sent anew."""
    is_public = delivery.status in UNTOUCHABLE | {Status.PUBLISHED}
    return is_public or parts.of(session, delivery).begun


def _first_time(
    session: Session,
    actor: Actor,
    *,
    announcement: Announcement,
    channel: Channel,
    values: dict[str, Any],
    now: datetime,
) -> None:
    delivery = Delivery(
        announcement_id=announcement.id or 0,
        channel=channel.name,
        platform=channel.platform,
        **values,
    )
    session.add(delivery)
    session.flush()
    journal.note(
        session,
        at=now,
        actor=actor,
        action="delivery scheduled",
        announcement_id=announcement.id,
        delivery_id=delivery.id,
        after=Status.SCHEDULED,
    )


def _once_more(
    session: Session,
    actor: Actor,
    delivery: Delivery,
    values: dict[str, Any],
    now: datetime,
) -> None:
    deliveries.move(
        session,
        delivery,
        Status.SCHEDULED,
        at=now,
        actor=actor,
        action="delivery scheduled",
        saved={},
        tries=0,
        absents=0,
        error=None,
        **values,
    )
