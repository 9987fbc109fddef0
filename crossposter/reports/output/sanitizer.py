"""Sanitizer: neutralizes formulas and control characters."""

from typing import TypeVar

from crossposter.text.characters import closed_up, throughout

_Value = TypeVar("_Value")


def cleaned(report: _Value) -> _Value:
    """Report with every text on one line, and its control characters made visible."""
    return throughout(report, closed_up)  # type: ignore[no-any-return]
