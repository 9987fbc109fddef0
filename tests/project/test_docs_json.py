"""The keys of `--json` in the README are exactly those that come."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import structlog

from crossposter.__main__ import run
from crossposter.announcements.serializers import previews
from crossposter.staff import DAEMON
from tests.support.checkout import ROOT
from tests.support.office import Office

README = ROOT / "README.md"
_OF_SOME_ENTRIES = {"channel", "delivery", "announcement", "title"}
_OF_SOME_ENTRIES |= {"incident", "about", "since"}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(folder=tmp_path, url="http://127.0.0.1:9").set_up()
    with closing(office.app.database):
        yield office


@pytest.fixture
def told() -> dict[str, set[str]]:
    """What the table in the README says, by what its lines begin with."""
    text = README.read_text(encoding="utf-8").split("### `--json`")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", text, re.MULTILINE)
    return {first: set(re.findall(r"`(\w+)`", second)) for first, second in rows}


def _row(told: dict[str, set[str]], beginning: str) -> set[str]:
    return next(keys for of, keys in told.items() if of.startswith(beginning))


@pytest.fixture
def answer(
    office: Office,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Callable[..., Any]]:
    """What a verb prints for other programs."""
    monkeypatch.chdir(office.folder)

    def answer(*arguments: str) -> Any:
        run([*arguments, "--json"])
        return json.loads(capsys.readouterr().out)

    yield answer
    structlog.reset_defaults()  # it was told to write to what capsys has closed


def test_show_and_list_have_the_keys_of_the_readme(
    office: Office, told: dict[str, set[str]]
) -> None:
    key = office.approved("Pasar murah")

    shown = office.show(key)
    [listed] = office.app.overview.listing()

    assert set(shown) == _row(told, "`show`")
    assert set(shown["images"][0]) == _row(told, "an image")
    assert set(shown["deliveries"][0]) == _row(told, "a delivery")
    assert set(shown["deliveries"][0]["parts"][0]) == _row(told, "one of its parts")
    assert set(shown["history"][0]) == _row(told, "a deed")
    assert set(listed) == set(shown) - {"body", "texts", "images", "history"}
    left_out = {"text", "parts", "media"}
    assert set(listed["deliveries"][0]) == _row(told, "a delivery") - left_out


def test_preview_has_the_keys_of_the_readme(
    office: Office, told: dict[str, set[str]]
) -> None:
    key = office.approved("Pasar murah")

    first = previews(office.app.approval.preview(key))[0]

    assert set(first) == _row(told, "`preview`")
    assert set(first["media"][0]) == _row(told, "a picture")
    assert set(first["parts"][0]) == _row(told, "a part")


def test_status_has_the_keys_of_the_readme(
    office: Office, told: dict[str, set[str]]
) -> None:
    office.app.pausing.pause(DAEMON, ["x"], "the account is being moved")

    values: dict[str, Any] = office.app.status.read()

    assert set(values) | set(values["daemon"]) == _row(told, "`status`")
    assert set(values["lanes"][0]) == _row(told, "a lane")
    [entry] = values["attention"]
    assert set(entry) - _OF_SOME_ENTRIES == (_row(told, "an entry") - _OF_SOME_ENTRIES)


def test_init_check_and_run_have_the_keys_of_the_readme(
    answer: Callable[..., Any], told: dict[str, set[str]]
) -> None:
    assert set(answer("init", "beside")[0]) == _row(told, "`init`")
    assert set(answer("check")) == _row(told, "`check`")
    assert set(answer("run", "--once")) == _row(told, "`run --once`")


def test_report_and_backup_have_the_keys_of_the_readme(
    answer: Callable[..., Any], told: dict[str, set[str]]
) -> None:
    assert set(answer("report")) == _row(told, "`report`")
    assert set(answer("backup")) == _row(told, "`backup`")
