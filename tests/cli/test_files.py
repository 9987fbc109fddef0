"""Folders and files that cannot be read or written: one sentence, and nothing by halves."""

import os
import pickle
import re
import resource
import shutil
import sys
import tempfile
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

import crossposter
from crossposter.__main__ import run
from tests.support.desk import ADD, PICTURE, Desk, program

NOBODY = 65_534
#: What a program calls a file that it has not finished.
DRAFT_NAMES = re.compile(r"\.backup-|\.unfinished|\.part|/tmp[a-z0-9_]{8}|\.yaml\.\w")


def _is_open_to_all(path: Path) -> bool:
    return all(each.stat().st_mode & 0o001 for each in (path, *path.parents))


@pytest.fixture
def ours(monday: Desk) -> Iterator[Desk]:
    """An office with an approved picture, where another account can come to as well."""
    if os.geteuid() == 0 and not _is_open_to_all(Path(crossposter.__file__).parent):
        pytest.skip("the program lies where no other account can reach it")
    monday.approved()
    with tempfile.TemporaryDirectory(prefix="office-") as name:
        office = Path(name) / "office"
        shutil.copytree(monday.folder, office)
        Path(name).chmod(0o755)
        os.chdir(office)
        yield Desk(folder=office, capsys=monday.capsys)
        os.chdir(monday.folder)


def as_nobody(desk: Desk, *arguments: str) -> tuple[int, str]:
    """Exit code and standard error of a command run by an account without rights."""
    if os.geteuid() != 0:
        answer = desk(*arguments)
        return answer.code, answer.err
    desk(*arguments[:1], "/dev/null/x")  # what is imported late, the child cannot read
    mine, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        _become_nobody_and_run(arguments, theirs)
    os.close(theirs)
    with os.fdopen(mine, "rb") as answers:
        told = answers.read()
    os.waitpid(child, 0)
    code, err = pickle.loads(told)  # noqa: S301  # of our own child
    return code, err


def _become_nobody_and_run(arguments: tuple[str, ...], answers: int) -> None:
    try:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        sys.stdout, sys.stderr = StringIO(), StringIO()
        code = run(list(arguments))
        os.write(answers, pickle.dumps((code, sys.stderr.getvalue())))
    finally:
        os._exit(0)


def give_to_nobody(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if os.geteuid() == 0:
            os.chown(path, NOBODY, NOBODY)


def close(path: Path) -> None:
    """Let nobody but root read it."""
    if os.geteuid() == 0:
        os.chown(path, 0, 0)
        path.chmod(0o700)
    else:
        path.chmod(0)


def open_again(path: Path) -> None:
    path.chmod(0o700)


def is_a_sentence(code: int, err: str) -> bool:
    one = err.startswith("crossposter: ") and err.count("\n") == 1
    return code == 1 and one and not DRAFT_NAMES.search(err)


def test_a_backup_without_its_pictures_is_none(ours: Desk) -> None:
    give_to_nobody(ours.folder)
    close(ours.folder / "approved")

    code, err = as_nobody(ours, "backup", "it.tar.gz")

    open_again(ours.folder / "approved")
    assert is_a_sentence(code, err), err
    assert f"{ours.folder / 'approved'} cannot be read (Permission denied)" in err
    assert not (ours.folder / "it.tar.gz").exists()


def test_the_daemon_works_on_where_its_witness_cannot_be_written(ours: Desk) -> None:
    ours.done("run", "--once")
    give_to_nobody(ours.folder)
    close(ours.folder / "approved")

    code, err = as_nobody(ours, "run", "--once")

    open_again(ours.folder / "approved")
    assert code == 0, err
    assert "an intent is kept in the database only" in err


READING = {
    "templates": ["check"],
    "media": [*ADD, "--source", "BPBD", *PICTURE],
    "config.yaml": ["preview", "1"],
}


@pytest.mark.parametrize("name", READING)
def test_what_a_command_reads_is_named_when_it_cannot(ours: Desk, name: str) -> None:
    (ours.folder / "templates" / "facebook").mkdir(parents=True)
    ours.done("preview", "1")
    give_to_nobody(ours.folder)
    close(ours.folder / name)

    code, err = as_nobody(ours, *READING[name])

    open_again(ours.folder / name)
    assert is_a_sentence(code, err), err
    assert name in err


def test_a_picture_that_cannot_be_read_is_the_one_named(ours: Desk) -> None:
    (picture,) = (ours.folder / "approved").glob("??/??/*.jpg")
    give_to_nobody(ours.folder)
    close(picture)

    code, err = as_nobody(ours, "backup", "it.tar.gz")

    open_again(picture)
    assert is_a_sentence(code, err), err
    assert f"{picture} cannot be read (Permission denied)" in err


@pytest.mark.parametrize(
    "target", ["closed", "closed/it.tar.gz", "closed/in/it.tar.gz"]
)
def test_a_backup_into_a_folder_of_others_is_refused(ours: Desk, target: str) -> None:
    (ours.folder / "closed").mkdir()
    give_to_nobody(ours.folder)
    close(ours.folder / "closed")

    code, err = as_nobody(ours, "backup", target)

    open_again(ours.folder / "closed")
    assert is_a_sentence(code, err), err
    assert "closed" in err
    assert "cannot be written: Permission denied" in err


@pytest.mark.parametrize(
    ("verb", "option"), [("preview", "--output"), ("report", "--html")]
)
def test_a_page_into_a_folder_of_others_is_refused(
    ours: Desk, verb: str, option: str
) -> None:
    (ours.folder / "closed").mkdir()
    ours.done("add", "--source", "BPBD", "--title", "Rapat", "--body", "Besok.")
    number = ("2",) if verb == "preview" else ()  # without pictures to be decoded
    give_to_nobody(ours.folder)
    close(ours.folder / "closed")
    ours.done(verb, *number, option, "open.html")

    code, err = as_nobody(ours, verb, *number, option, "closed/page.html")

    open_again(ours.folder / "closed")
    assert is_a_sentence(code, err), err
    assert "closed/page.html cannot be written: Permission denied" in err


def test_init_names_the_file_and_not_its_draft(ours: Desk) -> None:
    ours.folder.chmod(0o755)
    folder = ours.folder / "other"
    (folder / "media").mkdir(parents=True)
    folder.chmod(0o755)
    if os.geteuid() != 0:
        folder.chmod(0o555)

    code, err = as_nobody(ours, "init", str(folder))

    folder.chmod(0o755)
    assert is_a_sentence(code, err), err
    assert f"{folder / 'config.yaml'} cannot be written: Permission denied" in err


WITHOUT_FOLDER = [
    ("backup", "config.yaml/it.tar.gz"),
    ("preview", "1", "--output", "config.yaml/page.html"),
    ("report", "--html", "config.yaml/page.html"),
    ("report", "--xlsx", "missing/tables.xlsx"),
    ("init", "config.yaml"),
    ("init", "config.yaml/office"),
    ("demo", "config.yaml"),
    ("sandbox", "--state", "media"),
    ("add", "--title", "A", "--source", "BPBD", "--body-file", "media"),
    ("add", "--title", "A", "--source", "BPBD", "--body", "B", "--image", "media"),
    ("--config", "media", "list"),
    ("--config", "config.yaml/config.yaml", "list"),
    ("preview", "1", "--output", "/dev/full"),
    ("report", "--html", "/dev/full"),
]


@pytest.mark.parametrize("arguments", WITHOUT_FOLDER, ids=" ".join)
def test_a_file_where_a_folder_should_be_is_told(
    monday: Desk, arguments: tuple[str, ...]
) -> None:
    monday.added()

    answer = monday(*arguments)

    assert is_a_sentence(answer.code, answer.err), answer.err


@pytest.mark.parametrize("name", ["approved", "media", "crossposter.db.lock"])
def test_nothing_fails_for_what_stands_in_the_place_of_a_folder(
    monday: Desk, name: str
) -> None:
    key = str(monday.submitted())
    for stored in (monday.folder / name,):
        shutil.rmtree(stored, ignore_errors=True)
        stored.mkdir() if name.endswith("lock") else stored.write_text("x")

    answers = [
        monday(*verb)
        for verb in (
            ("approve", key),
            ("preview", key),
            ("backup", "it.tar.gz"),
            ("check",),
            ("run", "--once"),
            ("status",),
        )
    ]

    refused = [each.err.splitlines()[-1] for each in answers if each.code]
    assert {each.code for each in answers} <= {0, 1}
    assert refused or name == "media"
    assert not [line for line in refused if DRAFT_NAMES.search(line)]
    if name == "approved":
        assert any("approved cannot be read (Not a directory)" in it for it in refused)


def test_a_backup_that_has_no_room_for_its_copy_is_refused(monday: Desk) -> None:
    size = (monday.folder / "crossposter.db").stat().st_size
    process = monday.start(
        program("backup", "it.tar.gz"),
        preexec_fn=lambda: resource.setrlimit(
            resource.RLIMIT_FSIZE, (size // 2, size // 2)
        ),
    )
    _, err = process.communicate(timeout=120)

    assert is_a_sentence(process.returncode, err), err
    assert f"cannot be copied to {monday.folder}: check that there is room" in err
    assert not (monday.folder / "it.tar.gz").exists()


def test_a_folder_that_was_removed_under_ones_feet_is_told(monday: Desk) -> None:
    gone = monday.folder / "gone"
    gone.mkdir()
    os.chdir(gone)
    gone.rmdir()
    try:
        for verb in (["backup"], ["init"]):
            answer = monday("--config", str(monday.folder / "config.yaml"), *verb)
            assert is_a_sentence(answer.code, answer.err), answer.err
            assert "the folder you are in is there no more" in answer.err
    finally:
        os.chdir(monday.folder)
