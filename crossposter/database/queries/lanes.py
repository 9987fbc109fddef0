"""Lanes: next due delivery of a channel, and its claim."""

import functools
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Boolean, and_, bindparam, exists, func, inspect, or_
from sqlmodel import Session, col, select

from crossposter.database.models import ChannelState, Delivery, Part
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.columns import UtcDateTime
from crossposter.database.models.delivery_states import IN_FLIGHT, WAITING
from crossposter.database.queries import channels, deliveries

_OTHERS = inspect(Delivery).local_table.alias()


def next_looks(session: Session) -> Mapping[str, datetime]:
    """Times at which each channel has something to do next; without paused ones."""
    return {
        channel: max(next_at, rests_until or next_at)
        for channel, next_at, rests_until in session.exec(_next_looks()).all()
    }


@functools.cache
def _next_looks() -> Any:
    return (
        select(Delivery.channel, func.min(Delivery.next_at), ChannelState.rests_until)
        .outerjoin(ChannelState, col(ChannelState.channel) == col(Delivery.channel))
        .where(col(Delivery.status).in_(WAITING), _may_pass_pauses())
        .group_by(Delivery.channel, col(ChannelState.rests_until))
    )


def _may_pass_pauses() -> Any:
    """Condition: the channel is not paused, or the pause lets urgent ones by."""
    paused = select(ChannelState.channel).where(col(ChannelState.paused).is_(True))
    strictly = paused.where(col(ChannelState.except_urgent).is_(False))
    return or_(
        col(Delivery.channel).not_in(paused),
        and_(col(Delivery.urgent).is_(True), col(Delivery.channel).not_in(strictly)),
    )


def first_due(
    session: Session,
    channel: str,
    *,
    now: datetime,
    spacing: timedelta,
    only_urgent: bool = False,
) -> Delivery | None:
    """Next delivery of a lane, for this transaction alone; None when nothing is due.

    Urgent ones come first, then threads that have begun; neither waits for *spacing*.
    """
    deliveries.one_after_another(session, f"lane {channel}")
    candidate = _candidate()
    if session.get_bind().dialect.name == "postgresql":
        candidate = candidate.with_for_update(skip_locked=True)
    asked = {
        "channel": channel,
        "now": now,
        "spaced": now - spacing,
        "latest": now + channels.LONGEST_REST,
    }
    found = session.exec(candidate, params={**asked, "all": not only_urgent})
    delivery: Delivery | None = found.first()
    return delivery


@functools.cache
def _candidate() -> Any:
    """Query for a candidate, built once: each lane uses it all the time."""
    channel: Any = bindparam("channel")
    now: Any = bindparam("now", type_=UtcDateTime())
    spaced: Any = bindparam("spaced", type_=UtcDateTime())
    return (
        select(Delivery)
        .where(
            Delivery.channel == channel,
            col(Delivery.status).in_(WAITING),
            col(Delivery.next_at) <= now,
            _may_pass_pauses(),
            ~_is_resting(channel, now, bindparam("latest", type_=UtcDateTime())),
            ~_lane_is_busy(channel),
            or_(col(Delivery.urgent).is_(True), bindparam("all", type_=Boolean())),
            or_(
                col(Delivery.urgent).is_(True),
                col(Delivery.status) == Status.UNCONFIRMED,
                _has_begun(),
                ~_published_between(channel, spaced, now),
            ),
        )
        .order_by(
            col(Delivery.urgent).desc(),
            _has_begun().desc(),
            col(Delivery.next_at),
            col(Delivery.id),
        )
        .limit(1)
        .execution_options(populate_existing=True)
    )


def _lane_is_busy(channel: str) -> Any:
    return exists().where(_OTHERS.c.channel == channel, _OTHERS.c.status.in_(IN_FLIGHT))


def _is_resting(channel: Any, now: Any, latest: Any) -> Any:
    """Condition: the platform has asked for a wait, which binds urgent posts too.

    One that ends after *latest* was set under a clock that was wrong.
    """
    return exists().where(
        col(ChannelState.channel) == channel,
        col(ChannelState.rests_until) > now,
        col(ChannelState.rests_until) <= latest,
    )


def _has_begun() -> Any:
    """Condition: a part of it is public, and the rest is still to come."""
    return exists().where(col(Part.delivery_id) == col(Delivery.id))


def _published_between(channel: str, after: datetime, until: datetime) -> Any:
    """Condition on the last post; a time in the future has a wrong clock."""
    return exists().where(
        col(ChannelState.channel) == channel,
        col(ChannelState.last_published_at) > after,
        col(ChannelState.last_published_at) <= until,
    )
