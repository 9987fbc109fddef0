"""What people and platforms have written, made harmless for every form of the report."""

from typing import TypeVar

from crossposter.text.characters import closed_up, throughout

_Value = TypeVar("_Value")


def cleaned(report: _Value) -> _Value:
    """*report* with every text in one line, and what steers in it made visible."""
    return throughout(report, closed_up)  # type: ignore[no-any-return]
