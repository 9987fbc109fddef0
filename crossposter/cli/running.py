"""Verbs that publish and tell what is going on: run, status."""

import logging
from typing import Annotated, Any

import typer

from crossposter.app import build
from crossposter.cli.output import console, print_json, table, when
from crossposter.cli.session import JsonOption, configuration, log_to_stderr, opened
from crossposter.daemon import Daemon, run_once

app = typer.Typer()


@app.command()
def run(
    ctx: typer.Context,
    once: Annotated[
        bool, typer.Option("--once", help="Publish what is due now, then end.")
    ] = False,
) -> None:
    """Publish on the timetable until stopped."""
    log_to_stderr(logging.INFO)
    opened_app = build(configuration(ctx))
    if once:
        run_once(opened_app)
    else:
        Daemon(opened_app).run()


@app.command()
def status(ctx: typer.Context, as_json: JsonOption = False) -> None:
    """Show what runs, what is late, what waits for a person."""
    opened_app = opened(ctx)
    values = opened_app.overview.status()
    if as_json:
        print_json(values)
        return
    screen = console()
    screen.print(_daemon(values["daemon"], opened_app.zone), markup=False)
    screen.print()
    headings = ("CHANNEL", "STATE", "NEXT DUE", "DUE NOW", "LATE")
    rows = [
        (
            lane["channel"],
            "paused" if lane["paused"] else "running",
            when(lane["next_due_at"], opened_app.zone),
            str(lane["due"]),
            str(lane["late"]),
        )
        for lane in values["lanes"]
    ]
    screen.print(table(headings, rows))
    screen.print()
    _attention(screen, values["attention"])


def _daemon(values: dict[str, Any], zone: Any) -> str:
    if values["running"]:
        return f"The daemon has been running since {when(values['since'], zone)}."
    if values["heartbeat_at"] is None:
        return "The daemon has never run: start it with crossposter run."
    last = when(values["heartbeat_at"], zone)
    return f"The daemon is NOT running (last seen {last}): start it, crossposter run."


def _attention(screen: Any, rows: list[dict[str, Any]]) -> None:
    if not rows:
        screen.print("Nothing waits for a person.")
        return
    screen.print("[bold]Waiting for a person[/]")
    for each in rows:
        subject = each["channel"]
        if each["kind"] == "delivery":
            subject = f"delivery {each['delivery']} ({each['title']}) on {subject}"
        screen.print(f"- {subject} is {each['status']}: {each['reason']}", markup=False)
        screen.print(f"  Next: {each['next']}", markup=False)
