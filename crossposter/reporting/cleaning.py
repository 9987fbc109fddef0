"""What people and platforms have written, made harmless for every form of the report."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar
from unicodedata import category

_Value = TypeVar("_Value")
# Overrides and isolates can turn the words of a whole line around; noncharacters and
# a byte order mark are allowed in no XML, so in no workbook either.
_UNWANTED = frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff"
)


def cleaned(report: _Value) -> _Value:
    """*report* with every text in one line, and without characters that steer."""
    return _clean(report)  # type: ignore[no-any-return]


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, tuple):
        return tuple(map(_clean, value))
    if isinstance(value, Mapping):
        return {_clean(key): _clean(each) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        values = {field.name: getattr(value, field.name) for field in fields(value)}
        return replace(value, **{name: _clean(each) for name, each in values.items()})
    return value


def plain(text: str) -> str:
    """*text* in one line, without characters that steer a screen or turn its words."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    seen = (letter for letter in text if letter.isspace() or not _steers(letter))
    return " ".join("".join(seen).split())


def _steers(letter: str) -> bool:
    # The joiners (U+200C, U+200D) stay: emoji and Arabic letters need them.
    return category(letter) in {"Cc", "Cs"} or letter in _UNWANTED
