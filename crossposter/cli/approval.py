"""Commands submit, approve, reject, withdraw."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from crossposter.cli.context import (
    AnnouncementNumber,
    AsOption,
    JsonOption,
    actor,
    opened,
)
from crossposter.cli.daemon import daemon_sentence
from crossposter.cli.output import print_json, say, say_cancelled, tell
from crossposter.cli.show import draw_announcement

if TYPE_CHECKING:
    from crossposter.app import App

app = typer.Typer()


Without = Annotated[
    list[str] | None,
    typer.Option(
        metavar="CHANNEL",
        help="Leave this channel out, for example one that can make no post of it;"
        " repeatable.",
    ),
]
To = Annotated[
    list[str] | None,
    typer.Option(metavar="CHANNEL", help="Leave out all but this one; repeatable."),
]


@app.command()
def submit(
    ctx: typer.Context,
    key: AnnouncementNumber,
    to: To = None,
    without: Without = None,
    acting_for: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Hand a draft to the approvers, if a post can be made of it.

    An editor's objections stop it, or are told and logged; crossposter check ID
    shows the same beforehand.
    """
    from crossposter.announcements.omissions import Choice
    from crossposter.cli.findings import say_warnings

    opened_app = opened(ctx)
    choice = Choice(to=to or (), without=without or ())
    found = opened_app.announcements.submit(
        actor(ctx, opened_app, acting_for), key, choice
    )
    following = f"crossposter preview {key}, then crossposter approve {key}"
    _print(opened_app, key, as_json, f"is submitted. Next: {following}")
    if not as_json:
        _say_left_out(opened_app.overview.show(key))
        say_warnings(found)


@app.command()
def approve(
    ctx: typer.Context,
    key: AnnouncementNumber,
    to: To = None,
    without: Without = None,
    seen: Annotated[
        str | None,
        typer.Option(
            metavar="CODE",
            help="Approve the posts of which preview told this code, and no others.",
        ),
    ] = None,
    acting_for: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Freeze the posts and give each its time.

    The posts go out as preview showed them, letter for letter: what is not as it was
    shown to you last is not approved. A change afterwards, with edit, ends the approval.
    """
    from crossposter.announcements.omissions import Choice

    opened_app = opened(ctx)
    choice = Choice(to=to or (), without=without or ())
    person = actor(ctx, opened_app, acting_for)
    opened_app.approval.approve(person, key, choice, code=seen)
    values = opened_app.overview.show(key)
    if as_json:
        print_json(values)
        return
    draw_announcement(values, opened_app.zone)
    status = opened_app.status.read()
    if not status["daemon"]["running"]:
        say((daemon_sentence(status["daemon"], opened_app.zone), "yellow"))
    for lane in status["lanes"]:
        if _keeps_back(lane, values):
            tell((_kept_back(lane), "yellow"))


def _say_left_out(values: dict[str, Any]) -> None:
    for reason in values["left_out"].values():
        tell((f"! left out: {reason}", "yellow"))


def _keeps_back(lane: dict[str, Any], values: dict[str, Any]) -> bool:
    if not values["urgent"] or not lane["paused"] or lane["except_urgent"]:
        return False
    return any(
        each["channel"] == lane["channel"] and each["status"] == "scheduled"
        for each in values["deliveries"]
    )


def _kept_back(lane: dict[str, Any]) -> str:
    name = lane["channel"]
    return (
        f"It is urgent, and {name} is paused ({lane['reason']}). Next: crossposter"
        f" resume {name}, or crossposter pause {name} --except-urgent"
    )


@app.command()
def reject(
    ctx: typer.Context,
    key: AnnouncementNumber,
    reason: Annotated[
        str, typer.Option(metavar="TEXT", help="Why; the author reads it.")
    ],
    acting_for: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Send an announcement back to its author."""
    opened_app = opened(ctx)
    opened_app.announcements.reject(actor(ctx, opened_app, acting_for), key, reason)
    following = f"its author can mend it: crossposter edit {key}"
    _print(opened_app, key, as_json, f"is rejected; {following}")


@app.command()
def withdraw(
    ctx: typer.Context,
    key: AnnouncementNumber,
    reason: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Why; kept in the log.")
    ] = None,
    acting_for: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take an announcement back; posts that are public already stay so."""
    opened_app = opened(ctx)
    cancelled = opened_app.announcements.withdraw(
        actor(ctx, opened_app, acting_for), key, reason
    )
    public = [
        each["permalink"] or each["channel"]
        for each in opened_app.overview.show(key)["deliveries"]
        if each["status"] == "published"
    ]
    sentence = "is withdrawn"
    if public:
        sentence += f"; these posts are public and stay so: {', '.join(public)}"
    _print(opened_app, key, as_json, sentence)
    if not as_json:
        say_cancelled(cancelled, opened_app.zone)


def _print(app: "App", key: int, as_json: bool, sentence: str) -> None:
    if as_json:
        print_json(app.overview.show(key))
    else:
        say(f"Announcement {key} {sentence}")
