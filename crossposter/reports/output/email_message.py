"""Report as an e-mail with attachment, for mail programs of every kind."""

from email.message import EmailMessage
from email.policy import SMTP

import structlog

from crossposter.errors import BadInput, Unavailable
from crossposter.reports.model import WeeklyReport
from crossposter.reports.output.pdf import pdf
from crossposter.reports.output.renderer import ReportForm
from crossposter.reports.output.translations import words
from crossposter.reports.output.xlsx import workbook

log = structlog.get_logger(__name__)

_SPREADSHEET = (
    "application",
    "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)


def compose(
    report: WeeklyReport, form: ReportForm, sender: str, *, with_pdf: bool = False
) -> EmailMessage:
    """Message with plain text, page and workbook, yet without To and Message-ID.

    *with_pdf* adds the page for filing; if that cannot be made, the message goes out
    without it and a log entry says so. Raises BadInput if *sender* is no address for a
    header, TemplateProblem if a template has a mistake.
    """
    letter = EmailMessage(policy=SMTP)
    letter["Subject"] = form.subject(report)
    _set_sender(letter, sender)
    letter["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers
    # Not 8bit: a server without 8BITMIME must be able to pass it on unchanged.
    letter.set_content(form.text(report), cte="quoted-printable")
    letter.add_alternative(form.html(report), subtype="html", cte="quoted-printable")
    name = f"{words(report.language)['file_name']}-{report.period.name}"
    _attach(letter, workbook(report), _SPREADSHEET, f"{name}.xlsx")
    if with_pdf:
        _attach_pdf(letter, report, form, f"{name}.pdf")
    return letter


def _attach_pdf(
    letter: EmailMessage, report: WeeklyReport, form: ReportForm, name: str
) -> None:
    try:
        _attach(letter, pdf(form.page(report)), ("application", "pdf"), name)
    except Unavailable as error:
        log.warning("weekly report goes out without its PDF", reason=str(error))


def _attach(
    letter: EmailMessage, content: bytes, kind: tuple[str, str], name: str
) -> None:
    maintype, subtype = kind
    letter.add_attachment(content, maintype=maintype, subtype=subtype, filename=name)


def _set_sender(letter: EmailMessage, sender: str) -> None:
    try:
        letter["From"] = sender
    except ValueError as error:
        raise BadInput(
            "email.from in config.yaml must be one line; remove the line break"
        ) from error
    if letter["From"].defects or len(letter["From"].addresses) != 1:
        raise BadInput(
            f"email.from in config.yaml is not one address: {sender!r}; write for "
            'example "Diskominfo <media@example.go.id>"'
        )
