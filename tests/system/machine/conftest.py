"""One server for all tests here: an office's first day on it, by the README's words."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from PIL import Image

from crossposter.sandbox.server import Sandbox, running
from tests.support.office import eventually
from tests.system.machine import installation
from tests.system.machine.readme import blocks
from tests.system.machine.server import Server, done

SETTING_UP, PEOPLE, BACKUPS = "### Setting up a server", "### People", "### Backups"
STAFF = {"humas": "editor", "kabid": "approver"}  #: as the README names them
TOKEN = "rahasia-dinas"
TITLE = "Siaga banjir di Satui"  #: of the announcement in the README
_NOBODY_LOGGED_IN = "4294967295"


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with running(port=0, state=":memory:") as platforms:
        yield platforms


@pytest.fixture(scope="session")
def server(sandbox: Sandbox) -> Iterator[Server]:
    """After the first announcement went out and the first backup was made."""
    _require_accounts()
    root = Path(tempfile.mkdtemp(prefix="server-", dir="/tmp"))  # everybody gets there
    root.chmod(0o755)
    built = Server(root=root, python=installation.interpreter(root)).set_up()
    try:
        _set_up(built, sandbox)
        _publish(built, sandbox)
        for line in blocks(BACKUPS)[0]:
            done(built.type(line, login="admin"))
        yield built
    finally:
        built.close()
        shutil.rmtree(root)


def _require_accounts() -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can act as somebody else")
    login = Path("/proc/self/loginuid")
    if login.exists() and login.read_text(encoding="ascii") != _NOBODY_LOGGED_IN:
        pytest.skip("somebody logged in here, and would be who acts for every account")


def _set_up(server: Server, sandbox: Sandbox) -> None:
    for login in ("admin", *STAFF, "tamu"):
        server.hire(login)
    first, service, _ = blocks(SETTING_UP)
    for line in (*first, *blocks(PEOPLE)[0]):
        done(server.type(line, login="admin"))
    _fill_in(server, sandbox)
    for line in service:
        done(server.type(line, login="admin"))


def _fill_in(server: Server, sandbox: Sandbox) -> None:
    """What an administrator writes with sudoedit, which keeps owner and mode."""
    file = server.place("/srv/crossposter/config.yaml")
    text = file.read_text(encoding="utf-8")
    people = "".join(
        f"  - {{login: uid-{server.numbers[login]}, name: {login}, roles: [{role}]}}\n"
        for login, role in STAFF.items()
    )
    for shipped, here in (
        ("#api_url: https://graph.facebook.com", f"api_url: {sandbox.url}"),
        ("#api_url: https://api.x.com", f"api_url: {sandbox.url}"),
        ('page_id: "100000000000000"', 'page_id: "1001"'),
        ('user_id: "17841400000000000"', 'user_id: "17841400000000001"'),
        ("\nstaff:\n", f"\nstaff:\n{people}"),
    ):
        assert shipped in text
        text = text.replace(shipped, here)
    file.write_text(text, encoding="utf-8")
    secrets = server.place("/srv/crossposter/.env")
    secrets.write_text(secrets.read_text("utf-8").replace("put-it-here", TOKEN))


def _publish(server: Server, sandbox: Sandbox) -> None:
    home = server.root / "home" / "humas"
    Image.new("RGB", (1200, 900), "teal").save(home / "banjir.jpg")
    (home / "banjir.txt").write_text("Warga Satui diminta waspada.\n")
    _, editor, approver = blocks(PEOPLE)
    for login, lines in (("humas", editor), ("kabid", approver)):
        for line in lines:
            done(server.type(line, login=login))
    eventually(lambda: len(posts(sandbox, TITLE)) == 3, what="a post on each platform")


def posts(sandbox: Sandbox, title: str) -> list[dict[str, Any]]:
    """What is public of one announcement."""
    rows = requests.get(f"{sandbox.url}/_sandbox/posts", timeout=10).json()
    return [row for row in rows if title in json.dumps(row)]
