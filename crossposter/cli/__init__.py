"""The command line: parse, call one use case, print.

Each verb lives in the module named beside it and is imported when it is used, so that
help comes at once.
"""

import sys
from collections.abc import Iterator, MutableMapping
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Annotated, Any, cast

import typer
import typer.main
from typer.core import TyperGroup

from crossposter.errors import BadInput

VERBS: dict[str, tuple[str, str]] = {
    "init": ("setup", "Set up a folder: configuration, templates, media, a service."),
    "check": (
        "setup",
        "Check configuration, templates and timetable, or one announcement.",
    ),
    "demo": ("demo", "Show the whole loop on the sandbox, in half a minute."),
    "sandbox": ("stand_in", "Run the stand-in for Facebook, X and Instagram."),
    "add": ("writing", "Write an announcement as a draft."),
    "edit": ("writing", "Change an announcement; an approval of it ends."),
    "list": ("reading", "List the announcements, newest first."),
    "show": ("reading", "Show one announcement and its deliveries."),
    "preview": ("reading", "Show the exact post of every channel."),
    "submit": ("approving", "Hand a draft to the approvers."),
    "approve": ("approving", "Freeze the posts and give each its time."),
    "reject": ("approving", "Send an announcement back to its author."),
    "withdraw": ("approving", "Take an announcement back."),
    "run": ("running", "Publish on the timetable until stopped."),
    "status": ("running", "Show what runs, what is late, what waits for a person."),
    "pause": ("trouble", "Let a channel, or all of them, stand still."),
    "resume": ("trouble", "Let a channel, or all of them, publish again."),
    "retry": ("trouble", "Send a held or failed delivery again."),
    "resolve": ("trouble", "Say what you found on the account."),
    "report": ("reporting", "Show the report of a week, or send it."),
    "backup": ("keeping", "Copy the database and the approved pictures into one file."),
}


#: Typer asks for click, or carries it along: what it raises is of either.
_WRONG_USAGE = cast("type[Exception]", typer.BadParameter.__mro__[2])


class _Verbs(MutableMapping[str, Any]):
    """The commands by name, each imported when it is asked for."""

    def __getitem__(self, name: str) -> Any:
        module = import_module(f"crossposter.cli.{VERBS[name][0]}")
        command: Any = typer.main.get_group(module.app).commands[name]
        command.rich_markup_mode = None  # as plain as the help of all verbs
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(VERBS)

    def __len__(self) -> int:
        return len(VERBS)

    def __setitem__(self, name: str, command: Any) -> None:
        raise TypeError("verbs are listed in VERBS")

    def __delitem__(self, name: str) -> None:
        raise TypeError("verbs are listed in VERBS")


class _LateGroup(TyperGroup):
    """A group whose help needs none of its commands."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = _Verbs()

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        with formatter.section("Verbs"):
            formatter.write_dl([(name, text) for name, (_, text) in VERBS.items()])


app = typer.Typer(
    cls=_LateGroup,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,  # drawing help with rich doubles its time
    pretty_exceptions_enable=False,
    subcommand_metavar="VERB ...",
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
    Options of a verb: crossposter VERB --help
    """
    ctx.obj = {"config": config, "as": acting_for}


def run(arguments: list[str]) -> int:
    """Returns the exit code of a verb; raises what the verb raises."""
    for argument in arguments:
        if not argument.isprintable() and _is_no_text(argument):
            raise BadInput(
                f"{argument!a} is not written in UTF-8: set the terminal to UTF-8"
            )
    try:
        left = app(arguments, prog_name="crossposter", standalone_mode=False)
    except SystemExit as leaving:
        return int(leaving.code or 0)
    except _WRONG_USAGE as error:
        return _tell_usage(error)
    return int(left or 0)


def _tell_usage(error: Any) -> int:
    from crossposter.characters import shown_in_line

    sentence = shown_in_line(error.format_message())
    error.format_message = lambda: sentence
    told = StringIO()
    error.show(told)
    sys.stderr.write(told.getvalue())
    return int(error.exit_code)


def _is_no_text(argument: str) -> bool:
    """Python keeps bytes that are no UTF-8 as halves of characters."""
    return any("\ud800" <= character <= "\udfff" for character in argument)
