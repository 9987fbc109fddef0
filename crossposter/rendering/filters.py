"""What templates can do with dates and words."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import regex
from babel.dates import format_date

from crossposter.errors import BadInput

_CLOCK = {"id": "%H.%M", "en": "%H:%M"}


def filters(zone: ZoneInfo, language: str) -> Mapping[str, Callable[..., Any]]:
    """The filters by the names they have in templates."""

    def tanggal(value: date) -> str:
        """Senin, 23 November 2026"""
        day = _local(value, zone, "tanggal") if isinstance(value, datetime) else value
        if not isinstance(day, date):
            raise BadInput(f"tanggal needs a date, not {value!r}")
        return format_date(day, "EEEE, d MMMM y", locale=language)

    def jam(value: datetime) -> str:
        """08.00 WITA"""
        moment = _local(value, zone, "jam")
        return f"{moment.strftime(_CLOCK.get(language, '%H:%M'))} {moment.tzname()}"

    return {"tanggal": tanggal, "jam": jam, "tagar": tagar}


def tagar(words: str) -> str:
    """A hashtag every screen reader can pronounce: "pasar murah" is #PasarMurah."""
    found = regex.findall(r"[\p{L}\p{M}\p{N}]+", words)
    joined = "".join(word[0].upper() + word[1:] for word in found)
    return f"#{joined}" if regex.search(r"\p{L}", joined) else ""


def _local(value: object, zone: ZoneInfo, name: str) -> datetime:
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise BadInput(f"{name} needs a date with its time, not {value!r}")
    return value.astimezone(zone)
