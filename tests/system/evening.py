"""The evening: what is public stays as it is, a copy is put back, all is counted."""

import shutil
import signal
import sqlite3
import tarfile
from collections import Counter
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.support.office import eventually
from tests.system.people import ADMIN, APPROVER, OFFICER, Day

ZONE = ZoneInfo("Asia/Makassar")
WHILE = 600  #: seconds that the last delivery may take on a busy machine
OVER = {"published"}


def is_left_alone(day: Day) -> None:
    """What is public everywhere is not edited behind its back."""
    eventually(lambda: _all_public(day), within=WHILE, what="all to be public")
    key = day.written[0]
    day.is_refused(
        "an edit of what is public",
        *(OFFICER, "edit", key, "--title", "Judul lain"),
        told="public",
    )
    day.tells(
        "show of what is public", day.succeeds(APPROVER, "show", key), "Pelatihan kader"
    )


def is_restored(day: Day) -> None:
    """A backup of the evening is put back; nothing of it is sent again."""
    file = str(day.asks("backup")["file"])
    daemon = day.office.processes[-1]
    daemon.send_signal(signal.SIGTERM)
    daemon.wait(100)
    _put_back(day, file)
    day.office.reopen()
    before = len(day.office.posts())
    day.office.start("run")
    eventually(lambda: bool(day.asks("status")["daemon"]["running"]))
    key = _one_more(day)
    eventually(lambda: set(day.office.statuses(key).values()) == OVER, within=WHILE)
    right = len(day.office.posts()) == before + len(day.approved[key])
    day.note("a copy put back: nothing is sent again", as_it_should=right)


def _put_back(day: Day, file: str) -> None:
    """As the manual says: database and approved pictures in place of the old ones."""
    folder = day.office.folder
    for old in folder.glob("crossposter.db*"):
        old.unlink()
    shutil.rmtree(folder / "approved")
    with tarfile.open(folder / file) as archive:
        archive.extractall(folder, filter="data")
    with sqlite3.connect(folder / "crossposter.db") as database:
        (told,) = database.execute("PRAGMA integrity_check").fetchone()
    day.tells("the copy that is put back", told, "ok")


def _one_more(day: Day) -> int:
    words = ("--title", "Cuaca malam", "--body", "Berawan.", "--at", "now")
    key = day.adds(*words, "--to", "facebook", "--to", "x")
    day.succeeds(OFFICER, "submit", key)
    day.succeeds(APPROVER, "approve", key)
    day.approved[key] = {"facebook", "x"}
    return key


def reports(day: Day) -> None:
    """The head gets the running week as a page; the administrator got the alerts."""
    week = f"{datetime.now(ZONE):%G-W%V}"
    day.succeeds(APPROVER, "report", "--week", week, "--html", "laporan.html")
    page = (day.office.folder / "laporan.html").read_text("utf-8")
    told = ("Badan Penanggulangan Bencana Daerah", "Dilewati", "Instagram")
    day.tells("the report of the week", page, *told)
    status = day.succeeds(ADMIN, "status")
    day.tells("status in the evening", status, "Nothing waits for a person.")
    letters = [str(each.message["Subject"]) for each in day.letters.arrived]
    day.note("alerts by mail", as_it_should=True, told=f"{len(letters)}: {letters[:3]}")


def is_counted(day: Day) -> None:
    """Every approved post is public once, with the words that were approved."""
    day.office_posts = day.office.posts()
    public = Counter((each["platform"], each["text"]) for each in day.office_posts)
    approved = Counter(_approved(day))
    twice = +(public - approved)
    lost = +(approved - public)
    day.note("nothing twice", as_it_should=not twice, told=str(dict(twice)))
    day.note("nothing lost", as_it_should=not lost, told=str(dict(lost)))


def _approved(day: Day) -> list[tuple[str, str]]:
    rows: list[dict[str, Any]] = [
        row for key in day.approved for row in day.office.show(key)["deliveries"]
    ]
    return [(row["platform"], row["text"]) for row in rows]


def _all_public(day: Day) -> bool:
    return all(
        set(told) == day.approved[key] and set(told.values()) == OVER
        for key, told in day.statuses().items()
    )
