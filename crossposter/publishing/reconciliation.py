"""Reconciliation: reads the account to settle an attempt whose answer was lost."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from crossposter.channels import (
    NotAuthorized,
    Post,
    PublisherError,
    Receipt,
    SentAttempt,
    Unreadable,
)
from crossposter.channels.channel import Channel
from crossposter.clock import Clock
from crossposter.database import Database, Session
from crossposter.database.models import Attempt, Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.delivery_states import NOT_RUNNING
from crossposter.database.queries import deliveries, journal, threads
from crossposter.publishing import reconciliation_rules
from crossposter.publishing.earliest_publication import earliest
from crossposter.publishing.lifecycle import Move, Pause
from crossposter.publishing.outcomes import Outcomes
from crossposter.publishing.reachability import Reachability
from crossposter.publishing.reconciliation_rules import Reads
from crossposter.publishing.witness import Witness
from crossposter.scheduling.backoff import Retry

log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Reconciliation:
    """Reconciliation of unconfirmed deliveries; only complete reads count."""

    database: Database
    clock: Clock
    outcomes: Outcomes
    retry: Retry
    reach: Reachability
    witness: Witness
    on_step: Callable[[str], None]

    def settle(self, channel: Channel, delivery: Delivery) -> None:
        """One read of the account for an unconfirmed delivery."""
        with self.database.read() as session:
            key = delivery.id or 0
            attempt = journal.last_attempt(session, key)
            taken = deliveries.remote_ids(session, channel.name, but=key)
            behind = attempt is not None and _is_behind(session, delivery, attempt)
            thread = threads.of(session, delivery)
        if attempt is None:
            raise RuntimeError(f"delivery {delivery.id} is unconfirmed, yet never sent")
        if behind:
            self._wait_behind(delivery, attempt)
            return
        whole = Post(text=delivery.text, link=delivery.link, replies=thread.texts[1:])
        part = whole.part(attempt.part, reply_to=thread.reply_to)
        sent = self._sent(delivery, part, attempt, taken)
        self._look(channel, delivery, part, attempt, sent)

    def _sent(
        self, delivery: Delivery, part: Post, attempt: Attempt, taken: frozenset[str]
    ) -> SentAttempt:
        """Attempt to search the account for, and the earliest time of its post."""
        now = self.clock.now()
        with self.database.read() as session:
            known = earliest(session, delivery, part.text, self.witness, now=now)
        return SentAttempt(
            started_at=min({attempt.started_at, *known.intents}),
            refs=attempt.refs,
            baseline=attempt.baseline,
            taken=taken,
            not_before=known.not_before,
        )

    def _look(
        self,
        channel: Channel,
        delivery: Delivery,
        post: Post,
        attempt: Attempt,
        sent: SentAttempt,
    ) -> None:
        try:
            receipt = channel.publisher.find(post, sent)
        except PublisherError as error:
            self.reach.failed(delivery.id or 0, error)
            self._unreadable(delivery, attempt, error)
            return
        except Exception as error:  # a bug proves nothing of the post
            log.exception("reading back failed unexpectedly", delivery=delivery.id)
            name = type(error).__name__
            unreadable = Unreadable(f"internal error {name}: see the log")
            self._unreadable(delivery, attempt, unreadable)
            return
        self.reach.answered(delivery.id or 0)
        self.on_step("looked")
        if receipt is None:
            self._absent(channel, delivery, attempt)
        elif receipt.remote_id and self._may_be_anothers(delivery, post.text):
            self.outcomes.write(delivery, _whose(receipt, self.clock.now()))
        else:
            self.outcomes.surely(
                delivery, lambda: self.outcomes.record(delivery, receipt)
            )

    def _may_be_anothers(self, delivery: Delivery, text: str) -> bool:
        """True when the post found may belong to one whose post was never named."""
        with self.database.read() as session:
            return bool(deliveries.nameless(session, delivery.channel, text))

    def _absent(self, channel: Channel, delivery: Delivery, attempt: Attempt) -> None:
        once = attempt.outcome == NOT_RUNNING
        looks = Reads(
            since=attempt.deadline,
            absents=delivery.absents,
            reads=1 if once else channel.settle.reads,
            within=timedelta(0) if once else channel.settle.within,
            outcome=attempt.outcome,
            due_at=delivery.due_at,
        )
        move = reconciliation_rules.after_absence(
            looks, now=self.clock.now(), tries=delivery.tries, retry=self.retry
        )
        self.outcomes.write(delivery, move)

    def _wait_behind(self, delivery: Delivery, attempt: Attempt) -> None:
        move = reconciliation_rules.behind(
            now=self.clock.now(),
            unknown_since=attempt.deadline,
            retry=self.retry,
            urgent=delivery.urgent,
        )
        self.outcomes.write(delivery, move)

    def _unreadable(
        self, delivery: Delivery, attempt: Attempt, error: PublisherError
    ) -> None:
        now = self.clock.now()
        move = reconciliation_rules.after_failed_read(
            error,
            now=now,
            unknown_since=attempt.deadline,
            retry=self.retry,
            urgent=delivery.urgent,
        )
        if isinstance(error, NotAuthorized) and move.status is Status.UNCONFIRMED:
            pause = Pause(reason=str(error))
            move = Move(status=move.status, next_at=now, error=move.error, pause=pause)
        self.outcomes.write(delivery, move)


def _is_behind(session: Session, delivery: Delivery, attempt: Attempt) -> bool:
    """True when a post with this text may be one that was really sent.

    It belongs to that delivery, and not to one that perhaps never was. A further part
    of a thread is told by the post it is shown below.
    """
    if attempt.outcome != NOT_RUNNING or attempt.part > 0:
        return False
    others = (
        journal.last_attempt(session, each.id or 0)
        for each in deliveries.in_doubt(session, delivery.channel, delivery.text)
        if each.id != delivery.id
    )
    return any(each and each.outcome != NOT_RUNNING for each in others)


def _whose(receipt: Receipt, now: datetime) -> Move:
    return Move(
        status=Status.HELD,
        next_at=now,
        error=f"the post {receipt.permalink or receipt.remote_id} has this text, but may"
        " be that of another delivery, which the platform published without naming its"
        " post: look at the account",
    )
