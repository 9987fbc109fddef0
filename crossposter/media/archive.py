"""Where approved pictures wait, whatever happens to the media folder."""

import contextlib
import fcntl
import os
import re
import tempfile
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from crossposter.errors import CrossposterError, Unavailable

_HASH = re.compile(r"[0-9a-f]{64}")
_UNFINISHED = ".part"


class ArchiveDamaged(CrossposterError):
    """An approved picture is missing from the archive, or is not what was approved."""


class Archive:
    """Files named by the SHA-256 of their content: ``ab/cd/abcd....jpg``."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, data: bytes, *, suffix: str) -> str:
        """Keep *data* durably and return its hash; putting it again is harmless.

        *suffix* (``.jpg``) only helps people who look at the folder. Raises
        Unavailable when the file cannot be written.
        """
        digest = sha256(data).hexdigest()
        folder = self._folder(digest)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with self._locked():
                # Writing again renews the file's age, and mends a damaged one.
                path = self._find(digest) or folder / f"{digest}{suffix}"
                _write(path, data)
            for directory in (folder, *folder.parents[:3]):  # up to the root's own name
                _sync(directory)
        except OSError as error:
            raise Unavailable(
                f"The picture cannot be kept in {self._root} ({error.strerror}): make "
                "room or mend the permissions, then try again"
            ) from error
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes whose SHA-256 is *digest*; raises ArchiveDamaged."""
        path = self._find(digest)
        try:
            data = path.read_bytes() if path else None
        except OSError as error:
            raise Unavailable(
                f"The approved picture {path} cannot be read ({error.strerror}): mend "
                "its permissions"
            ) from error
        if data is None:
            raise ArchiveDamaged(
                f"The approved picture {digest} is missing from {self._root}: {_CURE}"
            )
        if sha256(data).hexdigest() != digest:
            raise ArchiveDamaged(f"The approved picture {path} was altered: {_CURE}")
        return data

    def remove_unused(
        self, keep: Collection[str], older_than: timedelta, now: datetime
    ) -> int:
        """Remove what is not in *keep* and was put before *now* - *older_than*.

        Returns the number of files; leftovers of interrupted writes count as well.
        """
        if not self._root.is_dir():
            return 0
        limit = (now - older_than).timestamp()
        wanted = frozenset(keep)
        with self._locked():
            unused = [
                path
                for path in self._root.glob("??/??/*")
                if _is_ours(path)
                and path.stem not in wanted
                and path.stat().st_mtime < limit
            ]
            for path in unused:
                path.unlink()
        return len(unused)

    def _folder(self, digest: str) -> Path:
        return self._root / digest[:2] / digest[2:4]

    def _find(self, digest: str) -> Path | None:
        if not _HASH.fullmatch(digest):
            return None
        return next(self._folder(digest).glob(f"{digest}*"), None)

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep a removal from taking what another process is putting."""
        descriptor = os.open(self._root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


_CURE = "put it back from a backup, or withdraw the announcement and have it approved again."


def _is_ours(path: Path) -> bool:
    return path.suffix == _UNFINISHED or _HASH.fullmatch(path.stem) is not None


def _write(path: Path, data: bytes) -> None:
    """Replace *path* in one step: nobody ever sees half a file."""
    descriptor, unfinished = tempfile.mkstemp(dir=path.parent, suffix=_UNFINISHED)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(descriptor, 0o444)
            os.fsync(descriptor)
        Path(unfinished).replace(path)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise


def _sync(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
