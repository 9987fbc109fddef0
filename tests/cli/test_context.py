"""Who acts: the person who logged in, not what the environment says."""

import os
import pwd
from pathlib import Path

import pytest

from crossposter.cli import context as session


@pytest.fixture
def login_uid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "loginuid"
    monkeypatch.setattr(session, "_LOGIN_UID", file)
    return file


def test_behind_sudo_it_is_the_person_who_logged_in(login_uid: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    login_uid.write_text(str(nobody.pw_uid), encoding="ascii")

    assert session._login() == "nobody"


@pytest.mark.parametrize("content", ["4294967295", "", "no number"])
def test_where_nobody_logged_in_it_is_the_owner_of_the_process(
    login_uid: Path, content: str
) -> None:
    login_uid.write_text(content, encoding="ascii")

    assert session._login() == pwd.getpwuid(os.getuid()).pw_name


def test_without_an_audit_system_it_is_the_owner_of_the_process(
    login_uid: Path,
) -> None:
    assert not login_uid.exists()

    assert session._login() == pwd.getpwuid(os.getuid()).pw_name


def test_the_environment_cannot_lend_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOGNAME", "USER", "SUDO_USER", "USERNAME"):
        monkeypatch.setenv(name, "kabid")

    assert session._login() != "kabid"


def test_a_number_without_a_name_is_still_somebody(login_uid: Path) -> None:
    login_uid.write_text("54321987", encoding="ascii")

    assert session._login() == "uid-54321987"
