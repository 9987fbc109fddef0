"""Command report."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crossposter.cli.context import JsonOption, opened
from crossposter.cli.files import write_files
from crossposter.cli.output import print_json, say
from crossposter.cli.screen_lines import columns

if TYPE_CHECKING:
    from crossposter.app import App
    from crossposter.database.models import MailRecipient
    from crossposter.reports.model import WeeklyReport

app = typer.Typer()

Files = Mapping[Path, bytes]


@app.callback()
def _group() -> None:
    """Callback that makes Typer keep a group with a single command."""


def _file(words: str) -> Any:
    return typer.Option(metavar="FILE", dir_okay=False, readable=False, help=words)


@app.command()
def report(
    ctx: typer.Context,
    week: Annotated[
        str | None,
        typer.Option(
            metavar="WEEK", help="Such as 2026-W47; else the last week that is over."
        ),
    ] = None,
    html: Annotated[Path | None, _file("Write it as a page, for filing.")] = None,
    pdf: Annotated[Path | None, _file("Write it as PDF, for filing.")] = None,
    xlsx: Annotated[Path | None, _file("Write its tables for a spreadsheet.")] = None,
    send: Annotated[
        bool, typer.Option("--send", help="Send it at once to those in report.to.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Show the report of a week, or send it.

    The daemon sends each week's report by itself at the time in report.send; a week is
    sent once. The running week can be shown, too.

    \b
    Examples:
      crossposter report
      crossposter report --week 2026-W47 --pdf laporan.pdf --xlsx laporan.xlsx
    """
    opened_app = opened(ctx, secrets=send)
    told = opened_app.reporting.report(opened_app.reporting.period(week))
    files = {
        path: write(opened_app, told)
        for path, write in ((html, _page), (pdf, _paper), (xlsx, _tables))
        if path is not None
    }
    mails = opened_app.reporting.send(told.period) if send else ()
    write_files(files)
    if as_json:
        print_json(_values(told, files, mails))
    elif files or send:
        _say_done(told, files, mails)
    else:
        room = columns(sys.stdout)
        for line in opened_app.report_form.text(
            told, whole=True, room=room
        ).splitlines():
            say(line)
    _require_sent(told, mails)


def _page(opened_app: "App", told: "WeeklyReport") -> bytes:
    return opened_app.report_form.page(told).encode()


def _paper(opened_app: "App", told: "WeeklyReport") -> bytes:
    from crossposter.reports.output.pdf import pdf

    return pdf(opened_app.report_form.page(told))


def _tables(_app: "App", told: "WeeklyReport") -> bytes:
    from crossposter.reports.output.xlsx import workbook

    return workbook(told)


def _values(
    told: "WeeklyReport", files: Files, mails: "Sequence[MailRecipient]"
) -> dict[str, Any]:
    from crossposter.reports.output.serializer import as_values
    from crossposter.scheduling.times import iso

    return as_values(told) | {
        "files": [str(path) for path in files],
        "mails": [
            {
                "recipient": each.recipient,
                "status": each.status.value,
                "sent_at": iso(each.sent_at),
                "error": each.error,
            }
            for each in mails
        ],
    }


def _say_done(
    told: "WeeklyReport", files: Files, mails: "Sequence[MailRecipient]"
) -> None:
    for path in files:
        say(f"Wrote {path}")
    reached = ", ".join(each.recipient for each in mails if each.sent_at)
    if reached:
        say(f"Sent the report of week {told.period.name} to {reached}")


def _require_sent(told: "WeeklyReport", mails: "Sequence[MailRecipient]") -> None:
    """Raises Unavailable if a recipient does not have it yet."""
    from crossposter.errors import Unavailable

    missing = "; ".join(_missing(mails))
    if missing:
        raise Unavailable(
            f"the report of week {told.period.name} has not reached everybody:"
            f" {missing}"
        )


def _missing(mails: "Sequence[MailRecipient]") -> Iterator[str]:
    from crossposter.database.models import MailStatus

    for each in mails:
        if each.sent_at is None:
            given_up = each.status is MailStatus.FAILED
            then = "mend it, then --send again" if given_up else "it is tried again"
            yield f"{each.recipient} ({each.error or 'no answer'}: {then})"
