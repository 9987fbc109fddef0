"""What verbs print: JSON for programs, tables and sentences for people."""

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from crossposter.moments import show_moment

COLOURS = {
    "published": "green",
    "approved": "green",
    "failed": "red",
    "held": "red",
    "rejected": "red",
    "unconfirmed": "yellow",
    "expired": "yellow",
    "paused": "yellow",
}


def console() -> Console:
    """Respects NO_COLOR and knows whether somebody looks; never wraps when piped."""
    piped = not sys.stdout.isatty()
    return Console(highlight=False, width=160 if piped else None)


def print_json(values: Any) -> None:
    """Nothing else may stand on standard output beside it."""
    sys.stdout.write(json.dumps(values, ensure_ascii=False, indent=2) + "\n")


def table(headings: Sequence[str], rows: Iterable[Sequence[str | None]]) -> Table:
    """A plain table; status words carry their colour."""
    drawn = Table(box=None, header_style="bold", pad_edge=False)
    for heading in headings:
        drawn.add_column(heading)
    for row in rows:
        drawn.add_row(*(Text(cell or "–", COLOURS.get(cell or "", "")) for cell in row))
    return drawn


def when(iso: str | None, zone: ZoneInfo) -> str | None:
    """An ISO time of an overview in the office's zone, with the zone's name."""
    return None if iso is None else show_moment(datetime.fromisoformat(iso), zone)
