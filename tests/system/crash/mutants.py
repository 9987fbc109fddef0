"""The program with one of its safeguards broken: the simulation has to notice each.

A harness that cannot fail proves nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from unittest import mock

from sqlmodel import select

from crossposter.channels import (
    Duplicate,
    OutcomeUnknown,
    Prepared,
    PublisherError,
    Receipt,
    Stage,
    TryLater,
    Unreadable,
    open_attempt,
)
from crossposter.channels.platform import Settle
from crossposter.database import Session
from crossposter.database.models import Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries import deliveries
from crossposter.platforms.instagram.publisher import InstagramAccount
from crossposter.platforms.uploads import Uploads
from crossposter.platforms.x.publisher import XAccount
from crossposter.publishing import lifecycle
from crossposter.publishing import reconciliation_rules as readback
from crossposter.publishing.lifecycle import Move
from crossposter.publishing.reconciliation import Reconciliation
from crossposter.publishing.reconciliation_rules import Reads
from crossposter.publishing.sender import Sender
from crossposter.scheduling.backoff import Retry
from tests.system.crash.faults import Climate

Break = Callable[[ExitStack], None]
ROUGH = Climate(faults=0.15, harder_commits=4)
LEASED = Climate(faults=0.05, sleepers=0.5, crashes=0.0, jumps=0.05, leased=True)
MANY_TWINS = Climate(faults=0.15, harder_commits=4, twins=3)


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """One broken safeguard, and the climate that brings it to light soonest.

    *known* is a seed that showed it once; any of the first *seeds* will do.
    """

    breaks: Break
    climate: Climate = ROUGH
    known: int = 0
    seeds: int = 60

    @property
    def order(self) -> Iterator[int]:
        """The seeds to try, the most promising one first."""
        yield self.known
        yield from (seed for seed in range(self.seeds) if seed != self.known)


def _replace(target: str, with_what: object) -> Break:
    return lambda stack: _enter(stack, mock.patch(target, with_what))


def _enter(stack: ExitStack, patch: Any) -> None:
    stack.enter_context(patch)


_intend = Sender._intend
_commit_error = lifecycle.after_failed_commit
_x_commit = XAccount.commit
_unreadable = Reconciliation._unreadable
_move = deliveries.move


def _not_at_all(*_: Any) -> None:
    """Leave it out."""


def _sent_before_intended(stack: ExitStack) -> None:
    """The request leaves before the intent is on the disk."""

    def commit(
        self: Sender, channel: Any, delivery: Delivery, prepared: Prepared
    ) -> None:
        receipt: Receipt | None = None
        failure: PublisherError | None = None
        try:
            with open_attempt(Stage.COMMITTING):
                receipt = channel.publisher.commit(prepared)
        except PublisherError as error:
            failure = error
        _intend(self, delivery, prepared, 0)
        if receipt is not None:
            self.outcomes.record(delivery, receipt)
        if failure is not None:
            self._fail_commit(delivery, failure)

    _enter(stack, mock.patch.object(Sender, "_intend", _not_at_all))
    _enter(stack, mock.patch.object(Sender, "_commit", commit))


def _whatever_the_epoch(session: Session, delivery: Delivery, *args: Any, **how: Any):  # type: ignore[no-untyped-def]
    """Compare the status only, before a row is written."""
    query = select(Delivery.epoch).where(Delivery.id == delivery.id)
    delivery.epoch = session.exec(query).one()
    return _move(session, delivery, *args, **how)


def _settled_at_once(**_: Any) -> Settle:
    return Settle(reads=1, within=timedelta(0))


def _absent_at_first_sight(
    looks: Reads, *, now: datetime, tries: int, retry: Retry
) -> Move:
    return readback._proved_absent(looks, now=now, tries=tries, retry=retry)


def _repetition_is_success(self: XAccount, prepared: Prepared) -> Receipt:
    try:
        return _x_commit(self, prepared)
    except Duplicate:
        return Receipt(remote_id=None)


def _sent_again_blindly(error: PublisherError, **how: Any) -> Move:
    if isinstance(error, (OutcomeUnknown, Unreadable)):
        error = TryLater(str(error))
    return lifecycle._not_public(error, **how)


def _never_sent_again(error: PublisherError, **how: Any) -> Move:
    move = _commit_error(error, **how)
    if move.status is Status.UNCONFIRMED:
        return Move(status=Status.FAILED, next_at=move.next_at, error=move.error)
    return move


def _nobody_elses(*_: Any, **__: Any) -> frozenset[str]:
    return frozenset()


def _no_rest(*_: Any, now: datetime, **__: Any) -> datetime:
    return now


def _dead_is_unsent(_status: Status, *, now: datetime) -> Move:
    return Move(status=Status.SCHEDULED, next_at=now, error="interrupted")


def _newest_will_do(_text: str, candidates: Any, **_: Any) -> Receipt | None:
    newest = next(iter(candidates), None)
    return newest.receipt if newest else None


def _newest_is_it(stack: ExitStack) -> None:
    for module in ("facebook.publisher", "x.publisher", "instagram.listing"):
        target = f"crossposter.platforms.{module}.choose"
        _enter(stack, mock.patch(target, _newest_will_do))


def _unreadable_is_absent(
    self: Reconciliation, delivery: Delivery, attempt: Any, error: PublisherError
) -> None:
    if type(error) is not Unreadable:
        _unreadable(self, delivery, attempt, error)
        return
    settle = Settle(reads=2, within=timedelta(minutes=5))
    self._absent(mock.Mock(settle=settle), delivery, attempt)


def _container_is_forgotten(stack: ExitStack) -> None:
    """Believe what media_publish answers, and begin anew after a refusal."""

    def believe(_: InstagramAccount, refusal: PublisherError, *__: Any) -> Receipt:
        raise refusal

    _enter(stack, mock.patch.object(InstagramAccount, "_after", believe))
    _enter(stack, mock.patch.object(Uploads, "of_any_age", _not_at_all))


MUTANTS: dict[str, Mutant] = {
    "intent written after the request": Mutant(
        breaks=_sent_before_intended,
        climate=Climate(faults=0.2, harder_commits=5, crashes=0.05),
        known=16,
    ),
    "epoch left out of compare-and-set": Mutant(
        breaks=_replace(
            "crossposter.database.queries.deliveries.move", _whatever_the_epoch
        ),
        climate=Climate(faults=0.2, harder_commits=3, sleepers=0.5, crashes=0.0),
        known=28,
    ),
    "lease not asked for": Mutant(
        breaks=_replace("crossposter.database.lease.require", _not_at_all),
        climate=LEASED,
        known=2,
    ),
    "a post older than the approval taken for a candidate": Mutant(
        breaks=_replace("crossposter.platforms.matcher._approved", _not_at_all),
        known=12,
    ),
    "a platform's own wait not kept": Mutant(
        breaks=_replace("crossposter.database.queries.channels.rest", _no_rest),
    ),
    "settled at once": Mutant(
        breaks=_replace("crossposter.factories.Settle", _settled_at_once),
        known=10,
    ),
    "absent at first sight": Mutant(
        breaks=_replace(
            "crossposter.publishing.reconciliation_rules.after_absence",
            _absent_at_first_sight,
        ),
        known=6,
    ),
    "403 duplicate taken as success": Mutant(
        breaks=_replace(
            "crossposter.platforms.x.publisher.XAccount.commit", _repetition_is_success
        ),
        climate=MANY_TWINS,
        known=6,
    ),
    "sent again blindly": Mutant(
        breaks=_replace(
            "crossposter.publishing.lifecycle.after_failed_commit", _sent_again_blindly
        ),
        known=1,
    ),
    "never sent again": Mutant(
        breaks=_replace(
            "crossposter.publishing.lifecycle.after_failed_commit", _never_sent_again
        )
    ),
    "no look after an absence": Mutant(
        breaks=_replace(
            "crossposter.publishing.recovery.Recovery.look_first", lambda _self: None
        ),
        climate=Climate(crashes=0.05, restores=0.5),
        known=1,
    ),
    "posts of other deliveries not left out": Mutant(
        breaks=_replace(
            "crossposter.database.queries.deliveries.remote_ids", _nobody_elses
        ),
        climate=MANY_TWINS,
    ),
    "a dead worker's commit taken as unsent": Mutant(
        breaks=_replace("crossposter.publishing.lifecycle.found_dead", _dead_is_unsent),
        known=33,
    ),
    "the newest post taken for ours": Mutant(breaks=_newest_is_it, known=3),
    "an unreadable account taken as empty": Mutant(
        breaks=_replace(
            "crossposter.publishing.reconciliation.Reconciliation._unreadable",
            _unreadable_is_absent,
        ),
        known=5,
    ),
    "Instagram's refusal believed, its container forgotten": Mutant(
        breaks=_container_is_forgotten,
        known=11,
    ),
}
