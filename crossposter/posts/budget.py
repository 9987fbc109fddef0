"""Budget: the monthly spending of a channel, with posts that are still to go out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from crossposter.channels.pricing import Price
from crossposter.database import Database
from crossposter.database.queries import deliveries

_LONGER_THAN_A_MONTH = timedelta(days=32)

#: US dollars spent by a channel in the month of a moment, but for one announcement.
Spent = Callable[[str, Price, datetime, int | None], Decimal]


@dataclass(frozen=True, kw_only=True)
class Spending:
    """Monthly spending, by calendar month of the office."""

    database: Database
    zone: ZoneInfo

    def of_month(
        self, channel: str, price: Price, moment: datetime, but: int | None
    ) -> Decimal:
        """US dollars in the month of *moment*, without the announcement *but*."""
        local = moment.astimezone(self.zone)
        first = local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        with self.database.read() as session:
            texts = deliveries.texts_due(
                session,
                channel,
                since=first,
                until=(first + _LONGER_THAN_A_MONTH).replace(day=1),
                but=but,
            )
        return sum((price.of(text) for text in texts), Decimal(0))
