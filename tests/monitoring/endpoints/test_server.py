"""What monitors read: true numbers in the right form, on this machine only."""

import http.client
import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import requests

from crossposter.app import App
from crossposter.database import Database
from crossposter.database.models import CredentialCheck, DeliveryStatus, IncidentKind
from crossposter.database.queries import channels
from crossposter.errors import Unavailable
from crossposter.monitoring.endpoints.prometheus import CONTENT_TYPE
from crossposter.monitoring.endpoints.server import monitored
from tests.support.builders import stored_delivery
from tests.support.fakes import MONDAY, FrozenClock
from tests.support.monitors import Numbers, incident, numbers, put


@pytest.fixture
def address(app: App) -> Iterator[str]:
    with monitored(app) as address:
        assert address is not None
        yield address


def test_a_daemon_that_is_well_says_ok(address: str) -> None:
    answer = requests.get(f"{address}/healthz", timeout=10)

    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_a_daemon_without_a_sign_of_life_is_not_well(
    address: str, clock: FrozenClock
) -> None:
    clock.advance(minutes=5)

    answer = requests.get(f"{address}/healthz", timeout=10)

    assert answer.status_code == 503
    assert answer.json() == {"reasons": ["the daemon gives no sign of life"]}


def test_a_database_that_cannot_be_read_is_told_to_both(
    app: App, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise Unavailable("the database is damaged")

    monkeypatch.setattr(Database, "read", fail)

    health = requests.get(f"{address}/healthz", timeout=10)
    metrics = requests.get(f"{address}/metrics", timeout=10)

    assert health.json() == {"reasons": ["the database is damaged"]}
    assert (health.status_code, metrics.status_code) == (503, 503)


def test_the_numbers_are_those_of_the_database(
    app: App, address: str, clock: FrozenClock
) -> None:
    with app.database.write() as session:
        stored_delivery(session, channel="x", status=DeliveryStatus.PUBLISHED)
        stored_delivery(session, channel="x", due_at=MONDAY - timedelta(hours=1))
        stored_delivery(session, channel="x", due_at=MONDAY + timedelta(hours=1))
        channels.pause(session, "facebook", reason="token", until=None)
    ends_at = MONDAY + timedelta(days=40)
    put(app, CredentialCheck(channel="x", checked_at=MONDAY, token_ends_at=ends_at))
    put(app, incident(IncidentKind.PAUSED))
    clock.advance(seconds=10)

    answer = requests.get(f"{address}/metrics", timeout=10)

    assert answer.headers["Content-Type"] == CONTENT_TYPE
    found = numbers(answer.text)
    expected: Numbers = {
        ("crossposter_deliveries", "scheduled"): 2,
        ("crossposter_deliveries", "held"): 0,
        ("crossposter_published_total", "x"): 1,
        ("crossposter_published_total", "facebook"): 0,
        ("crossposter_lane_paused", "facebook"): 1,
        ("crossposter_lane_paused", "x"): 0,
        ("crossposter_lane_due", "x"): 1,
        ("crossposter_lane_late_seconds", "x"): 3610,
        ("crossposter_lane_late_seconds", "facebook"): 0,
        ("crossposter_heartbeat_age_seconds", None): 10,
        ("crossposter_incidents_open", "paused"): 1,
        ("crossposter_mail_waiting", None): 0,
        ("crossposter_token_expires_timestamp_seconds", "x"): ends_at.timestamp(),
    }
    assert expected.items() <= found.items()
    assert found["crossposter_free_bytes", None] > 0


@pytest.mark.parametrize("path", ["/", "/metrics/x", "/../config.yaml", "/%2e%2e"])
def test_there_is_nothing_else_to_read(address: str, path: str) -> None:
    assert requests.get(f"{address}{path}", timeout=10).status_code == 404


@pytest.mark.parametrize("verb", ["POST", "PUT", "DELETE"])
def test_there_is_nothing_to_write(address: str, verb: str) -> None:
    assert requests.request(verb, f"{address}/healthz", timeout=10).status_code == 501


def test_a_head_has_no_body(address: str) -> None:
    parts = urlsplit(address)
    line = http.client.HTTPConnection(parts.netloc, timeout=10)
    line.request("HEAD", "/healthz")

    answer = line.getresponse()

    assert (answer.status, answer.read()) == (200, b"")
    line.close()


def test_a_monitor_that_never_asks_keeps_nobody_waiting(app: App) -> None:
    with monitored(app) as address:
        parts = urlsplit(address or "")
        silent = socket.create_connection((parts.hostname or "", parts.port or 0))
        assert requests.get(f"{address}/healthz", timeout=10).status_code == 200
    silent.close()
    assert "monitoring" not in {it.name for it in threading.enumerate()}


def test_a_port_that_is_taken_keeps_no_post_waiting(
    app: App, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = app.config.monitoring.model_copy(
        update={"listen": address.removeprefix("http://")}
    )
    config = app.config.model_copy(update={"monitoring": taken})
    object.__setattr__(app, "config", config)

    with monitored(app) as second:
        assert second is None

    assert "monitors cannot ask" in capsys.readouterr().out


def test_nothing_listens_unless_it_is_configured(app: App) -> None:
    nothing = app.config.monitoring.model_copy(update={"listen": None})
    config = app.config.model_copy(update={"monitoring": nothing})
    object.__setattr__(app, "config", config)

    with monitored(app) as address:
        assert address is None
