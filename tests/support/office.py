"""An office in a folder of its own, published to the sandbox by the real program."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import requests
from PIL import Image

from crossposter.announcements.draft import Draft
from crossposter.app import App, build
from crossposter.config import load
from crossposter.staff import Actor
from tests.support.checkout import ROOT

_CONFIG = """\
timezone: Asia/Makassar
database: sqlite:///crossposter.db
office: {{name: Pemerintah Kabupaten Tanah Bumbu}}
sources:
  - {{code: BPBD, name: Badan Penanggulangan Bencana Daerah, kind: badan}}
channels:
  facebook:
    platform: facebook
    page_id: "1001"
    access_token: sandbox-token
    api_url: {url}
    settle: {{reads: 2, within: 2s}}
  x:
    platform: x
    consumer_key: sandbox-key
    consumer_secret: sandbox-secret
    access_token: sandbox-token
    access_token_secret: sandbox-token-secret
    api_url: {url}
    settle: {{reads: 2, within: 2s}}
  instagram:
    platform: instagram
    user_id: "17841400000000001"
    access_token: sandbox-token
    api_url: {url}
    images: {{host: facebook, page: facebook}}
timetable: [daily 07:00 11:00 17:00]
checks: {{off: [repeated]}}  # some tests send twins on purpose
publishing: {{timeout: 5s, spacing: 0s, retry: {{first: 1s, longest: 2s}}}}
"""


@dataclass
class Office:
    """One folder, one database, one sandbox."""

    folder: Path
    url: str
    processes: list[subprocess.Popen[str]] = field(default_factory=list)

    def set_up(self) -> "Office":
        """Write the configuration and one picture."""
        (self.folder / "media").mkdir()
        config = _CONFIG.format(url=self.url)
        (self.folder / "config.yaml").write_text(config, encoding="utf-8")
        picture = Image.new("RGB", (1200, 900), "teal")
        picture.save(self.folder / "media" / "posko.jpg")
        return self

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """The program in the background; `close` ends it."""
        process = subprocess.Popen(
            [sys.executable, "-m", "crossposter", *arguments],
            cwd=self.folder,
            env=self._environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.processes.append(process)
        return process

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """The program to its end."""
        return subprocess.run(
            [sys.executable, "-m", "crossposter", *arguments],
            cwd=self.folder,
            env=self._environment(),
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )

    @cached_property
    def app(self) -> App:
        """The same office from this process, for what needs no process of its own."""
        return build(load(self.folder / "config.yaml", os.environ))

    def approved(self, title: str, **when: Any) -> int:
        """The number of an announcement that has gone through the whole chain."""
        who = Actor(login="petugas")
        draft = Draft(
            title=title,
            body="Warga diminta tetap waspada.",
            source="BPBD",
            images=[("posko.jpg", "Posko siaga di Batulicin")],
            **(when or {"urgent": True}),
        )
        key = self.app.announcements.add(who, draft)
        self.app.announcements.submit(who, key)
        self.app.approval.approve(who, key)
        return key

    def reopen(self) -> None:
        """For a database that is another file by now."""
        self.app.close()
        del self.app

    def show(self, key: int) -> dict[str, Any]:
        """What `show --json` tells."""
        return self.app.overview.show(key)

    def statuses(self, key: int) -> dict[str, str]:
        """Of each channel's delivery."""
        rows = self.show(key)["deliveries"]
        return {row["channel"]: row["status"] for row in rows}

    def posts(self) -> list[dict[str, Any]]:
        """Everything public on the sandbox."""
        rows = requests.get(f"{self.url}/_sandbox/posts", timeout=10).json()
        return list(rows)

    def fault(self, **fault: Any) -> None:
        """Let the sandbox fail once in a given way."""
        answer = requests.post(f"{self.url}/_sandbox/faults", json=fault, timeout=10)
        answer.raise_for_status()

    def close(self) -> None:
        """End what is still running."""
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            process.communicate()
        if "app" in self.__dict__:
            self.app.close()

    def _environment(self) -> dict[str, str]:
        here = ROOT
        return {**os.environ, "PYTHONPATH": str(here)}


def eventually(
    told: Callable[[], bool], *, within: float = 100, what: str = "it"
) -> None:
    """Wait until it is so; fails when it never is."""
    give_up_at = time.monotonic() + within
    while time.monotonic() < give_up_at:
        if told():
            return
        time.sleep(0.1)
    raise AssertionError(f"{what} did not happen within {within} s")
