"""Omissions: channels that get no post of an announcement, and who accepted that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from crossposter.database import Session
from crossposter.database.models import Announcement, Attachment
from crossposter.database.models.event import Action
from crossposter.database.queries import journal
from crossposter.errors import BadInput
from crossposter.posts.composer import Composer
from crossposter.staff import Actor
from crossposter.text.messages import phrase


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Choice of channels by a person: only these, or all but those."""

    to: Sequence[str] = ()
    without: Sequence[str] = ()


EVERYWHERE = Choice()


def settle(
    composer: Composer,
    announcement: Announcement,
    files: Sequence[Attachment],
    choice: Choice,
) -> None:
    """Leave out the channels that *choice* leaves out, each with its reason.

    Only the object in hand is changed: the caller writes it. Raises
    NotFound for an unknown channel, BadInput for one that was not asked for, or when
    none would be left.
    """
    composer.require_known([*choice.to, *choice.without])
    wanted = [channel.name for channel in composer.wanted(announcement)]
    _require_asked(announcement, choice.to, wanted)
    only = choice.to or wanted
    out = [it for it in wanted if it not in only or it in choice.without]
    if out and len(out) == len(wanted):
        raise BadInput(
            f"no channel of announcement {announcement.id} would be left: name fewer"
            " with --without, or give it up"
        )
    if out:
        why = composer.unable(announcement, files)
        told = {name: why.get(name, _by_choice(name)) for name in out}
        announcement.left_out = {**(announcement.left_out or {}), **told}


def _require_asked(
    announcement: Announcement, named: Sequence[str], wanted: Sequence[str]
) -> None:
    strange = [name for name in named if name not in wanted]
    if strange:
        raise BadInput(
            f"announcement {announcement.id} was not meant for {strange[0]}: choose"
            f" from {', '.join(wanted)}, or `crossposter edit {announcement.id} --to`"
        )


def all_of(
    composer: Composer, announcement: Announcement, files: Sequence[Attachment]
) -> Mapping[str, str]:
    """Reasons why channels of the office cannot make a post of it, by channel.

    Those left out by choice are included; being meant for other channels is no reason.
    """
    everywhere = announcement.model_copy(update={"channels": None, "left_out": None})
    wanted = {channel.name for channel in composer.wanted(announcement)}
    unable = composer.unable(everywhere, files)
    without = {name: why for name, why in unable.items() if name not in wanted}
    return without | (announcement.left_out or {})


def reasons(
    composer: Composer, announcement: Announcement, files: Sequence[Attachment]
) -> Mapping[str, str]:
    """Reasons as stored, by channel; those that still hold can be translated."""
    kept = announcement.left_out or {}
    if not kept:
        return kept
    everywhere = announcement.model_copy(update={"channels": None, "left_out": None})
    try:
        unable = composer.unable(everywhere, files)
    except BadInput:  # files removed since then
        unable = {}
    today = {name: (unable.get(name), _by_choice(name)) for name in kept}
    return {
        name: next((it for it in today[name] if it == reason), reason)
        for name, reason in kept.items()
    }


def _by_choice(channel: str) -> str:
    return phrase("{channel} was left out by choice", channel=channel)


def note(
    session: Session,
    actor: Actor,
    announcement: Announcement,
    left_out: Mapping[str, str],
    *,
    at: datetime,
) -> None:
    """Log the channels without a post, with the reason; the report counts them."""
    for channel, reason in left_out.items():
        journal.note(
            session,
            at=at,
            actor=actor,
            action=Action.LEFT_OUT,
            announcement_id=announcement.id,
            detail=f"{channel}: {reason}",
        )
