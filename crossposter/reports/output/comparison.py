"""Comparison of this week against the last, with changes in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from crossposter.reports.model import Summary, WeeklyReport
from crossposter.reports.output.locale_format import UNKNOWN, LocaleFormat

Mood = Literal["good", "bad", "plain"]
_MORE_IS_GOOD = {"approved", "published", "on_time", "urgent"}
_MORE_IS_BAD = {"failed", "held", "expired", "median_wait", "urgent_wait"}
_FIGURES = (
    "approved",
    "published",
    "on_time",
    "failed",
    "held",
    "expired",
    "waiting",
    "median_wait",
    "urgent",
    "urgent_wait",
)


@dataclass(frozen=True, kw_only=True)
class ComparisonRow:
    """Line of the summary; *change* says the same as its color in words."""

    key: str
    label: str
    value: int | float | timedelta | None
    earlier: int | float | timedelta | None
    this_week: str
    week_before: str
    change: str
    mood: Mood


def comparison(
    report: WeeklyReport, words: Mapping[str, str], notation: LocaleFormat
) -> tuple[ComparisonRow, ...]:
    """Lines of the summary in reading order."""
    return tuple(
        _line(key, report.summary, report.before, words, notation) for key in _FIGURES
    )


def _line(
    key: str,
    summary: Summary,
    before: Summary | None,
    words: Mapping[str, str],
    notation: LocaleFormat,
) -> ComparisonRow:
    value = getattr(summary, key)
    earlier = getattr(before, key) if before else None
    step = _step(value, earlier)
    return ComparisonRow(
        key=key,
        label=words[key],
        value=value,
        earlier=earlier,
        this_week=_written(value, notation),
        week_before=_written(earlier, notation),
        change=_change(value, step, words, notation),
        mood=_mood(key, step),
    )


def _step(
    value: float | timedelta | None, earlier: float | timedelta | None
) -> float | None:
    """Growth; durations in whole minutes, shares in tenths of a point."""
    if value is None or earlier is None:
        return None
    if isinstance(value, timedelta) and isinstance(earlier, timedelta):
        return round((value - earlier).total_seconds() / 60)
    if isinstance(value, timedelta) or isinstance(earlier, timedelta):
        return None
    return round(value - earlier, 3)


def _change(
    value: float | timedelta | None,
    step: float | None,
    words: Mapping[str, str],
    notation: LocaleFormat,
) -> str:
    if step is None:
        return UNKNOWN
    if not step:
        return f"= {words['same']}"
    if isinstance(value, timedelta):
        size = notation.duration(timedelta(minutes=abs(step)))
    elif isinstance(value, float):
        size = f"{notation.points(step)} {words['points']}"
    else:
        size = notation.number(abs(int(step)))
    arrow, word = ("↑", words["up"]) if step > 0 else ("↓", words["down"])
    return f"{arrow} {word} {size}"


def _mood(key: str, step: float | None) -> Mood:
    if not step or key not in _MORE_IS_GOOD | _MORE_IS_BAD:
        return "plain"
    return "good" if (step > 0) == (key in _MORE_IS_GOOD) else "bad"


def _written(value: float | timedelta | None, notation: LocaleFormat) -> str:
    if isinstance(value, timedelta):
        return notation.duration(value)
    if isinstance(value, float):
        return notation.share(value)
    return notation.number(value)
