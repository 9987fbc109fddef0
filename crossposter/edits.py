"""Edits: whether one changes anything, so that an approval ends for a change only."""

from collections.abc import Mapping, Sequence
from typing import Any

from crossposter.composing import Composer
from crossposter.drafts import merged
from crossposter.errors import CrossposterError
from crossposter.models import Announcement, AnnouncementStatus, Attachment, Delivery
from crossposter.small_edits import is_small
from crossposter.store import Database, announcements, deliveries, journal


def changes(
    database: Database, composer: Composer, key: int, values: Mapping[str, Any]
) -> bool:
    """Whether the checked *values* make another announcement of it.

    One that was withdrawn is taken up again by any edit. Raises NotFound.
    """
    with database.read() as session:
        announcement = announcements.get(session, key)
        files = announcements.attachments(session, key)
        frozen = deliveries.of_announcement(session, key)
    if announcement.status is AnnouncementStatus.WITHDRAWN:
        return True
    if _are_others(announcement, files, values):
        return True
    if "images" not in values:
        return False
    return _looks_different(composer, announcement, files, frozen)


def named(announcement: Announcement, values: Mapping[str, Any]) -> str:
    """What the log calls an edit with these checked *values*."""
    known = announcement.model_dump() | {"images": None}  # other ones, if any are given
    small = is_small(known, values)
    return journal.EDITED_SLIGHTLY if small else journal.EDITED


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
    """A file of the same name may hold another picture by now, as people replace them."""
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
