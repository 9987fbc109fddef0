"""How long after its due time the first request for a post arrives at the platform.

The times come from the sandbox's own log of requests. The floor is how late a process
that only sleeps until a moment wakes up. Run it with
`python -m benchmarks.punctuality [POSTS]`.
"""

import statistics
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.office import furnished
from crossposter.announcements.draft import Draft
from crossposter.app import App, build
from crossposter.cli.demo.environment import daemon_running
from crossposter.config import load
from crossposter.sandbox import request_log as journal
from crossposter.sandbox.server import running
from crossposter.staff import Actor

TARGET = 1.0  #: seconds
APART = timedelta(seconds=2.3)  #: no multiple of the daemon's own pace
CHANNELS = ("facebook", "x")


def main() -> None:
    """One post every 2.3 seconds on two channels."""
    posts = int(sys.argv[1]) if len(sys.argv) > 1 else 12
    with tempfile.TemporaryDirectory() as folder, running() as sandbox:
        config = furnished(Path(folder), sandbox.url)
        office = build(load(config, {}))
        with closing(office.database), daemon_running(config):
            due = _approved(office, posts)
            floor = [_oversleep() for _ in range(10)]
            time.sleep((due[-1] - datetime.now(UTC)).total_seconds() + 3)
        requests = journal.entries(sandbox.state)
    late = [wait for channel in CHANNELS for wait in _waits(due, requests, channel)]
    print(
        f"floor: a sleeping process wakes {statistics.median(floor) * 1000:.1f} ms late"
    )
    print(f"{len(late)} posts, first request after the due time:")
    print(f"  median {statistics.median(late) * 1000:6.0f} ms")
    print(f"  90 %   {statistics.quantiles(late, n=10)[-1] * 1000:6.0f} ms")
    print(f"  worst  {max(late) * 1000:6.0f} ms   earliest {min(late) * 1000:.0f} ms")
    print(f"target: at most {TARGET * 1000:.0f} ms, and never before")


def _approved(office: App, posts: int) -> list[datetime]:
    actor = Actor(login="benchmark")
    first = datetime.now(UTC) + timedelta(seconds=2 + posts * 0.3)
    due = [first + number * APART for number in range(posts)]
    for moment in due:
        key = office.announcements.add(actor, _draft(moment))
        office.announcements.submit(actor, key)
        office.approval.approve(actor, key)
    return due


def _draft(moment: datetime) -> Draft:
    return Draft(
        title=f"Pengumuman pukul {moment:%H:%M:%S.%f}",
        body="Satu kalimat.",
        source="BPBD",
        channels=CHANNELS,
        at=moment,
    )


def _oversleep() -> float:
    wake_at = time.monotonic() + 0.05
    time.sleep(wake_at - time.monotonic())
    return time.monotonic() - wake_at


def _waits(
    due: list[datetime], requests: list[dict[str, Any]], channel: str
) -> list[float]:
    """From each due time to the first request at or after it, in seconds."""
    times = [
        datetime.fromisoformat(entry["time"])
        for entry in requests
        if entry["platform"] == channel
    ]
    window = timedelta(seconds=0.2)  # earlier than due would show as a negative wait
    firsts = [min(it for it in times if it > moment - window) for moment in due]
    return [
        (first - moment).total_seconds()
        for first, moment in zip(firsts, due, strict=True)
    ]


if __name__ == "__main__":
    main()
