"""Commands add, edit."""

from typing import TYPE_CHECKING, Annotated

import typer

from crossposter.cli.context import (
    AnnouncementNumber,
    AsOption,
    JsonOption,
    actor,
    opened,
)
from crossposter.cli.output import print_json, say, say_cancelled
from crossposter.cli.show import draw_announcement
from crossposter.errors import BadInput

if TYPE_CHECKING:
    from crossposter.app import App

app = typer.Typer()

_TITLE = typer.Option(metavar="TEXT", help="The headline, one line.")
_SOURCE = typer.Option(
    metavar="CODE", help="The SKPD or kecamatan it is from: its code, name or alias."
)
Body = Annotated[str | None, typer.Option(metavar="TEXT", help="The text.")]
BodyFile = Annotated[
    str | None,
    typer.Option(
        metavar="FILE",
        help="Read the text from a file, plain text or .docx; - is standard input.",
    ),
]
Link = Annotated[str | None, typer.Option(metavar="URL", help="Where to read more.")]
Image = Annotated[
    list[str] | None,
    typer.Option(metavar="FILE", help="A picture in the media folder; repeatable."),
]
Film = Annotated[
    str | None,
    typer.Option(
        metavar="FILE",
        help="A film in the media folder, MP4 or MOV; it stands alone in its post.",
    ),
]
Alt = Annotated[
    list[str] | None,
    typer.Option(
        metavar="TEXT",
        help="What the picture or film shows, for those who cannot see it; one for each"
        " --image, in the same order.",
    ),
]
Category = Annotated[
    str | None,
    typer.Option(
        metavar="WORD",
        help="berita (if not given), pengumuman, kegiatan, layanan, peringatan, ucapan,"
        " artikel, duka-cita, lowongan or tender.",
    ),
]
To = Annotated[
    list[str] | None,
    typer.Option(metavar="CHANNEL", help="Only to this channel; repeatable."),
]
At = Annotated[
    str | None,
    typer.Option(
        metavar="TIME",
        help='"2026-11-24 08:00", 08:00 for today, or now; else the next free slot.',
    ),
]
Urgent = Annotated[
    bool | None,
    typer.Option(
        "--urgent/--not-urgent",
        help="Do not wait for a slot or the end of a blackout.",
        show_default=False,
    ),
]
Expires = Annotated[
    str | None,
    typer.Option(
        metavar="TIME",
        help="From then on, never publish it; no post says so. If not given,"
        " --valid-until.",
    ),
]
ValidUntil = Annotated[
    str | None,
    typer.Option(
        metavar="TIME",
        help='When what it tells ends, "2026-12-05" or with a time; posts say so.',
    ),
]

Classification = Annotated[
    str | None,
    typer.Option(
        metavar="WORD",
        help="By the law on public information: berkala, serta-merta or setiap-saat.",
    ),
]
Area = Annotated[
    str | None,
    typer.Option(metavar="TEXT", help="Whom it concerns; serta-merta needs it."),
]
Contact = Annotated[
    str | None,
    typer.Option(metavar="TEXT", help="Whom to call; serta-merta needs it."),
]
Text = Annotated[
    list[str] | None,
    typer.Option(
        metavar="CHANNEL=TEXT",
        help="The exact words for one channel, in place of its template; repeatable."
        " CHANNEL= takes them away.",
    ),
]


@app.command()
def add(
    ctx: typer.Context,
    title: Annotated[str, _TITLE],
    source: Annotated[str, _SOURCE],
    body: Body = None,
    body_file: BodyFile = None,
    link: Link = None,
    image: Image = None,
    film: Film = None,
    alt: Alt = None,
    category: Category = None,
    to: To = None,
    at: At = None,
    urgent: Urgent = None,
    expires: Expires = None,
    valid_until: ValidUntil = None,
    text: Text = None,
    classification: Classification = None,
    area: Area = None,
    contact: Contact = None,
    acting_for: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write an announcement as a draft.

    The text comes from --body or --body-file: a .docx of Word, or plain text in UTF-8,
    UTF-16 or Windows-1252. A line tells what was left out or changed in it. Pictures and films are copied to the
    media folder first.

    \b
    Examples:
      crossposter add --source DINKES --title "Imunisasi" --body-file text.txt
      crossposter add --source BPBD --title "Siaga banjir" --body "Waspada." \\
          --image media/banjir.jpg --alt "Jalan terendam" --urgent
    """
    from crossposter.cli.body_file import body_of
    from crossposter.cli.draft_options import draft_from

    if body is None and body_file is None:
        raise BadInput("the body is missing: give it with --body or --body-file")
    opened_app = opened(ctx)
    written = body_of(body, body_file)
    draft = draft_from(
        opened_app,
        title=title,
        source=source,
        body=written.text,
        link=link,
        media=(image, film, alt),
        category=category,
        to=to,
        at=at,
        urgent=urgent,
        expires=expires,
        valid_until=valid_until,
        texts=text,
        classification=classification,
        area=area,
        contact=contact,
    )
    who = actor(ctx, opened_app, acting_for)
    key = opened_app.announcements.add(who, draft)
    written.tell(beside_json=as_json)
    _print(opened_app, key, as_json)


@app.command()
def edit(
    ctx: typer.Context,
    key: AnnouncementNumber,
    title: Annotated[str | None, _TITLE] = None,
    body: Body = None,
    body_file: BodyFile = None,
    source: Annotated[str | None, _SOURCE] = None,
    link: Link = None,
    image: Image = None,
    film: Film = None,
    alt: Alt = None,
    no_images: Annotated[
        bool, typer.Option("--no-images", help="Leave pictures and film out.")
    ] = False,
    category: Category = None,
    to: To = None,
    at: At = None,
    urgent: Urgent = None,
    expires: Expires = None,
    valid_until: ValidUntil = None,
    text: Text = None,
    classification: Classification = None,
    area: Area = None,
    contact: Contact = None,
    acting_for: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Change an announcement; an approval of it ends.

    Everything that is not named stays as it is; --image or --film replaces all of
    them. An empty --link, --at, --expires or --valid-until takes the old value away,
    and --to all means every channel again. When nothing is different afterwards,
    nothing is written and an approval stays.

    \b
    Examples:
      crossposter edit 12 --title "Pasar murah pindah ke Batulicin"
      crossposter edit 12 --at "" --to all
    """
    from crossposter.cli.body_file import body_of
    from crossposter.cli.draft_options import draft_from

    if no_images and (image or film):
        raise BadInput("say one thing about the pictures: --image or --no-images")
    opened_app = opened(ctx)
    written = body_of(body, body_file)
    draft = draft_from(
        opened_app,
        title=title,
        source=source,
        body=written.text,
        link=link,
        media=([] if no_images else image, film, alt),
        category=category,
        to=to,
        at=at,
        urgent=urgent,
        expires=expires,
        valid_until=valid_until,
        texts=text,
        classification=classification,
        area=area,
        contact=contact,
    )
    who = actor(ctx, opened_app, acting_for)
    edited = opened_app.announcements.edit(who, key, draft)
    written.tell(beside_json=as_json)
    if edited or as_json:
        _print(opened_app, key, as_json)
        if not as_json:
            say_cancelled(edited.cancelled, opened_app.zone)
        return
    status = opened_app.overview.show(key)["status"]
    say(f"Nothing is different: announcement {key} stays as it is ({status}).")


def _print(app: "App", key: int, as_json: bool) -> None:
    values = app.overview.show(key)
    if as_json:
        print_json(values)
        return
    draw_announcement(values, app.zone)
    say()
    say(f"Next: crossposter submit {key}")
