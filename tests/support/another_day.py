"""The whole run on another day, so that no test leans on the day it was written."""

import re
from datetime import UTC, datetime, timedelta

import time_machine

_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "y": timedelta(days=365.25)}


def moment(asked: str, now: datetime) -> datetime:
    """What ``400d``, ``3y`` or ``2028-02-29T23:59`` (in UTC) means at *now*."""
    if ahead := re.fullmatch(r"([+-]?\d+)([hdy])", asked):
        return now + int(ahead[1]) * _UNITS[ahead[2]]
    return datetime.fromisoformat(asked).replace(tzinfo=UTC)


def set_clock(asked: str) -> None:
    """Python's clocks in this process go on from then; files and others keep theirs."""
    there = moment(asked, datetime.now(UTC))
    time_machine.travel(there, tick=True).start()
