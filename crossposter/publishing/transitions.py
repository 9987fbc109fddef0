"""Transitions: every status change of a delivery, whoever asks for it.

Each writes its audit event, its log line and the columns to reset, and ends the
attempt whose outcome it states. All are part of a transaction of the caller's, and
raise Superseded when somebody else has moved the delivery on since it was read.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import structlog

from crossposter.database import Session
from crossposter.database.models import Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.delivery_states import FOUND_OUT, RETRIABLE, TROUBLE
from crossposter.database.models.event import Action, Phrase, came_to
from crossposter.database.queries import deliveries, journal
from crossposter.publishing.lifecycle import Move
from crossposter.staff import DAEMON, Actor

log = structlog.get_logger(__name__)

_ANEW: Mapping[str, Any] = {"tries": 0, "absents": 0}


def apply(
    session: Session,
    delivery: Delivery,
    move: Move,
    *,
    at: datetime,
    actor: Actor = DAEMON,
    action: Action | Phrase | None = None,
    detail: str | None = None,
    code: str | None = None,
    quiet: bool = False,
    **values: Any,
) -> None:
    """Move of a delivery; *quiet* if nobody need be warned of it."""
    ends_attempt = _ends_attempt(session, delivery, move.status)
    _write(
        session,
        delivery,
        move.status,
        at=at,
        actor=actor,
        action=action,
        detail=detail or move.error,
        quiet=quiet,
        **_counted(delivery, move),
        next_at=move.next_at,
        error=move.error,
        **values,
    )
    if ends_attempt:
        journal.close_attempt(
            session,
            delivery.id or 0,
            at=at,
            outcome=move.outcome or move.status,
            code=code,
            error=move.error,
        )


def schedule(
    session: Session, delivery: Delivery, *, at: datetime, actor: Actor
) -> None:
    """Beginning of a delivery, which is not in the database yet."""
    session.add(delivery)
    session.flush()
    journal.note(
        session,
        at=at,
        actor=actor,
        action=Action.SCHEDULED,
        announcement_id=delivery.announcement_id,
        delivery_id=delivery.id,
        after=delivery.status,
    )
    _log(delivery, delivery.status, actor)


def schedule_again(
    session: Session, delivery: Delivery, *, at: datetime, actor: Actor, **post: Any
) -> None:
    """New approval of a cancelled or expired delivery: its old post counts no more."""
    _write(
        session,
        delivery,
        Status.SCHEDULED,
        at=at,
        actor=actor,
        action=Action.SCHEDULED,
        **_ANEW,
        saved={},
        error=None,
        **post,
    )


def take_up(session: Session, delivery: Delivery, *, at: datetime, owner: str) -> None:
    """Beginning of a lane's work on it."""
    _write(session, delivery, Status.PREPARING, at=at, owner=owner)


def release(
    session: Session,
    delivery: Delivery,
    *,
    at: datetime,
    actor: Actor,
    due_at: datetime,
    next_at: datetime,
) -> None:
    """New time after a pause: earlier failures still count."""
    _write(
        session,
        delivery,
        Status.SCHEDULED,
        at=at,
        actor=actor,
        action=Action.RELEASED,
        due_at=due_at,
        next_at=next_at,
    )


def cancel(
    session: Session, delivery: Delivery, *, at: datetime, actor: Actor, why: str
) -> None:
    """End of a waiting delivery; all that is known of it stays."""
    _write(session, delivery, Status.CANCELLED, at=at, actor=actor, detail=why)


def _write(
    session: Session,
    delivery: Delivery,
    after: Status,
    *,
    at: datetime,
    actor: Actor = DAEMON,
    action: Action | Phrase | None = None,
    detail: str | None = None,
    quiet: bool = False,
    **values: Any,
) -> None:
    deliveries.move(
        session,
        delivery,
        after,
        at=at,
        actor=actor,
        action=action or came_to(after),
        detail=detail,
        **values,
    )
    _log(delivery, after, actor, reason=values.get("error"), quiet=quiet)


def _counted(delivery: Delivery, move: Move) -> Mapping[str, Any]:
    if move.anew:
        return _ANEW
    tries = {"tries": delivery.tries + int(move.counts)}
    return tries if move.absents is None else {**tries, "absents": move.absents}


def _ends_attempt(session: Session, delivery: Delivery, after: Status) -> bool:
    """True when a move ends the attempt; held or unconfirmed ones keep the outcome."""
    before = delivery.status
    if before is Status.COMMITTING:
        return True
    if after not in FOUND_OUT:
        return False
    if before in RETRIABLE:
        return journal.in_question(session, delivery.id or 0)
    return before is Status.UNCONFIRMED


def _log(
    delivery: Delivery,
    after: Status,
    actor: Actor,
    *,
    reason: str | None = None,
    quiet: bool = False,
) -> None:
    """Log line of a move; a person is not warned of their own action."""
    keys: dict[str, Any] = {"delivery": delivery.id, "channel": delivery.channel}
    if reason is not None:
        keys["reason"] = reason
    if actor != DAEMON:
        keys["by"] = actor.name
    if after is Status.PREPARING:  # the outcome follows soon
        log.debug(came_to(after), **keys)
    elif after in TROUBLE and actor == DAEMON and not quiet:
        log.warning(came_to(after), **keys)
    else:
        log.info(came_to(after), **keys)
