"""Report as a workbook for Excel and LibreOffice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from crossposter.reports.model import WeeklyReport
from crossposter.reports.output.locale_format import UNKNOWN, LocaleFormat
from crossposter.reports.output.sanitizer import cleaned
from crossposter.reports.output.signature import signing
from crossposter.reports.output.table_builder import tables
from crossposter.reports.output.tables import (
    Cell,
    Link,
    Share,
    Table,
    numbered,
    written,
)
from crossposter.reports.output.translations import words

# Text stays text: a title that begins with "=" or "http:" must do nothing by itself.
_SETTINGS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "max_url_length": 2079,
}
_FORMATS: Mapping[str, Mapping[str, object]] = {
    "title": {"bold": True},
    "head": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": "#0B4F7A",
        "text_wrap": True,
        "valign": "vcenter",
        "border": 1,
        "border_color": "#0B4F7A",
    },
    "text": {"text_wrap": True, "valign": "top"},
    "unknown": {"align": "right", "valign": "top"},
    "number": {"num_format": "#,##0", "valign": "top"},
    "share": {"num_format": "0.0%", "valign": "top"},
    "money": {"num_format": '"US$"#,##0.00##', "valign": "top"},
    "duration": {"num_format": "[h]:mm", "valign": "top"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm", "valign": "top", "align": "left"},
    "day": {"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"},
    "link": {
        "font_color": "#0B5C8A",
        "underline": 1,
        "valign": "top",
        "text_wrap": True,
    },
}
_HEAD = 4  #: row of the heads; the office's name is above it
_WIDEST, _NARROWEST = 60, 5  #: characters of a column
_MOMENT = 16  #: characters of a date with time
_SHEET_NAME = 31  #: characters Excel allows
_LONGEST_TEXT = 32_767  #: characters in a cell


def workbook(report: WeeklyReport) -> bytes:
    """Workbook with one sheet for each table, whose cells can start no formula.

    Times are those of the office's clock, so that people can compare them.
    """
    report, file = cleaned(report), BytesIO()
    notation = LocaleFormat(report.language, report.period.zone)
    with Workbook(file, _SETTINGS) as book:
        book.set_properties(_properties(report))
        formats = {name: book.add_format(dict(it)) for name, it in _FORMATS.items()}
        for table in tables(report).values():
            sheet = book.add_worksheet(_sheet_name(table.title))
            # & begins a command in a footer; the name of a week holds none.
            sheet.set_footer(f"&L{report.period.name}&C&A&R&P / &N")
            page = _Sheet(sheet=sheet, formats=formats, notation=notation)
            page.begin(report, table.title)
            if table.key == "summary":
                page.fill(table)
                page.sign(len(table.rows) + 3, signing(report))
            else:
                page.fill(numbered(table, words(report.language)["row"]))
    return file.getvalue()


def _properties(report: WeeklyReport) -> dict[str, object]:
    said = words(report.language)
    return {
        "title": f"{said['report_title']} {report.period.name}",
        "author": report.office.name,
        "created": report.written_at.astimezone(UTC).replace(tzinfo=None),
    }


def _sheet_name(title: str) -> str:
    kept = "".join(" " if letter in "[]:*?/\\" else letter for letter in title)
    return kept[:_SHEET_NAME].strip("' ")


@dataclass(frozen=True, kw_only=True)
class _Sheet:
    sheet: Worksheet
    formats: Mapping[str, Format]
    notation: LocaleFormat

    def begin(self, report: WeeklyReport, title: str) -> None:
        """Write the office and the week, for readers who have only this sheet."""
        said = words(report.language)
        period = self.notation.period(report.period, said["until"])
        lines = (report.office.name, title, f"{said['period']} {period}")
        for number, line in enumerate(lines):
            self.sheet.write_string(number, 0, line, self.formats["title"])

    def fill(self, table: Table) -> None:
        """Write the table below the title, ready to be sorted, filtered, printed."""
        for place, head in enumerate(table.heads):
            self.sheet.write_string(_HEAD, place, head, self.formats["head"])
        rows = [*table.rows, *([table.total] if table.total else [])]
        for number, row in enumerate(rows, start=_HEAD + 1):
            for place, cell in enumerate(row):
                self._write(number, place, cell)
        self.sheet.freeze_panes(_HEAD + 1, 0)
        last = _HEAD + max(1, len(table.rows))
        self.sheet.autofilter(_HEAD, 0, last, len(table.heads) - 1)
        self._set_widths(table)
        self._prepare_for_paper()

    def sign(self, below: int, lines: Sequence[str]) -> None:
        """Write the signature block, so many rows below the head of the table."""
        for number, line in enumerate(lines, start=_HEAD + below):
            self.sheet.write_string(number, 0, line)

    def _write(self, row: int, place: int, cell: Cell) -> None:
        match cell:
            case None:
                self._text(row, place, UNKNOWN, "unknown")
            case str():
                self._text(row, place, cell, "text")
            case Link():
                self._link(row, place, cell)
            case datetime():
                local = self.notation.local(cell).replace(tzinfo=None, microsecond=0)
                self.sheet.write_datetime(row, place, local, self.formats["moment"])
            case date():
                self.sheet.write_datetime(row, place, cell, self.formats["day"])
            case _:
                self._number(row, place, cell)

    def _number(
        self, row: int, place: int, cell: int | Share | Decimal | timedelta
    ) -> None:
        match cell:
            case Share(value=value):
                self.sheet.write_number(row, place, value, self.formats["share"])
            case timedelta():
                days = cell / timedelta(days=1)
                self.sheet.write_number(row, place, days, self.formats["duration"])
            case Decimal():
                self.sheet.write_number(row, place, float(cell), self.formats["money"])
            case _:
                self.sheet.write_number(row, place, cell, self.formats["number"])

    def _text(self, row: int, place: int, text: str, format_: str) -> None:
        plain = written(text, self.notation)[:_LONGEST_TEXT]
        self.sheet.write_string(row, place, plain, self.formats[format_])

    def _link(self, row: int, place: int, link: Link) -> None:
        label = written(link, self.notation)
        shown = self.formats["link"]
        is_web = link.address.startswith(("https://", "http://"))
        refused = -1
        if is_web and len(label) <= 255:
            refused = self.sheet.write_url(row, place, link.address, shown, label)
        if refused:
            self._text(row, place, label, "text")

    def _set_widths(self, table: Table) -> None:
        for place, head in enumerate(table.heads):
            longest = max((_length(row[place]) for row in table.rows), default=0)
            width = min(_WIDEST, max(_NARROWEST, len(head) + 3, longest + 2))
            self.sheet.set_column(place, place, width)

    def _prepare_for_paper(self) -> None:
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(_HEAD)


def _length(cell: Cell) -> int:
    match cell:
        case str():
            return len(cell)
        case Link():
            return len(cell.address) + len(cell.note)
        case _:
            return _MOMENT if isinstance(cell, date) else 0
