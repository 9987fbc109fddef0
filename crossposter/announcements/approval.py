"""Use case: approve; snapshot each channel's post and schedule it.

Both happen in one transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crossposter.announcements import bookings, edits, omissions, publications, seen
from crossposter.announcements.omissions import EVERYWHERE, Choice
from crossposter.announcements.planned_times import last_moment
from crossposter.announcements.seen import Shown
from crossposter.channels.channel import Channel
from crossposter.clock import Clock
from crossposter.database import Database, Session
from crossposter.database.models import (
    Announcement,
    AnnouncementStatus,
    Attachment,
    Delivery,
)
from crossposter.database.models.event import Action
from crossposter.database.queries import announcements, deliveries, journal
from crossposter.errors import NotAllowed
from crossposter.media import Archive
from crossposter.posts.composer import Composed, Composer
from crossposter.posts.snapshot import freeze
from crossposter.publishing import early_upload, transitions
from crossposter.publishing.settings import PublishingSettings
from crossposter.publishing.state_conflicts import why_not
from crossposter.staff import Actor, Staff, Task


@dataclass(frozen=True, kw_only=True)
class Approval:
    """Approval: what was approved goes out, and nothing is rendered after this."""

    database: Database
    clock: Clock
    staff: Staff
    composer: Composer
    archive: Archive
    rules: PublishingSettings

    def preview(self, key: int) -> list[Composed]:
        """Posts of all channels: as approved, else as approval now would make them.

        Raises BadInput when no post could be made.
        """
        return self.look(key)[0]

    def look(self, key: int) -> tuple[list[Composed], Shown]:
        """Posts as `preview` gives them, and the codes of those very posts."""
        announcement, files = self._read(key)
        with self.database.read() as session:
            kept = publications.standing(session, announcement)
        channels = self.composer.channels
        composed = [
            *(
                publications.shown(each, channels[each.channel], self.archive)
                for each in kept
                if each.channel in channels
            ),
            *publications.upcoming(self.composer, announcement, files, kept),
            *publications.left_out(announcement.left_out or {}, channels),
        ]
        return composed, seen.shown(announcement, composed)

    def note_shown(self, actor: Actor, key: int, them: Shown) -> None:
        """New line in the log: approval by this person is of these posts."""
        with self.database.write() as session:
            seen.note(session, actor, key, them, at=self.clock.now())

    def approve(
        self,
        actor: Actor,
        key: int,
        choice: Choice = EVERYWHERE,
        *,
        code: str | None = None,
    ) -> None:
        """Save a snapshot of each post with its time; *choice* leaves channels out.

        *code* names the posts that are approved, else they are those this person was
        shown last. Raises NotAllowed if it is not submitted or this person may not
        approve it, and BadInput if a post is not as it was shown, can no longer be made
        or would be too late. An announcement public on every channel is not approved
        again: nothing would be sent.
        """
        self.staff.require(actor, Task.APPROVE)
        announcement, files = self._read(key)
        _only_submitted(announcement)
        with self.database.read() as session:
            writers = journal.writers(session, key, but_slightly=self.staff.small_edits)
        self.staff.require_other(actor, writers | {announcement.author})
        expected = self._expected(actor, announcement, code)
        omissions.settle(self.composer, announcement, files, choice)
        left_out = omissions.all_of(self.composer, announcement, files)
        composed = self.composer.compose(announcement, files)
        if expected is not None:
            self._require_as_shown(announcement, expected, composed)
        with self.archive.keeping():  # until the rows name the archived files
            frozen = [
                (each.channel, freeze(each.post, self.archive))
                for each in composed
                if each.post is not None
            ]
            with self.database.write() as session:
                now = self.clock.now()
                self._approve_in(session, actor, announcement, frozen)
                omissions.note(session, actor, announcement, left_out, at=now)

    def _expected(
        self, actor: Actor, announcement: Announcement, code: str | None
    ) -> Shown | None:
        """Posts that are approved; None where nobody has shown this person any."""
        key = announcement.id or 0
        if code is None:
            with self.database.read() as session:
                return seen.last_shown(session, actor, key)
        _, now = self.look(key)
        seen.require_code(code, now, key)
        return now

    def _require_as_shown(
        self, announcement: Announcement, expected: Shown, composed: Sequence[Composed]
    ) -> None:
        """Check of the very posts that are about to be frozen; raises BadInput."""
        with self.database.read() as session:
            kept = publications.standing(session, announcement)
        fresh = publications.fresh(composed, kept)
        seen.require(expected, seen.shown(announcement, fresh), announcement.id or 0)

    def _read(self, key: int) -> tuple[Announcement, Sequence[Attachment]]:
        with self.database.read() as session:
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
        now = self.clock.now()
        names = [channel.name for channel, _ in frozen]
        edits.require_unread(session, announcement.id or 0, names)
        approved = announcements.change(
            session,
            announcement,
            now=now,
            status=AnnouncementStatus.APPROVED,
            approved_by=actor.name,
            approved_at=now,
            left_out=announcement.left_out,
        )
        journal.note(
            session,
            at=now,
            actor=actor,
            action=Action.APPROVED,
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
            if channel.name not in known
            or not publications.stays(session, known[channel.name])
        ]
        due = bookings.due(
            session,
            approved,
            [channel for channel, _ in fresh],
            now=now,
            rules=self.rules,
        )
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
        now = self.clock.now()
        return {
            **post,
            "title": announcement.title,
            "urgent": announcement.urgent,
            "due_at": due_at,
            "next_at": early_upload.first_look(post["media"], due_at=due_at, now=now),
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
        now = self.clock.now()
        if known is not None:
            transitions.schedule_again(session, known, at=now, actor=actor, **values)
            return
        delivery = Delivery(
            announcement_id=announcement.id or 0,
            channel=channel.name,
            platform=channel.platform.name,
            **values,
        )
        transitions.schedule(session, delivery, at=now, actor=actor)


def _only_submitted(announcement: Announcement) -> None:
    if announcement.status is not AnnouncementStatus.SUBMITTED:
        raise NotAllowed(why_not(announcement.id or 0, announcement.status, "approved"))
