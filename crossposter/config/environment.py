"""${VARIABLES} in a configuration, from the environment or the .env beside it."""

import re
from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from dotenv import dotenv_values

from crossposter.config.errors import Mistake, Place, suggestion
from crossposter.config.yaml_document import Tree

_REFERENCE = re.compile(
    r"\$(?:\$|\{(?P<name>[A-Za-z_][A-Za-z0-9_]*)(?::-(?P<default>[^{}]*))?\}|(?P<stray>\{))"
)
_WITHOUT_BRACES = re.compile(r"\$[A-Za-z_][A-Za-z0-9_]*")
#: Keys whose values are secrets: those that cannot be read may stay unknown.
SECRETS = frozenset(
    {
        "access_token",
        "access_token_secret",
        "apprise",
        "consumer_key",
        "consumer_secret",
        "password",
        "ping",
        "username",
    }
)
_HOW = "a variable is written ${LIKE_THIS}, and a dollar sign itself $$"


def read_variables(folder: Path, environ: Mapping[str, str]) -> Mapping[str, str]:
    """Variables of the environment, then of `folder`/.env; raises OSError, ValueError.

    A value in .env is taken literally: a $ in a password stays a $.
    """
    file = folder / ".env"
    readable = file.is_file() and not is_closed(folder)
    beside = dotenv_values(file, interpolate=False) if readable else {}
    return ChainMap(
        dict(environ), {name: value or "" for name, value in beside.items()}
    )


def is_closed(folder: Path) -> bool:
    """True if `folder`/.env exists, but this account cannot read it."""
    file = folder / ".env"
    try:
        if file.is_file():
            file.open("rb").close()
    except PermissionError:
        return True
    return False


@dataclass(kw_only=True)
class Expansion:
    """Expansion of variables in a tree, with a list of the missing ones.

    `used` records the values put in and how they were written. Where .env is
    `closed` to this account, a secret stays as it is written, and `withheld` says so.
    """

    variables: Mapping[str, str]
    file: str
    closed: bool = False
    withheld: bool = False
    mistakes: list[Mistake] = field(default_factory=list)
    used: list[tuple[Place, str, str]] = field(default_factory=list)

    def expand(self, tree: Tree, place: Place = ()) -> Tree:
        """Tree with values; text with a missing variable stays as it is."""
        if isinstance(tree, dict):
            return {key: self.expand(it, (*place, key)) for key, it in tree.items()}
        if isinstance(tree, list):
            return [self.expand(it, (*place, nr)) for nr, it in enumerate(tree)]
        return tree if tree is None else self._expand_text(tree, place)

    def _expand_text(self, text: str, place: Place) -> str:
        if _WITHOUT_BRACES.fullmatch(text):
            self.mistakes.append(Mistake(text=_HOW, place=place))
        return _REFERENCE.sub(lambda match: self._value(match, place), text)

    def _value(self, match: re.Match[str], place: Place) -> str:
        name, default = match["name"], match["default"]
        if match["stray"]:
            self.mistakes.append(Mistake(text=_HOW, place=place))
        elif name is None:
            return "$"
        elif value := self.variables.get(name):
            self.used.append((place, value, match[0]))
            return value
        elif self.closed and _is_secret(place):
            self.withheld = True
        elif default is not None and not self.closed:
            return str(default)
        else:
            self.mistakes.append(Mistake(text=self._missing(name), place=place))
        return match[0]

    def _missing(self, name: str) -> str:
        if self.closed:
            return (
                f"the variable {name} may be in .env, which is closed to this account:"
                f" what is no secret belongs into {self.file} itself"
            )
        where = f"put it into the environment or into .env beside {self.file}"
        if name in self.variables:
            return f"the variable {name} is empty; {where}"
        hint = suggestion(name, self.variables)
        return f"the variable {name} is not set{hint or f'; {where}'}"

    def hide_values(self, mistake: Mistake) -> Mistake:
        """Mistake with variables in place of their values, which can be passwords."""
        text, place = mistake.text, mistake.place
        for where, value, written in self.used:
            if where[: len(place)] == place:
                whole = rf"(?<!\w){re.escape(value.strip())}(?!\w)"
                text = written.join(re.split(whole, text, flags=re.IGNORECASE))
        return replace(mistake, text=text)


def _is_secret(place: Place) -> bool:
    keys = [step for step in place if isinstance(step, str)]
    return bool(keys) and keys[-1] in SECRETS
