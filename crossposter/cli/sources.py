"""Command sources."""

from typing import Annotated

import typer

from crossposter.cli.context import JsonOption, configuration
from crossposter.cli.output import print_json, say, show_table

app = typer.Typer()


@app.command()
def sources(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORDS]", help="Only those whose names hold them."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List the SKPD and kecamatan that announcements come from.

    Each of its names is understood after --source, in capitals or not.

    \b
    Examples:
      crossposter sources
      crossposter sources perikanan
    """
    from crossposter.config.sources import holding

    label = " ".join(words or [])
    found = holding(configuration(ctx).sources, label)
    if as_json:
        keys = ("code", "name", "kind", "aliases", "quota", "active")
        print_json([{key: getattr(each, key) for key in keys} for each in found])
    elif found:
        rows = (
            [
                each.code,
                each.name if each.active else f"{each.name} (sends no more)",
                ", ".join(each.aliases),
            ]
            for each in found
        )
        show_table(["CODE", "NAME", "ALSO CALLED"], rows, flexible="NAME")
    else:
        say("No source is called so: `crossposter sources` lists all of them.")
