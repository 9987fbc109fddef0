"""The weekly report as a letter that mail programs of every kind can show."""

from email.message import EmailMessage
from email.policy import SMTP

from crossposter.errors import BadInput
from crossposter.reporting.figures import WeeklyReport
from crossposter.reporting.form import ReportForm
from crossposter.reporting.spreadsheet import workbook
from crossposter.reporting.wording import words

_SPREADSHEET = (
    "application",
    "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)


def compose(report: WeeklyReport, form: ReportForm, sender: str) -> EmailMessage:
    """Plain text, page and workbook in one message, yet without To and Message-ID.

    Raises BadInput when *sender* is no address for a header, TemplateProblem when a
    template has a mistake.
    """
    letter = EmailMessage(policy=SMTP)
    letter["Subject"] = form.subject(report)
    _set_sender(letter, sender)
    letter["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's holiday answers
    # Not 8bit: a server without 8BITMIME must be able to pass it on unchanged.
    letter.set_content(form.text(report), cte="quoted-printable")
    letter.add_alternative(form.html(report), subtype="html", cte="quoted-printable")
    letter.add_attachment(
        workbook(report),
        maintype=_SPREADSHEET[0],
        subtype=_SPREADSHEET[1],
        filename=f"{words(report.language)['file_name']}-{report.period.name}.xlsx",
    )
    return letter


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
