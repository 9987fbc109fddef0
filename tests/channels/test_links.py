"""The link of an announcement as a channel shows it."""

import pytest

from crossposter.channels.links import Linking, Utm, tidied

TAGS = "utm_source=facebook&utm_medium=social&utm_campaign=mc"
LINKING = Linking(utm=Utm(source="facebook", campaign="mc"))


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("https://a.go.id/b", f"https://a.go.id/b?{TAGS}"),
        ("https://a.go.id", f"https://a.go.id?{TAGS}"),
        ("https://a.go.id/b/?id=7&x=%20y", f"https://a.go.id/b/?id=7&x=%20y&{TAGS}"),
        ("https://a.go.id/b?q=#jadwal", f"https://a.go.id/b?q=&{TAGS}#jadwal"),
        ("https://a.go.id/b#jadwal", f"https://a.go.id/b?{TAGS}#jadwal"),
        ("https://a.go.id/b?fbclid=IwAR0&id=7", f"https://a.go.id/b?id=7&{TAGS}"),
    ],
)
def test_tags_stand_behind_what_the_link_has_already(link: str, shown: str) -> None:
    assert LINKING.shown(link) == shown


@pytest.mark.parametrize(
    "link",
    [
        "https://a.go.id/b?utm_source=buletin",
        "https://a.go.id/b?utm_campaign=",
        "mailto:humas@a.go.id",
        "https://[a.go.id",
    ],
)
def test_a_link_with_tags_of_its_own_and_what_is_no_page_stay(link: str) -> None:
    assert LINKING.shown(link) == link


def test_tags_never_stand_twice() -> None:
    once = LINKING.shown("https://a.go.id/b?id=7")

    assert LINKING.shown(once) == once


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        (" https://a.go.id/b?fbclid=IwAR0#c ", "https://a.go.id/b#c"),
        ("https://a.go.id/b?gclid=1&id=7&igsh=2", "https://a.go.id/b?id=7"),
        ("https://a.go.id/b?id=7&empty&q=a?b", "https://a.go.id/b?id=7&empty&q=a?b"),
        ("https://a.go.id/fbclid=1", "https://a.go.id/fbclid=1"),
    ],
)
def test_only_what_follows_people_is_taken_out_of_a_link(link: str, shown: str) -> None:
    assert tidied(link) == shown
