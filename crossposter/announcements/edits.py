"""Edits: if one changes anything and is allowed, and its entry in the log."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crossposter.announcements.draft import merged
from crossposter.announcements.small_edits import is_small
from crossposter.database import Database, Session
from crossposter.database.models import (
    Announcement,
    AnnouncementStatus,
    Attachment,
    Delivery,
)
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.event import Action
from crossposter.database.queries import announcements, deliveries
from crossposter.errors import CrossposterError, NotAllowed
from crossposter.posts.composer import Composer

#: Fields that an edit resets, whatever else it changes.
SET_BACK: Mapping[str, Any] = {
    "status": AnnouncementStatus.DRAFT,
    "approved_by": None,
    "approved_at": None,
    "submitted_by": None,
    "reason": None,
    "left_out": None,
}


@dataclass(frozen=True, kw_only=True)
class Edited:
    """Result of an edit."""

    changed: bool = True
    cancelled: tuple[Delivery, ...] = ()  #: deliveries that are not sent any more

    def __bool__(self) -> bool:
        """True if anything changed."""
        return self.changed


def changes(
    database: Database, composer: Composer, key: int, values: Mapping[str, Any]
) -> bool:
    """True if the checked *values* change the announcement.

    Any edit takes up a withdrawn one again; channels that were left out are taken up
    by an edit that names channels. Raises NotFound.
    """
    with database.read() as session:
        announcement = announcements.get(session, key)
        files = announcements.attachments(session, key)
        frozen = deliveries.of_announcement(session, key)
    if announcement.status is AnnouncementStatus.WITHDRAWN:
        return True
    if announcement.left_out and "channels" in values:
        return True
    if _are_others(announcement, files, values):
        return True
    if "images" not in values:
        return False
    return _looks_different(composer, announcement, files, frozen)


def named(announcement: Announcement, values: Mapping[str, Any]) -> Action:
    """Log action of an edit with these checked *values*."""
    known = announcement.model_dump() | {"images": None}  # other ones, if any are given
    small = is_small(known, values)
    return Action.EDITED_SLIGHTLY if small else Action.EDITED


def _are_others(
    announcement: Announcement, files: Sequence[Attachment], values: Mapping[str, Any]
) -> bool:
    known = announcement.model_dump()
    known["images"] = [(each.file, each.alt) for each in files]
    known["texts"] = merged(known["texts"], {})
    given = dict(values)
    if "texts" in given:
        given["texts"] = merged(known["texts"], given["texts"])
    return any(
        _in_any_order(known, name) != _in_any_order(given, name) for name in given
    )


def _in_any_order(values: Mapping[str, Any], name: str) -> Any:
    value = values[name]
    return sorted(value) if name == "channels" and value else value


def _looks_different(
    composer: Composer,
    announcement: Announcement,
    files: Sequence[Attachment],
    frozen: Sequence[Delivery],
) -> bool:
    """A file of the same name may hold another image by now, as people replace them."""
    if announcement.status is not AnnouncementStatus.APPROVED:
        return announcement.status is AnnouncementStatus.SUBMITTED and bool(files)
    try:
        composed = composer.try_out(announcement, files)
    except CrossposterError:  # the edit itself will say what is wrong
        return True
    shown = {
        each.channel.name: [medium.sha256 for medium in each.post.media]
        for each in composed
        if each.post is not None
    }
    return any(
        shown.get(each.channel) != [medium.get("sha256") for medium in each.media]
        for each in frozen
    )


def public_on(session: Session, key: int) -> frozenset[str]:
    """Channels on which people see all of the announcement."""
    return frozenset(
        each.channel
        for each in deliveries.of_announcement(session, key)
        if each.status is Status.PUBLISHED
    )


def require_unread(
    session: Session, key: int, wanted: Collection[str], *, more: Collection[str] = ()
) -> None:
    """Refusal to change what is public on every channel: people have read it.

    Raises NotAllowed, unless the edit only asks for *more* channels.
    """
    public = public_on(session, key)
    if public and set(wanted) <= public and set(more) <= public:
        raise NotAllowed(
            f"announcement {key} is public on {', '.join(sorted(public))}, and what"
            " people have read there stays as it is: write a correction as a new"
            " announcement with `crossposter add`"
        )


def told(
    earlier: Mapping[str, Any],
    values: Mapping[str, Any],
    images: tuple[Sequence[tuple[str, str]], Sequence[tuple[str, str]]],
) -> str:
    """Old and new values as JSON, for the log; *images* are those before and after."""
    changed = {
        name: [earlier[name], new]
        for name, new in values.items()
        if name not in SET_BACK and earlier[name] != new
    }
    before, after = ([list(each) for each in those] for those in images)
    if before != after:
        changed["images"] = [before, after]
    return json.dumps(changed, ensure_ascii=False, default=str)
