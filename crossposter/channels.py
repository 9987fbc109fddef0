"""A channel: one configured account, with all that publishing to it takes."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from crossposter.links import AS_GIVEN, Linking
from crossposter.pricing import Price
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
    linking: Linking = AS_GIVEN
    threads: bool = False  #: what is too long for one post goes on in replies to it
    price: Price | None = None  #: None where the platform takes nothing
    budget: Decimal | None = None  #: US dollars a month; beyond it no more links
