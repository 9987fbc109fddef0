"""Message structure, in any language."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from zoneinfo import ZoneInfo

from crossposter.scheduling.times import show_moment
from crossposter.text.characters import closed_up

_UNKNOWN = "–"


@dataclass(frozen=True, kw_only=True)
class Sentences:
    """Sentences for an incident: patterns, or texts with its values filled in."""

    what: str  #: also the subject of an e-mail
    reason: str
    meaning: str  #: the same for all of a kind
    next: str  #: with the command to type
    alone: str  #: what happens without action; the same for all of a kind

    def filled(
        self, values: Mapping[str, str | int | None], zone: ZoneInfo
    ) -> "Sentences":
        """Sentences with *values*, times among them by the clock of *zone*."""
        shown = _Shown({key: _show(key, it, zone) for key, it in values.items()})
        texts = {it.name: getattr(self, it.name) for it in fields(self)}
        return Sentences(**{name: it.format_map(shown) for name, it in texts.items()})


@dataclass(frozen=True, kw_only=True)
class Labels:
    """Labels around the sentences."""

    opened: str
    changed: str
    solved: str
    reason: str
    meaning: str
    next: str
    alone: str
    since: str
    solved_subject: str
    several: str  #: subject, if there is more than one
    written: str
    footer: str


class _Shown(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return _UNKNOWN


def _show(key: str, value: str | int | None, zone: ZoneInfo) -> str:
    if value is None or value == "":
        return _UNKNOWN
    if key.endswith("_at"):
        return show_moment(datetime.fromisoformat(str(value)), zone)
    return closed_up(str(value))
