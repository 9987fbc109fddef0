"""Options of add and edit as a `Draft`."""

import re
from datetime import datetime
from pathlib import Path
from typing import Any

from crossposter.announcements.draft import UNSET, Draft, Unset
from crossposter.app import App
from crossposter.errors import BadInput
from crossposter.scheduling.times import parse_moment

_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")

Given = list[str] | None


def draft_from(
    app: App,
    *,
    body: str | None,
    media: tuple[Given, str | None, Given],
    to: Given,
    at: str | None,
    expires: str | None,
    valid_until: str | None,
    texts: Given,
    **plain: Any,
) -> Draft:
    """Draft with the given fields, the rest UNSET; raises BadInput.

    *media* holds images, a video and alternative texts.
    """
    given = {"body": body, **plain}
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
    """End of validity; a date without a time means its end."""
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
