"""Verbs that write announcements: add, edit."""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from crossposter.app import App
from crossposter.cli.output import console, print_json
from crossposter.cli.reading import draw_announcement
from crossposter.cli.session import (
    AnnouncementNumber,
    AsOption,
    JsonOption,
    actor,
    opened,
)
from crossposter.drafts import UNSET, Draft, Unset
from crossposter.errors import BadInput
from crossposter.moments import parse_moment

app = typer.Typer()

Title = Annotated[str | None, typer.Option(help="One line.")]
Body = Annotated[str | None, typer.Option(help="The text.")]
BodyFile = Annotated[
    str | None, typer.Option(metavar="F", help="Read the text from a file; - is stdin.")
]
Source = Annotated[
    str | None, typer.Option(metavar="CODE", help="The SKPD or kecamatan it is from.")
]
Link = Annotated[str | None, typer.Option(metavar="URL", help="Where to read more.")]
Image = Annotated[
    list[str] | None,
    typer.Option(metavar="FILE", help="A picture in the media folder; repeatable."),
]
Alt = Annotated[
    list[str] | None,
    typer.Option(metavar="TEXT", help="What the picture shows; one for each --image."),
]
Category = Annotated[
    str | None,
    typer.Option(
        metavar="C",
        help="berita, pengumuman, kegiatan, layanan, peringatan, ucapan or artikel.",
    ),
]
To = Annotated[
    list[str] | None,
    typer.Option(metavar="CHANNEL", help="Only to this channel; repeatable."),
]
At = Annotated[
    str | None, typer.Option(metavar="TIME", help='"2026-11-24 08:00" or now.')
]
Urgent = Annotated[
    bool | None,
    typer.Option("--urgent/--not-urgent", help="At approval, whatever the timetable."),
]
Expires = Annotated[
    str | None, typer.Option(metavar="TIME", help="Never publish from then on.")
]


@app.command()
def add(
    ctx: typer.Context,
    title: Annotated[str, typer.Option(help="One line.")],
    source: Annotated[
        str, typer.Option(metavar="CODE", help="The SKPD or kecamatan it is from.")
    ],
    body: Body = None,
    body_file: BodyFile = None,
    link: Link = None,
    image: Image = None,
    alt: Alt = None,
    category: Category = None,
    to: To = None,
    at: At = None,
    urgent: Urgent = None,
    expires: Expires = None,
    acting_for: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write an announcement as a draft."""
    if body is None and body_file is None:
        raise BadInput("the body is missing: give it with --body or --body-file")
    opened_app = opened(ctx)
    draft = _draft(
        opened_app,
        title=title,
        source=source,
        body=_body(body, body_file),
        link=link,
        images=(image, alt),
        category=category,
        to=to,
        at=at,
        urgent=urgent,
        expires=expires,
    )
    who = actor(ctx, opened_app, acting_for)
    key = opened_app.announcements.add(who, draft)
    _print(opened_app, key, as_json, f"Next: crossposter submit {key}")


@app.command()
def edit(
    ctx: typer.Context,
    key: AnnouncementNumber,
    title: Title = None,
    body: Body = None,
    body_file: BodyFile = None,
    source: Source = None,
    link: Link = None,
    image: Image = None,
    alt: Alt = None,
    no_images: Annotated[
        bool, typer.Option("--no-images", help="Leave the pictures out.")
    ] = False,
    category: Category = None,
    to: To = None,
    at: At = None,
    urgent: Urgent = None,
    expires: Expires = None,
    acting_for: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Change an announcement; an approval of it ends.

    An empty --link, --at or --expires takes the old value away, and --to all means
    every channel again.
    """
    opened_app = opened(ctx)
    draft = _draft(
        opened_app,
        title=title,
        source=source,
        body=_body(body, body_file),
        link=link,
        images=([], []) if no_images else (image, alt),
        category=category,
        to=to,
        at=at,
        urgent=urgent,
        expires=expires,
    )
    opened_app.announcements.edit(actor(ctx, opened_app, acting_for), key, draft)
    _print(opened_app, key, as_json, f"Next: crossposter submit {key}")


def _print(app: App, key: int, as_json: bool, following: str) -> None:
    values = app.overview.show(key)
    if as_json:
        print_json(values)
        return
    draw_announcement(values, app.zone)
    console().print(following)


def _draft(
    app: App,
    *,
    images: tuple[list[str] | None, list[str] | None],
    to: list[str] | None,
    at: str | None,
    expires: str | None,
    **plain: Any,
) -> Draft:
    given = {name: UNSET if value is None else value for name, value in plain.items()}
    return Draft(
        **given,
        images=_images(app, *images),
        channels=UNSET if to is None else _channels(to),
        at=UNSET if at is None else _at(app, at),
        at_once=UNSET if at is None else at.strip().lower() == "now",
        expires_at=UNSET if expires is None else _moment(app, expires),
    )


def _channels(names: list[str]) -> list[str] | None:
    return None if names == ["all"] else names


def _at(app: App, text: str) -> datetime | None:
    return None if text.strip().lower() == "now" else _moment(app, text)


def _moment(app: App, text: str) -> datetime | None:
    if not text.strip():
        return None
    return parse_moment(text, app.zone, app.clock.now())


def _images(
    app: App, files: list[str] | None, alts: list[str] | None
) -> list[tuple[str, str]] | Unset:
    if files is None:
        if alts:
            raise BadInput("--alt describes a picture: give the --image it belongs to")
        return UNSET
    alts = alts or []
    if len(alts) > len(files):
        raise BadInput(f"{len(alts)} --alt for {len(files)} --image: give one for each")
    names = [app.media.locate(file, relative_to=Path.cwd()) for file in files]
    alts += [""] * (len(names) - len(alts))
    return list(zip(names, alts, strict=True))


def _body(body: str | None, file: str | None) -> str | None:
    if body is not None and file is not None:
        raise BadInput("give the text with --body or with --body-file, not with both")
    return body if file is None else _read(file)


def _read(file: str) -> str:
    read: Callable[[], bytes] = (
        sys.stdin.buffer.read if file == "-" else Path(file).read_bytes
    )
    try:
        return read().decode("utf-8-sig")
    except OSError as error:
        raise BadInput(f"{file} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{file} is no UTF-8 text: save it as UTF-8 first") from error
