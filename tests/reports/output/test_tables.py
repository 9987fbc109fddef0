"""Cells as people read them, each kind by its own rule."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from crossposter.reports.output.locale_format import UNKNOWN, LocaleFormat
from crossposter.reports.output.tables import (
    Cell,
    Link,
    Share,
    Table,
    numbered,
    written,
)

NOTATION = LocaleFormat("en", ZoneInfo("Asia/Makassar"))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, UNKNOWN),
        ("", ""),
        ("Satui", "Satui"),
        (0, "0"),
        (1234, "1,234"),
        (Share(value=0.5), "50%"),
        (Decimal("0.015"), "US$0.015"),
        (timedelta(minutes=5), "5 min"),
        (datetime(2026, 11, 23, tzinfo=UTC), "Mon, 23 Nov 08:00"),
        (date(2026, 11, 23), "Monday, 23 November 2026"),
        (Link(address="https://a.go.id", note="(gone)"), "https://a.go.id (gone)"),
        (Link(address="https://a.go.id"), "https://a.go.id"),
    ],
)
def test_each_kind_has_its_own_way(cell: Cell, text: str) -> None:
    assert written(cell, NOTATION) == text


def test_rows_are_counted_and_the_total_is_not() -> None:
    table = Table(key="a", title="A", heads=("b",), rows=(("x",), ("y",)), total=(2,))

    counted = numbered(table, "No.")

    assert counted.heads == ("No.", "b")
    assert counted.rows == ((1, "x"), (2, "y"))
    assert counted.total == ("", 2)
    bare = Table(key="a", title="A", heads=("b",), rows=())
    assert numbered(bare, "No.").total is None
