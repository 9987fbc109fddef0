"""Registry of the commands, loaded lazily; global options.

Each command lives in the module named beside it and is imported when it is used, so
that help appears at once.
"""

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
import typer.main
from typer.core import TyperGroup

from crossposter.cli import usage
from crossposter.cli.commands import COMMANDS
from crossposter.errors import BadInput

__all__ = ["COMMANDS", "app", "run"]


class _Commands(MutableMapping[str, Any]):
    """Commands by name, each imported when it is asked for."""

    def __getitem__(self, name: str) -> Any:
        module = import_module(f"crossposter.cli.{COMMANDS[name][0]}")
        command: Any = typer.main.get_group(module.app).commands[name]
        command.rich_markup_mode = None  # as plain as the help of all commands
        command.context_class = usage.on_this_screen(command.context_class)
        return usage.in_our_words(command)

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)

    def __setitem__(self, name: str, command: Any) -> None:
        raise TypeError("commands are listed in COMMANDS")

    def __delitem__(self, name: str) -> None:
        raise TypeError("commands are listed in COMMANDS")


class _LateGroup(TyperGroup):
    """Group whose help imports no command."""

    context_class = usage.on_this_screen(TyperGroup.context_class)

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = _Commands()

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


app = typer.Typer(
    cls=_LateGroup,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,  # drawing help with rich doubles its time
    pretty_exceptions_enable=False,
    subcommand_metavar="COMMAND ...",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"crossposter {version('pemda-crossposter')}")
        raise typer.Exit


@app.callback()
def _root(
    ctx: typer.Context,
    config: Annotated[
        Path | None,
        typer.Option(
            help="The configuration; else $CROSSPOSTER_CONFIG, else ./config.yaml.",
            metavar="PATH",
            readable=False,  # the error is explained where the file is read
        ),
    ] = None,
    acting_for: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="LOGIN",
            help="Act for somebody else; the log keeps both names.",
        ),
    ] = None,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", help="Show the version.", callback=_show_version, is_eager=True
        ),
    ] = False,
) -> None:
    """One queue of approved announcements to Facebook, X and Instagram.

    An announcement goes through add, submit, preview and approve; run publishes it.
    Options of a command: crossposter COMMAND --help
    """
    ctx.obj = {"config": config, "as": acting_for}


def run(arguments: list[str]) -> int:
    """Exit code of a command; raises what the command raises."""
    for argument in arguments:
        if not argument.isprintable() and _is_no_text(argument):
            raise BadInput(
                f"{argument!a} is not written in UTF-8: set the terminal to UTF-8"
            )
    try:
        left = app(arguments, prog_name="crossposter", standalone_mode=False)
    except SystemExit as leaving:
        return int(leaving.code or 0)
    except usage.WRONG_USAGE as error:
        return usage.tell(error)
    return int(left or 0)


def _is_no_text(argument: str) -> bool:
    """True for bytes that are not UTF-8: Python keeps them as surrogates."""
    return any("\ud800" <= character <= "\udfff" for character in argument)
