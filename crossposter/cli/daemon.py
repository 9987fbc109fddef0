"""Commands run, status."""

import logging
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from crossposter.cli.context import JsonOption, opened
from crossposter.cli.output import print_json, say, show_table, tell, when

if TYPE_CHECKING:
    from crossposter.app import App

app = typer.Typer()


@app.command()
def run(
    ctx: typer.Context,
    once: Annotated[
        bool, typer.Option("--once", help="Publish what is due now, then end.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="With --once: print what it did as JSON.")
    ] = False,
) -> None:
    """Publish on the timetable until stopped, with ^C or by the service manager.

    A post that is being sent when it is asked to stop is brought to an end first. The
    log goes to standard error.
    """
    from crossposter.daemon.process import Daemon, run_once

    opened_app = opened(ctx, log=logging.INFO, secrets=True)
    if not once:
        Daemon(opened_app).run()
        return
    before = opened_app.status.counts()
    run_once(opened_app)
    after = opened_app.status.counts()
    after["published"] -= before["published"]
    if as_json:
        print_json(after)
    else:
        say(_done(after))


@app.command()
def status(
    ctx: typer.Context,
    exit_code: Annotated[
        bool,
        typer.Option(
            "--exit-code",
            help="For monitors: one line, and 1 unless all is well. What waits for"
            " approval is no trouble.",
        ),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Show what runs, what is late, what waits for a person."""
    opened_app = opened(ctx)
    values = opened_app.status.read()
    zone = opened_app.zone
    troubles = _troubles(values, zone)
    if as_json:
        print_json(values)
    elif exit_code:
        say("; ".join(troubles) or "All is well.")
    else:
        _draw(values, opened_app)
    if exit_code and troubles:
        raise typer.Exit(1)


def _troubles(values: dict[str, Any], zone: ZoneInfo) -> list[str]:
    """Reasons for a person to act."""
    waiting = [row for row in values["attention"] if row["kind"] != "announcement"]
    found = []
    if not values["daemon"]["running"]:
        found.append(daemon_sentence(values["daemon"], zone))
    if waiting:
        others = f" (and {len(waiting) - 1} more)" if len(waiting) > 1 else ""
        first = _sentence(waiting[0], zone).rstrip(".")
        found.append(f"{first}{others}. Next: crossposter status")
    return found


def _draw(values: dict[str, Any], opened_app: "App") -> None:
    say(daemon_sentence(values["daemon"], opened_app.zone))
    say()
    _draw_lanes(values["lanes"], opened_app.zone)
    say()
    _draw_attention(values["attention"], opened_app.zone)


def daemon_sentence(values: dict[str, Any], zone: ZoneInfo) -> str:
    """Sentence that says if posts go out, and what to do if they do not."""
    if values["running"]:
        return f"The daemon has been running since {when(values['since'], zone)}."
    if values["heartbeat_at"] is None:
        return "The daemon has never run. Next: crossposter run"
    last = when(values["heartbeat_at"], zone)
    return f"The daemon is NOT running (last seen {last}). Next: crossposter run"


def _done(counts: dict[str, int]) -> str:
    sentence = (
        f"Published {counts['published']}; {counts['waiting']} wait for their time,"
        f" {counts['trouble']} for a person"
    )
    return f"{sentence} (crossposter status)" if counts["trouble"] else sentence


def _draw_lanes(lanes: list[dict[str, Any]], zone: ZoneInfo) -> None:
    show_table(
        ("CHANNEL", "STATE", "NEXT DUE", "DUE NOW", "LATE"),
        [
            (
                lane["channel"],
                _state(lane, zone),
                when(lane["next_due_at"], zone),
                str(lane["due"]),
                str(lane["late"]),
            )
            for lane in lanes
        ],
    )


def _state(lane: dict[str, Any], zone: ZoneInfo) -> str:
    if lane["waiting_since"] is not None:
        return f"waits for an answer since {when(lane['waiting_since'], zone)}"
    if lane["until"] is None:
        still = "paused, but for urgent" if lane["except_urgent"] else "paused"
        return still if lane["paused"] else "ready"
    word = "paused" if lane["paused"] else "rests"
    return f"{word} until {when(lane['until'], zone)}"


def _draw_attention(rows: list[dict[str, Any]], zone: ZoneInfo) -> None:
    if not rows:
        say("Nothing waits for a person.")
        return
    say(("Waiting for a person", "bold"))
    for each in rows:
        tell(f"- {_sentence(each, zone)}")
        say(f"  Next: {each['next']}")


def _sentence(row: dict[str, Any], zone: ZoneInfo) -> str:
    if row["kind"] == "incident":
        return str(row["reason"])
    if row.get("since"):
        waiting = f"waiting for an answer since {when(row['since'], zone)}"
        return f"{_subject(row)} has been {waiting}"
    return f"{_subject(row)} is {row['status']}: {row['reason']}"


def _subject(row: dict[str, Any]) -> str:
    match row["kind"]:
        case "disk":
            return "the disk of the database"
        case "channel":
            return f"channel {row['channel']}"
        case "announcement":
            return f"announcement {row['announcement']} ({row['title']})"
    return f"delivery {row['delivery']} ({row['title']}) on {row['channel']}"
