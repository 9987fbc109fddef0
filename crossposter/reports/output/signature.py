"""Signature block, as at the end of official letters."""

from crossposter.posts.office import Signature
from crossposter.reports.model import WeeklyReport
from crossposter.reports.output.locale_format import LocaleFormat
from crossposter.reports.output.translations import words

_BLANK = "." * 32  #: to be filled in by hand
_ROOM = ("", "", "")  #: for the signature itself


def signing(report: WeeklyReport) -> tuple[str, ...]:
    """Lines: place and day, position, room to sign, name and number."""
    said = words(report.language)
    notation = LocaleFormat(report.language, report.period.zone)
    signature = report.office.signature or Signature(position=said["signature_title"])
    day = notation.long_date(notation.local(report.written_at).date())
    return (
        f"{signature.place or _BLANK}, {day}",
        f"{signature.position},",
        *_ROOM,
        signature.name or _BLANK,
        f"NIP {signature.nip or _BLANK}",
    )
