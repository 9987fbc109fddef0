"""Whoever comes first, and whoever is killed: the others go on."""

from pathlib import Path

import pytest

from tests.system.machine.server import Server, done

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]  # a server is built first


#: Dies with its journal on disk, in the middle of a transaction.
KILLED = """
import os, signal, sqlite3, sys
writer = sqlite3.connect(sys.argv[1], isolation_level=None)
writer.execute("PRAGMA cache_size=1")
writer.execute("BEGIN IMMEDIATE")
writer.execute("UPDATE announcement SET title = 'setengah jalan'")
writer.execute("CREATE TABLE filler (text)")
for _ in range(2000):
    writer.execute("INSERT INTO filler VALUES (?)", ("x" * 500,))
os.kill(os.getpid(), signal.SIGKILL)
"""
ADD = "add --source BPBD --to x --title"


@pytest.fixture
def office(server: Server, request: pytest.FixtureRequest) -> Path:
    """Another office on the same server, with the modes of the README and no database."""
    folder = server.place("/srv/crossposter").with_name(f"office-{id(request)}")
    here = "/srv/crossposter"
    for line in (
        f"sudo cp -a {here} {folder}",
        f"sudo sh -c 'rm -f {folder}/data/*'",
    ):
        done(server.type(line, login="admin"))
    return folder


def crossposter(server: Server, office: Path, words: str, *, login: str) -> str:
    line = f"crossposter --config {office}/config.yaml {words}"
    if login in {"root", "crossposter"}:
        line, login = f"sudo -u {login} {line}", "admin"
    return done(server.type(line, login=login)).stdout


def database(office: Path) -> Path:
    return office / "data" / "crossposter.db"


@pytest.mark.parametrize("first", ["root", "crossposter", "humas"])
def test_whoever_comes_first_the_others_can_write(
    server: Server, office: Path, first: str
) -> None:
    crossposter(server, office, "list", login=first)

    for login in ("humas", "kabid"):
        crossposter(server, office, f'{ADD} "Dari {login}" --body Awas.', login=login)
    crossposter(server, office, "run --once", login="crossposter")

    group = server.numbers["crossposter"]
    for path in (office / "data").iterdir():
        expected = 0o600 if path.suffix == ".lock" else 0o660
        assert (path.stat().st_gid, path.stat().st_mode & 0o7777) == (group, expected)


def test_what_a_killed_command_left_half_done_somebody_else_takes_back(
    server: Server, office: Path
) -> None:
    crossposter(server, office, f'{ADD} "Utuh" --body Awas.', login="humas")
    python = str(server.place("/opt/crossposter/bin/python"))

    killed = server.run(python, "-c", KILLED, str(database(office)), login="humas")

    assert killed.returncode == -9, killed.stderr
    assert len(list((office / "data").iterdir())) > 1, "nothing was left half done"
    assert "Utuh" in crossposter(server, office, "list", login="kabid")
    crossposter(server, office, f'{ADD} "Sesudahnya" --body Aman.', login="humas")


def test_a_picture_that_only_its_owner_can_read_is_told_with_what_to_type(
    server: Server, office: Path
) -> None:
    line = f"install -m 600 banjir.jpg {office}/media/tertutup.jpg"
    done(server.type(line, login="humas"))
    options = f'{ADD} "Siaga" --body Awas. --image tertutup.jpg --alt Banjir'
    crossposter(server, office, options, login="humas")

    config = f"{office}/config.yaml"
    told = server.type(f"crossposter --config {config} preview 1", login="kabid")

    assert "tertutup.jpg may not be read by you" in told.stdout + told.stderr
    assert f"chmod g+r {office}/media/tertutup.jpg" in told.stdout + told.stderr
