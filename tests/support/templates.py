"""Templates are tried once for all the offices of a run that have the same ones.

To try them is most of what `check` costs, and most offices of the tests have those that
are shipped.
"""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crossposter.app import App

_in_order: set[str] = set()


def tried_once(problems: Callable[["App"], list[str]]) -> Callable[["App"], list[str]]:
    """The same answer; what is wrong is found anew each time."""

    def remembered(app: "App") -> list[str]:
        key = _key(app)
        if key in _in_order:
            return []
        found = problems(app)
        if not found:
            _in_order.add(key)
        return found

    return remembered


def _key(app: "App") -> str:
    """Everything that what a template makes of a text depends on."""
    config = app.config
    own = (config.language, str(config.zone), config.office, config.sources)
    formats = [(it.platform, it.format) for it in app.channels.values()]
    digest = sha256(repr((own, formats)).encode())
    for path in sorted(_files(config.templates_folder)):
        digest.update(str(path.relative_to(config.templates_folder)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
