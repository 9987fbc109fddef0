"""Lanes: when each has something to do, and which delivery is its next."""

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
    """When each channel has something to do next; paused ones are left out."""
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
    """Its channel is not paused, or the pause lets urgent ones by."""
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
    """The next delivery of a lane, for this transaction alone; None when nothing is due.

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
    """Built once: each lane asks it whenever anything may be due."""
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
    """Whether the platform has asked for a wait: not even urgent posts break it.

    One that ends after *latest* was told under a clock that was wrong.
    """
    return exists().where(
        col(ChannelState.channel) == channel,
        col(ChannelState.rests_until) > now,
        col(ChannelState.rests_until) <= latest,
    )


def _has_begun() -> Any:
    """Whether the public sees a part of it, and waits for the rest."""
    return exists().where(col(Part.delivery_id) == col(Delivery.id))


def _published_between(channel: str, after: datetime, until: datetime) -> Any:
    """A time in the future comes from a clock that was wrong, and says nothing."""
    return exists().where(
        col(ChannelState.channel) == channel,
        col(ChannelState.last_published_at) > after,
        col(ChannelState.last_published_at) <= until,
    )
