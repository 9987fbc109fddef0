"""Commands pause, resume, retry, resolve."""

from typing import TYPE_CHECKING, Annotated

import typer

from crossposter.cli.context import AsOption, DeliveryNumber, JsonOption, actor, opened
from crossposter.cli.output import print_json, say
from crossposter.errors import BadInput
from crossposter.scheduling.times import show_moment
from crossposter.staff import Task

if TYPE_CHECKING:
    from crossposter.app import App
    from crossposter.database.models import Delivery

app = typer.Typer()

ChannelName = Annotated[
    str | None, typer.Argument(metavar="CHANNEL", help="Only this one; else all.")
]


@app.command()
def pause(
    ctx: typer.Context,
    channel: ChannelName = None,
    reason: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Why; status shows it.")
    ] = None,
    except_urgent: Annotated[
        bool,
        typer.Option(
            "--except-urgent", help="Urgent announcements go out all the same."
        ),
    ] = False,
    acting_for: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Let a channel, or all of them, stand still until resume."""
    opened_app = opened(ctx)
    who = actor(ctx, opened_app, acting_for)
    opened_app.staff.require(who, Task.INTERVENE)
    names = opened_app.pausing.chosen(channel)
    opened_app.pausing.pause(who, names, reason, except_urgent=except_urgent)
    still = " (urgent announcements go out all the same)" if except_urgent else ""
    _say(opened_app, as_json, f"Paused: {', '.join(names)}{still}")


@app.command()
def resume(
    ctx: typer.Context,
    channel: ChannelName = None,
    acting_for: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Let a channel, or all of them, publish again; what waited is spread out."""
    opened_app = opened(ctx)
    who = actor(ctx, opened_app, acting_for)
    opened_app.staff.require(who, Task.INTERVENE)
    names = opened_app.pausing.chosen(channel)
    moved = opened_app.pausing.resume(who, names)
    waiting = f"; {moved} that waited got another time" if moved else ""
    _say(opened_app, as_json, f"Resumed: {', '.join(names)}{waiting}")


@app.command()
def retry(
    ctx: typer.Context,
    key: DeliveryNumber,
    acting_for: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Send a held or failed delivery again, as it was approved."""
    opened_app = opened(ctx)
    who = actor(ctx, opened_app, acting_for)
    _print(opened_app, opened_app.interventions.retry(who, key), as_json)


@app.command()
def resolve(
    ctx: typer.Context,
    key: DeliveryNumber,
    posted: Annotated[
        str | None,
        typer.Option(metavar="URL", help="It is public: the link of the post."),
    ] = None,
    not_posted: Annotated[
        bool, typer.Option("--not-posted", help="It is not there: send it again.")
    ] = False,
    acting_for: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say what you found on the account, when the program cannot tell.

    Look at the account first: with --not-posted the delivery is sent again, and what
    is public all the same would then be public twice.

    \b
    Examples:
      crossposter resolve 12 --posted https://x.com/office/status/1234567890
      crossposter resolve 12 --not-posted
    """
    if (posted is None) == (not not_posted):
        raise BadInput("say one thing: --posted URL or --not-posted")
    opened_app = opened(ctx)
    who = actor(ctx, opened_app, acting_for)
    if posted is None:
        delivery = opened_app.interventions.not_posted(who, key)
    else:
        delivery = opened_app.interventions.posted(who, key, posted)
    _print(opened_app, delivery, as_json)


def _print(app: "App", delivery: "Delivery", as_json: bool) -> None:
    if as_json:
        print_json(app.overview.show(delivery.announcement_id))
        return
    due = show_moment(delivery.due_at, app.zone)
    ending = f" for {due}" if delivery.status == "scheduled" else ""
    say(f"Delivery {delivery.id} to {delivery.channel} is {delivery.status}{ending}")


def _say(app: "App", as_json: bool, sentence: str) -> None:
    if as_json:
        print_json(app.status.read())
    else:
        say(sentence)
