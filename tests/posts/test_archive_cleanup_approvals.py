"""Approvals in another process, while the archive is tidied up."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from crossposter.posts.archive_cleanup import ArchiveCleanup
from crossposter.posts.snapshot import thaw
from tests.support.archives import cleaning, kept, months_later, shown
from tests.support.checkout import ROOT
from tests.support.newsroom import KABID, PETUGAS, Office

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
