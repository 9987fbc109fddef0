"""Waits that answers ask for, and the difference between the clocks."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST = timedelta(days=1)  #: no answer parks a channel for longer


def bounded(wait: timedelta) -> timedelta:
    """Wait between a second and a day, whatever an answer says."""
    return min(max(wait, timedelta(seconds=1)), LONGEST)


def bounded_seconds(seconds: float) -> timedelta:
    """Wait from a number of seconds, bounded likewise, however large it is."""
    return bounded(timedelta(seconds=min(seconds, LONGEST.total_seconds())))


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """Wait in ``Retry-After``: seconds, or a date; None where there is none.

    https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
    """
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return bounded_seconds(int(text[:9]))
    moment = _date(text)
    return bounded(moment - (_date(headers.get("date", "")) or now)) if moment else None


def clock_ahead(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """Time by which the platform's clock is ahead, by its ``Date``; None: unknown.

    https://www.rfc-editor.org/rfc/rfc9110#field.date
    """
    there = _date(headers.get("date", ""))
    return there - now if there else None


def _date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
