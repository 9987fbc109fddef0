"""Environment of the demo: a folder as `init` makes it, a sandbox and a real daemon."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from crossposter.cli.demo.announcements import PICTURES
from crossposter.config import starter
from crossposter.errors import BadInput, Unavailable
from crossposter.text import excerpts

_DAEMON_LOG = "daemon.log"
_STOPS_WITHIN = 10  #: seconds for the daemon to finish deliveries in flight
_TOKEN = "sandbox-demo"  # noqa: S105  # the sandbox takes any
_SECRET = re.compile(r"(?<=: )\$\{\w+\}")

_ELSEWHERE = {
    "#api_url: https://graph.facebook.com": "api_url: {sandbox}",
    "#api_url: https://api.x.com": "api_url: {sandbox}",
    'page_id: "100000000000000"': 'page_id: "1001"',
    'user_id: "17841400000000000"': 'user_id: "17841400000000001"',
    "blackouts: [daily 22:00-05:30]": "blackouts: []",
    "spacing: 60s": "spacing: 1s",
}
"""Differences from the starter configuration: the sandbox's accounts, no pauses."""


def furnish(folder: Path) -> None:
    """Copy the starter files and the demo's images; raises BadInput, Unavailable."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise BadInput(f"{folder} is not empty: name a new folder for the demo")
        starter.copy_to(folder)
        shutil.copytree(PICTURES, folder / "media", dirs_exist_ok=True)
    except OSError as error:
        name = excerpts.path(error.filename or folder)
        raise Unavailable(f"{name} cannot be written: {error.strerror}") from error


def connect(folder: Path, sandbox_url: str) -> Path:
    """Path of the configuration, which now points to the sandbox."""
    path = folder / "config.yaml"
    text = path.read_text(encoding="utf-8")
    for shipped, here in _ELSEWHERE.items():
        if shipped not in text:
            raise LookupError(f"the starter configuration has no {shipped!r}")
        text = text.replace(shipped, here.format(sandbox=sandbox_url))
    path.write_text(_SECRET.sub(_TOKEN, text), encoding="utf-8")
    return path


@dataclass(frozen=True)
class DaemonProcess:
    """Process of `crossposter run`, as systemd would start it."""

    process: subprocess.Popen[bytes]
    log: Path

    def require_alive(self) -> None:
        """Running process; raises Unavailable with its last words if it has ended."""
        if self.process.poll() is None:
            return
        words = self.log.read_text(encoding="utf-8", errors="replace").strip()
        last = words.splitlines()[-1] if words else "it said nothing"
        raise Unavailable(f"the daemon ended by itself: {last} (see {self.log})")

    def stop(self) -> None:
        """Ask the process to finish, and wait until it has."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.wait(_STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def daemon_running(config: Path) -> Iterator[DaemonProcess]:
    """Daemon process beside us; it is gone at the end, whatever happens."""
    log = config.with_name(_DAEMON_LOG)
    command = [sys.executable, "-m", "crossposter", "--config", str(config), "run"]
    # A proxy of the machine must not get requests meant for the sandbox.
    environment = {**os.environ, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
    with log.open("wb") as words:
        process = subprocess.Popen(  # noqa: S603  # our own program
            command,
            cwd=config.parent,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=words,
        )
    daemon = DaemonProcess(process, log)
    try:
        yield daemon
    finally:
        daemon.stop()
