"""Locale format: numbers, dates and durations for the report's readers."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent

from crossposter.reports.model import Period
from crossposter.text.messages import phrase, phrase_in
from crossposter.text.translator import translator

UNKNOWN = "–"
_UNITS = (phrase_in("unit", "d"), phrase_in("unit", "h"), phrase_in("unit", "min"))


class LocaleFormat:
    """Format of one language and one zone; None is "–" everywhere, and never 0."""

    def __init__(self, language: str, zone: ZoneInfo) -> None:
        self.language = "id" if language == "id" else "en"
        self._zone = zone
        self._translate = translator(language)

    def number(self, value: int | None) -> str:
        """Number: 1.234"""
        if value is None:
            return UNKNOWN
        return str(format_decimal(value, locale=self.language))

    def share(self, value: float | None) -> str:
        """Share: 93,4%"""
        if value is None:
            return UNKNOWN
        return str(format_percent(value, "#,##0.#%", locale=self.language))

    def points(self, value: float) -> str:
        """Percentage points: 4,5, the difference of two shares."""
        size = abs(value) * 100
        return str(format_decimal(size, "#,##0.#", locale=self.language))

    def money(self, value: Decimal | None) -> str:
        """Price: US$1,50; thousandths stay, because posts cost some."""
        if value is None:
            return UNKNOWN
        return str(
            format_currency(
                value,
                "USD",
                "US¤#,##0.00#" if self.language == "en" else "¤#,##0.00#",
                locale=self.language,
                currency_digits=False,
            )
        )

    def duration(self, value: timedelta | None) -> str:
        """Duration: 2 jam 5 menit; the two largest units."""
        if value is None:
            return UNKNOWN
        minutes = round(value.total_seconds() / 60)
        counts = (minutes // 1440, minutes % 1440 // 60, minutes % 60)
        units = [self._translate(unit) for unit in _UNITS]
        named = zip(counts, units, strict=True)
        parts = [f"{self.number(count)} {unit}" for count, unit in named if count]
        return " ".join(parts[:2]) or f"0 {units[-1]}"

    def local(self, moment: datetime) -> datetime:
        """Time on the office's clock."""
        return moment.astimezone(self._zone)

    def moment(self, value: datetime) -> str:
        """Time: Senin, 23 November 2026 pukul 08.00 WITA"""
        day, hour = self.day(self.local(value)), self.hour(value)
        return self._translate(phrase("{day}, {hour}", day=day, hour=hour))

    def short_moment(self, value: datetime) -> str:
        """Short time: Sen, 23 Nov 08.00"""
        return f"{self.short_day(value)} {self.clock(value)}"

    def short_day(self, value: datetime) -> str:
        """Short day: Sen, 23 Nov"""
        local = self.local(value)
        return str(format_date(local, "EEE, d MMM", locale=self.language))

    def day(self, value: date) -> str:
        """Day: Senin, 23 November 2026"""
        return str(format_date(value, "EEEE, d MMMM y", locale=self.language))

    def long_date(self, value: date) -> str:
        """Date: 23 November 2026"""
        return str(format_date(value, "d MMMM y", locale=self.language))

    def month(self, value: date) -> str:
        """Month: November"""
        return str(format_date(value, "LLLL", locale=self.language))

    def short_date(self, value: date) -> str:
        """Short date: 1 Nov, unbreakable at the end of a line."""
        return str(format_date(value, "d\u00a0MMM", locale=self.language))

    def hour(self, value: datetime) -> str:
        """Hour with zone: 08.00 WITA"""
        return f"{self.clock(value)} {self.zone_name(value)}"

    def clock(self, value: datetime) -> str:
        """Hour: 08.00"""
        local = self.local(value)
        return f"{local:%H.%M}" if self.language == "id" else f"{local:%H:%M}"

    def zone_name(self, value: datetime) -> str:
        """Zone name: WITA"""
        return str(self.local(value).tzname())

    def period(self, period: Period, until: str) -> str:
        """Period: 16 s.d. 22 November 2026"""
        start, end = period.start, period.end
        if start.year != end.year:
            begin = "d MMMM y"
        else:
            begin = "d" if start.month == end.month else "d MMMM"
        first = format_date(start, begin, locale=self.language)
        last = format_date(end, "d MMMM y", locale=self.language)
        return f"{first} {until} {last}"
