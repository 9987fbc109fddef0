"""Pictures that nothing names any more leave the archive, and no others ever do."""

import os
import signal
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crossposter.database.backup import Backups
from crossposter.database.models.event import Action
from crossposter.database.queries import journal
from crossposter.errors import Unavailable
from crossposter.posts.archive_cleanup import ArchiveCleanup
from crossposter.posts.snapshot import thaw
from tests.support.checkout import ROOT
from tests.support.newsroom import KABID, OPERATOR, PETUGAS, WITA, Office

APPROVING = """
import contextlib, sys
from pathlib import Path
from tests.support.newsroom import KABID, Office

office = Office(sys.argv[1], Path(sys.argv[2]))
write = office.database.write

@contextlib.contextmanager
def held_up():
    print("put", flush=True)
    sys.stdin.read()
    with write() as session:
        yield session

office.database.write = held_up
office.approval.approve(KABID, int(sys.argv[3]))
office.close()
"""


@pytest.fixture
def cleanup(office: Office) -> ArchiveCleanup:
    return cleaning(office)


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


def replaced(office: Office) -> tuple[int, set[str]]:
    """An announcement approved twice, and what its first approval had put."""
    images = [(office.picture("dulu.png"), "Jembatan")]
    key = office.approved(images=images)
    before = shown(office, key)
    images = [(office.picture("kini.png", "olive"), "Jembatan")]
    office.approve_again(key, images=images)
    return key, before


def test_what_an_approval_of_before_put_goes_and_the_rest_stays(
    office_on_either: Office,
) -> None:
    office = office_on_either
    key, before = replaced(office)
    cleanup = cleaning(office)
    months_later(office)

    cleanup.run()
    assert kept(office) == before | shown(office, key)
    cleanup.run()

    assert before
    assert kept(office) == shown(office, key)
    for delivery in office.deliveries(key):
        assert thaw(delivery, office.archive).media


@pytest.mark.parametrize("end", ["published", "withdrawn", "edited"])
def test_what_a_delivery_names_stays_however_it_ended(
    office: Office, cleanup: ArchiveCleanup, end: str
) -> None:
    key = office.approved(images=[(office.picture(), "Jembatan")])
    if end == "published":
        office.run_when_due(key)
    elif end == "withdrawn":
        office.announcements.withdraw(KABID, key, "tidak jadi")
    else:
        office.edit(key, title="Jembatan dibuka kembali")
    needed = kept(office)
    months_later(office)

    for _ in range(3):
        cleanup.run()

    assert needed
    assert kept(office) == needed


def test_what_the_log_names_stays(office: Office, cleanup: ArchiveCleanup) -> None:
    _, before = replaced(office)
    with office.database.write() as session:
        journal.note(
            session,
            at=office.clock.now(),
            actor=OPERATOR,
            action=Action.WARNED,
            detail=f"pictures {' '.join(before)}: look at them",
        )
    months_later(office)

    cleanup.run()
    cleanup.run()

    assert kept(office) > before


def test_what_was_put_within_a_month_stays(
    office: Office, cleanup: ArchiveCleanup
) -> None:
    _, before = replaced(office)
    months_later(office)
    office.clock.advance(days=-31)

    cleanup.run()
    cleanup.run()

    assert kept(office) > before


def test_what_lost_its_name_since_the_last_look_waits_for_the_next(
    office: Office, cleanup: ArchiveCleanup
) -> None:
    images = [(office.picture("dulu.png"), "Jembatan")]
    key = office.approved(images=images, expires_at=None)
    before = shown(office, key)
    months_later(office)
    cleanup.run()
    images = [(office.picture("kini.png", "olive"), "Jembatan")]
    office.approve_again(key, images=images)

    cleanup.run()
    assert kept(office) > before  # a copy may be reading the archive for an old row

    cleanup.run()
    assert not kept(office) & before


def test_a_backup_has_all_that_its_database_names(
    office: Office, cleanup: ArchiveCleanup, monkeypatch: pytest.MonkeyPatch
) -> None:
    images = [(office.picture("dulu.png"), "Jembatan")]
    key = office.approved(images=images)
    months_later(office)
    named = shown(office, key)
    copy_to = office.database.copy_to

    def copied_just_in_time(target: Path) -> None:
        copy_to(target)
        images = [(office.picture("kini.png", "olive"), "Jembatan")]
        office.approve_again(key, images=images)
        cleanup.run()
        cleanup.run()

    monkeypatch.setattr(office.database, "copy_to", copied_just_in_time)
    backups = Backups(
        database=office.database,
        clock=office.clock,
        zone=WITA,
        pictures=office.folder / "archive",
        keeping=office.archive.keeping,
    )

    written = backups.write(OPERATOR, office.folder / "backup.tar.gz")

    with tarfile.open(written.file) as tar:
        assert named <= {Path(name).stem for name in tar.getnames()}
    cleanup.run()
    cleanup.run()
    assert kept(office) == shown(office, key)


def test_what_another_database_of_the_folder_names_stays(
    office: Office, tmp_path: Path
) -> None:
    office.approved(images=[(office.picture(), "Jembatan")])
    there = kept(office)
    months_later(office)
    practice = Office(f"sqlite:///{tmp_path / 'practice.db'}", tmp_path)
    practice.clock.advance(to=office.clock.now())
    cleanup = cleaning(practice)

    cleanup.run()
    practice.write()
    practice.clock.advance(days=60)
    for _ in range(3):
        cleanup.run()

    practice.close()
    assert kept(office) == there


def test_nothing_goes_while_the_database_cannot_be_asked(
    office: Office, cleanup: ArchiveCleanup, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced(office)
    months_later(office)
    there = kept(office)
    cleanup.run()

    def away(*_: object) -> None:
        raise Unavailable("the database cannot be reached")

    monkeypatch.setattr("crossposter.database.queries.content_hashes.unnamed", away)

    with pytest.raises(Unavailable):
        cleanup.run()
    assert kept(office) == there


@contextmanager
def approving(
    office: Office, database: str, key: int
) -> Iterator[subprocess.Popen[str]]:
    """Another process between what it has put and the rows that name it."""
    with subprocess.Popen(
        [sys.executable, "-c", APPROVING, database, str(office.folder), str(key)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == "put\n"
            yield process
        finally:
            process.kill()


def test_what_another_process_is_approving_stays_whatever_its_age(
    office: Office, cleanup: ArchiveCleanup, sqlite_url: str
) -> None:
    office.archive.put(b"the first of all", suffix=".png")
    key = office.submitted(images=[(office.picture(), "Jembatan")])

    with approving(office, sqlite_url, key) as process:
        months_later(office)
        for _ in range(3):
            cleanup.run()
        process.communicate("")
        assert process.returncode == 0
    for _ in range(3):
        cleanup.run()

    assert kept(office) == shown(office, key)
    for delivery in office.deliveries(key):
        assert thaw(delivery, office.archive).media


def test_what_a_killed_approval_left_goes_and_can_be_approved_again(
    office: Office, cleanup: ArchiveCleanup, sqlite_url: str
) -> None:
    key = office.submitted(images=[(office.picture(), "Jembatan")])

    with approving(office, sqlite_url, key) as process:
        process.send_signal(signal.SIGKILL)
        process.wait(100)
    left = kept(office)
    cleanup.run()
    cleanup.run()
    assert kept(office) == left != set()  # it is young

    months_later(office)
    cleanup.run()
    cleanup.run()
    assert kept(office) == set()

    office.edit(key, title="Jembatan dibuka kembali")
    office.announcements.submit(PETUGAS, key)
    office.approval.approve(KABID, key)
    assert kept(office) == shown(office, key) == left


def test_a_removal_that_is_cut_short_goes_on_next_time(
    office: Office, cleanup: ArchiveCleanup, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, _ = replaced(office)
    images = [(office.picture("lagi.png", "teal"), "Jembatan")]
    office.approve_again(key, images=images)
    months_later(office)
    cleanup.run()
    unlink = Path.unlink
    cut: list[Path] = []

    def once(path: Path, *, missing_ok: bool = False) -> None:
        if cut:
            raise KeyboardInterrupt
        cut.append(path)
        unlink(path, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", once)
        with pytest.raises(KeyboardInterrupt):
            cleanup.run()
    again = cleaning(office)
    again.run()
    again.run()

    assert len(cut) == 1
    assert kept(office) == shown(office, key)
