"""The tables of the report that list things one by one: posts, trouble, plans."""

from collections.abc import Callable, Mapping

from crossposter.reports.model import PostRow, TroubleRow, WeeklyReport
from crossposter.reports.output.advice import advice
from crossposter.reports.output.locale_format import Notation
from crossposter.reports.output.tables import Cell, Link, Table

_Words = Mapping[str, str]
_Names = Callable[[str | None], str]


def post_table(report: WeeklyReport, said: _Words, names: _Names) -> Table:
    """One row for each announcement, one column for each channel's link."""
    channels = _channels(report)
    before = ("number", "moment", "headline", "source", "category")
    after = ("officer", "approver", "is_urgent")
    return Table(
        key="posts",
        title=said["posts"],
        heads=(
            *(said[head] for head in before),
            *(names(channel) for channel in channels),
            *(said[head] for head in after),
        ),
        rows=tuple(_post(row, channels, said) for row in report.posts),
    )


def _channels(report: WeeklyReport) -> tuple[str, ...]:
    """Those with figures, and those that have a post all the same."""
    listed = [row.channel for row in report.channels]
    met = [channel for row in report.posts for channel in row.links]
    return tuple(dict.fromkeys((*listed, *met)))


def _post(row: PostRow, channels: tuple[str, ...], said: _Words) -> tuple[Cell, ...]:
    return (
        row.announcement,
        row.at,
        row.title,
        row.source,
        row.category,
        *(_link(row, channel, said) for channel in channels),
        row.officer,
        row.approver,
        said["yes" if row.urgent else "no"],
    )


def _link(row: PostRow, channel: str, said: _Words) -> Cell:
    if channel not in row.links:
        return None
    address = row.links[channel]
    note = f"({said['gone']})" if channel in row.gone else ""
    return Link(address=address, note=note) if address else said["no_link"]


def trouble_table(report: WeeklyReport, said: _Words, names: _Names) -> Table:
    """One row for each kendala, with what it means and what to do."""
    heads = (
        "moment",
        "channel",
        "headline",
        "cause",
        "step",
        "attempts",
        "status",
        "detail",
    )
    notation = Notation(report.language, report.period.zone)
    return Table(
        key="troubles",
        title=said["troubles"],
        heads=tuple(said[head] for head in heads),
        rows=tuple(_trouble(row, notation, said, names) for row in report.troubles),
    )


def headline(row: TroubleRow, said: _Words) -> str:
    """What a trouble is about: a post, a channel, or the program itself."""
    return row.title or said["whole_channel" if row.channel else "outage"]


def _trouble(
    row: TroubleRow, notation: Notation, said: _Words, names: _Names
) -> tuple[Cell, ...]:
    told = advice(row, notation)
    return (
        row.at,
        names(row.channel),
        headline(row, said),
        told.cause,
        None if row.solved else told.step,
        row.attempts,
        said["solved" if row.solved else "open"],
        row.detail,
    )


def plan_table(report: WeeklyReport, said: _Words, names: _Names) -> Table:
    """One row for each announcement that is to go out."""
    heads = ("moment", "headline", "source", "channels")
    return Table(
        key="plan",
        title=said["plan"],
        heads=tuple(said[head] for head in heads),
        rows=tuple(
            (row.at, row.title, row.source, ", ".join(map(names, row.channels)))
            for row in report.plan
        ),
    )


def holiday_table(report: WeeklyReport, said: _Words) -> Table:
    """One row for each day off."""
    return Table(
        key="holidays",
        title=said["holidays"],
        heads=(said["day"], said["holiday"]),
        rows=tuple((holiday.day, holiday.name) for holiday in report.holidays),
    )
