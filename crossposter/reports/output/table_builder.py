"""Table builder: every table of the report, the same for e-mail and workbook."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from crossposter.reports.model import ChannelRow, Reach, SourceRow, WeeklyReport
from crossposter.reports.output.comparison import comparison
from crossposter.reports.output.detail_tables import (
    holiday_table,
    plan_table,
    post_table,
    trouble_table,
)
from crossposter.reports.output.locale_format import UNKNOWN, LocaleFormat
from crossposter.reports.output.tables import Cell, Share, Table
from crossposter.reports.output.translations import channel_name, kind_of_source, words

_Words = Mapping[str, str]


def tables(report: WeeklyReport) -> Mapping[str, Table]:
    """Tables by their keys, in the order of the report."""
    said = words_of(report)
    names = channel_names(report)
    made = (
        _summary(report, said),
        _platforms(report, said, names),
        _reactions(report, said, names),
        _sources(report, said),
        _silent(report, said),
        _categories(report, said),
        trouble_table(report, said, names),
        plan_table(report, said, names),
        holiday_table(report, said),
        post_table(report, said, names),
    )
    return {table.key: table for table in made}


def words_of(report: WeeklyReport) -> Mapping[str, str]:
    """Words of its language, with the month whose quotas count filled in."""
    notation = LocaleFormat(report.language, report.period.zone)
    said = words(report.language)
    since = said["month"].format(day=notation.short_date(report.month))
    return {**said, "month": since, "month_name": notation.month(report.month)}


def channel_names(report: WeeklyReport) -> Callable[[str | None], str]:
    """Channel names; one that is not configured any more keeps its name."""
    platforms = {row.channel: row.platform for row in report.channels}
    every = words(report.language)["all_channels"]
    return lambda channel: (
        every
        if channel is None
        else channel_name(channel, platforms.get(channel, channel), report.titles)
    )


def silent(report: WeeklyReport) -> tuple[SourceRow, ...]:
    """Sources with a quota but nothing sent this week; none before the office began."""
    if not report.has_begun:
        return ()
    return tuple(row for row in report.sources if row.quota and not row.week)


def _share(value: float | None) -> Share | None:
    return None if value is None else Share(value=value)


def _shared(value: float | timedelta | None) -> Cell:
    return Share(value=value) if isinstance(value, float) else value


def _summary(report: WeeklyReport, said: _Words) -> Table:
    lines = comparison(report, said, LocaleFormat(report.language, report.period.zone))
    rows: list[tuple[Cell, ...]] = [
        (line.label, _shared(line.value), _shared(line.earlier), line.change)
        for line in lines
    ]
    return Table(
        key="summary",
        title=said["summary"],
        heads=(
            said["figure"],
            said["this_week"],
            said["week_before"],
            said["change"],
        ),
        rows=(*rows, (said["price"], report.price, None, UNKNOWN)),
    )


def _platforms(
    report: WeeklyReport, said: _Words, names: Callable[[str | None], str]
) -> Table:
    """Table of platforms; weeks with omissions have a column for them."""
    heads = ("channel", "scheduled", "posted", "failed", "on_time", "cost", "left_out")
    rows = report.channels
    left_out = sum(row.left_out for row in rows)
    columns = len(heads) if left_out else len(heads) - 1
    total = (
        said["total"],
        sum(row.scheduled for row in rows),
        sum(row.published for row in rows),
        sum(row.failed for row in rows),
        _share(report.summary.on_time),
        report.price,
        left_out,
    )
    return Table(
        key="platforms",
        title=said["platforms"],
        heads=tuple(said[head] for head in heads[:columns]),
        rows=tuple(_platform(row, names)[:columns] for row in rows),
        total=total[:columns] if rows else None,
    )


def _platform(row: ChannelRow, names: Callable[[str | None], str]) -> tuple[Cell, ...]:
    on_time = _share(row.on_time)
    name = names(row.channel)
    counts = (row.scheduled, row.published, row.failed)
    return (name, *counts, on_time, row.price, row.left_out)


def _reactions(
    report: WeeklyReport, said: _Words, names: Callable[[str | None], str]
) -> Table:
    heads = ("channel", "likes", "comments", "shares", "views", "reach")
    return Table(
        key="reactions",
        title=said["reactions"],
        heads=tuple(said[head] for head in heads),
        rows=tuple(
            (names(row.channel), *_reaction(row.reach)) for row in report.channels
        ),
    )


def _reaction(reach: Reach) -> tuple[Cell, ...]:
    return (reach.likes, reach.comments, reach.shares, reach.views, reach.reach)


def _sources(report: WeeklyReport, said: _Words) -> Table:
    heads = ("source", "week", "month", "quota", "status")
    return Table(
        key="sources",
        title=said["sources"],
        heads=tuple(said[head] for head in heads),
        rows=tuple(
            (row.name, row.week, row.month, row.quota or None, _status(row, said))
            for row in report.sources
        ),
    )


def _status(row: SourceRow, said: _Words) -> str | None:
    return None if row.met is None else said["met" if row.met else "not_met"]


def _silent(report: WeeklyReport, said: _Words) -> Table:
    heads = ("kind", "code", "source", "month", "quota")
    return Table(
        key="silent",
        title=said["silent"],
        heads=tuple(said[head] for head in heads),
        rows=tuple(
            (
                kind_of_source(row.kind, report.language),
                row.code,
                row.name,
                row.month,
                row.quota or None,
            )
            for row in silent(report)
        ),
    )


def _categories(report: WeeklyReport, said: _Words) -> Table:
    heads = ("category", "announcements", "post_count")
    return Table(
        key="categories",
        title=said["categories"],
        heads=tuple(said[head] for head in heads),
        rows=tuple(
            (row.category, row.announcements, row.posts) for row in report.categories
        ),
    )
