"""Report -> subject, plain text, HTML."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from crossposter.errors import BadInput
from crossposter.reports.model import SourceRow, WeeklyReport
from crossposter.reports.output.advice import advice
from crossposter.reports.output.comparison import comparison
from crossposter.reports.output.detail_tables import headline
from crossposter.reports.output.locale_format import LocaleFormat
from crossposter.reports.output.sanitizer import cleaned
from crossposter.reports.output.signature import signing
from crossposter.reports.output.table_builder import (
    channel_names,
    silent,
    tables,
    words_of,
)
from crossposter.reports.output.tables import written
from crossposter.reports.output.templates import ReportTemplates
from crossposter.reports.output.text_layout import (
    WIDTH,
    centred,
    columns,
    hanging,
    indented,
)
from crossposter.reports.output.translations import (
    kind_of_source,
    kinds_in_order,
    words,
)
from crossposter.reports.sample_reports import samples

ROOM = 100_000  #: bytes of an HTML e-mail: Gmail cuts one off at 102 kB
_MOST = 200  #: entries of a list in an e-mail; the attachment has them all
_FEWEST = 3
_FEWEST_SOURCES = 60
_ALL = 1_000_000
_BLANK_LINES = re.compile(r"\n{3,}")


class ReportForm:
    """Renderer with the templates of *folders*; the first that has one wins.

    Language and zone are the report's own. Every method raises TemplateProblem.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)

    def subject(self, report: WeeklyReport) -> str:
        """Subject: Laporan Mingguan … – 16 s.d. 22 November 2026"""
        return f"{words(report.language)['report_title']} – {_period(report)}"

    def text(
        self, report: WeeklyReport, *, whole: bool = False, room: int = WIDTH
    ) -> str:
        """Plain text at 78 columns, or on a screen with less *room*.

        In an e-mail very long lists are cut, for its attachment has everything; *whole*
        is the text that stands alone.
        """
        most = _ALL if whole else _MOST
        values = self._values(report) | {"most": most, "whole": whole}
        printed = self._templates(report, min(room, WIDTH)).text(values)
        return _BLANK_LINES.sub("\n\n", printed).strip("\n") + "\n"

    def html(self, report: WeeklyReport) -> str:
        """HTML for an e-mail: long lists are cut until Gmail shows all of it."""
        templates, values = self._templates(report), self._values(report)
        most = _MOST
        while True:
            cut = {"most": most, "most_sources": max(most, _FEWEST_SOURCES)}
            page = templates.page(values | cut | {"whole": False})
            size = len(page.encode())
            if size <= ROOM or most <= _FEWEST:
                return page
            most = max(
                _FEWEST, min(most - 1, _longest(report, most) * ROOM // size - 2)
            )

    def page(self, report: WeeklyReport) -> str:
        """HTML for filing and printing, with all contents."""
        values = self._values(report)
        whole = {"most": _ALL, "most_sources": _ALL, "whole": True}
        return self._templates(report).page(values | whole)

    def problems(self) -> list[str]:
        """Mistakes of the templates, found by rendering them."""
        return list(dict.fromkeys(self._mistakes()))

    def _mistakes(self) -> Iterator[str]:
        for sample in samples():
            for form in (self.text, self.html):
                try:
                    form(sample)
                except BadInput as error:
                    yield str(error)

    def _templates(self, report: WeeklyReport, room: int = WIDTH) -> ReportTemplates:
        return ReportTemplates(
            self._folders, _filters(report) | _laid_out(report, room)
        )

    def _values(self, report: WeeklyReport) -> dict[str, object]:
        report = cleaned(report)
        said = words_of(report)
        notation = LocaleFormat(report.language, report.period.zone)
        missing = silent(report)
        return {
            "report": report,
            "words": said,
            "tables": tables(report),
            "summary": comparison(report, said, notation),
            "subject": self.subject(report),
            "period": _period(report),
            "zone": notation.zone_name(report.period.since),
            "lead": _lead(report, said, notation),
            "silent": _by_kind(missing, report.language),
            "silent_count": len(missing),
            "listed": [row for row in report.sources if row not in missing],
            "sent_count": sum(bool(row.week) for row in report.sources),
            "sent_sentence": _sent(report, said, notation),
            "signature": signing(report),
        }


def _longest(report: WeeklyReport, most: int) -> int:
    lists = (report.posts, report.troubles, report.plan)
    return min(most, max(map(len, lists)))


def _period(report: WeeklyReport) -> str:
    notation = LocaleFormat(report.language, report.period.zone)
    return notation.period(report.period, words(report.language)["until"])


def _lead(report: WeeklyReport, said: Mapping[str, str], notation: LocaleFormat) -> str:
    """Lead: the whole week in a line or two, for those who read no further."""
    published = report.summary.published
    first = said["lead_published" if published else "lead_nothing"].format(
        published=notation.number(published),
        on_time=notation.share(report.summary.on_time),
    )
    counted = {
        "lead_trouble": sum(not row.solved for row in report.troubles),
        "lead_silent": len(silent(report)),
    }
    others = (
        said[key].format(count=notation.number(count))
        for key, count in counted.items()
        if count
    )
    return " ".join((first, *others))


def _sent(report: WeeklyReport, said: Mapping[str, str], notation: LocaleFormat) -> str:
    with_quota = [row for row in report.sources if row.met is not None]
    return said["sent"].format(
        sent=notation.number(sum(bool(row.week) for row in report.sources)),
        sources=notation.number(len(report.sources)),
        met=notation.number(sum(bool(row.met) for row in with_quota)),
        quotas=notation.number(len(with_quota)),
        month=said["month_name"],
    )


def _by_kind(
    sources: Sequence[SourceRow], language: str
) -> list[tuple[str, list[SourceRow]]]:
    order = {kind: place for place, kind in enumerate(kinds_in_order())}
    ranked = sorted(sources, key=lambda row: (order.get(row.kind, 99), row.kind))
    return [
        (kind_of_source(kind, language), list(rows))
        for kind, rows in groupby(ranked, key=lambda row: row.kind)
    ]


def _laid_out(report: WeeklyReport, room: int) -> dict[str, Callable[..., Any]]:
    notation = LocaleFormat(report.language, report.period.zone)
    return {
        "centred": lambda text: centred(text, room),
        "columns": lambda table: columns(table, notation, room),
        "hanging": lambda text, indent=4: hanging(text, indent, room),
        "indented": lambda text, indent=4: indented(text, indent, room),
        "repeated": lambda text, count: text * min(count, room),
    }


def _filters(report: WeeklyReport) -> dict[str, Callable[..., Any]]:
    notation = LocaleFormat(report.language, report.period.zone)
    names = channel_names(report)

    return {
        "advice": lambda trouble: advice(trouble, notation),
        "cell": lambda cell: written(cell, notation),
        "channel": names,
        "clock": notation.clock,
        "day": notation.day,
        "headline": lambda trouble: headline(trouble, words_of(report)),
        "moment": notation.moment,
        "money": notation.money,
        "number": notation.number,
        "short_day": notation.short_day,
        "short_moment": notation.short_moment,
        "web": _web,
    }


def _web(link: str | None) -> str:
    """Link if it leads into the web, and nothing if it would do more."""
    return link if link and link.startswith(("https://", "http://")) else ""
