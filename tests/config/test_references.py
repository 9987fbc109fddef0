"""What one part of a configuration says of another."""

from typing import Any

import pytest

from crossposter.config.references import find_wrong_references


def wrong(**tree: Any) -> list[tuple[Any, ...]]:
    return [each.place for each in find_wrong_references(tree)]


def test_a_label_means_one_source() -> None:
    sources = [
        {"code": "BPBD", "name": "Badan", "aliases": ["Pusdalops", "badan"]},
        {"code": "DLH", "name": "Dinas", "aliases": ["PUSDALOPS"]},
    ]

    assert wrong(sources=sources) == [("sources", 1, "aliases", 0)]


def test_a_login_is_one_person() -> None:
    staff = [{"login": "siti"}, {"login": "budi"}, {"login": "siti"}]

    assert wrong(staff=staff) == [("staff", 2, "login")]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, [("channels", "b", "page_id")]),
        ({"page_id": "2"}, []),
        ({"api_url": "http://127.0.0.1"}, []),
        ({"platform": "instagram"}, []),
        ({"platform": "lain"}, []),
    ],
)
def test_an_account_is_one_channel(change: dict[str, str], found: list[Any]) -> None:
    first = {"platform": "facebook", "page_id": "1"}

    assert wrong(channels={"a": first, "b": first | change}) == found


def test_pictures_go_through_a_page_that_is_there() -> None:
    channels: Any = {
        "halaman": {"platform": "facebook", "page_id": "1"},
        "instagram": {"platform": "instagram", "images": {"page": "halman"}},
    }

    (mistake,) = find_wrong_references({"channels": channels})

    assert mistake.place == ("channels", "instagram", "images", "page")
    assert "did you mean halaman" in mistake.text


def test_mail_needs_a_server() -> None:
    assert wrong(report={}, alerts=None) == []
    assert wrong(report={"to": ["a"]}, alerts={"to": ["a"]}) == [
        ("report",),
        ("alerts",),
    ]
    assert wrong(report={"to": ["a"]}, email={"host": "h"}) == []


@pytest.mark.parametrize("tree", [None, "x", [], {"sources": "x", "channels": ["y"]}])
def test_what_is_of_another_shape_is_for_the_schema_to_tell(tree: Any) -> None:
    assert not list(find_wrong_references(tree))
