"""Backups: the database and the approved pictures, in one file that was read back."""

import contextlib
import os
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from zoneinfo import ZoneInfo

from crossposter.clock import Clock
from crossposter.errors import BadInput, Unavailable
from crossposter.staff import Actor
from crossposter.store import Database, journal
from crossposter.store.watching import BACKUP_WRITTEN

_DATABASE = "crossposter.db"
_PICTURES = "approved"


@dataclass(frozen=True, kw_only=True)
class Backup:
    """What was written."""

    file: Path
    size: int  #: bytes
    pictures: int
    damaged: tuple[str, ...]  #: pictures that are not what was approved


class Backups:
    """Writes backups; whoever can read the database may."""

    def __init__(
        self, *, database: Database, clock: Clock, zone: ZoneInfo, pictures: Path
    ) -> None:
        self._database = database
        self._clock = clock
        self._zone = zone
        self._pictures = pictures

    def write(self, actor: Actor, target: Path | None = None) -> Backup:
        """To a file, or under a name with the time in a folder; nothing is overwritten.

        Raises BadInput when the file is there already or the database is none of ours
        to copy, and Unavailable when it cannot be written.
        """
        if self._database.file is None:
            raise BadInput(
                "the database is on a PostgreSQL server: copy it with pg_dump, and the"
                f" folder {self._pictures} with it"
            )
        file = self._named(target)
        if file.exists():
            raise BadInput(f"{file} is there already: choose another name")
        try:
            backup = self._write(file)
        except (OSError, tarfile.TarError, EOFError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise Unavailable(f"{file} cannot be written: {reason}") from error
        with self._database.write() as session:
            journal.note(
                session,
                at=self._clock.now(),
                actor=actor,
                action=BACKUP_WRITTEN,
                detail=str(file),
            )
        return backup

    def _named(self, target: Path | None) -> Path:
        target = (target or Path()).absolute()
        if not target.is_dir():
            return target
        moment = self._clock.now().astimezone(self._zone)
        return target / f"crossposter-{moment:%Y-%m-%d-%H%M}.tar.gz"

    def _write(self, file: Path) -> Backup:
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as place:
            # Pictures after the database: then all that it names are there.
            copy, packed = Path(place) / _DATABASE, Path(place) / "packed"
            self._database.copy_to(copy)
            pictures = self._pack(copy, packed)
            damaged = _read_back(packed, copy, pictures)
            size = packed.stat().st_size
            _move(packed, file)
        return Backup(file=file, size=size, pictures=pictures, damaged=damaged)

    def _pack(self, copy: Path, packed: Path) -> int:
        """Returns the number of pictures; those taken away meanwhile are left out."""
        count = 0
        with _for_this_user_only(packed), tarfile.open(packed, "w:gz") as tar:
            tar.add(copy, _DATABASE)
            for picture in sorted(self._pictures.glob("??/??/*")):
                if picture.suffix != ".part":
                    with contextlib.suppress(FileNotFoundError):
                        place = picture.relative_to(self._pictures).as_posix()
                        tar.add(picture, f"{_PICTURES}/{place}")
                        count += 1
        return count


@contextlib.contextmanager
def _for_this_user_only(path: Path) -> Iterator[None]:
    """Announcements are in it that nobody has approved yet."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    yield
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _read_back(packed: Path, copy: Path, pictures: int) -> tuple[str, ...]:
    """The pictures that were damaged already; raises Unavailable for all the rest."""
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
    """In one step, and never over another file."""
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
