"""The weekly report as a message, as a mail program reads it."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from crossposter.config.starter import templates_folder
from crossposter.errors import BadInput, Unavailable
from crossposter.reports.output import email_message as letter
from crossposter.reports.output.email_message import compose
from crossposter.reports.output.renderer import ReportForm
from tests.support.pages import Page
from tests.support.reports import a_report

FORM = ReportForm([templates_folder()])
SENDER = "Diskominfo Contoh <media@example.go.id>"


def received(**values: Any) -> EmailMessage:
    """A letter that has been on a wire."""
    sent = compose(a_report(**values), FORM, SENDER).as_bytes(policy=SMTP)
    message = message_from_bytes(sent, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def content(part: Any) -> Any:
    return part.get_content()


def test_it_holds_the_text_the_page_and_the_workbook() -> None:
    mail = received()

    alternatives, attachment = mail.iter_parts()
    assert mail.get_content_type() == "multipart/mixed"
    assert alternatives.get_content_type() == "multipart/alternative"
    plain, page = mail.get_body(("plain",)), mail.get_body(("html",))
    assert content(plain).replace("\r\n", "\n") == FORM.text(a_report())
    assert Page(content(page)).text == Page(FORM.html(a_report())).text
    assert attachment.get_filename() == "Laporan-Mingguan-2026-W47.xlsx"
    assert load_workbook(BytesIO(content(attachment)))["Ringkasan"]["B6"].value == 31


def test_the_page_comes_on_paper_where_the_office_wants_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(letter, "pdf", lambda page: b"%PDF " + page.encode()[:9])

    sent = compose(a_report(), FORM, SENDER, with_pdf=True)

    *_, paper = sent.iter_parts()
    assert paper.get_filename() == "Laporan-Mingguan-2026-W47.pdf"
    assert paper.get_content_type() == "application/pdf"
    assert content(paper).startswith(b"%PDF ")


def test_a_letter_whose_pdf_cannot_be_made_goes_out_without_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(_page: str) -> bytes:
        raise Unavailable("a PDF needs WeasyPrint")

    monkeypatch.setattr(letter, "pdf", missing)

    sent = compose(a_report(), FORM, SENDER, with_pdf=True)

    names = [part.get_filename() for part in sent.iter_attachments()]
    assert names == ["Laporan-Mingguan-2026-W47.xlsx"]


def test_its_head_is_whole_yet_without_recipient_and_message_id() -> None:
    mail = received()

    assert mail["Subject"] == (
        "Laporan Mingguan Publikasi Media Sosial – 16 s.d. 22 November 2026"
    )
    assert mail["From"] == SENDER
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["To"] is None
    assert mail["Message-ID"] is None


def test_every_server_can_pass_it_on() -> None:
    title = "إعلان هام 🎉 " + "sangat-panjang-" * 100
    posts = (a_report().posts[0], *a_report().posts)
    sent = compose(a_report(posts=posts), FORM, SENDER).as_bytes(policy=SMTP)
    odd = compose(
        a_report(plan=(), posts=(), troubles=()), FORM, f'"{title[:11]}" <a@b.id>'
    )

    for message in (sent, odd.as_bytes(policy=SMTP)):
        assert message.isascii()
        assert max(map(len, message.split(b"\r\n"))) <= 998
        assert b"\n" not in message.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    "sender",
    [
        "media@example.go.id\r\nBcc: all@example.org",
        "Diskominfo\n <media@example.go.id>",
        "media@example.go.id, other@example.org",
        "Diskominfo",
        "",
    ],
)
def test_a_sender_that_would_be_more_than_one_address_is_refused(sender: str) -> None:
    with pytest.raises(BadInput, match=r"email\.from in config\.yaml"):
        compose(a_report(), FORM, sender)


def test_it_is_written_in_the_language_of_the_report() -> None:
    mail = received(language="en")

    attachment = next(mail.iter_attachments())
    assert mail["Subject"].startswith("Weekly Report on Social Media Posts")
    assert attachment.get_filename() == "Weekly-Report-2026-W47.xlsx"
