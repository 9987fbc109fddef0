"""Who puts, and who reads several files: nothing is removed meanwhile, in any process."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crossposter.errors import Unavailable
from crossposter.media import Archive, ArchiveDamaged
from tests.support.checkout import ROOT

DATA = b"approved"
EVER = datetime(1970, 1, 1, tzinfo=UTC)
FOR_EVER = datetime(9999, 1, 1, tzinfo=UTC)
KEEPING = """
import sys
from pathlib import Path
from crossposter.media import Archive

archive = Archive(Path(sys.argv[1]))
with archive.keeping():
    print(archive.put(b"of another process", suffix=".jpg"), flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "approved")


def remove_all(archive: Archive) -> int:
    return archive.remove_unused(lambda hashes: hashes, since=EVER, until=FOR_EVER)


@contextmanager
def another_process(root: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """One that keeps the archive until its standard input is closed, and what it put."""
    with subprocess.Popen(
        [sys.executable, "-c", KEEPING, str(root)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def test_nothing_is_removed_while_another_process_keeps(
    archive: Archive, tmp_path: Path
) -> None:
    archive.put(DATA, suffix=".jpg")

    with another_process(tmp_path / "approved") as (process, digest):
        assert remove_all(archive) == 0
        process.communicate("")
        assert process.returncode == 0

    assert archive.get(digest) == b"of another process"
    assert remove_all(archive) == 2


def test_who_is_killed_keeps_nothing_any_more(archive: Archive, tmp_path: Path) -> None:
    archive.put(DATA, suffix=".jpg")

    with another_process(tmp_path / "approved") as (process, _):
        process.send_signal(signal.SIGKILL)
        process.wait(100)
        assert remove_all(archive) == 2


def test_several_may_keep_at_once_and_put(archive: Archive) -> None:
    archive.put(DATA, suffix=".jpg")

    with archive.keeping(), archive.keeping():
        archive.put(b"another", suffix=".jpg")
        assert remove_all(archive) == 0

    assert remove_all(archive) == 2


def test_what_is_put_during_a_removal_is_there_afterwards(archive: Archive) -> None:
    digest = archive.put(DATA, suffix=".jpg")
    putting = threading.Thread(target=archive.put, args=(DATA,), kwargs={"suffix": ""})

    def all_of_them(hashes: frozenset[str]) -> frozenset[str]:
        putting.start()
        putting.join(0.5)  # it has to wait; if it did not, its file would go as well
        return hashes

    archive.remove_unused(all_of_them, since=EVER, until=FOR_EVER)

    putting.join(100)
    assert archive.get(digest) == DATA


def test_an_archive_that_is_not_there_can_be_kept(
    archive: Archive, tmp_path: Path
) -> None:
    with archive.keeping():
        digest = archive.put(DATA, suffix=".jpg")
    assert archive.get(digest) == DATA

    (tmp_path / "file").write_text("")
    with Archive(tmp_path / "file").keeping():
        pass  # who puts nothing there has no trouble with it


def test_what_is_older_than_the_time_asked_for_stays(archive: Archive) -> None:
    digest = archive.put(DATA, suffix=".jpg")
    put = datetime(2026, 11, 24, tzinfo=UTC)
    os.utime(archive.file(digest), (put.timestamp(), put.timestamp()))

    assert archive.remove_unused(lambda it: it, since=FOR_EVER, until=FOR_EVER) == 0
    assert archive.remove_unused(lambda it: it, since=EVER, until=put) == 0
    assert archive.remove_unused(lambda it: it, since=put, until=FOR_EVER) == 1
    with pytest.raises(ArchiveDamaged):
        archive.get(digest)


def test_a_removal_that_is_not_allowed_is_explained(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.put(DATA, suffix=".jpg")

    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(Path, "unlink", forbidden)

    with pytest.raises(Unavailable, match=r"cannot be removed \(Permission denied\)"):
        remove_all(archive)
