"""Time zones by name, with a suggestion for a wrong name."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo, available_timezones

from crossposter.config.errors import nearest

INDONESIA = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}
_WEST, _CENTRE, _EAST = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"
_BY_SHORT = {"WIB": _WEST, "WITA": _CENTRE, "WIT": _EAST}
_BY_OFFSET = {
    timedelta(hours=7): _WEST,
    timedelta(hours=8): _CENTRE,
    timedelta(hours=9): _EAST,
}
#: "GMT+8", "UTC +08:00", "+0800", "8"; Etc/GMT+8 is a name, and lies west of Greenwich.
_OFFSET = re.compile(
    r"(?:UTC|GMT|Z)?\s*([+\-\u2212])?\s*(\d{1,2})(?:[:.]?([0-5]\d))?", re.IGNORECASE
)


def is_zone(name: str) -> bool:
    """True if the machine knows a time zone of that name."""
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # a folder, "../x", an unknown name
        return False
    return True


def why_no_zone(name: str) -> str:
    """Sentence about a name that is not a time zone, with the one probably meant.

    Similar names are hours apart (GMT+8 and GMT+0), so an offset is read as one.
    """
    offset = _offset(name)
    if offset is None:
        named = _shortened(name) or nearest(name, available_timezones())
    else:
        named = _BY_OFFSET.get(offset)
    if named:
        return f"there is no time zone '{name}'; did you mean {named}?"
    ours = ", ".join(f"{zone} ({short})" for zone, short in INDONESIA.items())
    return f"there is no time zone '{name}'; in Indonesia there are {ours}"


def _shortened(name: str) -> str | None:
    """Zone name WITA, also among other words: "WITA (UTC+8)"."""
    words = re.findall(r"[A-Z]+", name.upper())
    return next((_BY_SHORT[word] for word in words if word in _BY_SHORT), None)


def _offset(name: str) -> timedelta | None:
    found = _OFFSET.fullmatch(name.strip())
    if found is None:
        return None
    sign, hours, minutes = found.groups(default="0")
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return offset if sign in "0+" else -offset
