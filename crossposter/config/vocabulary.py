"""Vocabulary: pydantic's kinds of errors in words of the office.

https://pydantic.dev/docs/validation/latest/errors/validation_errors/ lists the kinds.
"""

from collections.abc import Mapping
from typing import Any

_LIST = "must be a list, in [brackets] or with a dash before each entry"
_GROUP = "must be a group of keys, each in a line of its own and indented"
_NUMBER = "must be a number, such as 0.20"
_WHOLE = "must be a whole number"
_DATE = "must be a date, such as 2026-12-24"
_DURATION = "must be a duration such as 30s, 10m, 2h or 14d"
_TEXT = "must be a text"

_WORDS = {
    "missing": "is missing",
    "too_short": "needs at least one entry",
    "too_long": "has too many entries",
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than": "must be less than {lt}",
    "less_than_equal": "must be at most {le}",
    "int_parsing_size": "must be a whole number, and a much smaller one",
    "string_too_short": "must be longer",
    "string_too_long": "must be shorter",
    "path_type": "must be the name of a file or folder",
    "decimal_max_digits": "must be a number with fewer digits",
    "decimal_max_places": "must be a number with fewer digits",
    "decimal_whole_digits": "must be a number with fewer digits",
    "finite_number": _NUMBER,
    "mapping_type": _GROUP,
    "model_attributes_type": _GROUP,
}
#: By the prefix of a kind's name.
_FAMILIES = {
    "bool": "must be true or false",
    "int": _WHOLE,
    "float": _NUMBER,
    "decimal": _NUMBER,
    "date": _DATE,
    "time_delta": _DURATION,
    "time": "must be a time, such as 08:00",
    "string": _TEXT,
    "bytes": _TEXT,
    "list": _LIST,
    "tuple": _LIST,
    "set": _LIST,
    "frozen_set": _LIST,
    "iter": _LIST,
    "dict": _GROUP,
    "model": _GROUP,
    "dataclass": _GROUP,
    "url": "is not an address such as https://example.go.id",
}
_UNKNOWN = "cannot be taken as it is; see the comments of config.yaml"


def objection(kind: str, context: Mapping[str, Any]) -> str:
    """Error of a value, to be put after its name."""
    words = _WORDS.get(kind)
    if words is not None:
        return words.format(**context)
    families = (
        words for start, words in _FAMILIES.items() if kind.startswith(f"{start}_")
    )
    return next(families, _UNKNOWN)
