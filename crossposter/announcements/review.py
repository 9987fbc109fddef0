"""Use case: runs the editorial checks on a stored announcement."""

import contextlib
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from crossposter.announcements import checks, planned_times
from crossposter.announcements.checks import (
    ChannelLimits,
    Earlier,
    Enlarged,
    Finding,
    Level,
    Policy,
    Subject,
)
from crossposter.announcements.planned_times import Booked
from crossposter.channels.channel import Channel
from crossposter.clock import Clock
from crossposter.database import Database, Session
from crossposter.database.models import Announcement, Attachment
from crossposter.database.queries import announcements, deliveries
from crossposter.media import MediaError, MediaFolder
from crossposter.posts.attachments import Described, enlargements
from crossposter.scheduling.wall_clock import TimetableError
from crossposter.text.messages import joined

_LINK = re.compile(r"https?://[^\s<>\"')\]]*[^\s<>\"')\].,;:!?]")
_MOST_LINKS = 10  #: links tried per announcement


@dataclass(frozen=True, kw_only=True)
class Reviewer:
    """Editorial review of announcements; changes nothing."""

    database: Database
    clock: Clock
    zone: ZoneInfo
    channels: Mapping[str, Channel]
    policy: Policy
    why_unreachable: Callable[[str], str | None]
    media: MediaFolder | None = None  #: without it pictures are not looked at

    def check(self, key: int, *, online: bool = False) -> list[Finding]:
        """Findings worth fixing; *online* tries its links. Raises NotFound."""
        with self.database.read() as session:
            announcement = announcements.get(session, key)
            files = announcements.attachments(session, key)
        found = self.review(announcement, files)
        if online and checks.REACHABLE not in self.policy.off:
            found += self._unreachable(announcement)
        return found

    def review(
        self, announcement: Announcement, files: Sequence[Attachment]
    ) -> list[Finding]:
        """Findings that need no network."""
        with self.database.read() as session:
            subject = self._subject(
                announcement, files, self._earlier(session, announcement)
            )
            if announcement.category in checks.OPPOSITES:
                subject = self._beside_others(session, announcement, subject)
        return checks.review(subject, self.policy.off)

    def _subject(
        self,
        announcement: Announcement,
        files: Sequence[Attachment],
        earlier: tuple[Earlier, ...],
    ) -> Subject:
        return Subject(
            title=announcement.title,
            body=announcement.body,
            texts=announcement.texts or {},
            pictures=tuple((each.file, each.alt) for each in files),
            link=announcement.link,
            category=announcement.category,
            urgent=announcement.urgent,
            classification=announcement.classification,
            area=announcement.area,
            contact=announcement.contact,
            expires_at=announcement.expires_at,
            valid_until=announcement.valid_until,
            at=announcement.at,
            now=self.clock.now(),
            zone=self.zone,
            phones=self.policy.phones,
            places=self.policy.places,
            outlets=tuple(self._outlets(announcement)),
            enlarged=tuple(self._enlarged(announcement, files)),
            earlier=earlier,
        )

    def _beside_others(
        self, session: Session, announcement: Announcement, subject: Subject
    ) -> Subject:
        """Subject with the days it would go out, and what else goes out then."""
        days = self._days(session, announcement)
        others = {
            each.id: Earlier(number=each.id or 0, title=each.title, body=each.body)
            for day in sorted(days)
            for each in announcements.going_out(
                session,
                checks.OPPOSITES[announcement.category],
                since=datetime.combine(day, time(), self.zone).astimezone(UTC),
                until=datetime.combine(
                    day + timedelta(days=1), time(), self.zone
                ).astimezone(UTC),
            )
            if each.id != announcement.id
        }
        return replace(
            subject,
            days=days,
            mourning=self.policy.mourning,
            same_day=tuple(others.values()),
        )

    def _days(self, session: Session, announcement: Announcement) -> frozenset[date]:
        now = self.clock.now()
        moments = (
            [now]
            if announcement.urgent and announcement.at is None
            else self._planned(session, announcement, now)
        )
        return frozenset(each.astimezone(self.zone).date() for each in moments)

    def _planned(
        self, session: Session, announcement: Announcement, now: datetime
    ) -> Collection[datetime]:
        booking = {
            name: Booked(
                agenda=self.channels[name].agenda,
                taken=deliveries.taken_moments(session, name, since=now),
            )
            for name in sorted(self._names(announcement) & set(self.channels))
        }
        try:
            return planned_times.together(announcement, booking, now).values()
        except TimetableError:  # reported at approval
            return ()

    def _outlets(self, announcement: Announcement) -> Iterator[ChannelLimits]:
        for name in sorted(self._names(announcement)):
            if name in self.channels:
                takes = self.channels[name].format
                yield ChannelLimits(
                    channel=name,
                    hashtags=takes.max_hashtags,
                    mentions=takes.max_mentions,
                )

    def _enlarged(
        self, announcement: Announcement, files: Sequence[Attachment]
    ) -> Iterator[Enlarged]:
        described = [*self._described(files)]
        for name in sorted(self._names(announcement) & set(self.channels)):
            format_ = self.channels[name].format
            for picture, width in enlargements(format_, described):
                yield Enlarged(
                    channel=name,
                    file=picture.name,
                    times=width / picture.width,
                    width=picture.width,
                    needed=width,
                )

    def _described(self, files: Sequence[Attachment]) -> Iterator[Described]:
        if self.media is None:
            return
        for each in files:
            with contextlib.suppress(MediaError):  # no post can be made; submit says so
                yield self.media.read(each.file), each.alt

    def _names(self, announcement: Announcement) -> set[str]:
        return set(announcement.channels or self.channels) - {
            *(announcement.left_out or {})
        }

    def _earlier(
        self, session: Session, announcement: Announcement
    ) -> tuple[Earlier, ...]:
        """Announcements public or on their way on one of the same channels."""
        since = self.clock.now() - self.policy.similar
        names = self._names(announcement)
        return tuple(
            Earlier(number=each.id or 0, title=each.title, body=each.body)
            for each in announcements.on_their_way(session, since=since)
            if each.id != announcement.id and not names.isdisjoint(self._names(each))
        )

    def _unreachable(self, announcement: Announcement) -> list[Finding]:
        texts = [announcement.link or "", announcement.body]
        texts += (announcement.texts or {}).values()
        links = dict.fromkeys(it for text in texts for it in _LINK.findall(text))
        reasons = {it: self.why_unreachable(it) for it in [*links][:_MOST_LINKS]}
        return [
            Finding(
                rule=checks.REACHABLE,
                level=Level.WARNING,
                sentence=joined([link, reason], " "),
            )
            for link, reason in reasons.items()
            if reason is not None
        ]
