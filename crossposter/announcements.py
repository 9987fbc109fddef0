"""Announcements on their way to approval: write, change, submit, reject, withdraw."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from crossposter import drafts, edits
from crossposter.channels import Channel
from crossposter.checks import Finding, Level
from crossposter.clock import Clock
from crossposter.composing import Composer
from crossposter.drafts import Draft
from crossposter.errors import BadInput, NotAllowed, Several
from crossposter.lifecycle import UNTOUCHABLE
from crossposter.media import MediaFolder
from crossposter.models import Announcement, AnnouncementStatus, Attachment, Delivery
from crossposter.models import DeliveryStatus as Status
from crossposter.reviewing import Reviewer
from crossposter.staff import Actor, Staff, Task
from crossposter.standing import why_not
from crossposter.store import Database, Session, announcements, deliveries, journal

_TO_CANCEL = frozenset({Status.SCHEDULED, Status.HELD, Status.FAILED})


class Announcements:
    """The approval chain up to, but without, the approval itself."""

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
    ) -> None:
        self._database = database
        self._clock = clock
        self._staff = staff
        self._channels = channels
        self._media = media
        self._composer = composer
        self._reviewer = reviewer
        self._source_code = source_code

    def add(self, actor: Actor, draft: Draft) -> int:
        """Write a draft; returns its number. Raises BadInput or NotAllowed."""
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
            self._note(session, actor, "added", announcement, before=None)
        return key

    def edit(self, actor: Actor, key: int, draft: Draft) -> bool:
        """Change a draft; what was approved is withdrawn and a draft again.

        Returns whether anything is different now: else an approval stays. Raises
        BadInput, or NotAllowed while one of its posts is being sent.
        """
        self._staff.require(actor, Task.WRITE)
        now = self._clock.now()
        values = self._checked(draft.given())
        if not values:
            raise BadInput("nothing to change: name what, for example --title")
        if not edits.changes(self._database, self._composer, key, values):
            return False
        with self._database.write() as session:
            announcement = announcements.get(session, key)
            before, action = announcement.status, edits.named(announcement, values)
            images = values.pop("images", None)
            self._cancel(session, actor, key, why="edited")
            if "texts" in values:
                values["texts"] = drafts.merged(announcement.texts, values["texts"])
            values |= {
                "status": AnnouncementStatus.DRAFT,
                "approved_by": None,
                "approved_at": None,
                "submitted_by": None,
                "reason": None,
            }
            announcement = announcements.change(
                session, announcement, now=now, **values
            )
            drafts.require_future(announcement, now)
            if values.keys() & {"at", "channels", "urgent"}:
                self._outside_blackouts(announcement)
            if images is not None:
                announcements.attach(session, key, images)
            files = announcements.attachments(session, key)
            self._composer.require_able(announcement, len(files))
            self._note(session, actor, action, announcement, before=before)
        return True

    def submit(self, actor: Actor, key: int) -> list[Finding]:
        """Hand a draft to the approvers; returns the warnings, which are logged.

        Raises BadInput with everything that keeps a post from being made of it.
        """
        self._staff.require(actor, Task.WRITE)
        allowed = {AnnouncementStatus.DRAFT, AnnouncementStatus.REJECTED}
        with self._database.read() as session:
            announcement = _in_status(session, key, allowed, "submitted")
            files = announcements.attachments(session, key)
        found = self._reviewer.review(announcement, files)
        self._require_flawless(announcement, files, found)
        with self._database.write() as session:
            self._change_in(
                session,
                actor,
                announcement,
                AnnouncementStatus.SUBMITTED,
                submitted_by=actor.name,
                reason=None,
            )
            for each in found:
                journal.note(
                    session,
                    at=self._clock.now(),
                    actor=actor,
                    action="warned",
                    announcement_id=key,
                    detail=each.sentence,
                )
        return found

    def _require_flawless(
        self,
        announcement: Announcement,
        files: Sequence[Attachment],
        found: Sequence[Finding],
    ) -> None:
        errors = [each.sentence for each in found if each.level is Level.ERROR]
        try:
            self._composer.compose(announcement, files)
        except BadInput as error:
            if not errors:
                raise
            errors.append(str(error))
        if errors:
            raise Several(errors)

    def reject(self, actor: Actor, key: int, reason: str) -> None:
        """Send a submitted announcement back to its author; a reason is needed."""
        self._staff.require(actor, Task.REJECT)
        if not drafts.plain(reason, "reason").strip():
            raise BadInput("say why with --reason: the author needs to know")
        allowed = {AnnouncementStatus.SUBMITTED}
        with self._database.read() as session:
            announcement = _in_status(session, key, allowed, "rejected")
        self._change(
            actor, announcement, AnnouncementStatus.REJECTED, reason=reason.strip()
        )

    def withdraw(self, actor: Actor, key: int, reason: str | None) -> None:
        """Take an announcement back; posts that are public already stay so."""
        self._staff.require(actor, Task.WITHDRAW)
        drafts.plain(reason or "", "reason")
        allowed = set(AnnouncementStatus) - {AnnouncementStatus.WITHDRAWN}
        with self._database.write() as session:
            announcement = _in_status(session, key, allowed, "withdrawn")
            self._cancel(session, actor, key, why="withdrawn")
            self._change_in(
                session,
                actor,
                announcement,
                AnnouncementStatus.WITHDRAWN,
                reason=reason,
            )

    def _checked(self, values: dict[str, Any]) -> dict[str, Any]:
        """Every field as it will be kept; raises BadInput at the first that cannot."""
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

    def _cancel(self, session: Session, actor: Actor, key: int, *, why: str) -> None:
        for delivery in deliveries.of_announcement(session, key):
            if delivery.status in UNTOUCHABLE:
                raise NotAllowed(
                    f"announcement {key} is being sent to {delivery.channel} just now:"
                    f" wait until `crossposter show {key}` says how it ended"
                )
            if delivery.status in _TO_CANCEL:
                _certainly_not_public(session, delivery)
                deliveries.move(
                    session,
                    delivery,
                    Status.CANCELLED,
                    at=self._clock.now(),
                    actor=actor,
                    action="delivery cancelled",
                    detail=why,
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
        self._note(session, actor, after.value, changed, before=before)

    def _note(
        self,
        session: Session,
        actor: Actor,
        action: str,
        announcement: Announcement,
        *,
        before: AnnouncementStatus | None,
    ) -> None:
        journal.note(
            session,
            at=self._clock.now(),
            actor=actor,
            action=action,
            announcement_id=announcement.id,
            before=before,
            after=announcement.status,
            detail=announcement.reason,
        )


def _certainly_not_public(session: Session, delivery: Delivery) -> None:
    if delivery.status is Status.HELD and journal.in_question(
        session, delivery.id or 0
    ):
        raise NotAllowed(
            f"announcement {delivery.announcement_id} may be public on"
            f" {delivery.channel}: look there, then `crossposter resolve {delivery.id}`"
            " with --posted URL or --not-posted"
        )


def _in_status(
    session: Session, key: int, allowed: set[AnnouncementStatus], done: str
) -> Announcement:
    announcement = announcements.get(session, key)
    if announcement.status not in allowed:
        raise NotAllowed(why_not(key, announcement.status, done))
    return announcement
