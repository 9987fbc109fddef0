"""The program as a process of its own: exit codes, signals, pipes."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.desk import ADD, Desk, program
from tests.support.office import eventually


@pytest.fixture
def processes() -> Iterator[list["subprocess.Popen[str]"]]:
    """What a test starts ends with it."""
    started: list[subprocess.Popen[str]] = []
    yield started
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["list", "--json"], 0),
        (["show", "7"], 1),
        (["show"], 2),
    ],
)
def test_exit_codes_reach_the_shell(
    desk: Desk, arguments: list[str], code: int
) -> None:
    process = desk.start(program(*arguments))

    out, err = process.communicate(timeout=100)

    assert process.returncode == code
    assert bool(out) == (code == 0)
    assert bool(err) == (code != 0)


def test_a_daemon_stops_cleanly_on_interrupt(
    desk: Desk, processes: list["subprocess.Popen[str]"]
) -> None:
    daemon = desk.start(program("run"))
    processes.append(daemon)
    eventually(lambda: _is_running(desk), what="a heartbeat")

    daemon.send_signal(signal.SIGINT)
    out, err = daemon.communicate(timeout=100)

    assert daemon.returncode == 0
    assert out == ""
    assert "daemon stopped" in err
    assert "Traceback" not in err
    assert "The daemon is NOT running (last seen" in desk.done("status").out


def test_a_sandbox_says_where_it_is_and_stops_cleanly(
    desk: Desk, processes: list["subprocess.Popen[str]"]
) -> None:
    sandbox = desk.start(program("sandbox", "--port", "18765"))
    processes.append(sandbox)
    assert sandbox.stdout is not None

    where = sandbox.stdout.readline()
    sandbox.send_signal(signal.SIGINT)
    _, err = sandbox.communicate(timeout=100)

    assert where == "The sandbox is on http://127.0.0.1:18765/ (stop it with ^C)\n"
    assert sandbox.returncode == 0
    assert err == ""


@pytest.mark.parametrize("verb", [["show", "1"], ["--help"]])
def test_a_reader_who_leaves_early_is_no_bug(desk: Desk, verb: list[str]) -> None:
    desk.added("--body", "Warga diminta waspada. " * 4000)
    reader, writer = os.pipe()
    os.close(reader)

    process = desk.start(program(*verb), stdout=writer)
    os.close(writer)
    _, err = process.communicate(timeout=100)

    assert err == ""
    assert process.returncode == 1


def test_a_full_disk_is_told(desk: Desk) -> None:
    with Path("/dev/full").open("w") as full:
        process = desk.start(program("list", "--json"), stdout=full)
        _, err = process.communicate(timeout=100)

    assert process.returncode == 1
    assert err == "crossposter: the disk is full: free some space\n"


def test_output_nobody_wants_is_no_bug(desk: Desk) -> None:
    command = ["sh", "-c", 'exec "$@" >&-', "sh", *program("list")]

    process = desk.start(command)
    _, err = process.communicate(timeout=100)

    assert (process.returncode, err) == (0, "")


def test_a_terminal_without_utf8_is_served(desk: Desk) -> None:
    desk.done(*ADD, "--source", "BPBD", "--title", "Siaga 🌊 é")
    latin = {**os.environ, "PYTHONIOENCODING": "latin-1"}

    told = {}
    for verb in ("list", "status"):
        process = desk.start(program(verb), env=latin, encoding="latin-1")
        told[verb], err = process.communicate(timeout=100)
        assert process.returncode == 0, err

    assert "Siaga ? é" in told["list"]


def _is_running(desk: Desk) -> bool:
    return bool(desk.done("status", "--json").values["daemon"]["running"])
