"""A channel: one configured account, with all that publishing to it takes."""

from dataclasses import dataclass
from datetime import timedelta

from crossposter.publisher import Format, Publisher
from crossposter.timetable import Agenda


@dataclass(frozen=True, kw_only=True)
class Settle:
    """How an attempt with a lost answer is settled.

    *reads* complete read-backs without the post, spread over *within*, mean that it is
    not there.
    """

    reads: int
    within: timedelta


@dataclass(frozen=True, kw_only=True)
class Channel:
    """One configured account on a platform."""

    name: str
    platform: str
    publisher: Publisher
    format: Format
    agenda: Agenda
    settle: Settle
