"""A platform that does not answer: what people see of it, and that the daemon can end."""

import signal
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crossposter.sandbox.server import running
from tests.support.office import Office, eventually

ALL_PUBLISHED = {"facebook": "published", "x": "published", "instagram": "published"}
#: Much longer than anybody has to wait for the end.
LATE = 40


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with running(port=0, state=":memory:") as sandbox:
        office = Office(folder=tmp_path, url=sandbox.url).set_up()
        path = tmp_path / "config.yaml"
        config = path.read_text(encoding="utf-8")
        path.write_text(config.replace("timeout: 5s", "timeout: 10m"))
        yield office
        office.close()


def test_sigterm_cuts_off_what_waits_for_an_answer(office: Office) -> None:
    """The post is public by then, and the next start finds it."""
    slow = {"kind": "slow", "seconds": LATE, "after": True}
    office.fault(**slow, platform="x", operation="tweets")
    key = office.approved("Gladi evakuasi")
    daemon = office.start("run")
    eventually(lambda: len(x_posts(office)) == 1)
    eventually(lambda: office.statuses(key)["facebook"] == "published")

    daemon.send_signal(signal.SIGTERM)

    assert daemon.wait(timeout=100) == 0
    assert office.statuses(key)["x"] == "unconfirmed"
    assert "answer was lost" in error(office, key)
    office.start("run")
    eventually(lambda: office.statuses(key) == ALL_PUBLISHED, within=60)
    assert len(x_posts(office)) == 1


def test_sigterm_cuts_off_an_upload_and_sends_nothing(office: Office) -> None:
    slow = {"kind": "slow", "seconds": LATE, "after": False}
    office.fault(**slow, platform="x", operation="media_upload")
    key = office.approved("Gladi evakuasi")
    daemon = office.start("run")
    eventually(lambda: office.statuses(key)["x"] == "preparing")

    daemon.send_signal(signal.SIGTERM)

    assert daemon.wait(timeout=100) == 0
    assert office.statuses(key)["x"] == "scheduled"
    assert x_posts(office) == []


def test_status_says_since_when_a_lane_waits(office: Office) -> None:
    office.fault(
        kind="slow", seconds=LATE, after=True, platform="x", operation="tweets"
    )
    begun = datetime.now(UTC) - timedelta(seconds=1)
    key = office.approved("Gladi evakuasi")
    office.start("run")
    eventually(lambda: len(x_posts(office)) == 1)
    eventually(lambda: office.statuses(key)["facebook"] == "published")

    status = office.run("status")

    assert "x          waits for an answer since" in status.stdout, status.stdout
    eventually(lambda: waiting(office) != [], within=30)
    (entry,) = waiting(office)
    lane = next(it for it in office.app.status.read()["lanes"] if it["channel"] == "x")
    assert entry["status"] == "committing"
    assert entry["since"] == lane["waiting_since"]
    assert datetime.fromisoformat(entry["since"]) >= begun
    told = office.run("status", "--exit-code")
    assert told.returncode == 1
    assert "on x has been waiting for an answer since" in told.stdout


def waiting(office: Office) -> list[dict[str, str]]:
    rows = office.app.status.read()["attention"]
    return [each for each in rows if "has not answered yet" in each["reason"]]


def error(office: Office, key: int) -> str:
    rows = office.show(key)["deliveries"]
    return str(next(each["error"] for each in rows if each["channel"] == "x"))


def x_posts(office: Office) -> list[dict[str, str]]:
    return [post for post in office.posts() if post["platform"] == "x"]
