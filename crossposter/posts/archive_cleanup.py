"""Use case: removal of archived media that nothing names any more."""

from datetime import timedelta

import structlog

from crossposter.clock import Clock
from crossposter.database import Database
from crossposter.database.queries import content_hashes, reports
from crossposter.media import Archive

log = structlog.get_logger(__name__)

KEPT = timedelta(days=30)  #: minimum age in the archive


class ArchiveCleanup:
    """Removal of media that no row named at two checks in a row.

    A copy made by other means reads the database first and the archive afterwards:
    media named a moment ago stay for it.
    """

    def __init__(self, *, database: Database, clock: Clock, archive: Archive) -> None:
        self._database = database
        self._clock = clock
        self._archive = archive
        self._unnamed: frozenset[str] = frozenset()

    def run(self) -> None:
        """One check; raises Unavailable."""
        with self._database.read() as session:
            began = reports.began(session)
        if began is None:
            return
        removed = self._archive.remove_unused(
            self._unused,
            since=began,  # older entries belong to another database of this folder
            until=self._clock.now() - KEPT,
        )
        if removed:
            log.info("unused pictures removed", files=removed)

    def _unused(self, hashes: frozenset[str]) -> frozenset[str]:
        before = self._unnamed
        with self._database.read() as session:
            self._unnamed = content_hashes.unnamed(session, hashes)
        return self._unnamed & before
