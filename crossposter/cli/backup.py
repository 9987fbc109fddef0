"""Command backup."""

from pathlib import Path
from typing import Annotated

import typer

from crossposter.cli.context import AsOption, JsonOption, actor, opened
from crossposter.cli.output import print_json, say

app = typer.Typer()


@app.callback()
def _group() -> None:
    """Callback that makes Typer keep a group with a single command."""


@app.command()
def backup(
    ctx: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE",
            readable=False,  # our own sentence explains the error
            help="The file, or a folder for it; else this folder. Nothing is"
            " overwritten.",
        ),
    ] = None,
    acting_for: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Copy the database and the approved pictures into one file.

    The daemon may go on publishing meanwhile. The copy is read back and checked before
    it gets its name. config.yaml, .env, templates and media are not in it.

    \b
    Examples:
      crossposter backup
      crossposter backup /mnt/backup
    """
    opened_app = opened(ctx)
    who = actor(ctx, opened_app, acting_for)
    written = opened_app.backups.write(who, file)
    if as_json:
        print_json(
            {
                "file": str(written.file),
                "bytes": written.size,
                "pictures": written.pictures,
                "damaged": list(written.damaged),
            }
        )
        return
    size = f"{written.size / 1_000_000:,.1f} MB"
    say(f"Wrote {written.file} ({size}: the database, {written.pictures} pictures)")
    for name in written.damaged:
        say((f"! {name} is not what was approved: put it back from a backup", "yellow"))
