"""Uploads remembered by id, so that a repeated preparation uploads nothing twice."""

import hashlib
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from crossposter.channels import Media, PublisherError
from crossposter.clock import Clock

USABLE = timedelta(hours=23)  # platforms drop an unused upload after 24 hours


@dataclass(frozen=True)
class Uploads:
    """Uploads in *saved* that a platform still honours.

    Ids in *spent* are skipped: the platform did not take them when they were used.
    """

    saved: MutableMapping[str, str]
    clock: Clock
    spent: frozenset[str] = frozenset()

    def get(self, key: str) -> str | None:
        """Id kept under *key*, None when the platform has dropped it by now."""
        remote_id, since = self._entry(key)
        return remote_id if remote_id and self._is_fresh(since) else None

    def of_any_age(self, key: str) -> str | None:
        """Id kept under *key*, however long ago."""
        return self._entry(key)[0]

    def keep(self, key: str, remote_id: str) -> None:
        """New id with the time of its upload, kept in one durable assignment."""
        self.saved[key] = f"{remote_id} {self.clock.now().isoformat()}"

    def advance(self, key: str, remote_id: str, mark: str) -> None:
        """New number of bytes that have arrived."""
        self.saved[f"{key} sent"] = f"{remote_id} {mark}"

    def progress(self, key: str, remote_id: str) -> str | None:
        """Number of bytes of this very upload that have arrived, as it was kept."""
        known, _, mark = self.saved.get(f"{key} sent", "").partition(" ")
        return mark if known == remote_id and mark else None

    def forget(self, key: str) -> None:
        """End of an upload that leads nowhere: the next preparation begins anew."""
        if key in self.saved:
            del self.saved[key]

    def _entry(self, key: str) -> tuple[str | None, str]:
        remote_id, _, since = self.saved.get(key, "").partition(" ")
        return (None if remote_id in {"", *self.spent} else remote_id), since

    def _is_fresh(self, since: str) -> bool:
        try:
            age = self.clock.now() - datetime.fromisoformat(since)
        except (ValueError, TypeError):
            return False
        return timedelta(0) <= age < USABLE


def picture_key(kind: str, position: int, media: Media) -> str:
    """Name of one image's upload; its alternative text is part of it."""
    identity = f"{media.sha256}\0{media.alt}".encode()
    return f"{kind} {position} {hashlib.sha256(identity).hexdigest()[:16]}"


def first_baseline(
    saved: MutableMapping[str, str],
    newest: Callable[[], str | None],
    *,
    below: str | None = None,
) -> str | None:
    """Newest post from before the first attempt, so that a read covers them all.

    Empty where there was none. Best effort: without it, times have to do. A part of a
    thread has its own, by the part it is shown *below*.
    """
    key = "baseline" if below is None else f"baseline {below}"
    if key not in saved:
        try:
            saved[key] = newest() or ""
        except PublisherError as error:
            if error.rest is not None:  # the commit would be refused as well
                raise
            return None
    return saved[key]
