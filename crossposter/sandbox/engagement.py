"""Engagement counters of posts: zero, until the controls set them."""

from typing import Any

from crossposter.sandbox import posts
from crossposter.sandbox.settings import BadSetting
from crossposter.sandbox.state import State

NAMES = ("likes", "comments", "shares", "views", "reach", "saved")


def of(state: State, platform: str, post_id: str) -> dict[str, int]:
    """Figures of a post."""
    rows = state.rows(
        "SELECT name, value FROM figure WHERE platform = ? AND post = ?",
        *(platform, post_id),
    )
    return dict.fromkeys(NAMES, 0) | {row["name"]: row["value"] for row in rows}


def put(state: State, values: Any) -> dict[str, int]:
    """Figures of one live post after some were set.

    Raises BadSetting.
    """
    given = dict(values) if isinstance(values, dict) else {}
    platform, post_id = (str(given.pop(name, "")) for name in ("platform", "id"))
    if not posts.find(state, platform, post_id):
        raise BadSetting("figures need the platform and the id of a live post")
    for name, value in given.items():
        if name not in NAMES or not _is_count(value):
            raise BadSetting(
                f"{name} cannot be {value!r}: {', '.join(NAMES)} are counts"
            )
        state.write(
            "INSERT OR REPLACE INTO figure VALUES (?, ?, ?, ?)",
            *(platform, post_id, name, value),
        )
    return of(state, platform, post_id)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
