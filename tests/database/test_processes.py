"""Processes: which one we are, and who has certainly died."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from crossposter.database import processes
from crossposter.database.processes import Process, has_died, this_process


def test_we_are_alive() -> None:
    assert not has_died(this_process())
    assert this_process() == this_process()


def test_a_later_process_of_our_number_is_another() -> None:
    us = this_process()

    assert has_died(replace(us, started=us.started - 1))


def test_nobody_can_tell_of_another_machine_or_boot() -> None:
    us = this_process()

    for world in ("", "another boot"):
        assert not has_died(replace(us, world=world, started=us.started - 1))


def test_who_has_ended_is_dead_even_if_nobody_has_collected_it() -> None:
    with subprocess.Popen([sys.executable, "-c", ""], stdin=subprocess.PIPE) as child:
        started = processes._started(child.pid) or 0
        one = Process(world=this_process().world, pid=child.pid, started=started)
        child.wait()

    assert has_died(one)


@pytest.mark.parametrize(("state", "dead"), [("S", False), ("Z", True), ("X", True)])
def test_a_name_with_brackets_and_blanks_is_read_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: str, *, dead: bool
) -> None:
    fields = " ".join(str(number) for number in range(4, 30))
    (tmp_path / "7").mkdir()
    (tmp_path / "7" / "stat").write_text(f"7 (a) Z (b) {state} {fields}")
    monkeypatch.setattr(processes, "_PROC", tmp_path)

    assert processes._started(7) == (None if dead else 22)
    assert processes._started(8) is None


def test_a_system_that_does_not_tell_proves_no_death(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    us = this_process()
    monkeypatch.setattr(processes, "_PROC", tmp_path)

    assert this_process().world == ""
    assert not has_died(us)
