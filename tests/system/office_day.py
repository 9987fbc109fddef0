"""A working day of an office, by the real program: `python -m tests.system.office_day`.

An administrator, an officer, an editor and a head of section bring some eighty
announcements to the public while platforms fail, the daemon is killed and a backup is
put back. Prints what was tried; ends with 1 where something did not go as it should.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from crossposter.sandbox.server import running
from tests.support.office import Office
from tests.support.smtp import PostOffice, serving
from tests.system import afternoon, evening, morning
from tests.system.people import Day, Tried

HOURS = (
    morning.sets_up,
    morning.writes,
    morning.is_stopped,
    morning.corrects,
    afternoon.approves,
    afternoon.is_in_trouble,
    afternoon.is_killed,
    afternoon.is_paused,
    evening.is_left_alone,
    evening.is_restored,
    evening.reports,
    evening.is_counted,
)


def day(folder: Path, *, announcements: int) -> Day:
    """All hours, one after the other, with nothing but commands and the sandbox."""
    letters = PostOffice(security="none", signs_in=False)
    with running(port=0, state=":memory:") as sandbox, serving(letters):
        office = Office(folder=folder, url=sandbox.url)
        try:
            the_day = Day(office, letters, announcements).set_up()
            for hour in HOURS:
                hour(the_day)
        finally:
            office.close()
    return the_day


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when all went as it should."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--announcements", type=int, default=80)
    wanted = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="crossposter-day-") as folder:
        over = day(Path(folder), announcements=wanted.announcements)
    _print(over)
    return int(any(not each.as_it_should for each in over.tried))


def _print(over: Day) -> None:
    table = Table("", "tried", "told", title="A day in the office")
    for each in over.tried:
        table.add_row("ok" if each.as_it_should else "WRONG", each.what, _short(each))
    console = Console(width=150)
    console.print(table)
    kinds = Counter(post["platform"] for post in over.office_posts)
    console.print(
        f"{over.commands} commands, {len(over.approved)} approved; {dict(kinds)}"
    )


def _short(tried: Tried) -> str:
    told = " ".join(tried.told.split())
    return told if not tried.as_it_should or len(told) < 90 else f"{told[:89]}…"


if __name__ == "__main__":
    sys.exit(main())
