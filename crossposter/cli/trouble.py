"""Verbs for after trouble: pause, resume, retry, resolve."""

from typing import Annotated

import typer

from crossposter.app import App
from crossposter.cli.output import console, print_json, when
from crossposter.cli.session import (
    AsOption,
    DeliveryNumber,
    JsonOption,
    actor,
    opened,
)
from crossposter.errors import BadInput
from crossposter.models import Delivery
from crossposter.overview import iso
from crossposter.staff import Task

app = typer.Typer()

ChannelName = Annotated[
    str | None, typer.Argument(metavar="[CHANNEL]", help="One channel; else all.")
]


@app.command()
def pause(
    ctx: typer.Context,
    channel: ChannelName = None,
    reason: Annotated[str, typer.Option(help="Why.")] = "paused by a person",
    acting_for: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Let a channel, or all, stand still."""
    opened_app = opened(ctx)
    who = actor(ctx, opened_app, acting_for)
    opened_app.staff.require(who, Task.INTERVENE)
    names = opened_app.channel_names(channel)
    opened_app.pausing.pause(who, names, reason)
    _say(opened_app, as_json, f"Paused: {', '.join(names)}")


@app.command()
def resume(
    ctx: typer.Context,
    channel: ChannelName = None,
    acting_for: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Let a channel, or all, run again."""
    opened_app = opened(ctx)
    who = actor(ctx, opened_app, acting_for)
    opened_app.staff.require(who, Task.INTERVENE)
    names = opened_app.channel_names(channel)
    moved = opened_app.pausing.resume(who, names)
    waiting = f"; {moved} waiting deliveries got another time" if moved else ""
    _say(opened_app, as_json, f"Running: {', '.join(names)}{waiting}")


@app.command()
def retry(
    ctx: typer.Context,
    key: DeliveryNumber,
    acting_for: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Send a held or failed delivery again."""
    opened_app = opened(ctx)
    who = actor(ctx, opened_app, acting_for)
    _print(opened_app, opened_app.interventions.retry(who, key), as_json)


@app.command()
def resolve(
    ctx: typer.Context,
    key: DeliveryNumber,
    posted: Annotated[
        str | None, typer.Option(metavar="URL", help="The post's link: it is public.")
    ] = None,
    not_posted: Annotated[
        bool, typer.Option("--not-posted", help="It is not there: send it again.")
    ] = False,
    acting_for: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say what a person found out about a delivery."""
    if (posted is None) == (not not_posted):
        raise BadInput("say one thing: --posted URL or --not-posted")
    opened_app = opened(ctx)
    who = actor(ctx, opened_app, acting_for)
    if posted is None:
        delivery = opened_app.interventions.not_posted(who, key)
    else:
        delivery = opened_app.interventions.posted(who, key, posted)
    _print(opened_app, delivery, as_json)


def _print(app: App, delivery: Delivery, as_json: bool) -> None:
    if as_json:
        print_json(app.overview.show(delivery.announcement_id))
        return
    due = when(iso(delivery.due_at), app.zone)
    ending = f" for {due}" if delivery.status == "scheduled" else ""
    console().print(
        f"Delivery {delivery.id} to {delivery.channel} is {delivery.status}{ending}",
        markup=False,
    )


def _say(app: App, as_json: bool, sentence: str) -> None:
    if as_json:
        print_json(app.overview.status())
    else:
        console().print(sentence, markup=False)
