"""The ten steps, typed in one terminal from a fresh folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from crossposter.sandbox.server import Sandbox
from tests.system.machine.conftest import posts
from tests.system.machine.readme import README, blocks

pytestmark = pytest.mark.long  # a whole server is set up for it

TEN_STEPS = "## The first real post, in ten steps"


def test_every_step_works_in_the_folder_where_the_one_before_ended(
    tmp_path: Path, sandbox: Sandbox
) -> None:
    (tmp_path / ".venv").symlink_to(sys.prefix)
    Image.new("RGB", (1200, 900), "teal").save(tmp_path / "simulasi.jpg")
    [[path]] = [it for it in blocks("# crossposter") if it[0].startswith("export ")]
    first = "`crossposter init office`, then `cd office`"
    assert first in README.read_text(encoding="utf-8")
    [writing] = blocks(TEN_STEPS)

    lines = [
        "set -e",
        path,
        "crossposter init office",
        "cd office",
        f"sed -i 's,#api_url: https://.*,api_url: {sandbox.url},' config.yaml",
        "crossposter check --online",
        "echo Besok ada simulasi. > text.txt",
        "cp ../simulasi.jpg media/",
        writing[0] + " --urgent",
        *writing[1:],
        "crossposter run --once",
        "crossposter status",
        "crossposter show 1",
    ]
    typed = subprocess.run(
        ["/bin/sh", "-c", "\n".join(lines)],
        cwd=tmp_path,
        env={**os.environ, "NO_PROXY": "127.0.0.1"},
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )

    assert typed.returncode == 0, typed.stderr
    assert "Published 3;" in typed.stdout
    ours = posts(sandbox, "Simulasi tanggap bencana")
    assert {each["platform"] for each in ours} == {"facebook", "x", "instagram"}
