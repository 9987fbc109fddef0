"""Backup, use case: database and approved media in one verified archive."""

import contextlib
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from hashlib import file_digest, sha256
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

from crossposter.clock import Clock
from crossposter.database import Database
from crossposter.database.models.event import Action
from crossposter.database.queries import journal
from crossposter.errors import BadInput, Unavailable
from crossposter.staff import Actor
from crossposter.text import excerpts

_DATABASE = "crossposter.db"
_PICTURES = "approved"
_DEPTH = 3  #: of an archived file: two folders and its name


@dataclass(frozen=True, kw_only=True)
class Backup:
    """Backup as it was written."""

    file: Path
    size: int  #: bytes
    pictures: int
    damaged: tuple[str, ...]  #: media that differ from the approved ones


@dataclass(frozen=True, kw_only=True)
class Backups:
    """Backups; whoever can read the database may write them."""

    database: Database
    clock: Clock
    zone: ZoneInfo
    pictures: Path
    keeping: Callable[[], AbstractContextManager[None]]

    def write(self, actor: Actor, target: Path | None = None) -> Backup:
        """Backup to a file, or under a name with the time in a folder; overwrites none.

        Raises BadInput when the file is there already or the database is none of ours
        to copy, and Unavailable when it cannot be written.
        """
        if self.database.file is None:
            raise BadInput(
                "the database is on a PostgreSQL server: copy it with pg_dump, and the"
                f" folder {self.pictures} with it"
            )
        file = self._named(target)
        if os.path.lexists(file):
            raise BadInput(f"{file} is there already: choose another name")
        try:
            backup = self._write(file)
        except (OSError, tarfile.TarError, EOFError) as error:
            reason = getattr(error, "strerror", None) or "it cannot be read back"
            name = excerpts.path(file)
            raise Unavailable(f"{name} cannot be written: {reason}") from error
        with self.database.write() as session:
            journal.note(
                session,
                at=self.clock.now(),
                actor=actor,
                action=Action.BACKUP_WRITTEN,
                detail=str(file),
            )
        return backup

    def _named(self, target: Path | None) -> Path:
        target = Path(os.path.abspath(target or ""))  # noqa: PTH100  # never asks the disk
        if not os.path.isdir(target):  # noqa: PTH112  # Path.is_dir raises when forbidden
            return target
        moment = self.clock.now().astimezone(self.zone)
        return target / f"crossposter-{moment:%Y-%m-%d-%H%M}.tar.gz"

    def _write(self, file: Path) -> Backup:
        with (
            tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as place,
            self.keeping(),
        ):
            # Media after the database: then all that it names are there.
            copy, packed = Path(place) / _DATABASE, Path(place) / "packed"
            self.database.copy_to(copy)
            pictures = self._pack(copy, packed)
            damaged = _read_back(packed, copy, pictures)
            size = packed.stat().st_size
            _move(packed, file)
        return Backup(file=file, size=size, pictures=pictures, damaged=damaged)

    def _pack(self, copy: Path, packed: Path) -> int:
        """Number of media packed; those removed meanwhile are left out."""
        count = 0
        with _for_this_user_only(packed), tarfile.open(packed, "w:gz") as tar:
            tar.add(copy, _DATABASE)
            for place, picture in _pictures_in(self.pictures):
                with contextlib.suppress(FileNotFoundError), _readable(picture) as file:
                    name = f"{_PICTURES}/{place.as_posix()}"
                    tar.addfile(tar.gettarinfo(arcname=name, fileobj=file), file)
                    count += 1
        return count


def _pictures_in(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Places in the archive and files of media; empty where none was ever kept."""
    for inner, folders, files in os.walk(folder, onerror=partial(_unreadable, folder)):
        folders.sort()
        for name in sorted(files):
            picture = Path(inner, name)
            place = picture.relative_to(folder)
            if len(place.parts) == _DEPTH and picture.suffix != ".part":
                yield place, picture


def _unreadable(folder: Path, error: OSError) -> None:
    """Error for unreadable media, without which a backup is none."""
    missing = isinstance(error, FileNotFoundError)
    if not missing or os.path.lexists(folder):
        raise _no_right(error.filename or folder, error) from error


@contextlib.contextmanager
def _readable(picture: Path) -> Iterator[BinaryIO]:
    try:
        file = picture.open("rb")
    except PermissionError as error:
        raise _no_right(picture, error) from error
    with file:
        yield file


def _no_right(path: str | Path, error: OSError) -> Unavailable:
    return Unavailable(
        f"{path} cannot be read ({error.strerror}), and without it the backup would not"
        " be whole: mend its permissions, then make the backup again"
    )


@contextlib.contextmanager
def _for_this_user_only(path: Path) -> Iterator[None]:
    """Permissions for this user only: the file has announcements not yet approved."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    yield
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _read_back(packed: Path, copy: Path, pictures: int) -> tuple[str, ...]:
    """Media that were damaged already; raises Unavailable for any other damage."""
    with copy.open("rb") as original:
        expected = file_digest(original, "sha256").hexdigest()
    with tarfile.open(packed) as tar:
        digests = {member.name: _digest(tar, member) for member in tar}
    if digests.pop(_DATABASE, None) != expected or len(digests) != pictures:
        raise Unavailable("the backup cannot be read back as written: check the disk")
    return tuple(name for name, it in digests.items() if it != Path(name).stem)


def _digest(tar: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    content = tar.extractfile(member)
    digest = sha256()
    while content and (piece := content.read(1_000_000)):
        digest.update(piece)
    return digest.hexdigest()


def _move(finished: Path, file: Path) -> None:
    """Move in one step, and never over another file."""
    try:
        file.hardlink_to(finished)
    except FileExistsError:
        raise BadInput(f"{file} is there already: choose another name") from None
    except OSError:  # a file system without hard links, as memory sticks have
        finished.rename(file)
    directory = os.open(file.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
