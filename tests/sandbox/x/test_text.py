"""Texts as X gives them back: short links, escaped signs, an entity for each."""

from crossposter.sandbox.posts import Medium, Post
from crossposter.sandbox.x.text import SHORT, escaped, is_long, shortened, shown

PICTURE = Medium(id="9", received="a", served="b")


def a_post(text: str, *media: Medium) -> Post:
    return Post(
        seq=1,
        platform="x",
        account="3001",
        id="77",
        text=text,
        link="",
        created=0,
        path="/",
        published=True,
        reply_to=None,
        media=media,
    )


def test_every_entity_stands_where_it_says() -> None:
    post = a_post(
        "A & B: https://contoh.go.id/a?b=1&c=2 dan b.go.id!", PICTURE, PICTURE
    )

    found = shown(post, "https://x.com/i/web/status/77")

    assert found.text.startswith("A &amp; B: https://t.co/")
    for entity in found.urls:
        assert found.text[entity["start"] : entity["end"]] == entity["url"]
    assert [each["expanded_url"] for each in found.urls] == [
        "https://contoh.go.id/a?b=1&c=2",
        "http://b.go.id",
        *["https://x.com/i/web/status/77/photo/1"] * 2,
    ]
    assert {each["media_key"] for each in found.urls[2:]} == {"3_9"}


def test_a_picture_without_words_has_no_blank_before_it() -> None:
    found = shown(a_post("", PICTURE), "https://x.com/77")

    assert found.text == shortened("77", -1)
    assert found.urls[0]["start"] == 0


def test_a_short_link_is_the_same_every_time_and_for_no_other() -> None:
    links = {shortened(post, at) for post in ("1", "2") for at in (-1, 0, 1)}

    assert len(links) == 6
    assert shortened("1", 0) in links
    assert all(len(link) == len(SHORT) + 10 for link in links)


def test_three_signs_are_escaped_once() -> None:
    assert escaped("<a & b>") == "&lt;a &amp; b&gt;"
    assert escaped("&amp;") == "&amp;amp;"


def test_a_note_is_longer_than_a_post() -> None:
    assert not is_long("a" * 280)
    assert is_long("a" * 281)
    assert is_long("漢" * 141)
