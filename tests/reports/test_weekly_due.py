"""Every week gets its report, by itself, once."""

from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import NoReturn

import pytest
from structlog.testing import capture_logs

from crossposter.database.models import MailMessage, MailRecipient, MailStatus
from crossposter.errors import BadInput, NotAllowed
from crossposter.reports.model import WeeklyReport
from crossposter.text.templating import TemplateProblem
from tests.support.newsroom import Office, wita
from tests.support.weekly_reports import HEADS, NEXT, WEEK, Newsroom


@pytest.fixture
def newsroom(office: Office, tmp_path: Path) -> Newsroom:
    """The office has written its first announcement on Monday, 23 November."""
    office.write()
    return Newsroom(office, tmp_path)


def pass_time(newsroom: Newsroom, to: datetime) -> list[str]:
    """Look once at that moment; returns all weeks written so far."""
    newsroom.office.clock.advance(to=to)
    newsroom.reporting.write_due()
    return newsroom.letters()


def december(text: str) -> datetime:
    return wita("30 00:00").replace(month=12, day=1) + _span(text)


def _span(text: str) -> timedelta:
    day, _, clock = text.partition(" ")
    hours, minutes = map(int, clock.split(":"))
    return timedelta(days=int(day) - 1, hours=hours, minutes=minutes)


def test_a_report_is_written_on_monday_morning_and_once(newsroom: Newsroom) -> None:
    assert pass_time(newsroom, wita("30 07:59")) == []
    assert pass_time(newsroom, wita("30 08:00")) == ["2026-W48"]
    before = newsroom.mailing.status("report/2026-W48")

    pass_time(newsroom, wita("30 08:01"))

    assert newsroom.mailing.status("report/2026-W48") == before
    assert [each.recipient for each in before] == list(HEADS)
    assert {each.status for each in before} == {MailStatus.WAITING}


def test_the_letter_tells_the_week_to_everyone_in_one_text(
    office: Office, newsroom: Newsroom
) -> None:
    office.run_when_due(office.approved(title="Pasar & murah <hemat>", urgent=True))
    pass_time(newsroom, wita("30 08:00"))

    with office.database.read() as session:
        letter = session.get(MailMessage, "report/2026-W48")
    assert letter is not None
    message = message_from_bytes(letter.content, policy=default)
    kinds = [part.get_content_type() for part in message.walk()]
    text = message.get_body(("plain",))
    assert text is not None
    assert "Pasar & murah <hemat>" in text.get_content()
    assert "text/html" in kinds
    assert any("spreadsheet" in kind for kind in kinds)
    assert "To" not in message


def test_on_a_holiday_it_is_written_on_the_next_working_day(
    newsroom: Newsroom,
) -> None:
    """Thursday, 24 December 2026 is joint leave, and Friday is Christmas."""
    calendar = newsroom.reporting._dispatch
    assert calendar is not None
    thursdays = replace(calendar.calendar, send="thu 08:00")
    newsroom.reporting = newsroom.with_dispatch(replace(calendar, calendar=thursdays))
    pass_time(newsroom, december("17 08:00"))

    assert "2026-W51" not in pass_time(newsroom, december("24 08:00"))
    assert "2026-W51" not in pass_time(newsroom, december("28 07:59"))
    assert "2026-W51" in pass_time(newsroom, december("28 08:00"))


def test_after_three_weeks_without_power_all_three_go_out(newsroom: Newsroom) -> None:
    pass_time(newsroom, wita("30 08:00"))

    weeks = pass_time(newsroom, december("21 10:00"))

    assert weeks == ["2026-W48", "2026-W49", "2026-W50", "2026-W51"]
    with newsroom.office.database.read() as session:
        letters = [session.get(MailMessage, f"report/{week}") for week in weeks]
    times = [letter.written_at for letter in letters if letter]
    assert times == sorted(times)


def test_a_clock_set_back_writes_no_report_twice(newsroom: Newsroom) -> None:
    pass_time(newsroom, wita("30 08:00"))
    before = newsroom.mailing.status("report/2026-W48")

    for moment in (wita("30 07:00"), wita("29 23:00"), wita("30 08:00")):
        pass_time(newsroom, moment)

    assert newsroom.letters() == ["2026-W48"]
    assert newsroom.mailing.status("report/2026-W48") == before


def test_a_clock_that_jumps_ten_years_does_not_write_five_hundred_letters(
    newsroom: Newsroom,
) -> None:
    weeks = pass_time(newsroom, wita("30 08:00").replace(year=2036))

    assert set(weeks) <= {"2026-W48"}
    assert pass_time(newsroom, december("7 08:00"))[-1] == "2026-W49"


def test_half_a_year_without_power_skips_no_week_with_something_in_it(
    office: Office, newsroom: Newsroom
) -> None:
    pass_time(newsroom, wita("30 08:00"))
    for weeks in range(1, 24, 2):
        office.clock.advance(to=wita("25 08:00") + timedelta(weeks=weeks))
        office.approved()

    written = pass_time(newsroom, wita("30 08:00") + timedelta(weeks=26))

    assert len(written) >= 13
    assert "2027-W18" in written


def test_an_office_without_e_mail_writes_no_report_and_can_send_none(
    newsroom: Newsroom,
) -> None:
    newsroom.reporting = newsroom.with_dispatch(None)

    assert pass_time(newsroom, wita("30 08:00")) == []
    with pytest.raises(BadInput, match="sections `email` and `report`"):
        newsroom.reporting.send(WEEK)


def test_a_template_with_a_mistake_is_said_once_and_costs_no_week(
    newsroom: Newsroom,
) -> None:
    dispatch = newsroom.reporting._dispatch
    assert dispatch is not None
    mend = dispatch.compose

    def broken(_report: WeeklyReport) -> NoReturn:
        raise TemplateProblem("templates/report/weekly.txt.j2, line 3: no `titel`")

    reporting = newsroom.with_dispatch(replace(dispatch, compose=broken))
    newsroom.office.clock.advance(to=wita("30 08:00"))
    with capture_logs() as logs:
        reporting.write_due()
        reporting.write_due()

    assert [line["week"] for line in logs] == ["2026-W48"]
    assert "line 3" in logs[0]["reason"]
    newsroom.with_dispatch(replace(dispatch, compose=mend)).write_due()
    assert newsroom.letters() == ["2026-W48"]


def test_a_week_that_goes_on_can_be_shown_and_not_sent(newsroom: Newsroom) -> None:
    assert newsroom.report(WEEK).period == WEEK

    with pytest.raises(NotAllowed, match=r"2026-W48 has not ended: .* 2026-11-30"):
        newsroom.reporting.send(WEEK)
    assert newsroom.letters() == []


def test_a_report_everybody_has_is_not_sent_again(newsroom: Newsroom) -> None:
    sent_at = wita("30 08:05")
    pass_time(newsroom, wita("30 08:00"))
    with newsroom.office.database.write() as session:
        for each in newsroom.mailing.status("report/2026-W48"):
            mail = session.get(MailRecipient, each.id)
            assert mail is not None
            mail.status, mail.sent_at = MailStatus.SENT, sent_at
            session.add(mail)

    with pytest.raises(NotAllowed, match=r"was sent to kadis@.*2026-11-30 08:05 WITA"):
        newsroom.reporting.send(WEEK)


def test_sending_by_hand_hides_no_other_week(newsroom: Newsroom) -> None:
    """Nothing listens at the mail server's port: the letter waits."""
    newsroom.office.clock.advance(to=december("7 09:00"))

    mails = newsroom.reporting.send(NEXT)

    assert [each.sent_at for each in mails] == [None, None]
    assert all(each.error for each in mails)
    newsroom.reporting.write_due()
    assert newsroom.letters() == ["2026-W48", "2026-W49"]
