"""Archive: content-addressed store of approved media."""

import contextlib
import fcntl
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest, sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from crossposter.errors import CrossposterError, Unavailable
from crossposter.media.image import MediaError
from crossposter.text.messages import phrase

_HASH = re.compile(r"[0-9a-f]{64}")
_UNFINISHED = ".part"
_PIECE = 1024 * 1024  #: bytes


class ArchiveDamaged(CrossposterError):
    """Approved image or video that is missing from the archive, or has been changed."""


@dataclass(frozen=True)
class Archive:
    """Files named by the SHA-256 of their content: ``ab/cd/abcd....jpg``."""

    root: Path

    def beside(self, name: str) -> Path:
        """Path of a file in the same folder that is not one of the archive's own."""
        return self.root / name

    def put(self, data: bytes, *, suffix: str) -> str:
        """Hash of *data*, which is stored durably; storing it again is harmless.

        *suffix* (``.jpg``) only helps people who look at the folder. Raises
        Unavailable when the file cannot be written.
        """
        digest = sha256(data).hexdigest()
        self.put_stream(BytesIO(data), digest, suffix=suffix)
        return digest

    def put_stream(self, stream: BinaryIO, digest: str, *, suffix: str) -> None:
        """Store a file too large for memory if its hash is *digest*.

        Raises MediaError if it is another one: then it was changed meanwhile.
        """
        folder = self._folder(digest)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with _unfinished(folder) as unfinished:
                _copy(stream, unfinished, digest)
                with self.keeping():
                    # Replacing renews the file's age, and repairs a damaged one.
                    path = self._find(digest) or folder / f"{digest}{suffix}"
                    unfinished.replace(path)
            for directory in (folder, *folder.parents[:3]):  # up to the root's own name
                _sync(directory)
        except OSError as error:
            raise Unavailable(
                f"The picture cannot be kept in {self.root} ({error.strerror}): make "
                "room or mend the permissions, then try again"
            ) from error

    def get(self, digest: str) -> bytes:
        """Bytes whose SHA-256 is *digest*; raises ArchiveDamaged."""
        path = self._find(digest)
        with self._readable(path):
            data = path.read_bytes() if path else None
        if data is None:
            raise self._missing(digest)
        if sha256(data).hexdigest() != digest:
            raise _altered(path)
        return data

    def file(self, digest: str) -> Path:
        """Path of the file whose content has that hash, read once to verify it.

        Raises ArchiveDamaged.
        """
        path = self._find(digest)
        if path is None:
            raise self._missing(digest)
        with self._readable(path), path.open("rb") as file:
            if file_digest(file, "sha256").hexdigest() != digest:
                raise _altered(path)
        return path

    def _missing(self, digest: str) -> ArchiveDamaged:
        return ArchiveDamaged(
            phrase(
                "The approved picture {digest} is missing from {folder}: {cure}",
                digest=digest,
                folder=str(self.root),
                cure=_CURE,
            )
        )

    @contextlib.contextmanager
    def _readable(self, path: Path | None) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError as error:
            raise self._missing(path.stem if path else "") from error
        except OSError as error:
            raise Unavailable(
                phrase(
                    "The approved picture {path} cannot be read ({reason}): mend its"
                    " permissions",
                    path=str(path),
                    reason=error.strerror,
                )
            ) from error

    @contextlib.contextmanager
    def keeping(self) -> Iterator[None]:
        """Time in which nothing is removed, for storing or reading several files.

        Several may hold it at once, in every process; it ends with the process.
        """
        with self._locked(fcntl.LOCK_SH):
            yield

    def remove_unused(
        self,
        unused: Callable[[frozenset[str]], frozenset[str]],
        *,
        since: datetime,
        until: datetime,
    ) -> int:
        """Number of removed files: those *unused* picks from files of that time.

        *unused* is called while nobody holds `keeping`, and not otherwise.
        Leftovers of interrupted writes count as well. Raises Unavailable.
        """
        with self._locked(fcntl.LOCK_EX | fcntl.LOCK_NB) as alone:
            if not alone:
                return 0
            try:
                files = list(self._put_between(since, until))
                picked = unused(frozenset(path.stem for path in files))
                gone = [path for path in files if path.stem in picked]
                for path in gone:
                    path.unlink(missing_ok=True)
            except OSError as error:
                raise Unavailable(
                    f"unused pictures in {self.root} cannot be removed"
                    f" ({error.strerror}): mend the permissions"
                ) from error
        return len(gone)

    def _put_between(self, since: datetime, until: datetime) -> Iterator[Path]:
        for path in self.root.glob("??/??/*"):
            with contextlib.suppress(FileNotFoundError):  # a write ended meanwhile
                put = path.stat().st_mtime
                if _is_ours(path) and since.timestamp() <= put < until.timestamp():
                    yield path

    def _folder(self, digest: str) -> Path:
        return self.root / digest[:2] / digest[2:4]

    def _find(self, digest: str) -> Path | None:
        if not _HASH.fullmatch(digest):
            return None
        return next(self._folder(digest).glob(f"{digest}*"), None)

    @contextlib.contextmanager
    def _locked(self, how: int) -> Iterator[bool]:
        """True if locked; there is nothing to lock before the first file was stored."""
        try:
            root = os.open(self.root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError:
            yield False
            return
        try:
            yield _locks(root, how)
        finally:
            os.close(root)


def _locks(descriptor: int, how: int) -> bool:
    try:
        fcntl.flock(descriptor, how)
    except OSError:  # somebody else has it, or the disk does not support locks
        return False
    return True


_CURE = phrase(
    "put it back from a backup, or withdraw the announcement and have it approved again."
)


def _is_ours(path: Path) -> bool:
    return path.suffix == _UNFINISHED or _HASH.fullmatch(path.stem) is not None


def _altered(path: Path | None) -> ArchiveDamaged:
    return ArchiveDamaged(
        phrase(
            "The approved picture {path} was altered: {cure}",
            path=str(path),
            cure=_CURE,
        )
    )


@contextlib.contextmanager
def _unfinished(folder: Path) -> Iterator[Path]:
    """File that replaces another atomically: nobody ever sees half of one."""
    descriptor, name = tempfile.mkstemp(dir=folder, suffix=_UNFINISHED)
    os.close(descriptor)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _copy(stream: BinaryIO, target: Path, digest: str) -> None:
    copied = sha256()
    with target.open("wb") as file:
        while piece := stream.read(_PIECE):
            copied.update(piece)
            file.write(piece)
        file.flush()
        os.fchmod(file.fileno(), 0o444)
        os.fsync(file.fileno())
    if copied.hexdigest() != digest:
        raise MediaError("a film or picture was changed while it was read: try again")


def _sync(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
