"""What is too large for memory: kept as it streams by, and read once to be sure."""

import tracemalloc
from hashlib import sha256
from io import BytesIO, RawIOBase
from pathlib import Path

import pytest

from crossposter.media import Archive, ArchiveDamaged, MediaError

DATA = b"a film" * 1000
DIGEST = sha256(DATA).hexdigest()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "approved"


@pytest.fixture
def archive(root: Path) -> Archive:
    return Archive(root)


def files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def test_what_was_streamed_is_a_file_of_its_own(archive: Archive, root: Path) -> None:
    archive.put_stream(BytesIO(DATA), DIGEST, suffix=".mp4")

    file = archive.file(DIGEST)
    assert files(root) == [file]
    assert file.name == f"{DIGEST}.mp4"
    assert file.read_bytes() == DATA
    assert file.stat().st_mode & 0o777 == 0o444


def test_a_film_that_changed_meanwhile_leaves_nothing(
    archive: Archive, root: Path
) -> None:
    with pytest.raises(MediaError, match="was changed while it was read"):
        archive.put_stream(BytesIO(DATA + b"!"), DIGEST, suffix=".mp4")

    assert files(root) == []


def test_a_film_that_cannot_be_read_to_its_end_leaves_nothing(
    archive: Archive, root: Path
) -> None:
    class Breaking(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell():
                raise RuntimeError("pulled out")
            return super().read(min(10, size or 10))

    with pytest.raises(RuntimeError):
        archive.put_stream(Breaking(DATA), DIGEST, suffix=".mp4")

    assert files(root) == []


def test_a_damaged_film_is_mended_by_putting_it_again(
    archive: Archive,
) -> None:
    archive.put_stream(BytesIO(DATA), DIGEST, suffix=".mp4")
    file = archive.file(DIGEST)
    file.chmod(0o644)
    file.write_bytes(b"damaged")
    with pytest.raises(ArchiveDamaged, match="was altered"):
        archive.file(DIGEST)

    archive.put_stream(BytesIO(DATA), DIGEST, suffix=".mp4")

    assert archive.file(DIGEST).read_bytes() == DATA


def test_a_missing_film_is_named(archive: Archive) -> None:
    with pytest.raises(ArchiveDamaged, match=f"{DIGEST} is missing"):
        archive.file(DIGEST)


def test_a_large_film_takes_little_memory(archive: Archive) -> None:
    class Zeros(RawIOBase):
        left = 40_000_000

        def read(self, size: int = -1, /) -> bytes:
            piece = bytes(min(size, self.left))
            self.left -= len(piece)
            return piece

    digest = sha256(bytes(40_000_000)).hexdigest()
    tracemalloc.start()

    archive.put_stream(Zeros(), digest, suffix=".mp4")  # type: ignore[arg-type]
    archive.file(digest)

    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10_000_000
