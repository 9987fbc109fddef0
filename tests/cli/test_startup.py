"""Help comes at once, because it needs nothing of what the verbs need."""

import subprocess
import sys

import pytest

HEAVY = {
    "PIL",
    "alembic",
    "apscheduler",
    "emoji",
    "facebook",
    "jinja2",
    "pydantic",
    "requests",
    "rich",
    "sqlalchemy",
    "sqlmodel",
    "starlette",
    "structlog",
    "tweepy",
    "uvicorn",
    "yaml",
}
LOADED = """
import sys
from crossposter.__main__ import run
code = run(sys.argv[1:])
print(code, *sorted(sys.modules), file=sys.stderr)
"""


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], []])
def test_help_and_version_load_no_library_that_only_verbs_need(
    arguments: list[str],
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments],
        capture_output=True,
        text=True,
        check=True,
    )

    code, *modules = done.stderr.splitlines()[-1].split()
    assert code in {"0", "2"}, done.stderr
    assert "crossposter.cli" in modules
    assert not HEAVY & set(modules)
