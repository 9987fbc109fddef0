"""Files that verbs write for people: all of one or nothing."""

from collections.abc import Mapping
from pathlib import Path


def write_files(files: Mapping[Path, bytes]) -> None:
    """Raises Unavailable when one cannot be written."""
    from crossposter.errors import Unavailable
    from crossposter.text import excerpts as quoting

    for path, content in files.items():
        try:
            _replace(path, content)
        except OSError as error:
            raise Unavailable(
                f"{quoting.path(path)} cannot be written: {error.strerror}"
            ) from error


def _replace(path: Path, content: bytes) -> None:
    """All of it or nothing, but for what is no file, such as /dev/stdout."""
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)  # one left behind may be open to others
        unfinished.touch(0o600, exist_ok=False)  # nobody has approved it perhaps
        unfinished.write_bytes(content)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
