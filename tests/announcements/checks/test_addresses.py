"""Links that people take for another office's."""

import pytest

from crossposter.announcements.checks import Level
from crossposter.announcements.checks.addresses import look_alikes, users
from tests.announcements.checks.test_rules import a_subject


@pytest.mark.parametrize("field", ["body", "link", "title"])
def test_a_user_before_the_host_is_refused_wherever_it_stands(field: str) -> None:
    link = "https://kemenkes.go.id@jahat.example/daftar"

    ((level, sentence),) = users(a_subject(**{field: link}))

    assert level is Level.ERROR
    assert "before the @" in sentence


@pytest.mark.parametrize(
    "text",
    ["humas@contoh.go.id", "https://contoh.go.id/@pemda", "Lihat @pemda di X."],
)
def test_an_at_sign_elsewhere_leads_nobody_astray(text: str) -> None:
    assert not list(users(a_subject(text)))


def test_letters_of_another_alphabet_in_a_host_are_told_once_each() -> None:
    text = "https://kеmenkes.example https://kеmenkes.example/b"

    told = list(look_alikes(a_subject(text)))

    assert [level for level, _ in told] == [Level.WARNING]
    assert "the body has a link to" in told[0][1]


def test_a_plain_host_has_nothing_to_hide() -> None:
    assert not list(look_alikes(a_subject("https://tanahbumbukab.go.id/berita")))
