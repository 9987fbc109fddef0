"""Metrics in the Prometheus text format.

https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from typing import Literal

from crossposter.database import Session
from crossposter.database.models import DeliveryStatus
from crossposter.database.queries import channels, deliveries, incidents, monitoring
from crossposter.monitoring.endpoints.monitored import Monitored

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

Samples = Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Family:
    """Samples of one metric, distinguished by *label*; one sample without it."""

    name: str
    help: str
    samples: Samples
    label: str | None = None
    kind: Literal["gauge", "counter"] = "gauge"

    def lines(self) -> Iterator[str]:
        name = f"crossposter_{self.name}"
        yield f"# HELP {name} {self.help}"
        yield f"# TYPE {name} {self.kind}"
        for value, number in sorted(self.samples.items()):
            braced = f'{{{self.label}="{_escaped(value)}"}}' if self.label else ""
            yield f"{name}{braced} {_number(number)}"


def exposition(app: Monitored) -> str:
    """Metrics of the daemon as text; raises Unavailable."""
    with app.database.read() as session:
        families = [
            *_queue(app, session),
            *_lanes(app, session),
            *_daemon(app, session),
            *_people(session),
        ]
    return "".join(f"{line}\n" for family in families for line in family.lines())


def _queue(app: Monitored, session: Session) -> Iterator[Family]:
    counts = deliveries.counts(session)
    published = monitoring.published(session)
    yield Family(
        name="deliveries",
        help="Deliveries in each status.",
        label="status",
        samples={each.value: counts.get(each, 0) for each in DeliveryStatus},
    )
    yield Family(
        name="published_total",
        help="Posts that became public.",
        label="channel",
        kind="counter",
        samples={name: published.get(name, 0) for name in {*app.channels, *published}},
    )


def _lanes(app: Monitored, session: Session) -> Iterator[Family]:
    now, names = app.clock.now(), list(app.channels)
    states = channels.states(session)
    due = monitoring.behind(session, now)
    yield Family(
        name="lane_paused",
        help="1 while the channel stands still.",
        label="channel",
        samples={name: name in states and states[name].paused for name in names},
    )
    yield Family(
        name="lane_due",
        help="Deliveries that are due at this moment.",
        label="channel",
        samples={name: due[name][0] if name in due else 0 for name in names},
    )
    yield Family(
        name="lane_late_seconds",
        help="How long the oldest of them has been due.",
        label="channel",
        samples={
            name: (now - due[name][1]).total_seconds() if name in due else 0
            for name in names
        },
    )


def _daemon(app: Monitored, session: Session) -> Iterator[Family]:
    now, beat = app.clock.now(), channels.heartbeat(session)
    if beat is not None:
        age = (now - beat.heartbeat_at).total_seconds()
        yield _single("heartbeat_age_seconds", "Since the last sign of life.", age)
    room = app.database.free_bytes()
    if room is not None:
        yield _single("free_bytes", "Free on the disk of the database.", room)
    backup = monitoring.last_backup(session)
    if backup is not None:
        moment = backup.timestamp()
        yield _single("backup_timestamp_seconds", "When the last was written.", moment)
    yield Family(
        name="build_info",
        help="The version that runs.",
        label="version",
        samples={version("pemda-crossposter"): 1},
    )


def _people(session: Session) -> Iterator[Family]:
    ends: dict[str, datetime] = {
        each.channel: each.token_ends_at
        for each in monitoring.checkups(session)
        if each.token_ends_at is not None
    }
    yield Family(
        name="incidents_open",
        help="What people were told of and is not over, by kind.",
        label="kind",
        samples=incidents.open_by_kind(session),
    )
    waiting = monitoring.mail_waiting(session)
    yield _single("mail_waiting", "Mails on their way.", waiting)
    yield Family(
        name="token_expires_timestamp_seconds",
        help="When the platform will not take the token any more.",
        label="channel",
        samples={name: moment.timestamp() for name, moment in ends.items()},
    )


def _single(name: str, help: str, value: float) -> Family:  # noqa: A002  # the format's word
    return Family(name=name, help=help, samples={"": value})


def _escaped(value: str) -> str:
    for letter, escape in (("\\", r"\\"), ('"', r"\""), ("\n", r"\n")):
        value = value.replace(letter, escape)
    return value


def _number(value: float) -> str:
    """Number without an exponent if it needs none."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))
