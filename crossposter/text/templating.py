"""Sandboxed Jinja2 environment and its error messages."""

import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, ClassVar

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplatesNotFound,
    TemplateSyntaxError,
)
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from crossposter.errors import BadInput
from crossposter.text.messages import joined, phrase

NAMES = (
    "announcement",
    "body",
    "hashtags",
    "images",
    "language",
    "office",
    "platform",
    "source",
)
LONGEST = 200_000  #: characters a template may print; no platform takes half of it
MOST_ROUNDS = 1000  #: length of a range()


class TemplateProblem(BadInput):
    """Mistake in a template; the message names file, line and the fix."""


class OverlaidFolders(BaseLoader):
    """Loader of templates from the first of several folders that has one."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = tuple(folders)

    def get_source(
        self,
        environment: Environment,  # noqa: ARG002  # Jinja's signature
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        folder = self._folder_of(template)
        path = folder / template
        if not path.resolve().is_relative_to(folder.resolve()):
            out = phrase("this leads out of {folder}", folder=str(folder))
            raise TemplateProblem(_at(str(path), out))
        was = _identity(path)
        return _read(path), str(path), lambda: self._is_current(template, path, was)

    def _folder_of(self, template: str) -> Path:
        for folder in self.folders:
            if (folder / template).is_file():
                return folder
        raise TemplateNotFound(template)

    def _is_current(self, template: str, path: Path, was: tuple[int, ...]) -> bool:
        """Check at every include: a file that leads elsewhere is another file."""
        try:
            found = self._folder_of(template) / template
            return found == path and _identity(path) == was
        except (TemplateNotFound, OSError):
            return False

    def list_templates(self) -> list[str]:
        """Names of all templates, such as "x/default.j2"."""
        return sorted(
            {
                path.relative_to(folder).as_posix()
                for folder in self.folders
                for path in folder.rglob("*.j2")
            }
        )


def _identity(path: Path) -> tuple[int, ...]:
    stat = path.stat()
    return stat.st_dev, stat.st_ino, stat.st_mtime_ns


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        odd = phrase("this is not UTF-8 text; save it as UTF-8")
        raise TemplateProblem(_at(str(path), odd)) from error


def _at(place: str, reason: str) -> str:
    return joined([place, reason], ": ")


class Missing(StrictUndefined):
    """Undefined name whose error suggests the name that was probably meant."""

    known: ClassVar[Sequence[str]] = NAMES

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint or self._undefined_name is None:
            return super()._undefined_message
        name = str(self._undefined_name)
        if self._undefined_obj is missing:
            known = tuple(self.known)
            wrong = phrase("there is no '{name}' in a template", name=name)
        else:
            known = _members(self._undefined_obj)
            wrong = phrase("there is no '{name}' here", name=name)
        return joined([wrong, _meant(name, known) or _listed(known)], "; ")


def _members(value: object) -> tuple[str, ...]:
    if is_dataclass(value):
        return tuple(field.name for field in fields(value))
    return tuple(map(str, value)) if isinstance(value, Mapping) else ()


def _listed(names: Sequence[str]) -> str:
    if not names:
        return phrase("it has no parts")
    return phrase("there are {names}", names=", ".join(names))


def _meant(name: str, known: Iterable[str]) -> str | None:
    close = get_close_matches(name, tuple(known), n=1)
    return phrase("did you mean '{name}'?", name=close[0]) if close else None


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Template environment that cannot reach out of its folders or run away.

    *names* are those a template may use, for hints; *longest* is how many characters
    it may print.
    """

    intercepted_binops = frozenset({"*", "**"})

    def __init__(
        self,
        folders: Sequence[Path],
        filters: Mapping[str, Callable[..., Any]],
        *,
        names: Sequence[str] = NAMES,
        escaped: bool = False,
        longest: int = LONGEST,
    ) -> None:
        self._folders = OverlaidFolders(folders)
        self._longest = longest
        super().__init__(
            loader=self._folders,
            undefined=type("Missing", (Missing,), {"known": tuple(names)}),
            autoescape=escaped,  # posts are plain text, pages are not
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.filters.update(filters)
        self.globals.pop("lipsum")
        self.globals["range"] = _short_range

    def call_binop(
        self, context: Context, operator: str, left: object, right: object
    ) -> Any:  # Jinja's signature
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "**" or not numbers:
            raise SecurityError(
                phrase("'{operator}' is for two numbers only", operator=operator)
            )
        return super().call_binop(context, operator, left, right)

    def names(self, platform: str) -> list[str]:
        """Names of the templates of *platform*; those that begin with "_" are parts."""
        return [
            name
            for name in self._folders.list_templates()
            if name.startswith(f"{platform}/") and "/_" not in name
        ]

    def load(self, *names: str) -> Template:
        """First existing template of *names*; TemplateProblem, or BadInput if none."""
        try:
            return self.select_template(names)
        except TemplatesNotFound as error:
            folders = " or ".join(map(str, self._folders.folders))
            raise BadInput(
                phrase(
                    "there is no template {name} in {folders}",
                    name=names[-1],
                    folders=folders,
                )
            ) from error
        except TemplateSyntaxError as error:
            what = error.message or "syntax error"
            raise TemplateProblem(
                _at(_line(error.filename, error.lineno), self._with_hint(what))
            ) from error

    def print(self, template: Template, values: Mapping[str, object]) -> str:
        """Output of *template*; raises TemplateProblem."""
        try:
            return "".join(_limited(template.generate(values), self._longest))
        except TemplateProblem:
            raise
        except Exception as error:  # a template may raise anything
            raise TemplateProblem(
                _at(_place(error, template), self._with_hint(_reason(error)))
            ) from error

    def _with_hint(self, reason: str) -> str:
        unknown = re.match(r"No filter named '(\w+)'", reason)
        hint = _meant(unknown[1], self.filters) if unknown else None
        told = reason.rstrip(".") if reason.endswith(".") else reason
        return joined([told, hint], "; ") if hint else told


def _limited(pieces: Iterable[str], longest: int) -> Iterator[str]:
    room = longest
    for piece in pieces:
        room -= len(piece)
        if room < 0:
            raise SecurityError(
                phrase("it prints more than {most:,} characters", most=longest)
            )
        yield piece


def _short_range(*limits: int) -> range:
    rounds = range(*limits)
    if len(rounds) > MOST_ROUNDS:
        raise SecurityError(
            phrase("a range may have {most:,} numbers at most", most=MOST_ROUNDS)
        )
    return rounds


def _place(error: Exception, template: Template) -> str:
    if isinstance(error, TemplateSyntaxError):
        return _line(error.filename, error.lineno)
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame for frame in frames if frame.filename.endswith(".j2")]
    if not lines:
        return str(template.filename)
    return _line(lines[-1].filename, lines[-1].lineno)


def _line(file: str | None, number: int | None) -> str:
    return phrase("{file}, line {number}", file=file, number=number)


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return phrase("it includes itself without end")
    if isinstance(error, TemplateNotFound):
        return phrase("there is no template {name}", name=error.name)
    if isinstance(error, BadInput):
        return error.sentence
    if isinstance(error, TemplateError):
        return error.message or ""
    return f"{error} ({type(error).__name__})"
