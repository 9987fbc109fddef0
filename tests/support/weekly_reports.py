"""Reports of an office in one place: what it publishes is what they tell."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from crossposter.channels.pricing import Price
from crossposter.config.starter import templates_folder
from crossposter.database.models import Sample
from crossposter.mail import Mailer
from crossposter.mail.outbox import Outbox
from crossposter.posts.office import Office as Letterhead
from crossposter.posts.office import Source
from crossposter.reports.builder import ReportSettings
from crossposter.reports.holidays import DaysOff
from crossposter.reports.model import Period, TroubleRow, WeeklyReport
from crossposter.reports.output.email_message import compose
from crossposter.reports.output.renderer import ReportForm
from crossposter.reports.periods import Calendar
from crossposter.reports.rows import ReportChannel
from crossposter.reports.weekly import Dispatch, WeeklyReports
from tests.support.newsroom import WITA, Office

WEEK = Period(start=date(2026, 11, 23), zone=WITA)  #: the tests begin in it
NEXT = Period(start=date(2026, 11, 30), zone=WITA)
HEADS = ("kadis@example.go.id", "kabid@example.go.id")
NOWHERE = Mailer(host="127.0.0.1", port=9, security="none", sender="m@example.go.id")
SENDERS = (
    Source(code="DPUPR", name="Dinas Pekerjaan Umum", kind="dinas", quota=2),
    Source(code="BPBD", name="Badan Penanggulangan Bencana", kind="badan"),
    Source(code="LAMA", name="Dinas Lama", kind="dinas", active=False),
)
PRICE = Price(post=Decimal("0.015"), link=Decimal("0.20"))


class Newsroom:
    """An office, and the reports of it."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.office = office
        self.form = ReportForm([folder / "templates", templates_folder()])
        self.mailing = Outbox(
            database=office.database, clock=office.clock, mailer=NOWHERE
        )
        self.reporting = self.with_dispatch(
            Dispatch(
                calendar=Calendar(
                    send="mon 08:00", zone=WITA, days_off=DaysOff({}, "id")
                ),
                recipients=HEADS,
                compose=lambda report: compose(report, self.form, NOWHERE.sender),
                mailing=self.mailing,
            )
        )

    def with_dispatch(self, dispatch: Dispatch | None) -> WeeklyReports:
        """Reports of the same office that leave the house in another way."""
        return WeeklyReports(
            database=self.office.database,
            clock=self.office.clock,
            zone=WITA,
            surroundings=surroundings(),
            dispatch=dispatch,
        )

    def report(self, period: Period = WEEK) -> WeeklyReport:
        return self.reporting.report(period)

    def troubles(self, period: Period = WEEK) -> list[tuple[Any, ...]]:
        return [told(row) for row in self.report(period).troubles]

    def measured(self, key: int, channel: str, **values: Any) -> None:
        """Add a sample of a post's figures, taken at this moment."""
        delivery = self.office.delivery(key, channel).id or 0
        now = self.office.clock.now()
        with self.office.database.write() as session:
            session.add(Sample(delivery_id=delivery, taken_at=now, **values))

    def letters(self) -> list[str]:
        """The weeks whose reports are in the outbox, oldest first."""
        return list(self._letters())

    def _letters(self) -> Iterator[str]:
        for number in range(1, 54):
            for year in (2026, 2027):
                week = f"{year}-W{number:02}"
                if self.mailing.status(f"report/{week}"):
                    yield week


def surroundings(**changed: Any) -> ReportSettings:
    """What the configuration of the tests' office says."""
    values: dict[str, Any] = {
        "office": Letterhead(name="Pemerintah Kabupaten"),
        "language": "id",
        "outlets": (
            ReportChannel(name="facebook", platform="facebook"),
            ReportChannel(name="x", platform="x", price=PRICE),
        ),
        "senders": SENDERS,
        "people": {"petugas": "Petugas IKP", "kabid": "Kepala Bidang IKP"},
        "days_off": DaysOff({}, "id"),
    }
    return ReportSettings(**values | changed)


def told(row: TroubleRow) -> tuple[Any, ...]:
    """The cause of a trouble, where, how often it was tried, and whether it is over."""
    return row.kind, row.channel, row.attempts, row.solved
