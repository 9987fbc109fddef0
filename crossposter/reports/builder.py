"""Builder: runs the queries and assembles the report, in one session."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from crossposter.database import Session
from crossposter.database.queries import report_failures, reports
from crossposter.posts.office import Office, Source
from crossposter.reports import failures, rows
from crossposter.reports.holidays import DaysOff
from crossposter.reports.model import Period, Summary, TroubleRow, WeeklyReport
from crossposter.reports.periods import shifted
from crossposter.reports.rows import ReportChannel
from crossposter.reports.summary import Week, summed

_DAYS_OF_A_MONTH = timedelta(days=31)


@dataclass(frozen=True, kw_only=True)
class ReportSettings:
    """Settings of the configuration that every report needs."""

    office: Office
    language: str
    outlets: Sequence[ReportChannel]
    senders: Sequence[Source]
    people: Mapping[str, str]  #: names by login
    days_off: DaysOff
    titles: Mapping[str, str] = field(default_factory=dict)  #: of platforms, by name


def reckoned(
    session: Session, here: ReportSettings, period: Period, now: datetime
) -> WeeklyReport:
    """Report of a week, as of *now*."""
    since, until = period.since, period.until
    week = _week(session, here, period)
    names = {each.code: each.name for each in here.senders}
    following = shifted(period, 1)
    began = reports.began(session)
    return WeeklyReport(
        office=here.office,
        period=period,
        language=here.language,
        written_at=now,
        summary=summed(week),
        began=began,
        before=_before(session, here, period, began),
        channels=rows.channel_rows(
            here.outlets,
            week,
            due=reports.due(session, since, until),
            measured=reports.measured(session, since, until),
            prices=_prices(session, here.outlets, period),
        ),
        sources=rows.source_rows(
            here.senders,
            rows.by_source(week.told),
            _month_to_date(session, period),
        ),
        categories=rows.category_rows(week),
        posts=rows.post_rows(
            week,
            senders=names,
            people=here.people,
            gone=reports.gone(session, since, until),
        ),
        troubles=_troubles(session, week, period),
        plan=rows.plan_rows(
            reports.planned(session, following.since, following.until), names
        ),
        holidays=here.days_off.within(following.start, 7),
        titles=here.titles,
    )


def _week(session: Session, here: ReportSettings, period: Period) -> Week:
    since, until = period.since, period.until
    return Week(
        approved=reports.approvals(session, since, until),
        waiting=reports.waiting(session, [each.name for each in here.outlets], until),
        published=reports.published(session, since, until),
        earlier=reports.public_before(session, since, until),
        told=reports.told(session, since, until),
        postponed=reports.postponed(session, since, until),
        setbacks=report_failures.setbacks(session, since, until),
        left_out=report_failures.left_out(session, since, until),
    )


def _before(
    session: Session, here: ReportSettings, period: Period, began: datetime | None
) -> Summary | None:
    """Summary of the week before; None in the first week ever."""
    if began is None or began >= period.since:
        return None
    return summed(_week(session, here, shifted(period, -1)))


def _month_to_date(session: Session, period: Period) -> Mapping[str, int]:
    """Numbers by source: the month of the week's Monday, up to the end of the week."""
    first = period.start.replace(day=1)
    following = (first + _DAYS_OF_A_MONTH).replace(day=1)
    midnight = datetime.min.time()
    return reports.by_source(
        session,
        datetime.combine(first, midnight, period.zone),
        min(datetime.combine(following, midnight, period.zone), period.until),
    )


def _prices(
    session: Session, outlets: Sequence[ReportChannel], period: Period
) -> dict[str, Decimal]:
    return {
        each.name: sum(
            (
                each.price.of(text)
                for text in reports.texts(
                    session, each.name, period.since, period.until
                )
            ),
            Decimal(0),
        )
        for each in outlets
        if each.price is not None
    }


def _troubles(session: Session, week: Week, period: Period) -> tuple[TroubleRow, ...]:
    found = [
        *failures.of_deliveries(week.setbacks),
        *failures.of_outages(week.setbacks),
        *failures.of_channels(
            report_failures.standstills(session, period.until), period
        ),
        *failures.of_removed(
            report_failures.removals(session, period.since, period.until)
        ),
    ]
    return tuple(sorted(found, key=lambda row: (row.at, row.channel or "")))
