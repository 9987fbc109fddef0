"""Files that commands write: all of them atomically, or none."""

from collections.abc import Mapping
from pathlib import Path


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write all files or none; raises Unavailable if one cannot be written."""
    from crossposter.errors import Unavailable
    from crossposter.text import excerpts

    for path, content in files.items():
        try:
            _replace(path, content)
        except OSError as error:
            raise Unavailable(
                f"{excerpts.path(path)} cannot be written: {error.strerror}"
            ) from error


def _replace(path: Path, content: bytes) -> None:
    """Replace a file atomically; others, such as /dev/stdout, are written directly."""
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)  # a leftover may be open to others
        unfinished.touch(0o600, exist_ok=False)  # it may not be approved yet
        unfinished.write_bytes(content)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
