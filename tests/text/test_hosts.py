"""Where an address really leads, whatever it looks like."""

import pytest

from crossposter.text.hosts import is_web, masked, with_user


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("https://kemenkes.go.id@jahat.example/x", ["kemenkes.go.id@jahat.example"]),
        ("https:\\\\a.go.id@b.example", ["a.go.id@b.example"]),
        ("http:a.go.id@b.example", ["a.go.id@b.example"]),
        ("https://a.go.id%40b.example/", ["a.go.id%40b.example"]),
        ("https://a.go.id＠b.example", ["a.go.id＠b.example"]),
        ("https://contoh.go.id/@pemda", []),
        ("https://contoh.go.id?surel=a@b.id", []),
        ("a@b.id", []),
    ],
)
def test_a_user_before_the_host_is_seen(text: str, told: list[str]) -> None:
    assert [each.lstrip("/") for each in with_user(text)] == told


def test_the_same_address_twice_is_told_once() -> None:
    assert len(with_user("https://a@b.id https://a@b.id")) == 1


@pytest.mark.parametrize(
    ("text", "host", "what"),
    [
        ("https://kеmenkes.go.id/a", "kеmenkes.go.id", "Cyrillic"),
        ("buka tanаhbumbu.go.id, ya", "tanаhbumbu.go.id", "Cyrillic"),
        ("https://xn--80ak6aa92e.com", "xn--80ak6aa92e.com", "аррӏе.com"),
        ("https://xn--0.example", "xn--0.example", "nothing that can be read"),
        ("https://münchen.example.", "münchen.example", "xn--mnchen-3ya.example"),
    ],
)
def test_letters_that_may_be_taken_for_others_are_told(
    text: str, host: str, what: str
) -> None:
    found = masked(text)

    assert list(found) == [host]
    assert what in found[host]


@pytest.mark.parametrize(
    "text", ["https://tanahbumbukab.go.id", "humas@kеmenkes.go.id", "pukul 08.00"]
)
def test_plain_hosts_mailboxes_and_hours_hide_nothing(text: str) -> None:
    assert masked(text) == {}


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("https://contoh.go.id/a?b=c", True),
        ("http://contoh.go.id:8080", True),
        ("https://münchen.example", True),
        ("https://contoh", False),
        ("https://.go.", False),
        ("ftp://contoh.go.id", False),
        ("https://contoh.go.id:99999", False),
        ("https://[::1", False),
        ("https://contoh.go.id/a b", False),
        ("https://a%2f.go.id", False),
        ("https://\u200b.go.id", False),
        ("contoh.go.id", False),
    ],
)
def test_an_address_of_the_web_is_written_as_one(address: str, *, leads: bool) -> None:
    assert is_web(address) is leads
