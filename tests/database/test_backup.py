"""A backup: the database and its pictures, read back before it has its name."""

import tarfile
from hashlib import sha256
from pathlib import Path

import pytest

from crossposter.database.backup import Backups
from crossposter.database.queries import monitoring
from crossposter.errors import BadInput, Unavailable
from tests.support.newsroom import OPERATOR, WITA, Office


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    return tmp_path / "pictures"


@pytest.fixture
def backups(office: Office, pictures: Path) -> Backups:
    return Backups(
        database=office.database,
        clock=office.clock,
        zone=WITA,
        pictures=pictures,
        keeping=office.archive.keeping,
    )


def kept(pictures: Path, content: bytes, name: str | None = None) -> Path:
    digest = sha256(content).hexdigest()
    file = pictures / digest[:2] / digest[2:4] / (name or f"{digest}.png")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


def test_it_has_the_database_and_every_picture(
    backups: Backups, pictures: Path, tmp_path: Path
) -> None:
    file = kept(pictures, b"jembatan")
    kept(pictures, b"half", "half.part")
    (pictures / "README").write_text("no picture lies here")

    backup = backups.write(OPERATOR, tmp_path / "a.tar.gz")

    with tarfile.open(backup.file) as tar:
        names = tar.getnames()
    assert names == [
        "crossposter.db",
        f"approved/{file.relative_to(pictures).as_posix()}",
    ]
    assert (backup.pictures, backup.damaged) == (1, ())
    assert backup.file.stat().st_mode & 0o077 == 0
    assert backup.size == backup.file.stat().st_size


def test_in_a_folder_it_is_named_by_the_offices_clock(
    backups: Backups, office: Office, tmp_path: Path
) -> None:
    (tmp_path / "there").mkdir()
    backup = backups.write(OPERATOR, tmp_path / "there")

    assert backup.file.name == "crossposter-2026-11-23-0800.tar.gz"
    with office.database.read() as session:
        assert monitoring.last_backup(session) == office.clock.now()


def test_a_picture_that_is_not_what_was_approved_is_named(
    backups: Backups, pictures: Path, tmp_path: Path
) -> None:
    kept(pictures, b"jembatan").write_bytes(b"jembatan rusak")

    (damaged,) = backups.write(OPERATOR, tmp_path / "a.tar.gz").damaged

    assert damaged.endswith(".png")


def test_nothing_is_overwritten_and_nothing_left_behind(
    backups: Backups, tmp_path: Path
) -> None:
    file = tmp_path / "a.tar.gz"
    file.write_text("older")

    with pytest.raises(BadInput, match="there already"):
        backups.write(OPERATOR, file)
    with pytest.raises(Unavailable, match="cannot be written"):
        backups.write(OPERATOR, tmp_path / "missing" / "b.tar.gz")

    assert file.read_text() == "older"
    assert not [it for it in tmp_path.iterdir() if it.name.startswith(".backup")]


def test_an_office_without_pictures_has_a_backup_too(
    backups: Backups, tmp_path: Path
) -> None:
    assert backups.write(OPERATOR, tmp_path / "a.tar.gz").pictures == 0
