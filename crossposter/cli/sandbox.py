"""Command sandbox."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crossposter.cli.output import say

if TYPE_CHECKING:
    from crossposter.sandbox.server import Sandbox

app = typer.Typer()


@app.callback()
def _one_verb() -> None:
    """Callback that makes Typer keep a group with a single command."""


@app.command()
def sandbox(
    port: Annotated[
        int,
        typer.Option(metavar="NUMBER", help="On this machine only.", min=1, max=65_535),
    ] = 8800,
    state: Annotated[
        Path,
        typer.Option(metavar="FILE", readable=False, help="Where its posts are kept."),
    ] = Path("sandbox.db"),
) -> None:
    """Run the stand-in for Facebook, X and Instagram until stopped with ^C.

    To publish to it, give the channels its address as api_url in the configuration;
    any token is good.
    """
    from crossposter.sandbox.server import serve

    serve(port=port, state=state, on_ready=_say_where)


def _say_where(running: "Sandbox") -> None:
    say(f"The sandbox is on {running.url}/ (stop it with ^C)")
