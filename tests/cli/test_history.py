"""Who did what with an announcement, in lines; a log of an earlier version as well."""

import json
from typing import Any

import pytest

from crossposter.cli.history import public_title, say_history, say_published
from tests.support.newsroom import WITA


def a_deed(**values: Any) -> dict[str, Any]:
    return {
        "at": "2026-11-23T00:00:00Z",
        "action": "edited",
        "by": "siti",
        "acting_for": None,
        "detail": None,
    } | values


def a_delivery(**values: Any) -> dict[str, Any]:
    return {
        "channel": "x",
        "status": "published",
        "title": "Lama",
        "text": "Jembatan ditutup",
    } | values


def told(capsys: pytest.CaptureFixture[str], **deed: Any) -> str:
    say_history({"history": [a_deed(**deed)]}, WITA)
    return " ".join(capsys.readouterr().out.split())


def test_a_deed_is_somebodys_at_the_offices_time(
    capsys: pytest.CaptureFixture[str],
) -> None:
    line = told(capsys, action="approved", acting_for="kabid", by="admin")

    assert line.startswith("approved by kabid (typed by admin), ")
    assert "08:00 WITA" in line or "08.00 WITA" in line


def test_a_change_is_told_with_what_was_before(
    capsys: pytest.CaptureFixture[str],
) -> None:
    changed = {"title": ["Lama", "Baru"], "link": [None, ""], "body": ["a", "b" * 99]}

    line = told(capsys, detail=json.dumps(changed))

    assert "title: Lama → Baru" in line
    assert "link: – → –" in line
    assert "b" * 59 + "…" in line.replace(" ", "")
    assert "b" * 60 not in line.replace(" ", "")


@pytest.mark.parametrize("detail", ["title, body", "5", '{"title": "Baru"}', "[1]"])
def test_a_detail_of_an_earlier_version_is_told_as_it_stands(
    capsys: pytest.CaptureFixture[str], detail: str
) -> None:
    assert "edited by siti" in told(capsys, detail=detail)


def test_another_public_title_is_told_and_the_same_is_not() -> None:
    values = {"title": "Baru", "deliveries": [a_delivery(status="held"), a_delivery()]}

    assert public_title(values) == "Lama"
    assert public_title(values | {"title": "Lama"}) is None
    assert public_title({"title": "Baru", "deliveries": []}) is None


@pytest.mark.parametrize(
    ("status", "title", "shown"),
    [("approved", "Lama", False), ("draft", "Lama", True), ("approved", "Baru", True)],
)
def test_what_is_public_is_shown_where_it_may_read_differently(
    capsys: pytest.CaptureFixture[str], status: str, title: str, *, shown: bool
) -> None:
    say_published({"status": status, "title": title, "deliveries": [a_delivery()]})

    assert ("Jembatan ditutup" in capsys.readouterr().out) is shown
