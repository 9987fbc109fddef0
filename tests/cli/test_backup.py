"""backup: a copy that can be put back, written beside a working office."""

import re
import shutil
import sqlite3
import tarfile
import threading
from pathlib import Path

import pytest

from crossposter.database import Database
from crossposter.database.backup import Backups
from crossposter.errors import Unavailable
from tests.support.desk import Desk


def unpacked(file: Path, folder: Path) -> Path:
    folder.mkdir()
    with tarfile.open(file) as tar:
        tar.extractall(folder, filter="data")
    return folder


def test_a_backup_is_named_after_its_time_and_says_what_is_in_it(monday: Desk) -> None:
    monday.approved()

    answer = monday.done("backup")

    file = monday.folder / "crossposter-2026-11-23-0800.tar.gz"
    assert re.fullmatch(
        rf"Wrote {re.escape(str(file))} \([\d.]+ MB: the database, 1 pictures\)\n",
        answer.out,
    )
    assert file.stat().st_mode & 0o777 == 0o600


def test_an_office_can_be_put_back_from_it(desk: Desk) -> None:
    key = desk.approved()
    before = desk.done("show", str(key), "--json").values
    file = Path(desk.done("backup", "--json").values["file"])
    (desk.folder / "crossposter.db").unlink()
    shutil.rmtree(desk.folder / "approved")

    with tarfile.open(file) as tar:
        tar.extractall(desk.folder, filter="data")

    assert desk.done("show", str(key), "--json").values == before
    assert list((desk.folder / "approved").glob("??/??/*.jpg"))


def test_json_tells_the_file_its_size_and_what_is_in_it(desk: Desk) -> None:
    desk.approved()

    values = desk.done("backup", "here.tar.gz", "--json").values

    file = desk.folder / "here.tar.gz"
    assert values == {
        "file": str(file),
        "bytes": file.stat().st_size,
        "pictures": 1,
        "damaged": [],
    }


def test_the_log_says_that_one_was_written_and_by_whom(desk: Desk) -> None:
    file = desk.done("backup", "--json").values["file"]

    with sqlite3.connect(desk.folder / "crossposter.db") as reader:
        rows = reader.execute("SELECT actor, action, detail FROM event").fetchall()
    reader.close()

    assert [row[1:] for row in rows] == [("backup written", file)]
    assert rows[0][0]


def test_nothing_is_overwritten(monday: Desk) -> None:
    monday.done("backup")

    sentence = monday.refused("backup")

    assert "crossposter-2026-11-23-0800.tar.gz is there already" in sentence


def test_a_folder_that_does_not_exist_is_told(desk: Desk) -> None:
    assert "missing/it.tar.gz cannot be written" in desk.refused(
        "backup", "missing/it.tar.gz"
    )


def test_a_copy_while_others_write_is_whole(desk: Desk) -> None:
    """Each of the others' transactions is in it, or is not."""
    database = Database(f"sqlite:///{desk.folder}/crossposter.db")
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            with database.write() as session:
                for table in ("checkup", "channelstate"):
                    session.connection().exec_driver_sql(_ONE_MORE[table])

    writer = threading.Thread(target=write)
    writer.start()
    try:
        files = [desk.done("backup", f"{n}.tar.gz", "--json") for n in range(3)]
    finally:
        stop.set()
        writer.join()
        database.close()
    for number, answer in enumerate(files):
        folder = unpacked(Path(answer.values["file"]), desk.folder / f"copy{number}")
        with sqlite3.connect(folder / "crossposter.db") as reader:
            assert reader.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            (checkups,) = reader.execute("SELECT count(*) FROM checkup").fetchone()
            (states,) = reader.execute("SELECT count(*) FROM channelstate").fetchone()
        reader.close()
        assert checkups == states


_ONE_MORE = {
    "checkup": "INSERT INTO checkup (channel, checked_at, problems) VALUES"
    " (hex(randomblob(8)), '2026-11-23', '[]')",
    "channelstate": "INSERT INTO channelstate (channel, paused, rests) VALUES"
    " (hex(randomblob(8)), 0, 0)",
}


def test_a_picture_that_was_damaged_before_is_told_and_stops_nothing(
    desk: Desk,
) -> None:
    desk.approved()
    (picture,) = (desk.folder / "approved").glob("??/??/*.jpg")
    picture.chmod(0o644)
    picture.write_bytes(b"not what it was")

    answer = desk.done("backup", "it.tar.gz")

    assert f"{picture.name} is not what was approved" in answer.out


def test_a_copy_that_is_damaged_never_gets_its_name(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damage(_: Database, target: Path) -> None:
        target.write_bytes(b"SQLite")
        raise Unavailable("the copy of the database is damaged: check the disk")

    monkeypatch.setattr(Database, "copy_to", damage)

    assert "damaged" in desk.refused("backup")


def test_a_file_that_cannot_be_read_back_never_gets_its_name(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = Backups._pack

    def cut_short(self: Backups, copy: Path, packed: Path) -> int:
        count = pack(self, copy, packed)
        packed.write_bytes(packed.read_bytes()[:-2000])
        return count

    monkeypatch.setattr(Backups, "_pack", cut_short)

    assert "cannot be written" in desk.refused("backup")


def test_a_disk_without_hard_links_takes_it_too(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)

    desk.done("backup", "it.tar.gz")

    assert tarfile.is_tarfile(desk.folder / "it.tar.gz")


def test_a_server_is_copied_with_its_own_tool(desk: Desk, postgres_url: str) -> None:
    desk.configure("sqlite:///crossposter.db", postgres_url)

    answer = desk("backup")

    assert answer.code == 1
    assert "copy it with pg_dump" in answer.err
