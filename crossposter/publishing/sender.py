"""Sender: one attempt: prepare, record intent, commit."""

from collections import UserDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog

from crossposter.channels import (
    OutcomeUnknown,
    Post,
    Prepared,
    PublisherError,
    Receipt,
    Stage,
    TryLater,
    open_attempt,
)
from crossposter.channels.channel import Channel
from crossposter.clock import Clock
from crossposter.database import Database
from crossposter.database.models import Attempt, Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries import deliveries, journal, threads
from crossposter.database.queries.deliveries import Superseded
from crossposter.errors import CrossposterError, Unavailable
from crossposter.media import Archive
from crossposter.posts.snapshot import thaw
from crossposter.publishing import early_upload, lifecycle
from crossposter.publishing.lifecycle import Move
from crossposter.publishing.outcomes import Outcomes
from crossposter.publishing.reachability import Reachability
from crossposter.publishing.witness import Witness
from crossposter.scheduling.backoff import Retry

log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Sender of a claimed delivery, from its approved post to a receipt."""

    database: Database
    archive: Archive
    clock: Clock
    outcomes: Outcomes
    retry: Retry
    reach: Reachability
    witness: Witness
    timeout: timedelta
    on_step: Callable[[str], None]

    def prepare_ahead(self, channel: Channel, delivery: Delivery) -> None:
        """Early upload of a video; nothing becomes public."""
        post = self._thawed(delivery)
        if post is not None and self._prepare(channel, delivery, post) is not None:
            self.outcomes.write(delivery, early_upload.prepared(delivery))

    def send(self, channel: Channel, delivery: Delivery) -> None:
        post = self._thawed(delivery)
        if post is None:
            return
        with self.database.read() as session:
            thread = threads.of(session, delivery)
        if thread.is_whole:
            raise Superseded(f"another worker has finished delivery {delivery.id}")
        part = post.part(thread.position, reply_to=thread.reply_to)
        prepared = self._prepare(channel, delivery, part)
        if prepared is not None:
            self._intend(delivery, prepared, thread.position)
            self._commit(channel, delivery, prepared)

    def _thawed(self, delivery: Delivery) -> Post | None:
        try:
            return thaw(delivery, self.archive)
        except CrossposterError as error:
            now = self.clock.now()
            move = Move(status=Status.HELD, next_at=now, error=str(error))
            self.outcomes.write(delivery, move)
            return None

    def _prepare(
        self, channel: Channel, delivery: Delivery, post: Post
    ) -> Prepared | None:
        saved = _Saved(self.database, delivery, self.on_step)
        try:
            with open_attempt(Stage.PREPARING):
                prepared = channel.publisher.prepare(post, saved)
        except PublisherError as error:
            self.reach.failed(delivery.id or 0, error)
            self._fail_preparing(delivery, error)
        except (CrossposterError, Superseded):
            raise
        except Exception as error:  # a bug must not stop the lane
            log.exception("preparing failed unexpectedly", delivery=delivery.id)
            self._fail_preparing(delivery, TryLater(_unexpected(error)))
        else:
            self.on_step("prepared")
            return prepared
        return None

    def _fail_preparing(self, delivery: Delivery, error: PublisherError) -> None:
        now, retry = self.clock.now(), self.retry
        move = (
            early_upload.failed(error, due_at=delivery.due_at, now=now, retry=retry)
            if early_upload.is_early(delivery, now)
            else lifecycle.after_failed_preparing(
                error,
                now=now,
                tries=delivery.tries,
                retry=retry,
                urgent=delivery.urgent,
                since_due=now - delivery.due_at,
            )
        )
        self.outcomes.write_surely(delivery, move, code=error.code)

    def _intend(self, delivery: Delivery, prepared: Prepared, part: int) -> None:
        """Durable intent: from here on the post may become public."""
        now = self.clock.now()
        attempt = Attempt(
            delivery_id=delivery.id or 0,
            number=delivery.attempts + 1,
            part=part,
            started_at=now,
            deadline=now + self.timeout,
            refs=dict(prepared.refs),
            baseline=prepared.baseline,
        )
        move = Move(status=Status.COMMITTING, next_at=now, absents=0)
        with self.database.write() as session:
            journal.open_attempt(session, attempt)
            number = delivery.attempts + 1
            self.outcomes.write_in(session, delivery, move, attempts=number)
        delivery.status, delivery.attempts = Status.COMMITTING, number
        delivery.next_at = now
        delivery.epoch += 1
        self.witness.saw(delivery.channel, prepared.post.text, at=now)
        self.on_step("intended")

    def _commit(self, channel: Channel, delivery: Delivery, prepared: Prepared) -> None:
        self.database.require_ours()
        since_intent = self.clock.now() - delivery.next_at
        if not timedelta(0) <= since_intent <= self.timeout:
            # The process stood still, or the clock was set and cannot say that it did
            # not: every check made at the intent is to be repeated.
            self._fail_commit(delivery, TryLater("this machine slept: nothing sent"))
            return
        try:
            with open_attempt(Stage.COMMITTING):
                receipt = channel.publisher.commit(prepared)
        except PublisherError as error:
            self.reach.failed(delivery.id or 0, error)
            self._fail_commit(delivery, error)
        except Exception as error:  # a bug leaves the outcome unknown as well
            log.exception("sending failed unexpectedly", delivery=delivery.id)
            self._fail_commit(delivery, OutcomeUnknown(_unexpected(error)))
        else:
            self.reach.answered(delivery.id or 0)
            self.on_step("answered")
            self._record(delivery, receipt)
            self.on_step("recorded")

    def _record(self, delivery: Delivery, receipt: Receipt) -> None:
        """Record of a receipt; without a record it is none: the account is read."""
        try:
            self.outcomes.insist(lambda: self.outcomes.record(delivery, receipt))
        except (Unavailable, Superseded):
            raise
        except Exception as error:
            log.exception("a receipt cannot be written down", delivery=delivery.id)
            self._fail_commit(delivery, OutcomeUnknown(_unexpected(error)))

    def _fail_commit(self, delivery: Delivery, error: PublisherError) -> None:
        self.on_step("not answered")
        now = self.clock.now()
        move = lifecycle.after_failed_commit(
            error,
            now=now,
            tries=delivery.tries,
            retry=self.retry,
            urgent=delivery.urgent,
            since_due=now - delivery.due_at,
        )
        self.outcomes.insist(
            lambda: self.outcomes.write_surely(delivery, move, code=error.code)
        )


def _unexpected(error: Exception) -> str:
    return f"internal error {type(error).__name__}: see the log, and report it"


class _Saved(UserDict[str, str]):
    """Ids of uploads; every change is durable before the next call."""

    def __init__(
        self, database: Database, delivery: Delivery, on_step: Callable[[str], None]
    ) -> None:
        super().__init__()
        self.data = dict(delivery.saved)
        self._database = database
        self._delivery = delivery
        self._step = on_step

    def __setitem__(self, key: str, value: str) -> None:
        self._step("uploaded")
        self.data[key] = value
        self._save()

    def __delitem__(self, key: str) -> None:
        del self.data[key]
        self._save()

    def _save(self) -> None:
        with self._database.write() as session:
            deliveries.save_refs(session, self._delivery, self.data)
        self._step("saved")
