"""Media folder, from which images and videos are read."""

import contextlib
import filecmp
import os
import shlex
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from crossposter.media.decoder import apart
from crossposter.media.image import DecodedImage, MediaError, examine
from crossposter.media.video import HEAD, VideoFile, examine_film, looks_like_film
from crossposter.text import excerpts

MAX_BYTES = 64 * 1024 * 1024  #: of an image


@dataclass(frozen=True)
class MediaFolder:
    """Folder of images and videos, the only one they are read from."""

    root: Path

    def locate(self, file: str | Path, *, relative_to: Path) -> str:
        """Name, inside this folder, of a file that a person typed.

        *file* may be absolute, relative to *relative_to* or relative to this folder.
        Raises MediaError if it is no readable file inside the folder.
        """
        typed, inside = relative_to / file, self.root / file
        candidates = [path for path in (typed, inside) if _is_file(path)]
        if len(candidates) == 2 and not _same(*candidates):
            raise MediaError(
                f"{file} is one picture in {relative_to} and another in the media "
                f"folder {self.root}: type the whole path of the one you mean"
            )
        path = self._resolve(inside if _is_file(inside) else typed)
        os.close(_open_file(path))
        name = path.relative_to(self.root.resolve()).as_posix()
        if any(unicodedata.category(character) in {"Cc", "Cs"} for character in name):
            raise MediaError(
                f"the file name {name!a} holds characters that cannot be shown: "
                "rename the file"
            )
        return name

    def read(self, name: str) -> DecodedImage | VideoFile:
        """Image or video behind a name that *locate* gave; raises MediaError."""
        return apart(name, read, name, self._resolve(self.root / name))

    def _resolve(self, path: Path) -> Path:
        """Path without symlinks; raises MediaError if it leads out of here."""
        with _explained(self.root):
            if not self.root.is_dir():
                what = "is no folder" if self.root.exists() else "does not exist"
                raise MediaError(
                    f"the media folder {self.root} {what}: create it, or "
                    "correct 'media' in the configuration"
                )
        with _explained(path):
            resolved = path.resolve(strict=True)
        if not resolved.is_relative_to(self.root.resolve()):
            raise MediaError(
                f"{path} lies outside the media folder {self.root}: copy the file "
                "there and name the copy"
            )
        return resolved


def read(name: str, path: Path) -> DecodedImage | VideoFile:
    """Image or video at *path*, checked in this process; raises MediaError."""
    with _explained(path), os.fdopen(_open_file(path), "rb") as file:
        if looks_like_film(file.read(HEAD)):
            return examine_film(name, file, path)
        file.seek(0)
        return examine(name, _content(path, file))


def _is_file(path: Path) -> bool:
    try:
        return os.path.isfile(path)  # noqa: PTH113 - Path.is_file raises when forbidden
    except ValueError:  # a NUL character
        return False


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other) or filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Errors of the system about *path*, each as a sentence."""
    try:
        yield
    except FileNotFoundError as error:
        raise MediaError(
            f"there is no file {excerpts.path(path)}: check its name, or copy it to the media folder"
        ) from error
    except PermissionError as error:
        raise MediaError(
            f"{path} may not be read by you: ask its owner for the permission"
            f" (chmod g+r {shlex.quote(str(path))})"
        ) from error
    except (OSError, RuntimeError, ValueError) as error:
        # RuntimeError: circular symlinks, until Python 3.13; ValueError: a NUL
        reason = getattr(error, "strerror", None) or error
        raise MediaError(
            f"{excerpts.path(path)!r} cannot be read ({reason}): choose another file"
        ) from error


def _open_file(path: Path) -> int:
    """Descriptor of a regular file; never waits for the far end of a pipe."""
    with _explained(path):
        descriptor = os.open(
            path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC
        )
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise MediaError(f"{path} is not a file but a folder or a device: name a file")
    return descriptor


def _content(path: Path, file: BinaryIO) -> bytes:
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise MediaError(
            f"{path} is larger than {MAX_BYTES // 1024**2} MB: make it smaller"
        )
    return data
