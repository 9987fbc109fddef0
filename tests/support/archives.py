"""The archive of an office: what is in it, and how old."""

import os

from crossposter.posts.archive_cleanup import ArchiveCleanup
from tests.support.newsroom import Office


def cleaning(office: Office) -> ArchiveCleanup:
    return ArchiveCleanup(
        database=office.database, clock=office.clock, archive=office.archive
    )


def kept(office: Office) -> set[str]:
    """The hashes in the archive."""
    return {path.stem for path in (office.folder / "archive").glob("??/??/*")}


def shown(office: Office, key: int) -> set[str]:
    """The hashes that the deliveries of an announcement name."""
    return {it["sha256"] for each in office.deliveries(key) for it in each.media}


def months_later(office: Office) -> None:
    """What is in the archive was put by the office's clock, and long ago."""
    put = office.clock.now().timestamp()
    for path in (office.folder / "archive").glob("??/??/*"):
        os.utime(path, (put, put))
    office.clock.advance(days=60)
