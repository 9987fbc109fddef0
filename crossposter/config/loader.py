"""Loader: file -> `Config`, or every mistake with its line."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from crossposter.config.environment import Expansion, is_closed, read_variables
from crossposter.config.errors import ConfigError, Mistake, with_line
from crossposter.config.messages import reword
from crossposter.config.references import find_wrong_references
from crossposter.config.schema import Config
from crossposter.config.yaml_document import Tree, read_document
from crossposter.text import excerpts

_VARIABLE = "CROSSPOSTER_CONFIG"
_CLOSED = (
    "is closed to you: ask the administrator of this machine to put you into the group"
    " that works with it, then log in again"
)


def find_config(option: Path | None, environ: Mapping[str, str]) -> Path:
    """Path from --config, then $CROSSPOSTER_CONFIG, then config.yaml in this folder."""
    return option or Path(environ.get(_VARIABLE) or "config.yaml")


def load(path: Path, environ: Mapping[str, str]) -> Config:
    """Config from a file; raises ConfigError with every mistake in it."""
    document = read_document(_read(path))
    if not isinstance(document.tree, dict):
        raise ConfigError(path.name, document.mistakes or [_no_keys(document.tree)])
    folder = path.absolute().parent
    expansion = Expansion(
        variables=_variables(path, environ), file=path.name, closed=is_closed(folder)
    )
    tree = expansion.expand(document.tree)
    context = {"folder": folder, "withheld": expansion.withheld}
    config, objections = _validate(tree, context, document.tree)
    unknown = {mistake.place for mistake in expansion.mistakes}
    mistakes = [
        *document.mistakes,
        *expansion.mistakes,
        *(expansion.hide_values(it) for it in objections if it.place not in unknown),
    ]
    if config is None or mistakes:
        raise ConfigError(path.name, (with_line(it, document.lines) for it in mistakes))
    return config


def _read(path: Path) -> str:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        advice = "`crossposter init` writes one, and --config names another"
        raise _hopeless(path, f"there is no such file; {advice}") from None
    except PermissionError:
        raise _hopeless(path, _CLOSED) from None
    except OSError as error:
        raise _hopeless(path, f"cannot be read: {error.strerror}") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        text = "has letters in another encoding; save the file as UTF-8"
        raise ConfigError(path.name, [Mistake(text=text, line=line)]) from None


def _variables(path: Path, environ: Mapping[str, str]) -> Mapping[str, str]:
    try:
        return read_variables(path.absolute().parent, environ)
    except OSError as error:
        raise _hopeless(
            path.parent / ".env", f"cannot be read: {error.strerror}"
        ) from None
    except ValueError:
        raise _hopeless(path.parent / ".env", "is not a text in UTF-8") from None


def _hopeless(path: Path, text: str) -> ConfigError:
    return ConfigError(excerpts.path(path), [Mistake(text=text)])


def _no_keys(tree: Tree) -> Mistake:
    advice = "`crossposter init` in an empty folder writes a complete one"
    problem = "is empty" if tree is None else "has no keys"
    return Mistake(text=f"{problem}; {advice}")


def _validate(
    tree: Tree, context: dict[str, Any], written: Tree
) -> tuple[Config | None, list[Mistake]]:
    config: Config | None = None
    objections = list(find_wrong_references(tree))
    try:
        config = Config.model_validate(tree, context=context)
    except ValidationError as error:
        errors = error.errors(include_url=False, include_input=False)
        objections += reword(errors, written)
    return config, objections
