"""Approval: each channel's post is frozen and given its time, in one transaction."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from crossposter import ahead
from crossposter.changes import note_left_out
from crossposter.channels import Channel
from crossposter.clock import Clock
from crossposter.composing import Composed, Composer
from crossposter.errors import BadInput, NotAllowed
from crossposter.frozen import freeze
from crossposter.lifecycle import UNTOUCHABLE
from crossposter.media import Archive
from crossposter.models import Announcement, AnnouncementStatus, Attachment, Delivery
from crossposter.models import DeliveryStatus as Status
from crossposter.publishing import Rules
from crossposter.staff import Actor, Staff, Task
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

    def approve(self, actor: Actor, key: int, without: Sequence[str] = ()) -> None:
        """Freeze the posts and give each its time; *without* leaves channels out.

        Raises NotAllowed when it is not submitted or not this person's to approve, and
        BadInput when a post can no longer be made or comes too late.
        """
        self._staff.require(actor, Task.APPROVE)
        announcement, files = self._read(key)
        _only_submitted(announcement)
        with self._database.read() as session:
            writers = journal.writers(session, key)
        self._staff.require_other(actor, writers | {announcement.author})
        left_out = self._composer.left_out(announcement, files, without)
        composed = self._composer.compose(announcement, files)
        frozen = [
            (each.channel, freeze(each.post, self._archive))
            for each in composed
            if each.post is not None
        ]
        with self._database.write() as session:
            self._approve_in(session, actor, announcement, frozen)
            note_left_out(session, actor, announcement, left_out, at=self._clock.now())

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
            channels=announcement.channels,
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
        for channel, post in frozen:
            self._deliver(session, actor, approved, channel, post)

    def _deliver(
        self,
        session: Session,
        actor: Actor,
        announcement: Announcement,
        channel: Channel,
        post: dict[str, Any],
    ) -> None:
        known = {
            each.channel: each
            for each in deliveries.of_announcement(session, announcement.id or 0)
        }.get(channel.name)
        if known is not None and _stays(session, known):
            return
        now = self._clock.now()
        due_at = self._due(session, announcement, channel, now)
        values = {
            **post,
            "title": announcement.title,
            "urgent": announcement.urgent,
            "due_at": due_at,
            "next_at": ahead.first_look(post["media"], due_at=due_at, now=now),
            "expires_at": announcement.expires_at,
        }
        if known is None:
            _first_time(
                session,
                actor,
                announcement=announcement,
                channel=channel,
                values=values,
                now=now,
            )
        else:
            _once_more(session, actor, known, values, now)

    def _due(
        self,
        session: Session,
        announcement: Announcement,
        channel: Channel,
        now: datetime,
    ) -> datetime:
        _not_expired(announcement, now)
        if announcement.urgent and announcement.at is None:
            return now
        spacing = channel.agenda.spacing
        taken = deliveries.taken_moments(session, channel.name, since=now - spacing)
        due_at = self._next_moment(announcement, channel, now, taken)
        _in_time(announcement, due_at, now + self._rules.approval_holds)
        return due_at

    def _next_moment(
        self,
        announcement: Announcement,
        channel: Channel,
        now: datetime,
        taken: Sequence[datetime],
    ) -> datetime:
        if announcement.at_once:
            return channel.agenda.at(now, taken)
        if announcement.at is None:
            return channel.agenda.next_slot(now, taken)
        _not_long_past(announcement, now, self._rules.late.grace)
        moment = max(announcement.at, now)
        return moment if announcement.urgent else channel.agenda.at(moment, taken)


def _only_submitted(announcement: Announcement) -> None:
    key, status = announcement.id, announcement.status
    if status is AnnouncementStatus.SUBMITTED:
        return
    if status is AnnouncementStatus.APPROVED:
        raise NotAllowed(
            f"announcement {key} is approved already: see `crossposter show {key}`"
        )
    hint = ""
    if status in {AnnouncementStatus.DRAFT, AnnouncementStatus.REJECTED}:
        hint = f": submit it first with `crossposter submit {key}`"
    raise NotAllowed(f"announcement {key} is {status} and cannot be approved{hint}")


def _not_long_past(announcement: Announcement, now: datetime, grace: timedelta) -> None:
    if announcement.at is not None and announcement.at < now - grace:
        raise BadInput(
            "the time asked for has passed: set another one with"
            f" `crossposter edit {announcement.id} --at`"
        )


def _not_expired(announcement: Announcement, now: datetime) -> None:
    if announcement.expires_at is not None and announcement.expires_at <= now:
        raise BadInput(
            "it has expired: give it a later time with"
            f" `crossposter edit {announcement.id} --expires`"
        )


def _in_time(announcement: Announcement, due_at: datetime, ends: datetime) -> None:
    if announcement.expires_at is not None and due_at >= announcement.expires_at:
        raise BadInput(
            "its next free slot comes after it expires: ask for an earlier time with"
            f" `crossposter edit {announcement.id} --at`, or --urgent"
        )
    if due_at >= ends:
        raise BadInput(
            "it is due after its approval would have grown too old (approval.expires"
            " in config.yaml): approve it nearer to its time"
        )


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
