"""Use cases: add, edit, submit, reject, withdraw."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from crossposter.announcements import draft as drafts
from crossposter.announcements import edits, omissions, revocation
from crossposter.announcements.checks import Finding
from crossposter.announcements.draft import Draft
from crossposter.announcements.edits import Edited
from crossposter.announcements.omissions import EVERYWHERE, Choice
from crossposter.announcements.review import Reviewer
from crossposter.announcements.submission import SubmissionCheck
from crossposter.channels.channel import Channel
from crossposter.clock import Clock
from crossposter.database import Database, Session
from crossposter.database.models import Announcement, AnnouncementStatus, Delivery
from crossposter.database.models.event import Action
from crossposter.database.queries import announcements, journal
from crossposter.errors import BadInput, NotAllowed
from crossposter.media import MediaFolder
from crossposter.posts.composer import Composer
from crossposter.publishing.settings import PublishingSettings
from crossposter.publishing.state_conflicts import why_not
from crossposter.staff import Actor, Staff, Task


class Announcements:
    """Approval workflow up to the approval, which is a use case of its own."""

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        staff: Staff,
        channels: Mapping[str, Channel],
        media: MediaFolder,
        composer: Composer,
        reviewer: Reviewer,
        source_code: Callable[[str], str],
        rules: PublishingSettings,
    ) -> None:
        self._database = database
        self._clock = clock
        self._staff = staff
        self._channels = channels
        self._media = media
        self._composer = composer
        self._reviewer = reviewer
        self._source_code = source_code
        self.examination = SubmissionCheck(
            database=database, clock=clock, composer=composer, rules=rules
        )

    def add(self, actor: Actor, draft: Draft) -> int:
        """Number of a new draft. Raises BadInput or NotAllowed."""
        self._staff.require(actor, Task.WRITE)
        now = self._clock.now()
        values = {"link": None, "category": "berita", **self._checked(draft.given())}
        values["texts"] = drafts.merged(None, values.get("texts", {}))
        images = values.pop("images", [])
        announcement = Announcement(
            **values, author=actor.name, created_at=now, updated_at=now
        )
        drafts.require_future(announcement, now)
        self._outside_blackouts(announcement)
        self._composer.require_able(announcement, len(images))
        with self._database.write() as session:
            session.add(announcement)
            session.flush()
            key = announcement.id or 0
            announcements.attach(session, key, images)
            self._note(session, actor, Action.ADDED, announcement, before=None)
        return key

    def edit(self, actor: Actor, key: int, draft: Draft) -> Edited:
        """Change a draft; an approved announcement becomes a draft again.

        If nothing is different, nothing is written and an approval stays. Raises
        BadInput; NotAllowed while one of its posts is being sent, when all of them are
        public, or when this person may not end its approval.
        """
        self._staff.require(actor, Task.WRITE)
        now = self._clock.now()
        values = self._checked(draft.given())
        if not values:
            raise BadInput("nothing to change: name what, for example --title")
        if not edits.changes(self._database, self._composer, key, values):
            return Edited(changed=False)
        with self._database.write() as session:
            earlier = announcements.get(session, key).model_copy()
            revocation.require_right(self._staff, actor, earlier)
            self._require_unread(session, earlier, values)
            cancelled = revocation.cancel(session, actor, key, why="edited", now=now)
            action = edits.named(earlier, values)
            edited, detail = self._edited(session, key, values, now)
            self._note(
                session, actor, action, edited, before=earlier.status, detail=detail
            )
            revocation.note(session, actor, earlier, cancelled, at=now)
        return Edited(cancelled=tuple(cancelled))

    def _require_unread(
        self, session: Session, announcement: Announcement, values: dict[str, Any]
    ) -> None:
        more = values.get("channels") or self._channels
        only_more = values.keys() == {"channels"}
        # Also one that is gone from config.yaml: this edit may remove it.
        wanted = {*(announcement.channels or self._channels)}
        wanted -= {*(announcement.left_out or {})}
        edits.require_unread(
            session, announcement.id or 0, wanted, more=more if only_more else ()
        )

    def _edited(
        self, session: Session, key: int, values: dict[str, Any], now: datetime
    ) -> tuple[Announcement, str]:
        """Write the edit and its log entry."""
        announcement = announcements.get(session, key)
        values = dict(values)
        images = values.pop("images", None)
        if "texts" in values:
            values["texts"] = drafts.merged(announcement.texts, values["texts"])
        earlier = announcement.model_dump()
        before = announcements.shown(session, key)
        announcement = announcements.change(
            session, announcement, now=now, **values, **edits.SET_BACK
        )
        if images is not None:
            announcements.attach(session, key, images)
        shown = announcements.shown(session, key)
        timed = bool(values.keys() & {"at", "channels", "urgent"})
        self._require_possible(announcement, len(shown), now, timed=timed)
        return announcement, edits.told(earlier, values, (before, shown))

    def _require_possible(
        self, announcement: Announcement, images: int, now: datetime, *, timed: bool
    ) -> None:
        drafts.require_future(announcement, now)
        if timed:
            self._outside_blackouts(announcement)
        self._composer.require_able(announcement, images)

    def submit(
        self, actor: Actor, key: int, choice: Choice = EVERYWHERE
    ) -> list[Finding]:
        """Warnings for a draft handed to the approvers; they are logged.

        Channels that cannot make a post have to be left out knowingly, by *choice*.
        Raises BadInput with everything that prevents its approval.
        """
        self._staff.require(actor, Task.WRITE)
        allowed = {AnnouncementStatus.DRAFT, AnnouncementStatus.REJECTED}
        with self._database.read() as session:
            announcement = _in_status(session, key, allowed, "submitted")
            files = announcements.attachments(session, key)
        omissions.settle(self._composer, announcement, files, choice)
        found = self._reviewer.review(announcement, files)
        self.examination.require_passed(announcement, files, found)
        with self._database.write() as session:
            self._change_in(
                session,
                actor,
                announcement,
                AnnouncementStatus.SUBMITTED,
                submitted_by=actor.name,
                reason=None,
                left_out=announcement.left_out,
            )
            for each in found:
                journal.note(
                    session,
                    at=self._clock.now(),
                    actor=actor,
                    action=Action.WARNED,
                    announcement_id=key,
                    detail=each.sentence,
                )
        return found

    def reject(self, actor: Actor, key: int, reason: str) -> None:
        """Send a submitted announcement back to its author; a reason is required."""
        self._staff.require(actor, Task.REJECT)
        if not drafts.plain(reason, "reason").strip():
            raise BadInput("say why with --reason: the author needs to know")
        allowed = {AnnouncementStatus.SUBMITTED}
        with self._database.read() as session:
            announcement = _in_status(session, key, allowed, "rejected")
        self._change(
            actor, announcement, AnnouncementStatus.REJECTED, reason=reason.strip()
        )

    def withdraw(
        self, actor: Actor, key: int, reason: str | None
    ) -> Sequence[Delivery]:
        """Deliveries that taking an announcement back cancels; public posts stay."""
        self._staff.require(actor, Task.WITHDRAW)
        drafts.plain(reason or "", "reason")
        allowed = set(AnnouncementStatus) - {AnnouncementStatus.WITHDRAWN}
        with self._database.write() as session:
            announcement = _in_status(session, key, allowed, "withdrawn")
            now = self._clock.now()
            cancelled = revocation.cancel(session, actor, key, why="withdrawn", now=now)
            revocation.note(session, actor, announcement, cancelled, at=now)
            self._change_in(
                session,
                actor,
                announcement,
                AnnouncementStatus.WITHDRAWN,
                reason=reason,
            )
        return cancelled

    def _checked(self, values: dict[str, Any]) -> dict[str, Any]:
        """Fields as they will be stored; raises BadInput at the first invalid one."""
        checks: dict[str, Callable[[Any], Any]] = {
            "title": drafts.title,
            "body": drafts.body,
            "link": drafts.link,
            "category": drafts.category,
            "classification": drafts.classification,
            "area": lambda text: drafts.optional(text, "area"),
            "contact": lambda text: drafts.optional(text, "contact"),
            "source": self._source_code,
            "channels": lambda names: drafts.channels(names, self._channels),
            "images": lambda images: drafts.images(images, self._media.read),
            "texts": lambda texts: drafts.texts(texts, self._channels),
        }
        for name, check in checks.items():
            if name in values:
                values[name] = check(values[name])
        return values

    def _outside_blackouts(self, announcement: Announcement) -> None:
        if announcement.urgent or announcement.at is None:
            return
        for channel in self._composer.wanted(announcement):
            if channel.agenda.blackouts.end_of(announcement.at) is not None:
                raise BadInput(
                    f"{channel.name} posts nothing at that time (publishing.blackouts"
                    " in config.yaml): choose another --at, or --urgent"
                )

    def _change(
        self,
        actor: Actor,
        announcement: Announcement,
        after: AnnouncementStatus,
        **values: Any,
    ) -> None:
        with self._database.write() as session:
            self._change_in(session, actor, announcement, after, **values)

    def _change_in(
        self,
        session: Session,
        actor: Actor,
        announcement: Announcement,
        after: AnnouncementStatus,
        **values: Any,
    ) -> None:
        before = announcement.status
        changed = announcements.change(
            session, announcement, now=self._clock.now(), status=after, **values
        )
        self._note(session, actor, Action(after), changed, before=before)

    def _note(
        self,
        session: Session,
        actor: Actor,
        action: Action,
        announcement: Announcement,
        *,
        before: AnnouncementStatus | None,
        detail: str | None = None,
    ) -> None:
        journal.note(
            session,
            at=self._clock.now(),
            actor=actor,
            action=action,
            announcement_id=announcement.id,
            before=before,
            after=announcement.status,
            detail=detail or announcement.reason,
        )


def _in_status(
    session: Session, key: int, allowed: set[AnnouncementStatus], done: str
) -> Announcement:
    announcement = announcements.get(session, key)
    if announcement.status not in allowed:
        raise NotAllowed(why_not(key, announcement.status, done))
    return announcement
