"""Whatever others wrote, letters, pages and workbooks show it, and it does nothing there."""

from email.message import EmailMessage
from email.policy import SMTP
from io import BytesIO
from typing import Any, cast

import pytest
from hypothesis import example, given
from openpyxl import load_workbook
from pypdf import PdfReader

from crossposter.config.starter import templates_folder
from crossposter.database.models import IncidentKind
from crossposter.monitoring.alerts.messages import News
from crossposter.reports.model import WeeklyReport
from crossposter.reports.output.email_message import compose
from crossposter.reports.output.pdf import pdf
from crossposter.reports.output.renderer import ReportForm
from crossposter.reports.output.xlsx import workbook
from crossposter.text.characters import throughout
from tests.monitoring.alerts.test_messages import VALUES, form
from tests.support.fakes import MONDAY
from tests.support.reports import POSTS, TROUBLES, a_report
from tests.support.strangers import MARK, few, require_harmless, require_visible, words

FORM = ReportForm([templates_folder()])
EVERYTHING = "PALSU\x1b[2J\u202e\U000e0041\r\nPALSUBaru\x85PALSU\u2028PALSU\x0bPALSU"


def said_by(text: str) -> WeeklyReport:
    """A report in which *text* stands wherever a person or a platform can write."""
    plain = a_report(posts=POSTS[:2], troubles=TROUBLES)
    theirs = {
        *(it for post in plain.posts for it in (post.title, post.source, post.officer)),
        *(post.approver for post in plain.posts),
        *(it for row in plain.troubles for it in (row.title, row.detail)),
        *(it for row in plain.plan for it in (row.title, row.source)),
        *(row.name for row in plain.sources),
        plain.office.name,
        plain.office.unit,
    }
    changed = throughout(plain, lambda it: text if it in theirs else it)
    return cast("WeeklyReport", changed)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("kind", IncidentKind)
@few(1)
@example(text=EVERYTHING)
@given(text=words())
def test_an_alert_says_what_we_say(
    kind: IncidentKind, language: str, text: str
) -> None:
    theirs: dict[str, Any] = {
        key: text if isinstance(value, str) and not key.endswith("_at") else value
        for key, value in VALUES.items()
    }
    news = [News(state="opened", kind=kind, values=theirs, since=MONDAY)] * 2
    letter = EmailMessage(policy=SMTP)
    letter["Subject"] = form(language).subject(news)
    letter.set_content(form(language).text(news, MONDAY))

    require_harmless(str(letter["Subject"]))
    require_harmless(letter.get_content().replace("\r\n", "\n"))


@few(4)
@example(text=EVERYTHING)
@given(text=words())
def test_a_report_by_mail_says_what_we_say(text: str) -> None:
    letter = compose(said_by(text), FORM, "media@example.go.id")

    require_harmless(str(letter["Subject"]))
    for part in letter.walk():
        if part.get_content_maintype() == "text":
            require_visible(part.get_content().replace("\r\n", "\n"))
    plain = letter.get_body(("plain",))
    assert plain is not None
    assert MARK in plain.get_content()


@few(4)
@example(text=EVERYTHING)
@given(text=words())
def test_a_workbook_says_what_we_say(text: str) -> None:
    book = load_workbook(BytesIO(workbook(said_by(text))))

    cells = [cell.value for sheet in book for row in sheet for cell in row]
    texts = [value for value in cells if isinstance(value, str)]
    assert any(MARK in each for each in texts)
    for each in texts:
        require_visible(each)
    require_visible(str(book.properties.title) + str(book.properties.creator))


def test_a_filed_report_says_what_we_say(paper: None) -> None:
    file = PdfReader(BytesIO(pdf(FORM.page(said_by(EVERYTHING)))))

    for page in file.pages:
        require_visible(page.extract_text())
    for value in (file.metadata or {}).values():
        require_visible(str(value))
