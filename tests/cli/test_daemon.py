"""run and status on a sandbox: what was done is told, and the log explains itself."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import structlog

from crossposter.cli.context import log_to_stderr
from crossposter.database import Database
from crossposter.database.daemon_lock import sole_daemon
from crossposter.sandbox import faults
from crossposter.sandbox.server import Sandbox, running
from tests.support.desk import Desk


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with running() as sandbox:
        yield sandbox


@pytest.fixture
def connected(desk: Desk, sandbox: Sandbox) -> Desk:
    """The office publishes to a sandbox; the time is real."""
    desk.configure("http://127.0.0.1:1", sandbox.url)
    return desk


def test_run_once_says_what_it_did(connected: Desk) -> None:
    key = str(connected.approved("--urgent"))

    first, second = connected.done("run", "--once"), connected.done("run", "--once")

    assert first.out == "Published 3; 0 wait for their time, 0 for a person\n"
    assert second.out == "Published 0; 0 wait for their time, 0 for a person\n"
    rows = connected.done("show", key, "--json").values["deliveries"]
    assert {row["status"] for row in rows} == {"published"}


def test_after_run_once_nobody_says_that_nothing_has_ever_run(connected: Desk) -> None:
    assert connected.done("status").out.startswith("The daemon has never run.")
    begun = datetime.now(UTC)

    connected.done("run", "--once")

    daemon = connected.done("status", "--json").values["daemon"]
    assert not daemon["running"]
    assert begun <= datetime.fromisoformat(daemon["heartbeat_at"]) <= datetime.now(UTC)
    told = connected.done("status").out
    assert told.startswith("The daemon is NOT running (last seen ")
    assert "Next: crossposter run" in told


def test_the_log_is_sentences_with_keys_on_standard_error(connected: Desk) -> None:
    connected.approved("--urgent", "--to", "facebook")

    answer = connected.done("run", "--once")

    (line,) = (it for it in answer.err.splitlines() if "delivery published" in it)
    assert "channel=facebook" in line
    assert "delivery=1" in line
    assert "\x1b" not in answer.err


def test_trouble_is_told_and_is_no_failure_of_the_command(
    connected: Desk, sandbox: Sandbox
) -> None:
    faults.add(
        sandbox.state,
        {
            "kind": "refuse",
            "platform": "x",
            "operation": "tweets",
            "code": "400-too-long",
        },
    )
    connected.approved("--urgent")

    answer = connected.done("run", "--once")

    assert answer.out == (
        "Published 2; 0 wait for their time, 1 for a person (crossposter status)\n"
    )
    assert "delivery 2 (Siaga banjir) on x is failed" in connected.done("status").out


def test_run_once_knows_json(connected: Desk) -> None:
    later = datetime.now(UTC) + timedelta(days=3)
    connected.approved("--urgent", "--to", "facebook")
    connected.approved("--to", "x", "--at", f"{later:%Y-%m-%d} 08:00")

    values = connected.done("run", "--once", "--json").values

    assert values == {"published": 1, "waiting": 1, "trouble": 0}


def test_a_second_daemon_is_refused(connected: Desk) -> None:
    database = Database(f"sqlite:///{connected.folder}/crossposter.db")
    with sole_daemon(database):
        for verb in (["run"], ["run", "--once"]):
            sentence = connected.refused(*verb)
            assert "publishes from this database already" in sentence
            assert "crossposter status" in sentence
    database.close()


def test_a_check_online_names_the_accounts(connected: Desk) -> None:
    accounts = connected.done("check", "--online", "--json").values["accounts"]

    assert set(accounts) == {"facebook", "x", "instagram"}
    assert all(accounts.values())


def test_the_port_of_another_sandbox_is_refused(desk: Desk, sandbox: Sandbox) -> None:
    sentence = desk.refused("sandbox", "--port", str(sandbox.port))

    assert f"port {sandbox.port} is already in use" in sentence
    assert "--port" in sentence


def test_a_sandbox_cannot_keep_its_posts_in_a_missing_folder(desk: Desk) -> None:
    sentence = desk.refused("sandbox", "--port", "18000", "--state", "missing/box.db")

    assert "missing/box.db" in sentence


def test_a_bug_in_the_log_shows_no_local_values(
    capsys: pytest.CaptureFixture[str],
) -> None:
    log_to_stderr(0)

    def fails(token: str) -> None:
        raise ValueError(len(token))

    try:
        fails("EAAB" * 3)
    except ValueError:
        structlog.get_logger().exception("a job failed", job="lane")

    told = capsys.readouterr().err
    assert "a job failed" in told
    assert "ValueError: 12" in told
    assert "EAAB" not in told.replace('"EAAB"', "")


def test_an_interrupted_command_ends_with_130_and_writes_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal:
        @property
        def buffer(self) -> None:
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", Terminal())
    before = desk.everything()

    answer = desk("add", "--title", "A", "--source", "BPBD", "--body-file", "-")

    assert (answer.code, answer.out, answer.err) == (130, "", "")
    assert desk.everything() == before


def test_a_bug_is_told_as_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("unforeseen")

    monkeypatch.setattr("crossposter.announcements.overview.Overview.listing", fails)

    answer = desk("list")

    assert answer.code == 3
    assert answer.out == ""
    assert "RuntimeError: unforeseen" in answer.err
    assert answer.err.endswith("this is a bug; please report the lines above\n")
