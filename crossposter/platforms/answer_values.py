"""Values in the answers of platforms, each validated before it is used."""

import json
import re
from typing import Any
from urllib.parse import urlsplit

MOST = 1_000_000  #: bytes of an answer
DEEPEST = 50  #: lists and objects inside one another
LARGEST = 2**63 - 1
MOST_COUNTED = 2**31 - 1  #: largest number that a column takes on every database
LATEST = 10**11  #: seconds since 1970, in the year 5138
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})

#: https://developers.facebook.com/docs/graph-api/overview#objects : a page's post is
#: `<page>_<post>`, everything else a number.
GRAPH_ID = re.compile(r"[0-9]{1,32}(?:_[0-9]{1,32})?")
#: https://docs.x.com/fundamentals/x-ids
SNOWFLAKE = re.compile(r"[0-9]{1,20}")
#: Of uploads, cursors and the like: meant for the platform alone.
_HANDLE = re.compile(r"[\w.:=+/|~-]{1,2000}", re.ASCII)
_NAME = re.compile(r"\w{1,50}", re.ASCII)
_LINK = re.compile(
    r"[!#-;=?-Z_a-z~\[\]]{1,2000}"
)  # the characters that RFC 3986 leaves as they are, and %
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")


def parsed(text: str | bytes) -> Any:
    """JSON value that can be stored and computed with; raises ValueError for any other.

    Half characters and zeros, which no database takes, become replacement characters.
    """
    try:
        return _sound(json.loads(text, parse_constant=_no_number), DEEPEST)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _sound(value: Any, depth: int) -> Any:
    if isinstance(value, str):
        return _UNWRITABLE.sub("\ufffd", value)
    if isinstance(value, int | float):
        if abs(value) > LARGEST:
            raise ValueError("a number without end")
        return value
    if depth == 0 and value is not None:
        raise ValueError("nested too deeply")
    if isinstance(value, list):
        return [_sound(each, depth - 1) for each in value]
    if isinstance(value, dict):
        return {
            _sound(name, depth): _sound(each, depth - 1) for name, each in value.items()
        }
    return value


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def graph_id(value: object) -> str | None:
    """Id of an object of Meta's; None where it is none."""
    return _matching(GRAPH_ID, value)


def snowflake(value: object) -> str | None:
    """Id of an object on X; None where it is none."""
    return _matching(SNOWFLAKE, value)


def handle(value: object) -> str | None:
    """Value to be given back to the platform as it is; None where it is none."""
    return _matching(_HANDLE, value)


def name(value: object) -> str | None:
    """Name of an account as it stands in addresses; None where it is none."""
    return _matching(_NAME, value)


def count(value: object) -> int | None:
    """Count of something; None where it is no such number."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and 0 <= value <= MOST_COUNTED else None  # type: ignore[operator,return-value]


def link(value: object) -> str | None:
    """Address that people can follow; None where it is none."""
    address = _matching(_LINK, value)
    if address is None:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    is_safe = parts.scheme == "https" or parts.hostname in LOOPBACK
    return address if is_safe and parts.hostname and "@" not in parts.netloc else None


def words(value: object, most: int = 300) -> str:
    """Words of somebody else, on one line that draws nothing else."""
    text = value if isinstance(value, str) else ""
    shown = (each if each.isprintable() else " " for each in text[: 10 * most])
    return " ".join("".join(shown).split())[:most]


def _matching(form: re.Pattern[str], value: object) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return value if isinstance(value, str) and form.fullmatch(value) else None
