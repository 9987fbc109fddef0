"""The afternoon: approvals, platforms in trouble, a daemon that is killed."""

import os
import signal

from tests.support.office import eventually
from tests.system.people import ADMIN, APPROVER, EDITOR, OFFICER, Day

AFTER_KILL = 3


def approves(day: Day) -> None:
    """The head of section approves half of it, and tries what is not allowed."""
    for key in day.written[: len(day.written) // 2]:
        day.succeeds(APPROVER, "approve", key)
    key = day.written[0]
    day.is_refused("a second approval", APPROVER, "approve", key, told="approved")


def is_in_trouble(day: Day) -> None:
    """Each platform fails in its own way while the rest is approved."""
    fault = day.office.fault
    fault(kind="drop_after", platform="x", operation="tweets")
    fault(kind="drop_after", platform="instagram", operation="media_publish")
    fault(kind="error_after", platform="facebook", operation="photos", status=503)
    fault(kind="error_before", platform="x", operation="tweets", status=503, times=2)
    fault(kind="rate_limited", platform="x", operation="tweets", reset=5)
    for key in day.written[len(day.written) // 2 :]:
        day.succeeds(APPROVER, "approve", key)


def is_killed(day: Day) -> None:
    """The daemon dies without a word, three times, and is started again."""
    for _ in range(AFTER_KILL):
        daemon = day.office.processes[-1]
        os.kill(daemon.pid, signal.SIGKILL)
        daemon.wait(100)
        day.office.start("run")
        eventually(lambda: bool(day.asks("status")["daemon"]["running"]))
    day.note("kill -9 of the daemon, three times", as_it_should=True)


def is_paused(day: Day) -> None:
    """X stands still for a reason, urgent warnings are let through, and it goes on."""
    day.succeeds(ADMIN, "pause", "x", "--except-urgent", "--reason", "Ganti akun")
    key = _urgent(day)
    eventually(lambda: day.office.statuses(key)["x"] == "published", within=300)
    day.note("an urgent warning on a paused channel", as_it_should=True)
    day.tells("status says why", day.succeeds(ADMIN, "status"), "Ganti akun")
    day.succeeds(ADMIN, "resume", "x")
    day.is_refused(
        "an edit of what an officer may not withdraw",
        *(EDITOR, "edit", key, "--title", "Lain"),
        told="may",
    )


def _urgent(day: Day) -> int:
    words = ("--urgent", "--category", "peringatan")
    more = ("--image", "media/posko.jpg", "--alt", "Posko siaga")
    said = (
        "--title",
        "Waspada gelombang tinggi",
        "--body",
        "Nelayan diminta menunda melaut.",
    )
    key = day.adds(*words, *more, *said)
    day.written.append(key)
    day.succeeds(OFFICER, "submit", key)
    day.succeeds(APPROVER, "approve", key)
    day.approved[key] = {"facebook", "x", "instagram"}
    return key
