"""Holidays and joint leave, and the office's own days off."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from crossposter.reports.model import Holiday

if TYPE_CHECKING:
    from holidays import HolidayBase

_WORKS = "no"  #: the configuration's word for a holiday the office works on
_WEEKEND = (5, 6)
_LONGEST = 31  #: days; no holiday is longer
_LANGUAGES = {"id": "id", "en": "en_US"}


class DaysOff:
    """Calendar of Indonesia with the joint leave (cuti bersama); *own* days win."""

    def __init__(self, own: Mapping[date, str], language: str) -> None:
        self._own = own
        self._language = _LANGUAGES.get(language, "en_US")

    @cached_property
    def _calendar(self) -> "HolidayBase":
        import holidays  # noqa: PLC0415  # most commands never ask, and it takes a while

        return holidays.country_holidays(
            "ID", categories=("public", "government"), language=self._language
        )

    def name(self, day: date) -> str | None:
        """Name of the holiday; None on any other day."""
        own = self._own.get(day)
        if own is not None:
            return None if own == _WORKS else own
        # Two holidays on one day are joined by a semicolon.
        found = self._calendar.get(day)
        return None if found is None else ", ".join(found.split("; "))

    def within(self, first: date, days: int) -> tuple[Holiday, ...]:
        """Holidays in so many days from *first* on."""
        each = (first + timedelta(days=number) for number in range(days))
        return tuple(
            Holiday(day=day, name=name) for day in each if (name := self.name(day))
        )

    def moved(self, day: date) -> date:
        """Day itself, or the next working day if it is a holiday."""
        if self.name(day) is None:
            return day
        following = (day + timedelta(days=number) for number in range(1, _LONGEST))
        return next((it for it in following if self._is_worked(it)), day)

    def _is_worked(self, day: date) -> bool:
        said = self._own.get(day) == _WORKS
        return said or (self.name(day) is None and day.weekday() not in _WEEKEND)
