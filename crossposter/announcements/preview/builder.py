"""Preview builder: every channel's post on one page, before it is sent."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePosixPath

from crossposter.announcements import (
    bookings,
    omissions,
    planned_times,
    publications,
    seen,
)
from crossposter.announcements.checks import Finding, Level
from crossposter.announcements.preview import (
    Due,
    Length,
    MediaView,
    PostView,
    PreviewPage,
    Remark,
    Reply,
)
from crossposter.announcements.publications import SETTLED
from crossposter.channels import Media, Post
from crossposter.channels.channel import Channel
from crossposter.channels.platform import Look, Platform
from crossposter.clock import Clock
from crossposter.database import Database
from crossposter.database.models import Announcement, Attachment, Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries import announcements, deliveries
from crossposter.media import Archive, poster, thumbnail
from crossposter.posts.composer import Composed, Composer
from crossposter.scheduling.wall_clock import TimetableError

Review = Callable[[Announcement, Sequence[Attachment]], Sequence[Finding]]

_LARGE = 780  #: pixels across; a phone's screen is half of it wide
_SMALL = 96


@dataclass(frozen=True, kw_only=True)
class PreviewBuilder:
    """Preview builder; reads only. Approved posts come from delivery and archive."""

    database: Database
    clock: Clock
    composer: Composer
    archive: Archive
    review: Review
    platforms: Mapping[str, Platform]
    source_name: Callable[[str], str] = str

    def sheet(self, key: int) -> PreviewPage:
        """Page with all posts; raises NotFound, or the reason why none can be made."""
        with self.database.read() as session:
            announcement = announcements.get(session, key)
            files = announcements.attachments(session, key)
            rows = deliveries.of_announcement(session, key)
            kept = publications.standing(session, announcement)
        fresh = publications.upcoming(self.composer, announcement, files, kept)
        return PreviewPage(
            number=key,
            title=announcement.title,
            status=announcement.status.value,
            views=tuple(self._views(announcement, files, kept, fresh)),
            shown=seen.shown(announcement, fresh),
            drawn_at=self.clock.now(),
            author=announcement.author,
            source=self.source_name(announcement.source),
            category=announcement.category,
            submitted_by=announcement.submitted_by,
            renamed_from=_renamed_from(announcement, rows),
            remarks=self._remarks(announcement, files),
            approved_by=announcement.approved_by,
            approved_at=announcement.approved_at,
            valid_until=announcement.valid_until,
            expires_at=announcement.expires_at,
        )

    def _remarks(
        self, announcement: Announcement, files: Sequence[Attachment]
    ) -> tuple[Remark, ...]:
        if announcement.status in SETTLED:  # nobody can fix it any more
            return ()
        return tuple(
            Remark(sentence=each.sentence, grave=each.level is Level.ERROR)
            for each in self.review(announcement, files)
        )

    def _views(
        self,
        announcement: Announcement,
        files: Sequence[Attachment],
        kept: Sequence[Delivery],
        composed: Sequence[Composed],
    ) -> list[PostView]:
        channels = self.composer.channels
        frozen = [self._frozen(each, channels.get(each.channel)) for each in kept]
        reasons = omissions.reasons(self.composer, announcement, files)
        out = publications.left_out(reasons, channels)
        shown = [each.channel for each in composed if each.post]
        due = self._due(announcement, shown) if shown else {}
        return [
            *frozen,
            *(_composed(each, due.get(each.channel.name)) for each in composed),
            *(_composed(each, None) for each in out),
        ]

    def _frozen(self, delivery: Delivery, channel: Channel | None) -> PostView:
        post, problems = publications.as_approved(delivery, self.archive)
        platform = self.platforms.get(delivery.platform)
        return PostView(
            channel=delivery.channel,
            platform=delivery.platform,
            title=platform.title if platform else delivery.platform,
            look=platform.look if platform else Look(),
            text=post.text,
            link=post.link,
            shots=tuple(map(_shot, post.media)),
            length=_length(post.text, channel),
            replies=_replies(post, channel),
            price=_price(post, channel),
            problems=problems,
            due=Due(how="fixed", at=delivery.due_at),
            frozen=True,
            status=delivery.status.value,
            published_at=delivery.published_at,
            permalink=delivery.permalink,
        )

    def _due(
        self, announcement: Announcement, channels: Sequence[Channel]
    ) -> dict[str, Due]:
        """Times they would go out, as far as known before approval."""
        names = [channel.name for channel in channels]
        if (announcement.urgent and announcement.at is None) or announcement.at_once:
            return dict.fromkeys(names, Due(how="approval"))
        how = "slot" if announcement.at is None else "asked"
        if announcement.urgent:
            return dict.fromkeys(names, Due(how=how, at=announcement.at))
        now = self.clock.now()
        with self.database.read() as session:
            booking = bookings.booking(session, channels, now)
        try:
            planned = planned_times.together(announcement, booking, now)
        except TimetableError:
            return dict.fromkeys(names, Due(how=how))
        return {name: Due(how=how, at=moment) for name, moment in planned.items()}


def _renamed_from(announcement: Announcement, rows: Sequence[Delivery]) -> str | None:
    """Title under which it is public, where it has been renamed since."""
    titles = (each.title for each in rows if each.status is Status.PUBLISHED)
    return next((it for it in titles if it and it != announcement.title), None)


def _composed(composed: Composed, due: Due | None) -> PostView:
    post, channel = composed.post, composed.channel
    return PostView(
        channel=channel.name,
        platform=channel.platform.name,
        title=channel.platform.title,
        look=channel.platform.look,
        text=post.text if post else None,
        link=post.link if post else None,
        shots=tuple(map(_shot, post.media)) if post else (),
        length=_length(post.text, channel) if post else None,
        replies=_replies(post, channel) if post else (),
        price=composed.price,
        problems=composed.problems,
        due=due,
    )


def _replies(post: Post, channel: Channel | None) -> tuple[Reply, ...]:
    return tuple(
        Reply(text=text, length=_length(text, channel)) for text in post.replies
    )


def _length(text: str, channel: Channel | None) -> Length | None:
    if channel is None:  # gone from the configuration
        return None
    used = channel.format.length(text)
    return Length(used=used, limit=channel.format.limit)


def _price(post: Post, channel: Channel | None) -> Decimal | None:
    return channel.price.of(*post.parts) if channel and channel.price else None


def _shot(medium: Media) -> MediaView:
    large = _large(medium)
    return MediaView(
        name=PurePosixPath(medium.name).name,
        sha256=medium.sha256,
        alt=medium.alt,
        width=medium.width,
        height=medium.height,
        seconds=medium.seconds,
        large=large,
        small=thumbnail(large, width=_SMALL),
    )


def _large(medium: Media) -> bytes:
    if medium.file is not None:
        return poster(medium.file, width=_LARGE)
    return thumbnail(medium.data, width=_LARGE)
