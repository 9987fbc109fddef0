"""A folder as `init` makes it, pointed to a sandbox."""

from pathlib import Path

from crossposter.cli.demo.environment import connect, furnish


def furnished(folder: Path, sandbox_url: str) -> Path:
    """Returns the path of its configuration."""
    furnish(folder)
    return connect(folder, sandbox_url)
