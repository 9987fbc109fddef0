"""Parser for dates as Indonesian texts write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_DAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
_OTHER_DAYS = {"jumaat": "jumat", "ahad": "minggu"}
_MONTHS = (
    "jan",
    "feb",
    "mar",
    "apr",
    "mei",
    "jun",
    "jul",
    "ag",
    "sep",
    "okt",
    "no",
    "de",
)
_MONTH = (
    r"jan(?:uari)?|feb(?:ruari)?|pebruari|mar(?:et)?|apr(?:il)?|mei|juni?|juli?"
    r"|agu(?:stus)?|agt|ags|sept?(?:ember)?|okt(?:ober)?|no[vp](?:ember)?|des(?:ember)?"
)
# "Minggu" is a week as well, which is why it needs its capital.
_DAY = r"(?:[Ss]enin|SENIN|[Ss]elasa|SELASA|[Rr]abu|RABU|[Kk]amis|KAMIS"
_DAY += r"|[Jj]um['’`]?a?at|JUM['’`]?AT|[Ss]abtu|SABTU|Minggu|MINGGU|Ahad|AHAD)"
_TO = r"\s*(?:-|–|—|s/d|s\.d\.?|sd|sampai(?: dengan)?|hingga|dan|&)\s*"

_WEEKDAYS = rf"(?P<day>\b{_DAY})(?:{_TO}(?P<last_day>{_DAY}))?\s*,?\s*\(?\s*"
_WEEKDAYS += r"(?:(?i:tanggal|tgl)\.?\s*)?"
_SPELT = rf"(?P<d>\d{{1,2}})(?:{_TO}(?P<last_d>\d{{1,2}}))?\s+(?P<m>(?i:{_MONTH}))\b\.?"
_SPELT += r"(?:,?\s+(?P<y>(?:19|20)\d\d)\b)?"
_FIGURES = r"(?P<d>\d{1,2})(?P<sep>[/.-])(?P<m>\d{1,2})"
_FIGURES += r"(?:(?P=sep)(?P<y>(?:19|20)\d\d|\d\d))?(?![\d/]|[.,:-]\d)"
_WITH_WEEKDAY = tuple(re.compile(_WEEKDAYS + form) for form in (_SPELT, _FIGURES))
_DATE = (
    re.compile(rf"(?<![\d.,/-]){_SPELT}"),
    re.compile(rf"(?<![\w.,/-]){_FIGURES}"),
)


@dataclass(frozen=True, kw_only=True)
class Mention:
    """Date as written in a text; *days* are weekdays, Monday is 0."""

    words: str
    start: int
    days: tuple[int, ...] = ()
    numbers: tuple[int, ...]  #: days of the month: the first and, for a range, the last
    month: int
    year: int | None

    def moments(self, today: date) -> list[tuple[date, ...]]:
        """Dates that it may mean: one, or one per year when it names no year."""
        if self.year is not None:
            return [self._in(self.year)]
        nearby = [self._in(today.year + more) for more in (-1, 0, 1)]
        near = timedelta(days=250)
        return [it for it in nearby if it and abs(it[0] - today) <= near]

    def _in(self, year: int) -> tuple[date, ...]:
        try:
            return tuple(date(year, self.month, number) for number in self.numbers)
        except ValueError:
            return ()


def with_weekdays(text: str) -> Iterator[Mention]:
    """Dates that follow the name of a day."""
    for pattern in _WITH_WEEKDAY:
        for match in pattern.finditer(text):
            mention = _mention(match)
            if mention is not None and not _is_a_week(match):
                yield mention


def dates(text: str) -> Iterator[Mention]:
    """Dates with or without a weekday."""
    for pattern in _DATE:
        for match in pattern.finditer(text):
            mention = _mention(match)
            if mention is not None:
                yield mention


def _is_a_week(match: re.Match[str]) -> bool:
    """ "Minggu 2 Desember" may be the second week of the month."""
    bare = re.match(r"minggu\s+[1-5]\b", match.group(), re.IGNORECASE)
    return bare is not None


def _mention(match: re.Match[str]) -> Mention | None:
    parts = match.groupdict()
    month, year = _month(parts["m"]), parts["y"]
    # "Senin 08.00" and "Jumat 10-11" are hours.
    if month is None or (year is None and parts.get("sep") in {".", "-"}):
        return None
    numbers = [parts["d"], parts.get("last_d")]
    days = [parts.get("day"), parts.get("last_day")]
    return Mention(
        words=_closed(" ".join(match.group().split())),
        start=match.start(),
        days=tuple(_weekday(each) for each in days if each),
        numbers=tuple(int(each) for each in numbers if each),
        month=month,
        year=_year(year),
    )


def _month(text: str) -> int | None:
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= 12 else None
    known = text.casefold().replace("peb", "feb")
    return next(n for n, it in enumerate(_MONTHS, 1) if known.startswith(it))


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) + 2000 if len(text) == 2 else int(text)


def _weekday(text: str) -> int:
    plain = re.sub(r"\W", "", text).casefold()
    return _DAYS.index(_OTHER_DAYS.get(plain, plain))


def _closed(words: str) -> str:
    return f"{words})" if "(" in words else words
