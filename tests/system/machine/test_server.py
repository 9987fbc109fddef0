"""A server set up by the README: who gets how far there, as accounts of their own."""

import json
import stat
from pathlib import Path

import pytest

from crossposter.sandbox.server import Sandbox
from tests.system.machine.conftest import BACKUPS, SETTING_UP, TITLE, TOKEN, posts
from tests.system.machine.readme import blocks
from tests.system.machine.server import Server, done

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]  # a server is built first

OFFICE = "/srv/crossposter"
CONFIG = f"{OFFICE}/config.yaml"
COPIES = "/var/backups/crossposter"

#: Which of the paths on its standard input can be opened, listed or written.
REACHED = """
import os, sys
for path in sys.stdin.read().split("\\0"):
    for way in (os.O_RDONLY, os.O_WRONLY, os.O_RDWR):
        try:
            os.close(os.open(path, way | os.O_NONBLOCK))
        except OSError:
            continue
        print(path)
"""


def below(*places: Path) -> list[Path]:
    """Everything that is there, as root sees it."""
    return [*places, *(path for place in places for path in place.rglob("*"))]


def reached(server: Server, login: str, paths: list[Path]) -> set[str]:
    python = str(server.place("/opt/crossposter/bin/python"))
    told = "\0".join(map(str, paths))
    answer = done(server.run(python, "-c", REACHED, login=login, told=told))
    return set(answer.stdout.splitlines())


def test_what_an_editor_wrote_and_an_approver_approved_the_daemon_publishes(
    server: Server, sandbox: Sandbox
) -> None:
    humas, kabid = (f"uid-{server.numbers[it]}" for it in ("humas", "kabid"))

    told = json.loads(
        done(server.type("crossposter show 1 --json", login="kabid")).stdout
    )

    assert {each["platform"] for each in posts(sandbox, TITLE)} == {
        "facebook",
        "x",
        "instagram",
    }
    assert (told["author"], told["submitted_by"], told["approved_by"]) == (
        humas,
        humas,
        kabid,
    )
    assert {each["status"] for each in told["deliveries"]} == {"published"}


def test_an_outsider_reaches_nothing(server: Server) -> None:
    paths = below(server.place(OFFICE), server.place(COPIES))
    names = {path.name for path in paths}

    assert {".env", "config.yaml", "crossposter.db", "banjir.jpg", "approved"} <= names
    assert any(name.endswith(".tar.gz") for name in names)
    assert reached(server, "tamu", paths) == set()


def test_a_web_server_reaches_the_pictures_for_instagram_and_no_more(
    server: Server,
) -> None:
    for line in blocks(SETTING_UP)[2]:
        done(server.type(line, login="admin"))
    picture = server.place(OFFICE) / "public" / "ig-1.jpg"
    done(server.type(f"sudo -u crossposter touch {picture}", login="admin"))

    found = reached(server, "tamu", below(server.place(OFFICE)))
    for line in (f"sudo rm -r {OFFICE}/public", f"sudo chmod 750 {OFFICE}"):
        done(server.type(line, login="admin"))

    assert found == {str(picture), str(picture.parent)}


def test_an_outsider_is_told_whom_to_ask(server: Server) -> None:
    for verb in ("list", "run --once"):
        answer = server.type(f"crossposter {verb}", login="tamu")

        assert (answer.returncode, answer.stdout) == (1, "")
        assert "config.yaml: is closed to you: ask the administrator" in answer.stderr
        assert answer.stderr.count("\n") == 1


@pytest.mark.parametrize("login", ["humas", "kabid"])
def test_the_staff_reach_no_secret_and_change_no_rule(
    server: Server, login: str
) -> None:
    office = server.place(OFFICE)
    closed = [office / ".env", *below(server.place(COPIES))]
    closed += [path for path in below(office / "data") if path.suffix == ".lock"]

    assert reached(server, login, closed) == set()
    for line in (
        f"cp /dev/null {CONFIG}",
        f"mv {CONFIG} {OFFICE}/old.yaml",
        f"mv {OFFICE}/.env {OFFICE}/data/.env",
        f"rm -f {OFFICE}/.env",
        f"cp /dev/null {OFFICE}/templates/x/default.j2",
        f"touch {OFFICE}/new",
    ):
        assert server.type(line, login=login).returncode != 0, line


def test_what_takes_a_secret_is_left_to_the_daemon(server: Server) -> None:
    for verb in ("run", "check --online", "check 1 --online"):
        answer = server.type(f"crossposter {verb}", login="kabid")

        assert (answer.returncode, answer.stdout) == (1, "")
        assert "are for '#" in answer.stderr
        assert f"crossposter --config {server.place(CONFIG)}" in answer.stderr
        assert answer.stderr.count("\n") == 1


def test_check_finds_the_server_in_order(server: Server) -> None:
    told = done(server.type("crossposter check", login="humas")).stdout

    assert "The secrets in .env are closed to you" in told
    assert "!" not in told


def test_the_journal_tells_no_secret_and_no_draft(server: Server) -> None:
    journal = (server.root / "var/log/crossposter").read_text("utf-8")

    assert "daemon started" in journal
    assert TOKEN not in journal
    assert "Warga Satui" not in journal


def test_the_unit_names_places_that_its_account_can_read(server: Server) -> None:
    unit = server.place("/etc/systemd/system/crossposter.service")
    settings = dict(
        it.split("=", 1) for it in unit.read_text("utf-8").splitlines() if "=" in it
    )
    program, option, config, verb = settings["ExecStart"].split()

    assert Path(program) == server.place("/opt/crossposter/bin/crossposter")
    assert (option, Path(config), verb) == ("--config", server.place(CONFIG), "run")
    paths = [Path(program), Path(config)]
    assert reached(server, "crossposter", paths) == {*map(str, paths)}


def test_the_daemon_cannot_change_its_program(server: Server) -> None:
    mine = server.numbers["crossposter"]

    changeable = [
        path
        for path in below(server.place("/opt/crossposter"))
        if not path.is_symlink()
        and (path.stat().st_uid == mine or path.stat().st_mode & stat.S_IWOTH)
    ]

    assert changeable == []


def test_the_nightly_backup_is_one_that_its_account_can_make(server: Server) -> None:
    night = server.place("/etc/cron.d/crossposter").read_text("utf-8").split()
    before = set(server.place(COPIES).iterdir())
    for copy in before:
        copy.rename(copy.with_name(f"earlier-{copy.name}"))

    done(server.run(*night[6:], login=night[5]))

    [made] = set(server.place(COPIES).glob("crossposter-*"))
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert night[:5] == ["30", "1", "*", "*", "*"]


def test_after_a_restore_everybody_goes_on_as_before(
    server: Server, sandbox: Sandbox
) -> None:
    line = (
        f"sudo -u crossposter crossposter --config {CONFIG} backup {COPIES}/kopi.tar.gz"
    )
    done(server.type(line, login="admin"))
    for each in blocks(BACKUPS)[1]:
        named = each.replace("crossposter-2026-11-24-0130", "kopi")
        done(server.type(named, login="admin"))

    add = (
        'crossposter add --source BPBD --title "Sesudah dipulihkan" --body Aman. --json'
    )
    key = json.loads(done(server.type(f"{add} --to x", login="humas")).stdout)["id"]
    done(server.type(f"crossposter submit {key}", login="humas"))
    done(server.type(f"crossposter approve {key}", login="kabid"))

    assert "!" not in done(server.type("crossposter check", login="kabid")).stdout
    assert len(posts(sandbox, TITLE)) == 3
