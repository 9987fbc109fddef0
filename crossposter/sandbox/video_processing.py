"""Simulated video processing, after a platform has all the bytes of a video."""

from collections.abc import Callable
from dataclasses import dataclass

from crossposter.sandbox import videos
from crossposter.sandbox.state import State
from crossposter.sandbox.videos import NotAVideo, Video

UNSUPPORTED = "Invalid or unsupported media type."


@dataclass(frozen=True, kw_only=True)
class Progress:
    """Progress: `looks` counts the reads still to come, `failure` is the reason."""

    looks: int = 0
    failure: str | None = None

    @property
    def failed(self) -> bool:
        """True when the platform has given up."""
        return not self.looks and self.failure is not None

    @property
    def done(self) -> bool:
        """True when the video can be shown."""
        return not self.looks and self.failure is None


def begin(
    state: State, key: str, data: bytes, objection: Callable[[Video], str | None]
) -> Video | None:
    """Start of the processing of a video; its errors are reported later."""
    film, failure = None, UNSUPPORTED
    try:
        film = videos.save(state, videos.opened(data))
        failure = objection(film) or ""
    except NotAVideo:
        pass
    if state.setting("film_fails"):
        failure = "The film could not be processed."
    state.write(
        "INSERT OR REPLACE INTO processing VALUES (?, ?, ?)",
        *(key, int(state.setting("film_looks")), failure or None),
    )
    return film


def progress(state: State, key: str) -> Progress | None:
    """Progress without a read; nothing when it has not begun."""
    row = state.row("SELECT * FROM processing WHERE id = ?", key)
    return Progress(looks=row["looks"], failure=row["failure"]) if row else None


def look(state: State, key: str) -> Progress | None:
    """Progress after one more read, which brings its end nearer."""
    found = progress(state, key)
    state.write(
        "UPDATE processing SET looks = looks - 1 WHERE id = ? AND looks > 0", key
    )
    return found
