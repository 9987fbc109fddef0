"""Usage: help as wide as the screen, and usage errors in our own words."""

import sys
from io import StringIO
from typing import Any, cast

import typer

from crossposter.cli.screen_lines import broken_text, columns
from crossposter.text.excerpts import quoted, shortened

#: Typer uses click or a copy of it: its errors are of either.
WRONG_USAGE = cast("type[Exception]", typer.BadParameter.__mro__[2])

_Formatter: Any = typer.Context.formatter_class
_WIDEST = 80  #: columns
_NARROW = 58  #: columns; in less there is no room for explanations beside options
#: Commands that need one of two options, neither of which is required alone.
_EITHER = {"add": ("body", "body_file")}


class _Help(_Formatter):  # type: ignore[misc]  # of either click
    """Help formatter for the width of the screen."""

    def __init__(self, **given: Any) -> None:
        given["width"] = min(columns(sys.stdout), _WIDEST) - 2
        super().__init__(**given)

    def write_dl(self, rows: Any, col_max: int = 30, col_spacing: int = 2) -> None:
        most = col_max if self.width >= _NARROW else 4
        super().write_dl(rows, most, col_spacing)


def on_this_screen(context: Any) -> Any:
    """Context class of a command, with that help formatter."""
    return type("Context", (context,), {"formatter_class": _Help})


def in_our_words(command: Any) -> Any:
    """Command whose errors name all missing options, and the allowed values."""
    parse = command.parse_args

    def parse_args(ctx: Any, arguments: list[str]) -> Any:
        given = [*arguments]
        try:
            return parse(ctx, arguments)
        except WRONG_USAGE as error:
            if hasattr(error, "param_type"):  # errors that name missing options
                _name_all(cast("Any", error), command, ctx, given)
            elif hasattr(error.__cause__, "errors"):  # errors of pydantic
                cast("Any", error).message = _objection(error.__cause__)
            raise

    command.parse_args = parse_args
    return command


def _name_all(error: Any, command: Any, ctx: Any, given: list[str]) -> None:
    values, _, _ = command.make_parser(ctx).parse_args(args=given)
    missing = [
        f"{each.param_type_name} '{_name(each)}'"
        for each in command.get_params(ctx)
        if each.required and each.value_is_missing(values.get(each.name))
    ]
    either = _EITHER.get(command.name, ())
    if either and not any(values.get(name) for name in either):
        options = (f"'--{name.replace('_', '-')}'" for name in either)
        missing.append(f"option {' or '.join(options)}")
    error.param_type, _, error.param_hint = ", ".join(missing).partition(" ")


def _name(parameter: Any) -> str:
    if parameter.param_type_name == "option":
        return str(parameter.opts[0])
    return str(parameter.metavar or parameter.name.upper())


def _objection(cause: Any) -> str:
    from crossposter.config.vocabulary import objection

    wrong = cause.errors()[0]
    said = objection(wrong["type"], wrong.get("ctx", {}))
    return f"{quoted(str(wrong['input']))} {said}"


def tell(error: Any) -> int:
    """Exit code of a usage error, which is printed on standard error."""
    from crossposter.text.characters import shown_in_line

    sentence = shown_in_line(error.format_message())
    error.format_message = lambda: sentence
    told = StringIO()
    error.show(told)
    for line in told.getvalue().splitlines():
        sys.stderr.write(f"{broken_text(shortened(line), sys.stderr)}\n")
    return int(error.exit_code)
