"""The report's column for what was left out."""

import dataclasses

from crossposter.config.starter import templates_folder
from crossposter.reports.output.renderer import ReportForm
from crossposter.reports.output.table_builder import tables
from tests.support.reports import a_report

FORM = ReportForm([templates_folder()])


def test_what_was_left_out_has_a_column_only_in_weeks_in_which_something_was() -> None:
    rows = a_report().channels
    left_out = tuple(
        dataclasses.replace(row, left_out=3 * (row.platform == "instagram"))
        for row in rows
    )

    told = tables(a_report(channels=left_out))["platforms"]
    page = FORM.page(a_report(channels=left_out))

    assert told.heads[-1] == "Dilewati"
    assert {row[0]: row[-1] for row in told.rows}["Instagram"] == 3
    assert told.total is not None
    assert told.total[-1] == 3
    assert "Dilewati" in page
    assert "Dilewati" not in FORM.page(a_report())
