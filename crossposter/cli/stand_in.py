"""The verb that runs the stand-in for the three platforms: sandbox."""

from pathlib import Path
from typing import Annotated

import typer

from crossposter.cli.output import console
from crossposter.sandbox.server import serve

app = typer.Typer()


@app.callback()
def _one_verb() -> None:
    """Typer makes a group of one command only with a callback."""


@app.command()
def sandbox(
    port: Annotated[
        int, typer.Option(help="On this machine only.", min=1, max=65_535)
    ] = 8800,
    state: Annotated[
        Path, typer.Option(metavar="FILE", help="Where its posts are kept.")
    ] = Path("sandbox.db"),
) -> None:
    """Run the stand-in for Facebook, X and Instagram."""
    console().print(
        f"Sandbox on http://127.0.0.1:{port}  (posts, control, help; stop it with ^C)"
    )
    serve(port=port, state=state)
