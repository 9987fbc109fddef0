"""Pure: query results -> rows."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from crossposter.channels.pricing import Price
from crossposter.database.queries.reports import (
    AnnouncementRow,
    Measured,
    Planned,
    Published,
)
from crossposter.posts.office import Source, unknown
from crossposter.reports.model import (
    CategoryRow,
    ChannelRow,
    PlannedRow,
    PostRow,
    Reach,
    SourceRow,
)
from crossposter.reports.summary import Week, failures, on_time


@dataclass(frozen=True, kw_only=True)
class ReportChannel:
    """Channel of the configuration."""

    name: str
    platform: str
    price: Price | None = None  #: None where a platform charges nothing


def channel_rows(
    outlets: Sequence[ReportChannel],
    week: Week,
    *,
    due: Mapping[str, int],
    measured: Sequence[Measured],
    prices: Mapping[str, Decimal],
) -> tuple[ChannelRow, ...]:
    """Rows of the configured channels, and of others that published or should have."""
    of: dict[str, list[Published]] = {}
    for each in week.published:
        of.setdefault(each.channel, []).append(each)
    platforms = {name: rows[0].platform for name, rows in of.items()}
    platforms |= {each.name: each.platform for each in outlets}
    met = [*of, *due, *week.left_out]
    names = dict.fromkeys([*(each.name for each in outlets), *met])
    reach = {each.channel: _reach(each) for each in measured}
    return tuple(
        ChannelRow(
            channel=name,
            platform=platforms.get(name, name),
            scheduled=due.get(name, 0),
            published=len(of.get(name, ())),
            failed=failures(week.setbacks, name),
            on_time=on_time(of.get(name, ()), week.postponed),
            reach=reach.get(name, Reach()),
            price=prices.get(name),
            left_out=week.left_out.get(name, 0),
        )
        for name in names
    )


def _reach(each: Measured) -> Reach:
    return Reach(
        likes=each.likes,
        comments=each.comments,
        shares=each.shares,
        views=each.views,
        reach=each.reach,
    )


def source_rows(
    senders: Sequence[Source], week: Mapping[str, int], month: Mapping[str, int]
) -> tuple[SourceRow, ...]:
    """Rows of the active sources, and of others that sent something."""
    known = {each.code for each in senders}
    strays = map(unknown, sorted({*week, *month} - known))
    return tuple(
        SourceRow(
            code=each.code,
            name=each.name,
            kind=each.kind,
            week=week.get(each.code, 0),
            month=month.get(each.code, 0),
            quota=each.quota,
        )
        for each in [*senders, *strays]
        if each.active or week.get(each.code) or month.get(each.code)
    )


def by_source(told: Mapping[int, AnnouncementRow]) -> Mapping[str, int]:
    """Number of announcements with a post, by source."""
    return Counter(each.source for each in told.values())


def category_rows(week: Week) -> tuple[CategoryRow, ...]:
    """Rows of categories, the largest first."""
    announcements = Counter(each.category for each in week.told.values())
    posts = Counter(week.told[each.announcement].category for each in week.published)
    largest = sorted(announcements, key=lambda name: (-announcements[name], name))
    return tuple(
        CategoryRow(category=name, announcements=announcements[name], posts=posts[name])
        for name in largest
    )


def post_rows(
    week: Week,
    *,
    senders: Mapping[str, str],
    people: Mapping[str, str],
    gone: frozenset[int],
) -> tuple[PostRow, ...]:
    """Rows by time of the first post; *senders* and *people* are names by code."""
    of: dict[int, list[Published]] = {}
    for each in week.published:
        of.setdefault(each.announcement, []).append(each)
    return tuple(
        _post_row(week.told[key], posts, senders, people, gone)
        for key, posts in of.items()
    )


def _post_row(
    told: AnnouncementRow,
    posts: Sequence[Published],
    senders: Mapping[str, str],
    people: Mapping[str, str],
    gone: frozenset[int],
) -> PostRow:
    approver = told.approved_by
    return PostRow(
        at=posts[0].at,
        announcement=told.key,
        title=posts[0].title or told.title,
        source=senders.get(told.source, told.source),
        category=told.category,
        links={each.channel: each.permalink for each in posts},
        officer=people.get(told.author, told.author),
        approver=people.get(approver, approver) if approver else None,
        urgent=told.urgent,
        gone=frozenset(each.channel for each in posts if each.delivery in gone),
    )


def plan_rows(
    planned: Sequence[Planned], senders: Mapping[str, str]
) -> tuple[PlannedRow, ...]:
    """Rows of planned announcements, each once, at its first time."""
    of: dict[int, list[Planned]] = {}
    for each in planned:
        of.setdefault(each.announcement, []).append(each)
    return tuple(
        PlannedRow(
            at=rows[0].at,
            title=rows[0].title,
            source=senders.get(rows[0].source, rows[0].source),
            channels=tuple(dict.fromkeys(each.channel for each in rows)),
        )
        for rows in of.values()
    )
