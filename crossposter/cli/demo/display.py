"""Display of the demo: a live table, or plain lines when piped."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Group
from rich.live import Live
from rich.table import Table
from rich.text import Text

from crossposter.announcements.serializers import Values, previews
from crossposter.app import App
from crossposter.cli.output import console, say, status_word
from crossposter.text.characters import shown_in_line

_WIDE = 80  #: columns in which a table has room for titles

Snapshot = Sequence[Values]  #: the announcements as `show` gives them


def clock(iso: str | None, zone: ZoneInfo) -> str:
    """Time to the second, because the demo's timetable is one of seconds."""
    if iso is None:
        return ""
    return f"{datetime.fromisoformat(iso).astimezone(zone):%H:%M:%S %Z}"


def tell_start(folder: Path, sandbox_url: str) -> None:
    """Print the demo's folder and address."""
    say(f"Folder   {folder}")
    say(f"Sandbox  {sandbox_url}  (in place of Facebook, X and Instagram)")
    say()


def tell_approved(app: App, values: Values) -> None:
    """Print the snapshot of each channel's post, with its length and limit."""
    when = "urgent, at once"
    if not values["urgent"]:
        when = f"due {clock(values['deliveries'][0]['due_at'], app.zone)}"
    details = (f"  ({values['source']}; {when})", "dim")
    say(status_word("approved"), "  ", (values["title"], "bold"), details)
    lengths = ", ".join(
        f"{each['channel']} {each['length']:,}/{each['limit']:,}"
        for each in previews(app.approval.preview(values["id"]))
        if each["text"]
    )
    say((f"          {lengths} characters", "dim"))
    for reason in values["left_out"].values():
        say((f"          left out: {reason}", "dim"))


def follow(snapshots: Iterable[Snapshot], zone: ZoneInfo) -> Snapshot:
    """Last state of the deliveries, shown live until they are over."""
    say()
    say("The daemon publishes; the third answer of X is going to be lost:")
    if sys.stdout.isatty():
        return _living(snapshots, zone)
    return _lines(snapshots, zone)


def _living(snapshots: Iterable[Snapshot], zone: ZoneInfo) -> Snapshot:
    last: Snapshot = ()
    screen = console()
    narrow = screen.width < _WIDE
    with Live(console=screen, transient=True, auto_refresh=False) as living:
        for last in snapshots:
            drawn = _stacked(last, zone) if narrow else _progress(last, zone)
            living.update(drawn, refresh=True)
    return last


def _progress(snapshot: Snapshot, zone: ZoneInfo) -> Table:
    channels = list(dict.fromkeys(each["channel"] for _, each in _deliveries(snapshot)))
    drawn = Table(box=None, header_style="bold", pad_edge=False, expand=True)
    drawn.add_column("ANNOUNCEMENT", ratio=1)
    for channel in channels:
        drawn.add_column(channel.upper(), min_width=15, no_wrap=True)
    for values in snapshot:
        of = {each["channel"]: each for each in values["deliveries"]}
        cells = (_cell(of.get(channel), zone) for channel in channels)
        drawn.add_row(Text(shown_in_line(values["title"])), *cells)
    return drawn


def _stacked(snapshot: Snapshot, zone: ZoneInfo) -> Group:
    """Cells below each other, for narrow screens."""
    rows: list[Text] = []
    for values in snapshot:
        rows.append(Text(values["title"], "bold"))
        rows += [
            Text(f"  {each['channel']:<9}  ") + _cell(each, zone)
            for each in values["deliveries"]
        ]
    return Group(*rows)


def _cell(delivery: Values | None, zone: ZoneInfo) -> Text:
    if delivery is None:
        return Text("–", "dim")
    match delivery["status"]:
        case "published":
            return Text(f"✓ {clock(delivery['published_at'], zone)}", "green")
        case "scheduled":
            return Text(clock(delivery["due_at"], zone), "dim")
        case "unconfirmed" if not delivery["attempts"]:
            return Text("looked for …", "dim")  # due before the daemon was up
        case "unconfirmed":
            return Text("answer lost …", "yellow")
        case status:
            return Text(status, "yellow")


def _lines(snapshots: Iterable[Snapshot], zone: ZoneInfo) -> Snapshot:
    told: set[tuple[int, str]] = set()
    last: Snapshot = ()
    for last in snapshots:
        for values, delivery in _deliveries(last):
            change = (delivery["id"], delivery["status"])
            if _is_news(delivery) and change not in told:
                told.add(change)
                say(_line(values, delivery, zone))
                sys.stdout.flush()
    return last


def _is_news(delivery: Values) -> bool:
    """True if it is published, or unconfirmed after an attempt.

    On a slow machine a post may be due before the daemon is up: it reads first.
    """
    if delivery["status"] == "unconfirmed":
        return bool(delivery["attempts"])
    return bool(delivery["status"] == "published")


def _line(values: Values, delivery: Values, zone: ZoneInfo) -> str:
    moment = clock(delivery["published_at"], zone)
    if delivery["status"] == "unconfirmed":
        moment = "answer lost   "
    return f"{moment}  {delivery['channel']:<9}  {values['title']}"


def _deliveries(snapshot: Snapshot) -> Iterator[tuple[Values, Values]]:
    for values in snapshot:
        for delivery in values["deliveries"]:
            yield values, delivery


def _published(snapshot: Snapshot) -> list[tuple[Values, Values]]:
    return [it for it in _deliveries(snapshot) if it[1]["status"] == "published"]


def tell_result(snapshot: Snapshot, zone: ZoneInfo) -> None:
    """Print the live posts of each announcement: channel, time, link."""
    for values in snapshot:
        say()
        say((values["title"], "bold"))
        for _, delivery in _published([values]):
            moment = clock(delivery["published_at"], zone)
            say(f"  {delivery['channel']:<9}  {moment}  {delivery['permalink']}")
    say()


def tell_end(snapshot: Snapshot) -> None:
    """Print a summary of the demo."""
    posts = len(_published(snapshot))
    sentence = (
        f"{posts} posts of {len(snapshot)} announcements are live:"
        " each as it was approved, none twice."
    )
    say((sentence, "bold green"))
    say()


def tell_report(page: Path) -> None:
    """Print the path of the weekly report, as the heads of the office get it."""
    say(f"Report   {page}  (the week so far; open it in a browser)")
    say()


def tell_kept(folder: Path, sandbox_url: str) -> None:
    """Print what can be tried while everything keeps running."""
    say(f"The pages: {sandbox_url}/")
    say("Sandbox and daemon go on until ^C. From another terminal:")
    say(f"  crossposter --config {folder}/config.yaml list", whole=True)
    sys.stdout.flush()


def tell_over(folder: Path, sandbox_url: str) -> None:
    """Print the places to look after everything has ended."""
    port = sandbox_url.rpartition(":")[2]
    say(f"Sandbox and daemon have ended. For the pages on {sandbox_url}/ again:")
    command = f"crossposter sandbox --port {port} --state {folder}/sandbox.db"
    say(f"  {command}", whole=True)
