"""Pictures, hashtags, mentions and links as each channel shows them."""

import pytest

from crossposter.announcements.checks import ChannelLimits, Enlarged, Level
from tests.announcements.checks.test_rules import a_subject, found

OBJECTIONABLE = [
    ("https", "Buka http://contoh.go.id/daftar"),
]
HARMLESS = [
    ("https", "Buka https://contoh.go.id/?to=http"),
]


@pytest.mark.parametrize(("rule", "text"), OBJECTIONABLE)
def test_an_editor_objects(rule: str, text: str) -> None:
    assert found(rule, a_subject(text)), text


@pytest.mark.parametrize(("rule", "text"), HARMLESS)
def test_an_editor_does_not_object(rule: str, text: str) -> None:
    assert not found(rule, a_subject(text)), text


def test_a_picture_needs_words_for_those_who_cannot_see_it() -> None:
    subject = a_subject(pictures=(("a.jpg", "Posko siaga"), ("b.jpg", " ")))

    (finding,) = found("alt-text", subject)

    assert finding.level is Level.ERROR
    assert "b.jpg" in finding.sentence


@pytest.mark.parametrize(("times", "objections"), [(2.0, 0), (2.1, 1), (6.4, 1)])
def test_a_picture_much_too_small_is_told(times: float, objections: int) -> None:
    small = Enlarged(
        channel="instagram", file="a.jpg", times=times, width=50, needed=320
    )

    told = found("enlarged", a_subject(enlarged=(small,)))

    assert len(told) == objections
    assert all(each.level is Level.WARNING for each in told)
    assert all(f"{times} times for instagram" in each.sentence for each in told)


@pytest.mark.parametrize(("most", "objections"), [(2, 1), (3, 0), (None, 0)])
def test_hashtags_are_counted_for_each_channel(
    most: int | None, objections: int
) -> None:
    outlets = (ChannelLimits(channel="instagram", hashtags=most),)
    subject = a_subject("#Satu #dua #Tiga #Satu dan nomor #1", outlets=outlets)

    assert len(found("hashtags", subject)) == objections


def test_a_text_by_hand_is_counted_in_place_of_the_body() -> None:
    outlets = (
        ChannelLimits(channel="instagram", mentions=1),
        ChannelLimits(channel="x", mentions=1),
    )
    subject = a_subject(
        "@satu @dua humas@contoh.go.id", outlets=outlets, texts={"x": "Halo @satu"}
    )

    (finding,) = found("mentions", subject)

    assert finding.sentence == "2 mentions, and instagram takes 1"


def test_the_link_itself_is_looked_at() -> None:
    assert found("https", a_subject(link="http://contoh.go.id"))
    assert not found("https", a_subject(link="https://contoh.go.id"))
