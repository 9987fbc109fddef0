import errno
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from crossposter.errors import Unavailable
from crossposter.media import Archive, ArchiveDamaged

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
EVER = datetime(1970, 1, 1, tzinfo=UTC)
DATA = b"approved"
DIGEST = sha256(DATA).hexdigest()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "approved"


@pytest.fixture
def archive(root: Path) -> Archive:
    return Archive(root)


def files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def remove(archive: Archive, *, days: int, now: datetime = NOW, keep: str = "") -> int:
    """All but *keep* of what was put so many days before *now*."""
    return archive.remove_unused(
        lambda hashes: hashes - {keep}, since=EVER, until=now - timedelta(days=days)
    )


def make_old(root: Path, days: int) -> None:
    moment = (NOW - timedelta(days=days)).timestamp()
    for path in files(root):
        os.utime(path, (moment, moment))


def test_what_was_put_comes_back(archive: Archive) -> None:
    digest = archive.put(DATA, suffix=".jpg")

    assert digest == DIGEST
    assert archive.get(digest) == DATA


def test_the_file_is_named_by_its_hash_and_write_protected(
    archive: Archive, root: Path
) -> None:
    archive.put(DATA, suffix=".jpg")

    path = root / DIGEST[:2] / DIGEST[2:4] / f"{DIGEST}.jpg"
    assert files(root) == [path]
    assert path.stat().st_mode & 0o777 == 0o444


def test_the_same_bytes_are_kept_once_even_under_another_suffix(
    archive: Archive, root: Path
) -> None:
    archive.put(DATA, suffix=".jpg")
    archive.put(DATA, suffix=".jpeg")

    assert len(files(root)) == 1
    assert archive.get(DIGEST) == DATA


def test_many_may_put_the_same_picture_at_once(archive: Archive, root: Path) -> None:
    data = os.urandom(300_000)

    def put_and_get(_: int) -> bytes:
        return archive.get(archive.put(data, suffix=".png"))

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(put_and_get, range(24)))

    assert set(found) == {data}
    assert len(files(root)) == 1


@pytest.mark.parametrize("digest", ["0" * 64, "", "*", "../../etc/passwd", "A" * 64])
def test_a_missing_picture_is_named(archive: Archive, digest: str) -> None:
    archive.put(DATA, suffix=".jpg")

    with pytest.raises(ArchiveDamaged, match=r"is missing from .*: put it back from a"):
        archive.get(digest)


@pytest.mark.parametrize("altered", [b"", DATA[:-1], b"Approved"])
def test_an_altered_picture_is_never_handed_out(
    archive: Archive, root: Path, altered: bytes
) -> None:
    archive.put(DATA, suffix=".jpg")
    [path] = files(root)
    path.chmod(0o644)
    path.write_bytes(altered)

    with pytest.raises(ArchiveDamaged, match=rf"{path} was altered"):
        archive.get(DIGEST)


def test_putting_again_mends_an_altered_picture(archive: Archive, root: Path) -> None:
    archive.put(DATA, suffix=".jpg")
    [path] = files(root)
    path.chmod(0o644)
    path.write_bytes(b"altered")

    archive.put(DATA, suffix=".jpg")

    assert archive.get(DIGEST) == DATA


def test_a_full_disk_leaves_nothing_behind(
    archive: Archive, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_space(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_space)

    with pytest.raises(Unavailable, match=r"No space left on device\): make room"):
        archive.put(DATA, suffix=".jpg")
    assert files(root) == []


def test_a_failed_second_write_leaves_the_first_intact(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.put(DATA, suffix=".jpg")

    def broken(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)

    with pytest.raises(Unavailable):
        archive.put(DATA, suffix=".jpg")
    assert archive.get(DIGEST) == DATA


def test_the_bytes_are_durable_before_they_get_their_name(
    archive: Archive, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names_at_sync: list[list[str]] = []

    def watch(_: int) -> None:
        names_at_sync.append([path.suffix for path in files(root)])

    monkeypatch.setattr(os, "fsync", watch)

    archive.put(DATA, suffix=".jpg")

    # the file itself, then its folder and the three above that name it
    assert names_at_sync == [[".part"], [".jpg"], [".jpg"], [".jpg"], [".jpg"]]


def test_a_file_in_the_place_of_the_archive_is_explained(tmp_path: Path) -> None:
    (tmp_path / "approved").write_text("")

    with pytest.raises(Unavailable, match="cannot be kept"):
        Archive(tmp_path / "approved").put(DATA, suffix=".jpg")


def test_only_old_pictures_that_nobody_needs_are_removed(
    archive: Archive, root: Path
) -> None:
    kept = archive.put(b"needed", suffix=".jpg")
    unused = archive.put(b"unused", suffix=".jpg")
    make_old(root, days=31)
    young = archive.put(b"put a moment ago", suffix=".jpg")
    moment = (NOW - timedelta(days=29)).timestamp()
    os.utime(next(root.rglob(f"{young}*")), (moment, moment))

    removed = remove(archive, days=30, keep=kept)

    assert removed == 1
    assert archive.get(kept) == b"needed"
    assert archive.get(young) == b"put a moment ago"
    with pytest.raises(ArchiveDamaged):
        archive.get(unused)


def test_a_picture_approved_again_is_young_again(
    archive: Archive, root: Path, tmp_path: Path
) -> None:
    archive.put(DATA, suffix=".jpg")
    make_old(root, days=9999)
    archive.put(DATA, suffix=".jpg")

    (tmp_path / "dated by the same disk").touch()
    now = (tmp_path / "dated by the same disk").stat().st_mtime
    removed = remove(archive, days=1, now=datetime.fromtimestamp(now, UTC))

    assert removed == 0
    assert archive.get(DIGEST) == DATA


def test_what_a_crash_left_is_removed_and_what_others_put_there_is_not(
    archive: Archive, root: Path
) -> None:
    archive.put(DATA, suffix=".jpg")
    folder = files(root)[0].parent
    (folder / "tmpabc.part").write_bytes(b"half")
    (folder / "catatan.txt").write_text("jangan dihapus")
    make_old(root, days=31)

    removed = remove(archive, days=30, keep=DIGEST)

    assert removed == 1
    assert {path.name for path in files(root)} == {f"{DIGEST}.jpg", "catatan.txt"}


def test_an_archive_without_a_folder_has_nothing_to_remove(archive: Archive) -> None:
    assert remove(archive, days=0) == 0
