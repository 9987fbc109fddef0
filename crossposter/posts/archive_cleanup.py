"""Use case: pictures and films leave the archive when nothing names them any more."""

from datetime import timedelta

import structlog

from crossposter.clock import Clock
from crossposter.database import Database
from crossposter.database.queries import content_hashes, reports
from crossposter.media import Archive

log = structlog.get_logger(__name__)

KEPT = timedelta(days=30)  #: at least, after it was put


class ArchiveCleanup:
    """Removes what stood in no row at two looks in a row.

    A copy made by other means reads the database first and the archive afterwards: what
    was named a moment ago stays for it.
    """

    def __init__(self, *, database: Database, clock: Clock, archive: Archive) -> None:
        self._database = database
        self._clock = clock
        self._archive = archive
        self._unnamed: frozenset[str] = frozenset()

    def run(self) -> None:
        """One look; raises Unavailable."""
        with self._database.read() as session:
            began = reports.began(session)
        if began is None:
            return
        removed = self._archive.remove_unused(
            self._unused,
            since=began,  # what is older belongs to another database of this folder
            until=self._clock.now() - KEPT,
        )
        if removed:
            log.info("unused pictures removed", files=removed)

    def _unused(self, hashes: frozenset[str]) -> frozenset[str]:
        before = self._unnamed
        with self._database.read() as session:
            self._unnamed = content_hashes.unnamed(session, hashes)
        return self._unnamed & before
