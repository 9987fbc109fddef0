"""Jinja2 templates of the report: its plain text, and its page for e-mail."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from css_inline import CSSInliner

from crossposter.text.templating import TemplateEnvironment

NAMES = (
    "lead",
    "listed",
    "most",
    "most_sources",
    "period",
    "report",
    "sent_count",
    "sent_sentence",
    "signature",
    "silent",
    "silent_count",
    "subject",
    "summary",
    "tables",
    "whole",
    "words",
    "zone",
)
LONGEST = 50_000_000  #: characters; a year's posts for filing stay far below
TEXT = "report/weekly.txt.j2"
PAGE = "report/weekly.html.j2"


class ReportTemplates:
    """Templates ``report/weekly.txt.j2`` and ``report/weekly.html.j2``.

    The first of *folders* that has a file wins, so that an office overlays them one
    by one. Raises TemplateProblem with file and line of a mistake.
    """

    def __init__(
        self, folders: Sequence[Path], filters: Mapping[str, Callable[..., Any]]
    ) -> None:
        self._text = TemplateEnvironment(folders, filters, names=NAMES, longest=LONGEST)
        self._page = TemplateEnvironment(
            folders, filters, names=NAMES, longest=LONGEST, escaped=True
        )
        # Mail programs want a style on every element; those that need a
        # <style>, such as dark colors, stay in one with data-css-inline="keep".
        self._inliner = CSSInliner(load_remote_stylesheets=False, minify_css=True)

    def text(self, values: Mapping[str, object]) -> str:
        """Plain text of an e-mail."""
        return self._text.print(self._text.load(TEXT), values)

    def page(self, values: Mapping[str, object]) -> str:
        """HTML page, complete and self-contained."""
        printed = self._page.print(self._page.load(PAGE), values)
        return str(self._inliner.inline(printed))
