"""History: the actions on an announcement and its public posts, as lines."""

import json
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from crossposter.cli.output import quote, say, tell, when

_LONGEST = 60  #: characters of a value; the log has the whole value


def public_title(values: dict[str, Any]) -> str | None:
    """Title under which it was published, where it has been renamed since."""
    titles = (
        each["title"] for each in values["deliveries"] if each["status"] == "published"
    )
    return next((it for it in titles if it and it != values["title"]), None)


def say_published(values: dict[str, Any]) -> None:
    """Print the public posts, where the announcement may read differently by now."""
    settled = values["status"] in {"approved", "withdrawn"}
    for each in values["deliveries"]:
        is_as_told = settled and each["title"] == values["title"]
        if each["status"] == "published" and not is_as_told:
            say()
            tell(
                (f"{each['channel']}, as it was published: ", "dim"),
                each["title"] or "",
            )
            quote(each["text"])


def say_history(values: dict[str, Any], zone: ZoneInfo) -> None:
    """Print the actions: who, for whom, and when."""
    say()
    for each in values["history"]:
        moment = when(each["at"], zone)
        told = _detail(each)
        tell(f"{each['action']} by {_who(each)}, {moment}", (f"  {told}", "dim"))


def _who(deed: dict[str, Any]) -> str:
    if deed["acting_for"] is None:
        return str(deed["by"])
    return f"{deed['acting_for']} (typed by {deed['by']})"


def _detail(deed: dict[str, Any]) -> str:
    from crossposter.database.models.event import EDITS

    if deed["action"] not in EDITS:
        return deed["detail"] or ""
    try:
        changed = json.loads(deed["detail"] or "{}")
        return "; ".join(_changes(changed))
    except (ValueError, TypeError, AttributeError):  # written by an earlier version
        return deed["detail"] or ""


def _changes(changed: dict[str, list[Any]]) -> Iterator[str]:
    for name, (before, after) in changed.items():
        yield f"{name}: {_short(before)} → {_short(after)}"


def _short(value: Any) -> str:
    text = "–" if value in (None, "", []) else str(value).replace("\n", " ")
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
