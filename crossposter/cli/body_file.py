"""Body of an announcement, as typed or from a file."""

import os
import select
import stat
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from crossposter.announcements.documents import LARGEST_DOCX, LARGEST_TEXT, is_zip, read
from crossposter.announcements.draft import LONGEST_BODY
from crossposter.cli.output import tell
from crossposter.errors import BadInput
from crossposter.text.characters import shown_in_line
from crossposter.text.excerpts import excerpt

_PATIENCE = 10.0  #: seconds for the other end of a pipe to begin
_STDIN = "standard input"


@dataclass(frozen=True, kw_only=True)
class Body:
    """Text with notes on changes to the file it comes from."""

    text: str | None
    file: str = ""
    notes: Sequence[str] = ()

    def tell(self, *, beside_json: bool) -> None:
        """Print one line about changed text; with JSON, on standard error."""
        if not self.notes:
            return
        line = f"! {self.file}: {'; '.join(self.notes)}"
        if beside_json:
            sys.stderr.write(f"{shown_in_line(line)}\n")
        else:
            tell((line, "yellow"))


def body_of(text: str | None, file: str | None) -> Body:
    """Text from --body or --body-file, None without either; raises BadInput."""
    if text is not None and file is not None:
        raise BadInput("give the text with --body or with --body-file, not with both")
    if file is None:
        return Body(text=text)
    name = _STDIN if file == "-" else file
    try:
        document = read(_content(file, name), name)
    except OSError as error:
        said = f"{excerpt(file)} cannot be read: {error.strerror}"
        raise BadInput(said) from error
    return Body(text=document.text, file=name, notes=document.notes)


def _content(file: str, name: str) -> bytes:
    if file != "-":
        # Non-blocking: a pipe may have nobody at its other end.
        descriptor = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as opened:
            if stat.S_ISFIFO(os.fstat(descriptor).st_mode):
                _wait_for(descriptor, file)
            return _limited(opened, name)
    if sys.stdin is None:
        raise BadInput("there is no standard input to read the body from")
    return _limited(sys.stdin.buffer, name)


def _wait_for(pipe: int, name: str) -> None:
    """Wait for a writer, and then as long as that takes; raises BadInput."""
    ready, _, _ = select.select([pipe], [], [], _PATIENCE)
    if not ready:
        raise BadInput(
            f"nobody writes into {name}: name a file, or give the text with --body"
        )
    os.set_blocking(pipe, True)


def _limited(file: BinaryIO, name: str) -> bytes:
    content = file.read(LARGEST_TEXT + 1)
    if len(content) <= LARGEST_TEXT:
        return content
    if not is_zip(content):
        raise BadInput(
            f"{name} is too long for a body, which may have {LONGEST_BODY:,} characters"
        )
    content += file.read(LARGEST_DOCX + 1 - len(content))
    if len(content) > LARGEST_DOCX:
        raise BadInput(
            f"{name} is larger than {LARGEST_DOCX // 1_000_000} MB: take the pictures"
            " out of it, and add them with --image"
        )
    return content
