"""What was typed after `add` and `edit`, as the draft of an announcement."""

import os
import re
import select
import stat
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from crossposter.app import App
from crossposter.drafts import LONGEST_BODY, UNSET, Draft, Unset
from crossposter.errors import BadInput
from crossposter.moments import parse_moment
from crossposter.quoting import excerpt

_LONGEST_FILE = 4 * LONGEST_BODY  #: bytes; a character of UTF-8 has up to four

_PATIENCE = 10.0  #: seconds for the other end of a pipe to begin
_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")

Given = list[str] | None


def draft_from(
    app: App,
    *,
    body: tuple[str | None, str | None],
    media: tuple[Given, str | None, Given],
    to: Given,
    at: str | None,
    expires: str | None,
    valid_until: str | None,
    texts: Given,
    **plain: Any,
) -> Draft:
    """What was given, the rest UNSET; raises BadInput.

    *body* is text and file, *media* pictures, a film and alternative texts.
    """
    given = {"body": _body(*body), **plain}
    return Draft(
        **{name: UNSET if value is None else value for name, value in given.items()},
        images=_images(app, *media),
        channels=UNSET if to is None else _channels(to),
        at=UNSET if at is None else _at(app, at),
        at_once=UNSET if at is None else _is_now(at),
        expires_at=UNSET if expires is None else _moment(app, expires),
        valid_until=UNSET if valid_until is None else _end(app, valid_until),
        texts=UNSET if texts is None else dict(map(_channel_and_text, texts)),
    )


def _channels(names: list[str]) -> list[str] | None:
    return None if names == ["all"] else names


def _channel_and_text(given: str) -> tuple[str, str]:
    channel, equals, text = given.partition("=")
    if not equals or not channel.strip():
        raise BadInput(
            'say which channel the text is for: --text x="...", and --text x= to take'
            " it away"
        )
    return channel.strip(), text


def _is_now(text: str) -> bool:
    return text.strip().lower() == "now"


def _at(app: App, text: str) -> datetime | None:
    return None if _is_now(text) else _moment(app, text)


def _moment(app: App, text: str) -> datetime | None:
    if not text.strip():
        return None
    return parse_moment(text, app.zone, app.clock.now())


def _end(app: App, text: str) -> datetime | None:
    """A day alone is meant to its end."""
    day = _DAY.fullmatch(text.strip())
    return _moment(app, f"{day.group()} 23:59" if day else text)


def _images(
    app: App, images: Given, film: str | None, alts: Given
) -> list[tuple[str, str]] | Unset:
    if film is not None and images:
        raise BadInput("a film stands alone in its post: give --film or --image")
    files, option = (images, "--image") if film is None else ([film], "--film")
    alts = alts or []
    if alts and not files:
        raise BadInput(
            "--alt describes a picture or film: give the --image or --film it belongs to"
        )
    if files is None:
        return UNSET
    if len(alts) > len(files):
        raise BadInput(
            f"{len(alts)} --alt for {len(files)} {option}: give one for each"
        )
    names = [app.media.locate(file, relative_to=Path.cwd()) for file in files]
    alts += [""] * (len(names) - len(alts))
    return list(zip(names, alts, strict=True))


def _body(text: str | None, file: str | None) -> str | None:
    if text is not None and file is not None:
        raise BadInput("give the text with --body or with --body-file, not with both")
    if file is None:
        return text
    try:
        return _content(file).decode("utf-8-sig")
    except OSError as error:
        name = excerpt(file)
        raise BadInput(f"{name} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{file} is no UTF-8 text: save it as UTF-8 first") from error


def _content(file: str) -> bytes:
    if file != "-":
        # Without waiting: a pipe may have nobody at its other end.
        descriptor = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as opened:
            if stat.S_ISFIFO(os.fstat(descriptor).st_mode):
                _wait_for(descriptor, file)
            return _limited(opened, file)
    if sys.stdin is None:
        raise BadInput("there is no standard input to read the body from")
    return _limited(sys.stdin.buffer, "standard input")


def _wait_for(pipe: int, name: str) -> None:
    """Until somebody writes, and then as long as that takes; raises BadInput."""
    ready, _, _ = select.select([pipe], [], [], _PATIENCE)
    if not ready:
        raise BadInput(
            f"nobody writes into {name}: name a file, or give the text with --body"
        )
    os.set_blocking(pipe, True)


def _limited(file: BinaryIO, name: str) -> bytes:
    content = file.read(_LONGEST_FILE + 1)
    if len(content) > _LONGEST_FILE:
        raise BadInput(
            f"{name} is too long for a body, which may have {LONGEST_BODY:,} characters"
        )
    return content
