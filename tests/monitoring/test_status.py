"""The status other programs read: the daemon, its lanes, the numbers of the office."""

from crossposter.channels import Rejected
from crossposter.database.queries import channels
from tests.announcements.test_overview import are_iso_utc
from tests.support.newsroom import Office, as_json, wita

DAEMON = {"running", "since", "heartbeat_at"}
LANE = {"channel", "paused", "reason", "due", "next_due_at", "late", "waiting_since"}


def beat(office: Office, *, stopped: bool = False) -> None:
    with office.database.write() as session:
        channels.beat(
            session,
            pid=4711,
            since=wita("23 07:00"),
            now=office.clock.now(),
            stopped=stopped,
        )


def test_a_status_of_an_office_that_has_just_begun(office: Office) -> None:
    status = office.status.read()

    assert as_json(status) == status
    assert status["daemon"] == {"running": False, "since": None, "heartbeat_at": None}
    assert [lane["channel"] for lane in status["lanes"]] == ["facebook", "x"]
    for lane in status["lanes"]:
        assert set(lane) >= LANE
        assert (lane["paused"], lane["due"], lane["late"]) == (False, 0, 0)
        assert lane["next_due_at"] is None
    assert status["attention"] == []


def test_a_daemon_that_beats_is_running(office: Office) -> None:
    beat(office)
    office.clock.advance(seconds=29)

    daemon = office.status.read()["daemon"]

    assert set(daemon) >= DAEMON
    assert daemon["running"] is True
    assert daemon["since"] == "2026-11-22T23:00:00Z"
    assert are_iso_utc(daemon)


def test_a_daemon_that_fell_silent_is_not_running(office: Office) -> None:
    beat(office)
    office.clock.advance(seconds=30)

    daemon = office.status.read()["daemon"]

    assert (daemon["running"], daemon["since"]) == (False, None)
    assert daemon["heartbeat_at"] == "2026-11-23T00:00:00Z"


def test_a_daemon_that_was_stopped_is_not_running(office: Office) -> None:
    beat(office, stopped=True)

    assert office.status.read()["daemon"]["running"] is False


def test_a_daemon_that_was_started_again_beats_anew(office: Office) -> None:
    beat(office, stopped=True)
    beat(office)

    assert office.status.read()["daemon"]["running"] is True


def test_a_lane_says_what_is_due_what_comes_next_and_what_is_late(
    office: Office,
) -> None:
    for at in ("23 09:00", "23 10:00", "23 12:00"):
        office.approved(at=wita(at))
    office.clock.advance(to=wita("23 10:00:30"))

    facebook, _ = office.status.read()["lanes"]

    assert (facebook["due"], facebook["late"]) == (2, 1)
    assert facebook["next_due_at"] == "2026-11-23T01:00:00Z"


def test_the_numbers_of_an_office(office: Office) -> None:
    office.run_when_due(office.approved())
    office.facebook.refuses(Rejected("teks ditolak"))
    office.run_when_due(office.approved())

    assert office.status.counts() == {"published": 1, "waiting": 2, "trouble": 1}
