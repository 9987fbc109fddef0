"""Why the daemon does not publish what is due."""

from datetime import timedelta

import pytest

from crossposter.app import App
from crossposter.database import Database
from crossposter.database.models import IncidentKind
from crossposter.errors import Unavailable
from crossposter.monitoring.endpoints.healthz import reasons
from tests.support.fakes import MONDAY, FrozenClock
from tests.support.monitors import incident, put


def test_a_daemon_that_beats_has_no_reason(app: App, clock: FrozenClock) -> None:
    assert reasons(app) == []

    clock.advance(minutes=5)

    assert reasons(app) == ["the daemon gives no sign of life"]


def test_a_database_that_cannot_be_read_is_the_only_reason(
    app: App, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise Unavailable("the database is damaged")

    monkeypatch.setattr(Database, "read", fail)
    clock.advance(seconds=timedelta(days=1).total_seconds())

    assert reasons(app) == ["the database is damaged"]


@pytest.mark.parametrize("kind", [IncidentKind.LATE, IncidentKind.DISK_FULL])
def test_what_stops_posts_is_not_well_until_it_is_over(
    app: App, kind: IncidentKind
) -> None:
    put(app, incident(kind))
    assert reasons(app) == [f"it is {kind}"]


def test_what_only_a_person_can_end_is_for_alerts(app: App) -> None:
    put(app, incident(IncidentKind.PAUSED))
    put(app, incident(IncidentKind.LATE, well_since=MONDAY.isoformat()))

    assert reasons(app) == []
