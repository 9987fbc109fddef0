"""Verbs that show announcements: list, show, preview."""

from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.markup import escape

from crossposter.cli.output import COLOURS, console, print_json, table, when
from crossposter.cli.session import AnnouncementNumber, JsonOption, opened
from crossposter.models import AnnouncementStatus
from crossposter.overview import previews

app = typer.Typer()


@app.command(name="list")
def list_(
    ctx: typer.Context,
    status: Annotated[
        list[AnnouncementStatus] | None,
        typer.Option(help="Only these; repeatable."),
    ] = None,
    source: Annotated[
        str | None, typer.Option(metavar="CODE", help="Only from this source.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List the announcements, newest first."""
    opened_app = opened(ctx)
    code = None if source is None else opened_app.source_code(source)
    values = opened_app.overview.listing(statuses=status or (), source=code)
    if as_json:
        print_json(values)
    elif not values:
        console().print("No announcements. Write one with: crossposter add")
    else:
        headings = ("ID", "STATUS", "SOURCE", "TITLE", "DELIVERIES")
        rows = [
            (
                str(each["id"]),
                each["status"],
                each["source"],
                each["title"],
                _summary(each["deliveries"]),
            )
            for each in values
        ]
        console().print(table(headings, rows))


@app.command()
def show(
    ctx: typer.Context, key: AnnouncementNumber, as_json: JsonOption = False
) -> None:
    """Show one announcement and its deliveries."""
    opened_app = opened(ctx)
    values = opened_app.overview.show(key)
    if as_json:
        print_json(values)
    else:
        draw_announcement(values, opened_app.zone)


@app.command()
def preview(
    ctx: typer.Context, key: AnnouncementNumber, as_json: JsonOption = False
) -> None:
    """Show the exact post of every channel."""
    opened_app = opened(ctx)
    values = previews(opened_app.approval.preview(key))
    if as_json:
        print_json(values)
        return
    screen = console()
    for each in values:
        share = f"{each['length']:,} of {each['limit']:,}"
        screen.rule(f"[bold]{escape(each['channel'])}[/] {share}", align="left")
        if each["text"]:
            screen.print(each["text"], markup=False)
        for picture in each["media"]:
            screen.print(f"[dim]picture: {escape(_picture(picture))}[/]")
        for problem in each["problems"]:
            screen.print(f"[yellow]! {escape(problem)}[/]")
        screen.print()


def draw_announcement(values: dict[str, Any], zone: ZoneInfo) -> None:
    """All of an announcement, for people."""
    screen = console()
    colour = COLOURS.get(values["status"], "bold")
    screen.print(
        f"[bold]{values['id']}  {escape(values['title'])}[/]"
        f"  [{colour}]{values['status']}[/]"
    )
    for name, text in _facts(values, zone):
        screen.print(f"[dim]{name}:[/] {escape(text)}")
    screen.print()
    screen.print(values["body"], markup=False)
    for image in values["images"]:
        screen.print(
            f"[dim]picture:[/] {escape(image['file'])}  {escape(image['alt'])}"
        )
    if values["deliveries"]:
        screen.print()
        screen.print(_deliveries(values["deliveries"], zone))


def _facts(values: dict[str, Any], zone: ZoneInfo) -> list[tuple[str, str]]:
    at = values["at"]
    facts = {
        "source": values["source"],
        "category": values["category"],
        "link": values["link"],
        "channels": ", ".join(values["channels"] or []) or None,
        "asked for": at if at == "now" else when(at, zone),
        "urgent": "yes" if values["urgent"] else None,
        "expires": when(values["expires_at"], zone),
        "author": values["author"],
        "approved": _by(values["approved_by"], when(values["approved_at"], zone)),
        "reason": values["reason"],
    }
    return [(name, text) for name, text in facts.items() if text]


def _by(person: str | None, moment: str | None) -> str | None:
    return None if person is None else f"by {person}, {moment}"


def _deliveries(rows: list[dict[str, Any]], zone: ZoneInfo) -> Any:
    headings = ("DELIVERY", "CHANNEL", "STATUS", "DUE", "PUBLISHED", "LINK OR REASON")
    return table(
        headings,
        [
            (
                str(each["id"]),
                each["channel"],
                each["status"],
                when(each["due_at"], zone),
                when(each["published_at"], zone),
                each["permalink"] or each["error"],
            )
            for each in rows
        ],
    )


def _summary(rows: list[dict[str, Any]]) -> str:
    return ", ".join(f"{each['channel']} {each['status']}" for each in rows)


def _picture(values: dict[str, Any]) -> str:
    size = f"{values['width']}×{values['height']}"
    return f"{values['name']} ({size}, {values['mime']}) {values['alt']}".strip()
