"""Pure: alert rules, state -> conditions."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from crossposter.channels.faults import FaultKind
from crossposter.database.disk import LEAST_ROOM
from crossposter.database.models import (
    ChannelState,
    CredentialCheck,
    Delivery,
    Event,
    MailRecipient,
)
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models import IncidentKind as Kind
from crossposter.monitoring.alerts.disturbances import approvals_ended, urgent_waits
from crossposter.monitoring.alerts.lifecycle import Condition, threshold
from crossposter.monitoring.alerts.preflight_rules import FailedPreflight, unready

LITTLE_ROOM = 10 * LEAST_ROOM  #: bytes free on the disk, early enough to act
_UNCONFIRMED = timedelta(hours=1)  #: an unconfirmed delivery is usually resolved sooner
_RESTS_TOLD = 3  #: number of rests a platform asked for in a row
_LONG_REST = timedelta(hours=1)
_LATE = timedelta(minutes=10)
_MAIL_WAITS = timedelta(hours=1)
#: The expiry of a token, and outages that end by themselves.
_TOLD_OTHERWISE = frozenset({FaultKind.EXPIRED, FaultKind.QUOTA, FaultKind.UNREACHABLE})


@dataclass(frozen=True, kw_only=True)
class Troubled:
    """Delivery that did not go out as it should."""

    delivery: Delivery
    title: str
    in_question: bool = False  #: it may be public already
    since: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Behind:
    """Lane with deliveries that nobody has claimed, the oldest due at *since*."""

    channel: str
    count: int
    since: datetime


@dataclass(frozen=True, kw_only=True)
class Removed:
    """Post that the platform says does not exist any more."""

    delivery: Delivery
    title: str
    noticed_at: datetime


@dataclass(frozen=True, kw_only=True)
class Stuck:
    """Recipient that has waited longest for the mail server."""

    since: datetime
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Monitoring state: everything read from the database and the disk."""

    now: datetime
    channels: frozenset[str] = frozenset()  #: those in config.yaml
    runs_since: datetime | None = None  #: the daemon
    states: Mapping[str, ChannelState] = field(default_factory=dict)
    troubled: Sequence[Troubled] = ()
    behind: Sequence[Behind] = ()
    checkups: Sequence[CredentialCheck] = ()
    unready: Sequence[FailedPreflight] = ()  #: the next one first
    free_bytes: int | None = None  #: None: the database is on another machine
    backup_due_at: datetime | None = None  #: None: none is expected
    last_backup_at: datetime | None = None
    removed: Sequence[Removed] = ()
    approvals_ended: Sequence[tuple[Event, str]] = ()  #: with titles
    urgent_waiting: Sequence[tuple[Delivery, str, ChannelState]] = ()  #: while paused
    refused: Sequence[
        MailRecipient
    ] = ()  #: the last one of each who has received nothing since
    stuck: Stuck | None = None


def conditions(facts: Facts) -> list[Condition]:
    """Conditions of the moment; each key once."""
    found = {each.key: each for rule in _RULES for each in rule(facts)}
    return list(found.values())


def late_before(now: datetime) -> datetime:
    """Time before which waiting deliveries are late."""
    return now - _LATE


def _paused(facts: Facts) -> Iterator[Condition]:
    for name, state in facts.states.items():
        if state.paused and name in facts.channels:
            yield Condition(
                key=f"channel/{name}",
                kind=Kind.RESTING if state.until else Kind.PAUSED,
                variant=_gist(state.reason),
                values={
                    "channel": name,
                    "reason": state.reason,
                    "until_at": state.until.isoformat() if state.until else None,
                },
            )


def _resting(facts: Facts) -> Iterator[Condition]:
    """Conditions of a platform that asks for rests repeatedly, or for a long one."""
    for name, state in facts.states.items():
        until = state.rests_until
        if state.paused or name not in facts.channels or until is None:
            continue
        is_long = until - facts.now > _LONG_REST
        if until > facts.now and (state.rests >= _RESTS_TOLD or is_long):
            yield Condition(
                key=f"channel/{name}",
                kind=Kind.RESTING,
                variant=_gist(state.rest_reason),
                values={
                    "channel": name,
                    "reason": state.rest_reason,
                    "until_at": until.isoformat(),
                },
            )


def _troubled(facts: Facts) -> Iterator[Condition]:
    for each in facts.troubled:
        kind = _trouble(each, facts.now)
        if kind is not None:
            delivery = each.delivery
            yield Condition(
                key=f"delivery/{delivery.id}",
                kind=kind,
                variant=_gist(delivery.error),
                values=_about(delivery, each.title) | {"reason": delivery.error},
                since=each.since,
            )


def _trouble(each: Troubled, now: datetime) -> Kind | None:
    match each.delivery.status:
        case Status.FAILED:
            return Kind.FAILED
        case Status.HELD:
            return Kind.DOUBTFUL if each.in_question else Kind.HELD
        case Status.UNCONFIRMED if each.since and now - each.since > _UNCONFIRMED:
            return Kind.UNCONFIRMED
    return None


def _about(delivery: Delivery, title: str) -> dict[str, str | int | None]:
    return {
        "delivery": delivery.id,
        "announcement": delivery.announcement_id,
        "channel": delivery.channel,
        "title": title,
    }


def _late(facts: Facts) -> Iterator[Condition]:
    if facts.runs_since is None or facts.now - facts.runs_since < _LATE:
        return
    for each in facts.behind:
        state = facts.states.get(each.channel) or ChannelState(channel=each.channel)
        last = state.last_published_at
        works = last is not None and facts.now - last < _LATE
        if not state.paused and not works:
            yield Condition(
                key=f"lane/{each.channel}",
                kind=Kind.LATE if each.channel in facts.channels else Kind.NOWHERE,
                values={"channel": each.channel, "count": each.count},
                since=each.since,
            )


def _ends(
    kind: Kind, ended: Kind, moment: Callable[[CredentialCheck], datetime | None]
) -> Callable[[Facts], Iterator[Condition]]:
    """Condition for an end that a platform has announced for a date."""

    def rule(facts: Facts) -> Iterator[Condition]:
        for each in facts.checkups:
            ends_at = moment(each)
            days = threshold(ends_at, facts.now) if ends_at else None
            if ends_at and days is not None and each.channel in facts.channels:
                yield Condition(
                    key=f"{kind}/{each.channel}",
                    kind=kind if days else ended,
                    variant=str(days),
                    values={"channel": each.channel, "ends_at": ends_at.isoformat()},
                )

    return rule


def _faults(facts: Facts) -> Iterator[Condition]:
    for each in facts.checkups:
        for fault in each.problems if each.channel in facts.channels else ():
            if fault["kind"] in _TOLD_OTHERWISE:
                continue
            yield Condition(
                key=f"credentials/{each.channel}/{fault['kind']}",
                kind=Kind.CREDENTIALS,
                values={"channel": each.channel, "reason": fault["sentence"]},
            )


def _disk(facts: Facts) -> Iterator[Condition]:
    room = facts.free_bytes
    if room is not None and room < LITTLE_ROOM:
        yield Condition(
            key="disk",
            kind=Kind.DISK_FULL if room < LEAST_ROOM else Kind.DISK_LOW,
            values={"free": room // 1_000_000, "least": LEAST_ROOM // 1_000_000},
        )


def _backup(facts: Facts) -> Iterator[Condition]:
    if facts.backup_due_at is not None and facts.backup_due_at < facts.now:
        last = facts.last_backup_at
        yield Condition(
            key="backup",
            kind=Kind.BACKUP_OLD if last else Kind.BACKUP_NONE,
            values={"last_at": last.isoformat() if last else None},
        )


def _removed(facts: Facts) -> Iterator[Condition]:
    for each in facts.removed:
        yield Condition(
            key=f"post/{each.delivery.id}/removed",
            kind=Kind.REMOVED,
            values=_about(each.delivery, each.title)
            | {"link": each.delivery.permalink or each.delivery.remote_id},
            since=each.noticed_at,
            once=True,
        )


def _mail(facts: Facts) -> Iterator[Condition]:
    for each in facts.refused:
        yield Condition(
            key=f"mail/{each.recipient}",
            kind=Kind.MAIL_REFUSED,
            values={"recipient": each.recipient, "reason": each.error},
        )
    stuck = facts.stuck
    if stuck is not None and facts.now - stuck.since > _MAIL_WAITS:
        yield Condition(
            key=Kind.MAIL_SERVER,
            kind=Kind.MAIL_SERVER,
            values={"reason": stuck.reason},
            since=stuck.since,
        )


def _gist(reason: str | None) -> str:
    """Reason without numbers and times, which do not make it another reason."""
    return re.sub(r"\d+(?:[.,:]\d+)*", "#", reason or "")


_RULES: tuple[Callable[[Facts], Iterator[Condition]], ...] = (
    _paused,
    _resting,
    _troubled,
    _late,
    _ends(Kind.TOKEN, Kind.TOKEN_ENDED, lambda checkup: checkup.token_ends_at),
    _ends(
        Kind.DATA_ACCESS,
        Kind.DATA_ACCESS_ENDED,
        lambda checkup: checkup.data_access_ends_at,
    ),
    _ends(Kind.API, Kind.API_ENDED, lambda checkup: checkup.api_ends_at),
    _faults,
    lambda facts: unready(facts.unready, facts.now),
    _disk,
    _backup,
    _removed,
    lambda facts: approvals_ended(facts.approvals_ended),
    lambda facts: urgent_waits(facts.urgent_waiting),
    _mail,
)
