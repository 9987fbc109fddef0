"""Use case: build, show and send the weekly report."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from zoneinfo import ZoneInfo

import structlog

from crossposter.clock import Clock
from crossposter.database import Database
from crossposter.database.models import MailRecipient
from crossposter.database.queries import reports
from crossposter.errors import BadInput, NotAllowed
from crossposter.mail.outbox import Outbox
from crossposter.reports.builder import ReportSettings, reckoned
from crossposter.reports.model import Period, WeeklyReport
from crossposter.reports.periods import (
    Calendar,
    last_full_week,
    parse_week,
    shifted,
    week_of,
)
from crossposter.scheduling.times import show_moment
from crossposter.text.templating import TemplateProblem

log = structlog.get_logger(__name__)

KEY = "report/"  #: of messages; the week follows
_MANY = 8  #: weeks at once; more are rather a clock that was wrong


@dataclass(frozen=True, kw_only=True)
class Dispatch:
    """Dispatch of reports: calendar, recipients, message and outbox."""

    calendar: Calendar
    recipients: Sequence[str]
    compose: Callable[[WeeklyReport], EmailMessage]
    mailing: Outbox


class WeeklyReports:
    """Reports of whole weeks; each is sent once."""

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        zone: ZoneInfo,
        surroundings: ReportSettings,
        dispatch: Dispatch | None,
    ) -> None:
        """Without *dispatch* the office sends no reports."""
        self._database = database
        self._clock = clock
        self._zone = zone
        self._surroundings = surroundings
        self._dispatch = dispatch
        self._complaint: str | None = None

    def period(self, week: str | None) -> Period:
        """Week from "2026-W47"; None is the last full week. Raises BadInput."""
        now = self._clock.now()
        if week is None:
            return last_full_week(now, self._zone)
        return parse_week(week, zone=self._zone, now=now)

    def running_week(self) -> Period:
        """Week that has not ended."""
        return week_of(self._clock.now(), self._zone)

    def report(self, period: Period) -> WeeklyReport:
        """Report of a week, as of now."""
        with self._database.read() as session:
            return reckoned(session, self._surroundings, period, self._clock.now())

    def write_due(self) -> None:
        """Put every report that is due into the outbox, oldest first.

        An office's template that cannot be rendered is logged once, and tried again.
        """
        if self._dispatch is None:
            return
        for period in self._due(self._dispatch.calendar):
            try:
                self._post(self._dispatch, period)
            except TemplateProblem as error:
                self._complain(period, str(error))
                return

    def _complain(self, period: Period, reason: str) -> None:
        if self._complaint != reason:
            log.error(
                "weekly report cannot be written", week=period.name, reason=reason
            )
        self._complaint = reason

    def send(self, period: Period) -> Sequence[MailRecipient]:
        """Recipients of a week's report with their results, after sending it now.

        One that was written already goes to those who do not have it yet. Raises
        BadInput if no e-mail is configured, and NotAllowed for a week that has not
        ended, or whose report everybody has.
        """
        if self._dispatch is None:
            raise BadInput(
                "no report can be sent: config.yaml needs the sections `email` and"
                " `report`"
            )
        if period.until > self._clock.now():
            raise NotAllowed(
                f"week {period.name} has not ended: its report can be shown already,"
                f" and sent from {shifted(period, 1).start} on"
            )
        self._require_missing(self._dispatch, period)
        self._post(self._dispatch, period)
        return self._dispatch.mailing.send_now(_key(period))

    def _require_missing(self, dispatch: Dispatch, period: Period) -> None:
        mails = dispatch.mailing.status(_key(period))
        times = [each.sent_at for each in mails if each.sent_at is not None]
        if times and len(times) == len(mails):
            names = ", ".join(each.recipient for each in mails)
            raise NotAllowed(
                f"the report of week {period.name} was sent to {names} on"
                f" {show_moment(max(times), self._zone)}; each week is sent once, and"
                " without --send it is shown"
            )

    def _post(self, dispatch: Dispatch, period: Period) -> None:
        letter = dispatch.compose(self.report(period))
        if dispatch.mailing.post(_key(period), letter, dispatch.recipients):
            log.info("weekly report written", week=period.name)

    def _due(self, calendar: Calendar) -> list[Period]:
        now = self._clock.now()
        with self._database.read() as session:
            written = reports.letters(session, KEY)
            since = reports.began(session)
            due = calendar.due(now=now, since=since, written=written)
            if len(due) <= _MANY:
                return due
            alive = reports.signs_of_life(session, due[0].since, due[-1].until)
        weeks = {week_of(moment, self._zone).name for moment in alive}
        return [period for period in due if period.name in weeks]


def _key(period: Period) -> str:
    return KEY + period.name
