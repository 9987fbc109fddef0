"""Command demo."""

import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from crossposter.announcements.omissions import Choice
from crossposter.announcements.serializers import Values
from crossposter.app import App, build
from crossposter.cli.context import actor
from crossposter.cli.demo import display as show
from crossposter.cli.demo.announcements import NEWS
from crossposter.cli.demo.display import Snapshot
from crossposter.cli.demo.environment import (
    DaemonProcess,
    connect,
    daemon_running,
    furnish,
)
from crossposter.cli.demo.verification import discrepancies
from crossposter.config import load
from crossposter.database.models.delivery_states import AT_REST
from crossposter.errors import Unavailable
from crossposter.reports.model import Period
from crossposter.sandbox import faults, posts
from crossposter.sandbox.server import Sandbox, running
from crossposter.staff import Actor

app = typer.Typer()

_FIRST_AFTER = timedelta(seconds=3)  #: the first slot, counted from the first draft
_APART = timedelta(seconds=2)  #: from slot to slot
_PATIENCE = 45.0  #: seconds until an unpublished post counts as a failure
_LOOK_EVERY = 0.2  #: seconds
_LOST_ANSWER = {
    "kind": "drop_after",  # the post is public, but the answer is lost
    "platform": "x",
    "operation": "tweets",
    "skip": 2,
}


@app.callback()
def _one_verb() -> None:
    """Callback that makes Typer keep a group with a single command."""


@app.command()
def demo(
    ctx: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="DIR",
            readable=False,
            help="A new folder; else a temporary one.",
        ),
    ] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Leave everything running until ^C.")
    ] = False,
) -> None:
    """Show the whole loop on the sandbox, in half a minute.

    Six announcements are written, approved and published by the real daemon. One answer
    of X is lost on purpose. It ends with the report of the week. Nothing leaves this
    machine, and no account is needed.
    """
    place = (folder or Path(tempfile.mkdtemp(prefix="crossposter-demo-"))).resolve()
    furnish(place)
    with _stoppable(), running(state=place / "sandbox.db") as sandbox:
        config = connect(place, sandbox.url)
        office = build(load(config, {}))
        faults.add(sandbox.state, _LOST_ANSWER)
        show.tell_start(place, sandbox.url)
        with closing(office.database), daemon_running(config) as daemon:
            week = office.reporting.running_week()
            _play(office, actor(ctx, office), daemon, sandbox)
            show.tell_report(_filed(office, week, place))
            if keep:
                show.tell_kept(place, sandbox.url)
                _until_stopped(daemon)
                return
    show.tell_over(place, sandbox.url)


def _play(office: App, who: Actor, daemon: DaemonProcess, sandbox: Sandbox) -> None:
    """Run the demo; raises Unavailable unless every post is as approved."""
    keys = [values["id"] for values in _approved(office, who)]
    last = show.follow(_snapshots(office, daemon, keys), office.zone)
    show.tell_result(last, office.zone)
    wrong = list(discrepancies(last, posts.every(sandbox.state, "", "")))
    if wrong:
        raise Unavailable("the demo went wrong: " + "; ".join(wrong))
    show.tell_end(last)


def _filed(office: App, week: Period, folder: Path) -> Path:
    """Path of the report on the demo's own posts, written beside them."""
    page = folder / f"report-{week.name}.html"
    told = office.report_form.page(office.reporting.report(week))
    page.write_text(told, encoding="utf-8")
    return page


def _approved(office: App, who: Actor) -> Iterator[Values]:
    """Submitted and approved announcements, each two seconds after the one before."""
    first = office.clock.now() + _FIRST_AFTER
    for number, news in enumerate(NEWS):
        key = office.announcements.add(who, news.draft(at=first + number * _APART))
        office.announcements.submit(who, key, Choice(without=news.without))
        office.approval.approve(who, key)
        values = office.overview.show(key)
        show.tell_approved(office, values)
        yield values


def _snapshots(
    office: App, daemon: DaemonProcess, keys: list[int]
) -> Iterator[Snapshot]:
    """Snapshots of the announcements until all are over or patience ends."""
    ends = time.monotonic() + _PATIENCE
    while True:
        snapshot = [office.overview.show(key) for key in keys]
        yield snapshot
        statuses = {each["status"] for it in snapshot for each in it["deliveries"]}
        if statuses <= AT_REST or time.monotonic() > ends:
            return
        daemon.require_alive()
        time.sleep(_LOOK_EVERY)


def _until_stopped(daemon: DaemonProcess) -> None:
    try:
        while True:
            daemon.require_alive()
            time.sleep(1)
    except KeyboardInterrupt:
        return


@contextmanager
def _stoppable() -> Iterator[None]:
    """Handler for SIGTERM and a closed terminal: all processes end, as with ^C."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    kinds = (signal.SIGTERM, signal.SIGHUP)
    before = {kind: signal.signal(kind, interrupt) for kind in kinds}
    try:
        yield
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)
