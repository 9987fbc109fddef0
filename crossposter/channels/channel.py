"""Channel: one configured account with its publisher, format, timetable and limits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from crossposter.channels import Format, Publisher
from crossposter.channels.links import AS_GIVEN, Linking
from crossposter.channels.platform import Platform, Settle
from crossposter.channels.pricing import Price
from crossposter.scheduling.timetable import Agenda


@dataclass(frozen=True, kw_only=True)
class Channel:
    """One configured account on a platform."""

    name: str
    platform: Platform
    publisher: Publisher
    format: Format  #: of the platform, adapted to this account
    agenda: Agenda
    settle: Settle
    linking: Linking = AS_GIVEN
    threads: bool = False  #: a text too long for one post goes on in replies to it
    price: Price | None = None  #: None where posts are free
    budget: Decimal | None = None  #: US dollars a month; beyond it no more links
    accounts: tuple[str, ...] = ()  #: asked for posts: its own, and its image host


def asking(
    channels: Mapping[str, Channel], name: str, account: str | None
) -> Sequence[str]:
    """Channels that ask the same account anything; without a name that of *name*."""
    own = channels[name].accounts if name in channels else ()
    account = account or next(iter(own), None)
    sharing = [each for each, it in channels.items() if account in it.accounts]
    return sharing if name in sharing else [name, *sharing]
