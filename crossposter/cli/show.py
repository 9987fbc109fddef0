"""Commands list and show."""

from collections import Counter
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from crossposter.cli.context import AnnouncementNumber, JsonOption, opened
from crossposter.cli.history import public_title, say_history, say_published
from crossposter.cli.output import (
    day,
    excerpt,
    print_json,
    quote,
    say,
    show_table,
    status_word,
    tell,
    when,
)

app = typer.Typer()


@app.command(name="list")
def list_(
    ctx: typer.Context,
    status: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WORD",
            help="Only draft, submitted, approved, rejected or withdrawn ones; may be"
            " repeated.",
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="Only from this SKPD or kecamatan."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List the announcements, newest first."""
    from crossposter.announcements.draft import statuses

    wanted = statuses(status or [])
    opened_app = opened(ctx)
    code = None if source is None else opened_app.config.source(source).code
    values = opened_app.overview.listing(statuses=wanted, source=code)
    if as_json:
        print_json(values)
    elif values:
        _draw_list(values, opened_app.zone)
    elif status or source:
        say("No such announcements. All of them: crossposter list")
    else:
        say("No announcements yet. How to write one: crossposter add --help")


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
        draw_announcement(values, opened_app.zone, whole=True)


def draw_announcement(
    values: dict[str, Any], zone: ZoneInfo, *, whole: bool = False
) -> None:
    """Print an announcement; unless *whole*, long texts are cut."""
    show = quote if whole else excerpt
    heading = f"{values['id']}  {values['title']}"
    tell((heading, "bold"), "  ", status_word(values["status"]))
    for name, text in _facts(values, zone):
        tell((f"{name}: ", "dim"), text)
    say()
    show(values["body"])
    for channel, text in values["texts"].items():
        say()
        say((f"text for {channel}:", "dim"))
        show(text)
    for image in values["images"]:
        tell(("media: ", "dim"), f"{image['file']}  {image['alt']}".strip())
    if values["deliveries"]:
        say()
        _draw_deliveries(values["deliveries"], zone)
    say_published(values)
    say_history(values, zone)


def _draw_list(rows: list[dict[str, Any]], zone: ZoneInfo) -> None:
    show_table(
        ("ID", "STATUS", "TITLE", "SOURCE", "AUTHOR", "DATE", "DELIVERIES", "NEXT"),
        [
            (
                str(each["id"]),
                each["status"],
                _title(each),
                each["source"],
                each["author"],
                day(each["created_at"], zone),
                _count(each["deliveries"]),
                when(_next(each["deliveries"]), zone),
            )
            for each in rows
        ],
        flexible="TITLE",
        lead=3,
    )


def _next(rows: list[dict[str, Any]]) -> str | None:
    """Time of the first delivery that is still to come."""
    from crossposter.database.models.delivery_states import TO_COME

    coming = [each["due_at"] for each in rows if each["status"] in TO_COME]
    return min(coming, default=None)


def _title(each: dict[str, Any]) -> str:
    public = public_title(each)
    return f"{public} (now: {each['title']})" if public else each["title"]


def _count(rows: list[dict[str, Any]]) -> str:
    counted = Counter(each["status"] for each in rows)
    return ", ".join(f"{number} {status}" for status, number in counted.items())


def _facts(values: dict[str, Any], zone: ZoneInfo) -> list[tuple[str, str]]:
    at = values["at"]
    facts = {
        "source": values["source"],
        "category": values["category"],
        "link": values["link"],
        "channels": ", ".join(values["channels"] or []) or None,
        "left out": "; ".join(values["left_out"].values()) or None,
        "asked for": at if at == "now" else when(at, zone),
        "urgent": "yes" if values["urgent"] else None,
        "expires": when(values["expires_at"], zone),
        "valid until": when(values["valid_until"], zone),
        "class": values["classification"],
        "area": values["area"],
        "contact": values["contact"],
        "author": values["author"],
        "submitted": values["submitted_by"] and f"by {values['submitted_by']}",
        "approved": _by(values["approved_by"], when(values["approved_at"], zone)),
        "reason": values["reason"],
    }
    return [(name, text) for name, text in facts.items() if text]


def _by(person: str | None, moment: str | None) -> str | None:
    return None if person is None else f"by {person}, {moment}"


def _draw_deliveries(rows: list[dict[str, Any]], zone: ZoneInfo) -> None:
    """Print a table that fits 80 columns; longer values follow below it."""
    show_table(
        ("DELIVERY", "CHANNEL", "STATUS", "DUE", "PUBLISHED"),
        [
            (
                str(each["id"]),
                each["channel"],
                each["status"],
                when(each["due_at"], zone),
                when(each["published_at"], zone),
            )
            for each in rows
        ],
        lead=0,
    )
    for each in rows:
        told = each["permalink"] or each["error"]
        if told:
            tell((f"{each['channel']}: ", "dim"), told)
        if each["next_at"] and each["next_at"] > each["due_at"]:
            again = when(each["next_at"], zone) or ""
            say((f"{each['channel']}: ", "dim"), f"next try {again}")
        if len(each["parts"]) > 1:
            _draw_parts(each)


def _draw_parts(delivery: dict[str, Any]) -> None:
    """Print how much of a thread is public."""
    public = [part for part in delivery["parts"] if part["published_at"]]
    number, total = len(public), len(delivery["parts"])
    verb = "is" if number == 1 else "are"
    sentence = f"a thread: {number} of its {total} parts {verb} public"
    say((f"{delivery['channel']}: ", "dim"), sentence)
    if number < total:
        for part in public:
            say(("  ", "dim"), part["permalink"] or "")
