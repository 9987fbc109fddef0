"""Detail tables: posts, failures, plan."""

from collections.abc import Callable, Mapping

from crossposter.reports.model import PostRow, TroubleRow, WeeklyReport
from crossposter.reports.output.advice import advice
from crossposter.reports.output.locale_format import LocaleFormat
from crossposter.reports.output.tables import Cell, Link, Table

_Words = Mapping[str, str]
_Names = Callable[[str | None], str]


def post_table(report: WeeklyReport, said: _Words, names: _Names) -> Table:
    """Table of posts: a row per announcement, a column for each channel's link."""
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
    """Channels with figures, and others that have a post."""
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
    """Table of failures (kendala), with their meaning and the next step."""
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
    notation = LocaleFormat(report.language, report.period.zone)
    return Table(
        key="troubles",
        title=said["troubles"],
        heads=tuple(said[head] for head in heads),
        rows=tuple(_trouble(row, notation, said, names) for row in report.troubles),
    )


def headline(row: TroubleRow, said: _Words) -> str:
    """Subject of a failure: a post, a channel, or the program itself."""
    return row.title or said["whole_channel" if row.channel else "outage"]


def _trouble(
    row: TroubleRow, notation: LocaleFormat, said: _Words, names: _Names
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
    """Table of the plan: a row per announcement that is to go out."""
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
    """Table of days off."""
    return Table(
        key="holidays",
        title=said["holidays"],
        heads=(said["day"], said["holiday"]),
        rows=tuple((holiday.day, holiday.name) for holiday in report.holidays),
    )
