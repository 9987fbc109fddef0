"""Local requirements of an upcoming post: content, limits, approval, disk."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from crossposter.channels import Fault, Post
from crossposter.channels.channel import Channel
from crossposter.channels.faults import FaultKind
from crossposter.database import Database
from crossposter.database.disk import LEAST_ROOM
from crossposter.database.models import Announcement, ChannelState, Delivery
from crossposter.database.queries import channels
from crossposter.errors import CrossposterError
from crossposter.media import Archive
from crossposter.posts.limits import misfits
from crossposter.posts.snapshot import thaw


@dataclass(frozen=True, kw_only=True)
class PostRequirements:
    """Requirements on our side of a post; changes nothing."""

    database: Database
    archive: Archive
    approval_holds: timedelta

    def post(self, delivery: Delivery) -> Post | Fault:
        """Post as it was approved, or the fault if it cannot be restored."""
        try:
            return thaw(delivery, self.archive)
        except CrossposterError as error:
            return Fault(kind=FaultKind.ALTERED, sentence=_sentence(str(error)))

    def faults(
        self, channel: Channel, delivery: Delivery, announcement: Announcement
    ) -> tuple[Fault, ...]:
        """Faults that do not depend on the platform."""
        post = self.post(delivery)
        misfit = (
            [post] if isinstance(post, Fault) else _misfits(post, channel, delivery)
        )
        return (
            *misfit,
            *self._approval(delivery, announcement),
            *self._standing_still(delivery),
            *self._disk(),
        )

    def _approval(
        self, delivery: Delivery, announcement: Announcement
    ) -> Iterator[Fault]:
        expires_at = delivery.expires_at
        if expires_at is not None and expires_at <= delivery.due_at:
            yield Fault(
                kind=FaultKind.APPROVAL,
                sentence="It expires before it is due: give it a later --expires with"
                f" `crossposter edit {delivery.announcement_id}`, and have it approved"
                " again.",
            )
        approved_at = announcement.approved_at or announcement.created_at
        if approved_at + self.approval_holds <= delivery.due_at:
            yield Fault(
                kind=FaultKind.APPROVAL,
                sentence="Its approval ends before it is due: have it approved again.",
            )

    def _standing_still(self, delivery: Delivery) -> Iterator[Fault]:
        with self.database.read() as session:
            state = channels.state(session, delivery.channel)
        if _is_paused_at_its_time(state, delivery):
            yield Fault(
                kind=FaultKind.PAUSED,
                sentence=f"The channel stands still ({state.reason or 'without a reason'}"
                f"): `crossposter resume {delivery.channel}` when it may go on.",
            )

    def _disk(self) -> Iterator[Fault]:
        room = self.database.free_bytes()
        if room is not None and room < LEAST_ROOM:
            yield Fault(
                kind=FaultKind.DISK,
                sentence=f"{room // 1_000_000} MB are free on the disk, and nothing is"
                f" sent with less than {LEAST_ROOM // 1_000_000}: free some space.",
            )


def _misfits(post: Post, channel: Channel, delivery: Delivery) -> list[Fault]:
    cure = f"`crossposter edit {delivery.announcement_id}`, and have it approved again"
    return [
        Fault(kind=FaultKind.MISFIT, sentence=_sentence(f"{what}: {cure}"))
        for what in misfits(post, channel.format)
    ]


def _is_paused_at_its_time(state: ChannelState, delivery: Delivery) -> bool:
    stands_still = channels.stands_still(state, urgent=delivery.urgent)
    return stands_still and (state.until is None or state.until > delivery.due_at)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."
