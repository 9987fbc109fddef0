"""`WeeklyReport` and its rows: plain values, without form, language or database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from crossposter.posts.office import Office


@dataclass(frozen=True, kw_only=True)
class Period:
    """Week from Monday to Sunday, by the days of *zone*."""

    start: date
    zone: ZoneInfo

    @property
    def end(self) -> date:
        """Sunday, the last day."""
        return self.start + timedelta(days=6)

    @property
    def name(self) -> str:
        """Name of the week as in ISO 8601, ``2026-W47``."""
        year, week, _ = self.start.isocalendar()
        return f"{year}-W{week:02d}"

    @property
    def since(self) -> datetime:
        """Midnight before Monday."""
        return datetime.combine(self.start, datetime.min.time(), self.zone)

    @property
    def until(self) -> datetime:
        """Midnight after Sunday."""
        following = self.start + timedelta(days=7)
        return datetime.combine(following, datetime.min.time(), self.zone)


@dataclass(frozen=True, kw_only=True)
class Summary:
    """Summary of the week in numbers; None is unknown, and never the same as 0.

    Announcements count as *approved*, deliveries everywhere else.
    """

    approved: int
    published: int
    failed: int
    held: int  #: waits for a person, or its answer was lost
    expired: int
    waiting: int  #: still to come at the end of the week
    on_time: float | None  #: share of the published, 0 to 1
    median_wait: timedelta | None  #: from approval to the first post
    urgent: int  #: published serta-merta announcements
    urgent_wait: timedelta | None  #: median, from approval to the first post


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Engagement of all posts of a channel; None if unknown."""

    likes: int | None = None
    comments: int | None = None
    shares: int | None = None
    views: int | None = None
    reach: int | None = None


@dataclass(frozen=True, kw_only=True)
class ChannelRow:
    """Row of a channel."""

    channel: str
    platform: str
    scheduled: int  #: due within the week
    published: int
    failed: int
    on_time: float | None
    reach: Reach
    price: Decimal | None  #: US dollars; None where a platform charges none
    left_out: int = 0  #: announcements it made no post of, as accepted at approval


@dataclass(frozen=True, kw_only=True)
class SourceRow:
    """Row of an SKPD or kecamatan, also of one that sent nothing."""

    code: str
    name: str
    kind: str
    week: int  #: announcements with a post in the week
    month: int  #: the same in the report's month, up to the end of the week
    quota: int  #: per month; 0: none

    @property
    def met(self) -> bool | None:
        """True if the month's quota is reached already; None without one."""
        return self.month >= self.quota if self.quota else None


@dataclass(frozen=True, kw_only=True)
class CategoryRow:
    """Row of a category."""

    category: str
    announcements: int  #: with a post in the week
    posts: int


@dataclass(frozen=True, kw_only=True)
class PostRow:
    """Row of an announcement with its posts of the week."""

    at: datetime  #: of the first post
    announcement: int
    title: str
    source: str  #: name
    category: str
    links: Mapping[str, str | None]  #: by channel; None: public, its link unknown
    officer: str
    approver: str | None
    urgent: bool = False
    gone: frozenset[str] = frozenset()  #: channels where the post was removed since


@dataclass(frozen=True, kw_only=True)
class TroubleRow:
    """Row of a delivery that did not go out as it should, or of a paused channel.

    An outage of the daemon concerns every channel.
    """

    at: datetime
    channel: str | None  #: None: all of them
    title: str | None  #: None: it is about the channel
    kind: str  #: a word for the cause; there is a plain sentence for each
    detail: str | None  #: in the program's or the platform's own words
    attempts: int
    solved: bool
    delivery: int | None = None  #: None: it is about the channel
    lasted: timedelta | None = None  #: of an outage of ours
    missed: int = 0  #: posts that an outage of ours made late


@dataclass(frozen=True, kw_only=True)
class PlannedRow:
    """Row of an announcement that is to go out next week."""

    at: datetime
    title: str
    source: str
    channels: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Holiday:
    """Day off within the next week."""

    day: date
    name: str


@dataclass(frozen=True, kw_only=True)
class WeeklyReport:
    """Weekly report: its complete contents."""

    office: Office
    period: Period
    language: str  #: id or en
    written_at: datetime
    summary: Summary
    before: Summary | None  #: the week before; None in the first week ever
    channels: tuple[ChannelRow, ...]
    sources: tuple[SourceRow, ...]
    categories: tuple[CategoryRow, ...]
    posts: tuple[PostRow, ...]
    troubles: tuple[TroubleRow, ...]
    plan: tuple[PlannedRow, ...]
    holidays: tuple[Holiday, ...] = field(default=())
    began: datetime | None = None  #: the first announcement ever; None: there is none
    titles: Mapping[str, str] = field(default_factory=dict)  #: of platforms, by name

    @property
    def has_begun(self) -> bool:
        """True if the office had begun by the end of the week."""
        return self.began is not None and self.began < self.period.until

    @property
    def month(self) -> date:
        """First day of the month whose quotas count: the month of the week's Monday.

        So the last week that begins in a month shows how the month ended.
        """
        return self.period.start.replace(day=1)

    @property
    def price(self) -> Decimal | None:
        """Total in US dollars for all channels; None if no platform charges any."""
        prices = [row.price for row in self.channels if row.price is not None]
        return sum(prices, Decimal(0)) if prices else None
