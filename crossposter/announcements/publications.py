"""Publications: posts that stay as approved, whatever is changed afterwards."""

from collections.abc import Mapping, Sequence

from crossposter.channels import Post
from crossposter.channels.channel import Channel
from crossposter.database import Session
from crossposter.database.models import (
    Announcement,
    AnnouncementStatus,
    Attachment,
    Delivery,
)
from crossposter.database.models.delivery_states import PUBLIC_OR_MAY_BE
from crossposter.database.queries import deliveries, threads
from crossposter.errors import CrossposterError
from crossposter.media import Archive
from crossposter.posts.composer import Composed, Composer
from crossposter.posts.snapshot import thaw

#: Announcements that are not rendered any more.
SETTLED = frozenset({AnnouncementStatus.APPROVED, AnnouncementStatus.WITHDRAWN})


def stays(session: Session, delivery: Delivery) -> bool:
    """True if the public sees, or may see, some of it: it is not sent again."""
    is_public = delivery.status in PUBLIC_OR_MAY_BE
    return is_public or threads.of(session, delivery).begun


def standing(session: Session, announcement: Announcement) -> list[Delivery]:
    """Deliveries of an announcement that no later approval changes."""
    rows = deliveries.of_announcement(session, announcement.id or 0)
    if announcement.status in SETTLED:
        return list(rows)
    return [each for each in rows if stays(session, each)]


def fresh(composed: Sequence[Composed], kept: Sequence[Delivery]) -> list[Composed]:
    """Posts of the channels that have none yet that stays."""
    done = {each.channel for each in kept}
    return [each for each in composed if each.channel.name not in done]


def upcoming(
    composer: Composer,
    announcement: Announcement,
    files: Sequence[Attachment],
    kept: Sequence[Delivery],
) -> list[Composed]:
    """Posts that an approval would freeze now; none once that is settled."""
    if kept and announcement.status in SETTLED:
        return []
    return fresh(composer.try_out(announcement, files), kept)


def as_approved(delivery: Delivery, archive: Archive) -> tuple[Post, tuple[str, ...]]:
    """Post that was approved, and what is wrong with it."""
    problems = [delivery.error] if delivery.error else []
    try:
        post = thaw(delivery, archive)
    except CrossposterError as error:  # it is not sent either
        post = Post(
            text=delivery.text, link=delivery.link, replies=tuple(delivery.replies)
        )
        problems.append(error.sentence)
    return post, tuple(problems)


def shown(delivery: Delivery, channel: Channel, archive: Archive) -> Composed:
    """Post that a channel shows of the announcement, or will show."""
    post, problems = as_approved(delivery, archive)
    return Composed(
        channel=channel,
        post=post,
        problems=problems,
        price=channel.price.of(*post.parts) if channel.price else None,
        frozen=True,
    )


def left_out(
    reasons: Mapping[str, str], channels: Mapping[str, Channel]
) -> list[Composed]:
    """Channels that knowingly show nothing of it."""
    return [
        Composed(channel=channels[name], post=None, problems=(reason,))
        for name, reason in reasons.items()
        if name in channels
    ]
