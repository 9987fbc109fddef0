"""A text written by hand for one channel beats its template."""

from dataclasses import replace
from typing import Any

import pytest

from crossposter.database.models import AnnouncementStatus, DeliveryStatus
from crossposter.errors import BadInput
from tests.support.builders import TITLE
from tests.support.newsroom import KABID, PETUGAS, Office

WORDS = "Jembatan Batulicin ditutup s.d. Jumat. Lewat Jalan Dharma Praja, ya."


def limited(office: Office, **format_: Any) -> None:
    """Give X other limits."""
    channel = office.channels["x"]
    office.channels["x"] = replace(channel, format=replace(channel.format, **format_))


def test_only_that_channel_shows_it_and_it_is_frozen_at_approval(
    office: Office,
) -> None:
    key = office.approved(texts={"x": f"\n{WORDS} "})

    assert office.delivery(key, "x").text == WORDS
    assert office.delivery(key, "facebook").text.startswith(TITLE)


def test_it_is_shown_to_people_and_counted(office: Office) -> None:
    key = office.write(texts={"x": WORDS})

    previewed = {each.channel.name: each for each in office.approval.preview(key)}

    assert office.overview.show(key)["texts"] == {"x": WORDS}
    assert previewed["x"].post is not None
    assert (previewed["x"].post.text, previewed["x"].length) == (WORDS, len(WORDS))


def test_a_change_of_it_withdraws_the_approval(office: Office) -> None:
    key = office.approved(texts={"x": WORDS})

    office.edit(key, texts={"x": "Jembatan dibuka lagi."})

    assert office.announcement(key).status is AnnouncementStatus.DRAFT
    assert office.delivery(key, "x").status is DeliveryStatus.CANCELLED
    office.announcements.submit(PETUGAS, key)
    office.approval.approve(KABID, key)
    assert office.delivery(key, "x").text == "Jembatan dibuka lagi."


def test_an_edit_leaves_the_texts_of_other_channels_alone(office: Office) -> None:
    key = office.write(texts={"x": WORDS})

    office.edit(key, texts={"facebook": "Mohon maaf atas gangguan ini."})
    office.edit(key, title="Jembatan ditutup")

    assert office.announcement(key).texts == {
        "x": WORDS,
        "facebook": "Mohon maaf atas gangguan ini.",
    }


def test_an_empty_text_gives_the_channel_back_to_its_template(office: Office) -> None:
    key = office.write(texts={"x": WORDS})

    office.edit(key, texts={"x": "  "})

    assert office.announcement(key).texts is None
    assert office.overview.show(key)["texts"] == {}
    office.announcements.submit(PETUGAS, key)
    office.approval.approve(KABID, key)
    assert office.delivery(key, "x").text.startswith(TITLE)


def test_one_that_is_too_long_is_refused_at_submit_and_never_shortened(
    office: Office,
) -> None:
    limited(office, limit=50)
    key = office.write(texts={"x": WORDS}, channels=["x"])

    with pytest.raises(
        BadInput, match=rf"x has {len(WORDS)} characters and may have 50.* by 18, with"
    ):
        office.announcements.submit(PETUGAS, key)

    assert office.announcement(key).status is AnnouncementStatus.DRAFT
    [previewed] = office.approval.preview(key)
    assert previewed.post is None


def test_more_hashtags_than_the_platform_takes_are_refused(office: Office) -> None:
    limited(office, max_hashtags=1)
    key = office.write(texts={"x": "Siaga #Satui #Banjir"}, channels=["x"])

    with pytest.raises(BadInput, match="has 2 hashtags and may have 1: take 1 out"):
        office.announcements.submit(PETUGAS, key)


@pytest.mark.parametrize(
    ("texts", "refusal"),
    [
        ({"xx": WORDS}, "no channel 'xx'"),
        ({"x": "Siaga\0"}, "the text written for x holds a zero byte"),
        ({"x": "a" * 100_001}, "the text written for x may have 100,000 characters"),
    ],
)
def test_what_cannot_be_a_text_of_a_channel_is_refused(
    office: Office, texts: dict[str, str], refusal: str
) -> None:
    with pytest.raises(BadInput, match=refusal):
        office.write(texts=texts)


@pytest.mark.parametrize(
    ("words", "card"),
    [
        (WORDS, None),
        (f"{WORDS} https://pu.example.go.id/b", "https://pu.example.go.id/b"),
        (f"{WORDS} https://pu.example.go.id/b/lain", None),
    ],
)
def test_a_link_card_needs_the_link_in_the_text(
    office: Office, words: str, card: str | None
) -> None:
    key = office.approved(
        texts={"facebook": words}, link="https://pu.example.go.id/b", urgent=True
    )

    assert office.delivery(key, "facebook").link == card
