"""What the weekly report costs when ten thousand deliveries fall into the week.

The database holds the week, the week before, and what is written about both: log lines
and samples. Measured is a fresh process from the rows to the letter with text, page and
workbook. The floor is a process that has imported the same modules and only reads the
week's rows with sqlite3. Linux only: the memory is the peak the kernel keeps. Run it
with `python -m benchmarks.weekly_report [DELIVERIES]`.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.office import furnished
from crossposter.app import build
from crossposter.config import load
from crossposter.database import Database
from crossposter.database.models import (
    Announcement,
    AnnouncementStatus,
    Delivery,
    Event,
    Sample,
)
from crossposter.database.models import DeliveryStatus as Status

TARGET_SECONDS = 5.0
TARGET_MIB = 200

WEEKS = {"2026-W46": datetime(2026, 11, 9, tzinfo=UTC)}
WEEKS["2026-W47"] = WEEKS["2026-W46"] + timedelta(days=7)
CHANNELS = ("facebook", "x", "instagram")
MINUTE = timedelta(minutes=1)
MOVES = ("delivery scheduled", "taken up", "delivery is being sent")

MEASURE = """
import json, re, sys, time
from pathlib import Path
from crossposter.app import build
from crossposter.config import load
from crossposter.reports.output.email_message import compose

def report():
    told = app.reporting.report(app.reporting.period("2026-W47"))
    reckoned = time.perf_counter()
    letter = compose(told, app.report_form, "media@example.go.id").as_bytes()
    return len(told.posts), reckoned - began, len(letter)

def floor():
    import sqlite3
    reader = sqlite3.connect(app.database.file)
    query = '''SELECT delivery.*, announcement.* FROM delivery JOIN announcement
        ON announcement.id = announcement_id WHERE published_at >= '2026-11-15 16:00'
        AND published_at < '2026-11-22 16:00' '''
    return len(reader.execute(query).fetchall()), time.perf_counter() - began, 0

app = build(load(Path(sys.argv[1]), {}))
work = {"report": report, "floor": floor}[sys.argv[2]]
began, busy = time.perf_counter(), time.process_time()
rows, reckoning, size = work()
seconds, busy = time.perf_counter() - began, time.process_time() - busy
status = Path("/proc/self/status").read_text()  # rusage would tell of our parent
peak = int(re.search(r"VmHWM:\\s+(\\d+)", status)[1]) / 1024
print(json.dumps([rows, reckoning, seconds, busy, peak, size]))
"""


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What one process took."""

    rows: int
    reckoning: float  #: seconds of all the queries and sums
    seconds: float
    busy: float  #: seconds of the processor, which other programs do not lengthen
    mib: float
    size: int  #: bytes of the letter


def main() -> None:
    """Take turns three times, and judge the slowest."""
    deliveries = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        config = furnished(Path(folder), "http://127.0.0.1:9")
        with closing(build(load(config, {}))) as office:
            _fill(office.database, deliveries)
        costs = [(_cost(config, "floor"), _cost(config, "report")) for _ in range(3)]
    floor = max((pair[0] for pair in costs), key=lambda cost: cost.seconds)
    report = max((pair[1] for pair in costs), key=lambda cost: cost.seconds)
    print(f"{deliveries:,} deliveries in the week, {report.rows:,} announcements")
    for name, cost in (("read only (floor)", floor), ("report and letter", report)):
        busy = f"{cost.busy:.2f} s of a processor"
        print(f"{name}  {cost.seconds:6.2f} s ({busy})  {cost.mib:6.1f} MiB")
    print(f"  of which the report itself {report.reckoning:.2f} s")
    print(f"  a letter of {report.size / 1e6:.2f} MB")
    print(f"{report.busy / floor.busy:.1f} x the floor's processor time")
    print(f"target: at most {TARGET_SECONDS:.0f} s and {TARGET_MIB} MiB")


def _cost(config: Path, work: str) -> Cost:
    command = [sys.executable, "-c", MEASURE, str(config), work]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    rows, reckoning, seconds, busy, mib, size = json.loads(done.stdout)
    return Cost(
        rows=rows,
        reckoning=reckoning,
        seconds=seconds,
        busy=busy,
        mib=mib,
        size=size,
    )


def _fill(database: Database, deliveries: int) -> None:
    """Spread them evenly over each week; one in a hundred has failed."""
    sources = ("BPBD", "DINKES", "DISDIK", "KEC-SATUI", "PUPR")
    with database.write() as session:
        number = 0
        for start in WEEKS.values():
            step = timedelta(days=7) / deliveries
            for place in range(0, deliveries, len(CHANNELS)):
                number += 1
                at = start - timedelta(hours=8) + place * step
                session.add(_announcement(number, at, sources[number % len(sources)]))
                session.flush() if number % 500 == 0 else None
                session.add_all(_deliveries(number, at))
                if number % 500 == 0:
                    session.flush()
                    session.expunge_all()


def _announcement(number: int, at: datetime, source: str) -> Announcement:
    return Announcement(
        id=number,
        title=f"Pengumuman <b>nomor</b> {number} & seterusnya 🌊",
        body="Warga diminta tetap waspada. " * 20,
        source=source,
        category=("berita", "kegiatan", "layanan")[number % 3],
        status=AnnouncementStatus.APPROVED,
        author="petugas",
        approved_by="kabid",
        approved_at=at - timedelta(hours=3),
        created_at=at - timedelta(hours=5),
        updated_at=at - timedelta(hours=3),
    )


def _deliveries(number: int, at: datetime) -> Iterator[Any]:
    yield Event(
        at=at - timedelta(hours=3),
        actor="kabid",
        action="approved",
        announcement_id=number,
    )
    for place, channel in enumerate(CHANNELS):
        key = number * len(CHANNELS) + place
        failed = key % 100 == 0
        yield _delivery(key, number, channel, at, failed=failed)
        for move in (*MOVES, "delivery failed" if failed else "delivery published"):
            yield Event(
                at=at,
                actor="daemon",
                action=move,
                announcement_id=number,
                delivery_id=key,
                before="committing",
                after=move.rpartition(" ")[2],
                detail="X refused the post: change it." if failed else None,
            )
        for age in () if failed else ("1h", "24h"):
            yield Sample(
                delivery_id=key,
                age=age,
                taken_at=at + timedelta(hours=int(age[:-1])),
                likes=key % 90,
                views=None if channel == "x" else key % 900,
            )


def _delivery(
    key: int, number: int, channel: str, at: datetime, *, failed: bool
) -> Delivery:
    return Delivery(
        id=key,
        announcement_id=number,
        channel=channel,
        platform=channel,
        status=Status.FAILED if failed else Status.PUBLISHED,
        due_at=at,
        next_at=at,
        text="Warga diminta tetap waspada. " * 9
        + "https://example.go.id/a" * (key % 2),
        fingerprint="0" * 64,
        attempts=1,
        error="X refused the post: change it." if failed else None,
        remote_id=None if failed else str(key),
        permalink=None if failed else f"https://{channel}.example/posts/{key}",
        published_at=None if failed else at + MINUTE,
    )


if __name__ == "__main__":
    main()
