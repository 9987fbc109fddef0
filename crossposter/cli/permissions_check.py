"""Permissions check: files of an office that are open to other accounts."""

import shlex
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from crossposter.database.file_permissions import FOR_THE_GROUP, is_shared

if TYPE_CHECKING:
    from crossposter.config import Config

#: Beside config.yaml; that file holds no secret, and neither do the templates.
_IN_FOLDER = (".env", "crossposter-*.tar.gz", "preview-*.html", "*.log")
#: https://sqlite.org/tempfiles.html; they get the mode of the database, see there.
_OF_SQLITE = ("", "-wal", "-shm", "-journal")


def warnings(config: "Config", database: Path | None) -> Iterator[str]:
    """Sentence for the files and one for the folders, each with the command to type."""
    beside = [it for name in _IN_FOLDER for it in sorted(config.folder.glob(name))]
    folders = [config.archive_folder, config.media_folder]
    files = [] if database is None else _of(database.resolve())  # else on a server
    yield from _open_to_others([*beside, *files], folders)
    if files and is_shared(files[0].parent):
        yield from _closed_to_the_group(files, folders)


def _of(database: Path) -> list[Path]:
    return [Path(f"{database}{end}") for end in (*_OF_SQLITE, ".lock")]


def _open_to_others(files: list[Path], folders: list[Path]) -> Iterator[str]:
    for mode, paths in (("600", files), ("700", folders)):
        names = _quoted(filter(_is_open, paths))
        if names:
            yield f"others can read {', '.join(names)}: chmod {mode} {' '.join(names)}"


def _is_open(path: Path) -> bool:
    """True if others can read it; in a shared folder the group is not among them."""
    try:
        shared = is_shared(path if path.is_dir() else path.parent)
        others = stat.S_IRWXO if shared else stat.S_IRWXG | stat.S_IRWXO
        return bool(stat.S_IMODE(path.stat().st_mode) & others)
    except OSError:  # missing, or closed to us as well
        return False


def _closed_to_the_group(files: list[Path], folders: list[Path]) -> Iterator[str]:
    """Files and folders the group shares; the lock is the daemon's own."""
    place = files[0].parent
    kept = [path for path in files if path.suffix != ".lock"]
    for mode, paths in ((FOR_THE_GROUP, kept), (0o2770, folders)):
        names = _quoted(it for it in paths if _is_closed(it, place, mode))
        if names:
            reference, all_names = shlex.quote(str(place)), " ".join(names)
            yield (
                f"the group that shares {place} cannot work with {', '.join(names)}:"
                f" chgrp --reference={reference} {all_names} &&"
                f" chmod {mode:o} {all_names}"
            )


def _is_closed(path: Path, place: Path, mode: int) -> bool:
    try:
        found, shared = path.stat(), place.stat()
    except OSError:
        return False
    return found.st_mode & mode != mode or found.st_gid != shared.st_gid


def _quoted(paths: Iterable[Path]) -> list[str]:
    return [shlex.quote(str(path)) for path in paths]
