"""Report as JSON values with stable keys.

Times are ISO 8601 in UTC, durations seconds, shares between 0 and 1, prices US dollars
as text; null is unknown.
"""

from dataclasses import asdict, is_dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from crossposter.reports.model import Period, WeeklyReport


def as_values(report: WeeklyReport) -> dict[str, Any]:
    """JSON values of the complete report."""
    values = {
        name: _plain(value)
        for name, value in vars(report).items()
        if name not in {"period", "language", "titles"}
    }
    for row, source in zip(values["sources"], report.sources, strict=True):
        row["met"] = source.met
    return {
        "week": report.period.name,
        **_period(report.period),
        "month": report.month.isoformat()[:7],
        "price": _plain(report.price),
        **values,
    }


def _period(period: Period) -> dict[str, str]:
    return {
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "since": _iso(period.since),
        "until": _iso(period.until),
    }


def _plain(value: object) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return _single(value)


def _single(value: object) -> object:
    match value:
        case datetime():
            return _iso(value)
        case date():
            return value.isoformat()
        case timedelta():
            return round(value.total_seconds())
        case Decimal():
            return str(value)
        case frozenset():
            return sorted(value)
    return value


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
