"""Verbs of the approval chain: submit, approve, reject, withdraw."""

from typing import Annotated

import typer

from crossposter.app import App
from crossposter.cli.output import console, print_json
from crossposter.cli.reading import draw_announcement
from crossposter.cli.session import (
    AnnouncementNumber,
    AsOption,
    JsonOption,
    actor,
    opened,
)

app = typer.Typer()

Reason = Annotated[str, typer.Option(help="Why; the author reads it.")]


@app.command()
def submit(
    ctx: typer.Context,
    key: AnnouncementNumber,
    acting_for: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Hand a draft to the approvers."""
    opened_app = opened(ctx)
    opened_app.announcements.submit(actor(ctx, opened_app, acting_for), key)
    _print(opened_app, key, as_json, f"submitted. Next: crossposter preview {key}")


@app.command()
def approve(
    ctx: typer.Context,
    key: AnnouncementNumber,
    acting_for: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Freeze the posts and give each its time."""
    opened_app = opened(ctx)
    opened_app.approval.approve(actor(ctx, opened_app, acting_for), key)
    if as_json:
        print_json(opened_app.overview.show(key))
    else:
        draw_announcement(opened_app.overview.show(key), opened_app.zone)


@app.command()
def reject(
    ctx: typer.Context,
    key: AnnouncementNumber,
    reason: Reason,
    acting_for: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Send an announcement back to its author."""
    opened_app = opened(ctx)
    opened_app.announcements.reject(actor(ctx, opened_app, acting_for), key, reason)
    _print(opened_app, key, as_json, "rejected; its author can edit and submit it")


@app.command()
def withdraw(
    ctx: typer.Context,
    key: AnnouncementNumber,
    reason: Annotated[str | None, typer.Option(help="Why; kept in the log.")] = None,
    acting_for: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take an announcement back."""
    opened_app = opened(ctx)
    opened_app.announcements.withdraw(actor(ctx, opened_app, acting_for), key, reason)
    public = [
        each["permalink"] or each["channel"]
        for each in opened_app.overview.show(key)["deliveries"]
        if each["status"] == "published"
    ]
    sentence = "withdrawn"
    if public:
        sentence += f"; these posts are public and stay so: {', '.join(public)}"
    _print(opened_app, key, as_json, sentence)


def _print(app: App, key: int, as_json: bool, sentence: str) -> None:
    if as_json:
        print_json(app.overview.show(key))
    else:
        console().print(f"Announcement {key} {sentence}", markup=False)
