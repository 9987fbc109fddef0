"""What of an office other accounts of this machine can read, and how to end it."""

import shlex
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crossposter.config import Config

#: Beside config.yaml; that one holds no secret, and neither do the templates.
_IN_FOLDER = (".env", "crossposter-*.tar.gz", "preview-*.html", "*.log")
#: https://sqlite.org/tempfiles.html; they get the mode of the database, see there.
_OF_DATABASE = ("", "-wal", "-shm", "-journal", ".lock")
_FOR_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def warnings(config: "Config", database: Path | None) -> Iterator[str]:
    """A sentence for the files and one for the folders, each with what to type."""
    folders = [config.archive_folder, config.media_folder]
    for mode, paths in (("600", _files(config.folder, database)), ("700", folders)):
        names = [shlex.quote(str(path)) for path in paths if _is_open(path)]
        if names:
            yield f"others can read {', '.join(names)}: chmod {mode} {' '.join(names)}"


def _files(folder: Path, database: Path | None) -> list[Path]:
    beside = [path for it in _IN_FOLDER for path in sorted(folder.glob(it))]
    if database is None:  # another machine keeps it
        return beside
    return [*beside, *(Path(f"{database.resolve()}{end}") for end in _OF_DATABASE)]


def _is_open(path: Path) -> bool:
    try:
        return bool(path.stat().st_mode & _FOR_OTHERS)
    except OSError:  # not there, or not for us either
        return False
