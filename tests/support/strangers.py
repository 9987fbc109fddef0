"""Words of others at their worst, and what must not become of them on the way out."""

import json
import re
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

#: What steers a screen, hides, or turns text around.
CONTROLS = [
    "\x1b[2J",
    "\x1b]0;judul\x07",
    "\x1bc",
    "\x9b31m",
    "\x00",
    "\x08",
    "\x7f",
    "\x90",
    "\u202e",
    "\u202a",
    "\u2066",
    "\u2069",
    "\u200e",
    "\u200f",
    "\u061c",
    "\U000e0041",
    "\U000e007f",
    "\U000e0001",
    "\ue000",
    "\ufff9",
    "\ufeff",
    "ㅤ",
    "\uffff",
]
BREAKS = [
    "\n",
    "\r\n",
    "\r",
    "\x0b",
    "\x0c",
    "\x85",
    "\u2028",
    "\u2029",
    "\x1c",
    "\x1e",
]
#: As this program's own lines begin.
OWN = [
    "Next: crossposter approve 1",
    "crossposter: everything is fine",
    "DELIVERY  CHANNEL  STATUS",
    "1  facebook  published",
    "approved: by kabid",
    "The daemon has been running",
    "error: ",
    '"status": "approved", ',
    "│ ",
    "Usage: crossposter",
]
MARKUP = ["[bold red]", "{{ title }}", "<b onclick=x>", "</pre>", "%s", "\\u202e", "‹"]
LETTERS = ["Posko", "ڤاسر", "日本", "é", "🙂", "👩\u200d🏫", "\u2800", "\t", "   ", "`"]
#: Stands at the beginning of each of their lines.
MARK = "PALSU"

_FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ufeff\U000e0000-\U000e0fff\ud800-\udfff]"
)
_LINES = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def few(examples: int) -> settings:
    """The same ones each time: an output costs more than a function."""
    return settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        suppress_health_check=[
            HealthCheck.function_scoped_fixture,
            HealthCheck.too_slow,
        ],
    )


def _begun(pieces: list[str]) -> str:
    return MARK + "".join(it + MARK if it in BREAKS else it for it in pieces)


def words(*more: str, most: int = 12) -> st.SearchStrategy[str]:
    """Whatever somebody may have written; each of its lines begins with MARK."""
    pieces = [*CONTROLS, *BREAKS, *OWN, *MARKUP, *LETTERS, *more]
    return st.lists(st.sampled_from(pieces), min_size=1, max_size=most).map(_begun)


def require_visible(out: str) -> None:
    """Nothing in it steers, hides or turns around."""
    found = {f"U+{ord(it):04X}" for it in _FORBIDDEN.findall(out)}
    assert not found, f"{found} in {out!r}"


def require_harmless(out: str) -> None:
    """The same, and no line that a stranger began looks like one of ours."""
    require_visible(out)
    begun = [line for line in _LINES.split(out) if line.lstrip().startswith(MARK)]
    assert not begun, f"{begun} begin lines"


def require_same(document: str, *expected: str) -> Any:
    """JSON in which nothing steers either, and the very words when it is read."""
    require_harmless(document)
    values = json.loads(document)
    found = set(_texts(values))
    assert set(expected) <= found, (set(expected) - found, found)
    return values


def _texts(values: Any) -> list[str]:
    match values:
        case str():
            return [values]
        case dict():
            return [*values, *(text for it in values.values() for text in _texts(it))]
        case list():
            return [text for it in values for text in _texts(it)]
    return []
