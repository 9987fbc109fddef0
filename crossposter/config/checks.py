"""Section checks of config.yaml."""

from datetime import date, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator

from crossposter.announcements import checks
from crossposter.config.errors import nearest
from crossposter.config.fields import Section
from crossposter.scheduling.blackouts import Blackouts
from crossposter.scheduling.durations import LongDuration
from crossposter.scheduling.wall_clock import TimetableError
from crossposter.text.fields import Line, refusal


def _rule(name: str) -> str:
    if name not in checks.NAMES:
        near = nearest(name, checks.NAMES)
        hint = (
            f"did you mean {near}?"
            if near
            else f"choose from {', '.join(checks.NAMES)}"
        )
        raise refusal(f"there is no rule '{name}': {hint}")
    return name


def _phone(text: str) -> str:
    number = checks.digits(text)
    if not 3 <= len(number) <= 15:
        raise refusal(f"'{text}' is no telephone number")
    return number


def _dates(line: str) -> tuple[date, date]:
    try:
        blackouts = Blackouts.parse([line], ZoneInfo("UTC"))
    except TimetableError as error:
        raise refusal(str(error)) from None
    for dates in blackouts.dates:
        return dates
    raise refusal(f"'{line}' is no date: write for example 2026-12-01..2026-12-03")


def _day(line: str) -> str:
    _dates(line)
    return line


class Checks(Section):
    """Editorial checks at submission."""

    off: tuple[Annotated[str, AfterValidator(_rule)], ...] = ()
    phones: tuple[Annotated[Line, AfterValidator(_phone)], ...] = ()  #: digits only
    similar: LongDuration = timedelta(days=30)
    mourning: tuple[Annotated[Line, AfterValidator(_day)], ...] = ()

    @property
    def policy(self) -> checks.Policy:
        """Policy for the checks, with the same values."""
        return checks.Policy(
            off=frozenset(self.off),
            phones=frozenset(self.phones),
            similar=self.similar,
            mourning=tuple(map(_dates, self.mourning)),
        )
