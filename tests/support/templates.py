"""Templates are tried once for all the offices of a run that have the same ones.

To try them is most of what `check` costs, and most offices of the tests have those that
are shipped.
"""

from collections.abc import Callable, Iterator
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
        if key is None:
            return problems(app)
        if key in _in_order:
            return []
        found = problems(app)
        if not found:
            _in_order.add(key)
        return found

    return remembered


def _key(app: "App") -> str | None:
    """Everything that the text of a template depends on; None: it cannot be read."""
    config = app.config
    own = (config.language, str(config.zone), config.office, config.sources)
    formats = [(it.platform, it.format) for it in app.channels.values()]
    digest = sha256(repr((own, formats)).encode())
    try:
        for path in _files(config.templates_folder):
            digest.update(str(path.relative_to(config.templates_folder)).encode())
            digest.update(path.read_bytes())
    except OSError:
        return None
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    if not folder.exists():
        return
    for path in sorted(folder.iterdir()):  # unlike `rglob` it raises PermissionError
        if path.is_dir():
            yield from _files(path)
        else:
            yield path
