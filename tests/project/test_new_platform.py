"""A new platform is three folders, its arena, and the lines that CONTRIBUTING names."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support.checkout import ROOT

ECHO = Path(__file__).with_name("echo")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


class Edit(NamedTuple):
    """Text that goes in front of another."""

    file: str
    before: str
    text: str


EDITS = [
    Edit(
        "crossposter/config/channels.py",
        "\n\nChannel = Annotated[",
        '''

class EchoChannel(Section):
    """An account on Echo."""

    account_key: ClassVar[str] = "account"
    platform: Literal["echo"]
    account: AccountNumber
    access_token: Token
    api_url: ApiUrl = "https://api.echo.example"
    utm: Utm | None = None
    timetable: TimetableLines | None = None
    settle: Settle = Settle()
''',
    ),
    Edit("crossposter/config/channels.py", " | XChannel | Insta", " | EchoChannel"),
    Edit(
        "crossposter/platforms/__init__.py",
        "from crossposter.platforms.facebook",
        "from crossposter.platforms.echo.platform import PLATFORM as ECHO\n",
    ),
    Edit("crossposter/platforms/__init__.py", ", X, INSTAGRAM)", ", ECHO"),
    Edit(
        "crossposter/factories.py",
        "from crossposter.platforms.facebook.publisher",
        "from crossposter.platforms.echo.publisher import EchoAccount\n",
    ),
    Edit(
        "crossposter/factories.py",
        "        case channels.InstagramChannel():\n            return _instagram",
        """\
        case channels.EchoChannel():
            return EchoAccount(
                account=account.account,
                token=account.access_token.get_secret_value(),
                api_url=account.api_url,
                timeout=config.publishing.timeout,
                clock=clock,
            ), (f"echo {account.account}",)
""",
    ),
    Edit(
        "crossposter/sandbox/routes.py",
        "from crossposter.sandbox.facebook",
        "from crossposter.sandbox.echo.platform import PLATFORM as ECHO\n",
    ),
    Edit("crossposter/sandbox/routes.py", ", X, INSTAGRAM)", ", ECHO"),
    Edit(
        "config.yaml",
        "  x:\n    platform: x\n",
        "  echo:\n    platform: echo\n"
        '    account: "1001"\n    access_token: ${ECHO_TOKEN}\n\n',
    ),
]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this checkout in which Echo is a platform like the others."""
    copy = tmp_path_factory.mktemp("echo") / "checkout"
    left_out = shutil.ignore_patterns("__pycache__", "echo", "system")
    for name in ("crossposter", "templates", "tests"):
        shutil.copytree(ROOT / name, copy / name, ignore=left_out)
    for name in ("pyproject.toml", "config.yaml", "README.md"):
        shutil.copy(ROOT / name, copy)
    shutil.copytree(ECHO, copy, dirs_exist_ok=True)
    for edit in EDITS:
        file = copy / edit.file
        text = file.read_text(encoding="utf-8")
        assert text.count(edit.before) == 1, f"{edit.before!r} in {edit.file}"
        written = text.replace(edit.before, edit.text + edit.before)
        file.write_text(written, encoding="utf-8")
    return copy


def run(checkout: Path, *command: str) -> str:
    """What a command says there, where it is to succeed."""
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    done = subprocess.run(
        command,
        cwd=checkout,
        env=environment,
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def tried(checkout: Path, *arguments: str) -> str:
    """The last line of pytest."""
    told = run(checkout, sys.executable, "-m", "pytest", "-q", "-n", "0", *arguments)
    return told.rstrip().splitlines()[-1]


def test_a_platform_that_is_added_so_keeps_the_contract(checkout: Path) -> None:
    told = tried(checkout, "tests/platforms/contract", "-k", "echo")

    passed = re.match(r"(\d+) passed, \d+ deselected", told)
    assert passed, told
    assert int(passed[1]) > 200


def test_nobody_else_has_to_know_it(checkout: Path) -> None:
    told = tried(checkout, "tests/project/test_platforms.py", "tests/platforms/echo")

    assert "passed" in told


def test_the_layers_hold_with_it(checkout: Path) -> None:
    linter = Path(sys.executable).with_name("lint-imports")

    told = run(checkout, str(linter), "--no-cache")

    assert "0 broken" in told


@pytest.mark.parametrize("name", sorted({edit.file for edit in EDITS}))
def test_contributing_names_every_file_that_is_edited(name: str) -> None:
    steps = CONTRIBUTING.split("## Add a platform")[1].split("\n## ")[0]

    assert name.removeprefix("crossposter/") in steps
