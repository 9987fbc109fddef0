"""Pure: videos are uploaded before they are due."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from crossposter.channels import PublisherError, TryLater
from crossposter.database.models import Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.publishing.lifecycle import Move, after_failed_preparing
from crossposter.scheduling.backoff import Retry

LEAD = timedelta(hours=1)


def first_look(
    media: Sequence[Mapping[str, Any]], *, due_at: datetime, now: datetime
) -> datetime:
    """Time at which a lane takes a delivery up: with a video earlier than it is due."""
    return min(due_at, max(now, due_at - LEAD)) if _has_film(media) else due_at


def is_early(delivery: Delivery, now: datetime) -> bool:
    """True when it was taken up for its video alone."""
    return now < delivery.due_at and _has_film(delivery.media)


def begun_at(delivery: Delivery) -> datetime:
    """Earliest time of publication, for all the database knows.

    After the clock was set back only its `next_at` has passed, not its due time.
    """
    if _has_film(delivery.media):
        return delivery.due_at
    return min(delivery.due_at, delivery.next_at)


def prepared(delivery: Delivery) -> Move:
    """Move after the upload of the video: back to its due time."""
    return Move(status=Status.SCHEDULED, next_at=delivery.due_at)


def failed(
    error: PublisherError, *, due_at: datetime, now: datetime, retry: Retry
) -> Move:
    """Move after a failed early upload: only a refusal counts, its due time stays."""
    if not isinstance(error, TryLater):
        return after_failed_preparing(error, now=now, tries=0, retry=retry)
    wait = retry.first if error.after is None else error.after
    return Move(
        status=Status.SCHEDULED,
        next_at=min(now + wait, due_at),
        error=str(error),
        rest=error.rest,
    )


def _has_film(media: Sequence[Mapping[str, Any]]) -> bool:
    return any(str(each.get("mime")).startswith("video/") for each in media)
