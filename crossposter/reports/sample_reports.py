"""Sample reports for template checks."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from crossposter.posts.office import Office
from crossposter.reports.model import (
    CategoryRow,
    ChannelRow,
    Holiday,
    Period,
    PlannedRow,
    PostRow,
    Reach,
    SourceRow,
    Summary,
    TroubleRow,
    WeeklyReport,
)

_MOMENT = datetime(2026, 11, 23, tzinfo=UTC)
_PERIOD = Period(start=date(2026, 11, 16), zone=ZoneInfo("Asia/Makassar"))
_TITLE = "Pasar murah di halaman kantor kecamatan"
_SUMMARY = Summary(
    approved=1,
    published=1,
    failed=1,
    held=0,
    expired=0,
    waiting=1,
    on_time=1.0,
    median_wait=timedelta(hours=1),
    urgent=1,
    urgent_wait=None,
)


def samples() -> Iterator[WeeklyReport]:
    """Reports: a first week without any data, and one with something of everything."""
    for language in ("id", "en"):
        yield _empty(language)
        yield _full(language)


def _empty(language: str) -> WeeklyReport:
    return WeeklyReport(
        office=Office(name="Diskominfo"),
        period=_PERIOD,
        language=language,
        written_at=_MOMENT,
        summary=_SUMMARY,
        before=None,
        channels=(),
        sources=(),
        categories=(),
        posts=(),
        troubles=(),
        plan=(),
    )


def _full(language: str) -> WeeklyReport:
    return WeeklyReport(
        office=Office(name="Pemkab", unit="Dinas", address="Jl.", website="go.id"),
        period=_PERIOD,
        language=language,
        written_at=_MOMENT,
        summary=_SUMMARY,
        before=_SUMMARY,
        channels=(_channel("utama", None), _channel("kedua", Decimal("0.015"))),
        sources=tuple(_source(week) for week in (0, 1)),
        categories=(CategoryRow(category="layanan", announcements=1, posts=2),),
        posts=(_post(),),
        troubles=(_trouble(solved=True), _trouble(solved=False), _outage()),
        plan=(
            PlannedRow(
                at=_MOMENT, title=_TITLE, source="Dinas", channels=("kedua", "lama")
            ),
        ),
        holidays=(Holiday(day=date(2026, 11, 25), name="Hari libur"),),
        began=_PERIOD.since,
    )


def _channel(name: str, price: Decimal | None) -> ChannelRow:
    return ChannelRow(
        channel=name,
        platform=name,
        scheduled=1,
        published=1,
        failed=0,
        on_time=None,
        reach=Reach(likes=1),
        price=price,
    )


def _source(week: int) -> SourceRow:
    name = "Dinas Perdagangan"
    return SourceRow(
        code="DISDAG", name=name, kind="dinas", week=week, month=week, quota=4
    )


def _post() -> PostRow:
    return PostRow(
        at=_MOMENT,
        announcement=1,
        title=_TITLE,
        source="Dinas Perdagangan",
        category="layanan",
        links={"utama": "https://example.go.id/1", "kedua": None},
        officer="petugas",
        approver=None,
        urgent=True,
        gone=frozenset({"utama"}),
    )


def _outage() -> TroubleRow:
    return TroubleRow(
        at=_MOMENT,
        channel=None,
        title=None,
        kind="outage",
        detail=None,
        attempts=0,
        solved=True,
        lasted=timedelta(hours=2),
        missed=3,
    )


def _trouble(*, solved: bool) -> TroubleRow:
    return TroubleRow(
        at=_MOMENT,
        channel="utama",
        title=_TITLE if solved else None,
        kind="token",
        detail=None if solved else "190",
        attempts=1,
        solved=solved,
    )
