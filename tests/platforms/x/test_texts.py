"""X's texts: read back as they were written, and counted as X counts."""

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crossposter.platforms.matcher import normalised
from crossposter.platforms.x.format import FORMAT
from crossposter.platforms.x.texts import as_written, without_schemes
from crossposter.sandbox.posts import Medium, Post
from crossposter.sandbox.x import text as x_texts


def link(short: str, expanded: str, **more: str) -> dict[str, str]:
    return {"url": f"https://t.co/{short}", "expanded_url": expanded, **more}


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ({"text": "A &amp; B &lt;RKPD&gt;"}, "A & B <RKPD>"),
        ({"text": "A &amp;amp; B"}, "A &amp; B"),
        (
            {
                "text": "Baca https://t.co/aaaaaaaaaa sekarang",
                "entities": {"urls": [link("aaaaaaaaaa", "https://go.id/?a=1&copy=2")]},
            },
            "Baca https://go.id/?a=1&copy=2 sekarang",
        ),
        (
            {
                "text": "Baca https://t.co/aaaaaaaaaa",
                "entities": {
                    "urls": [link("aaaaaaaaaa", "http://bojonegorokab.go.id")]
                },
            },
            "Baca bojonegorokab.go.id",
        ),
        (
            {
                "text": "Foto https://t.co/bbbbbbbbbb",
                "entities": {
                    "urls": [link("bbbbbbbbbb", "https://x.com/a/status/1/photo/1")]
                },
            },
            "Foto ",
        ),
        (
            {
                "text": "Foto https://t.co/bbbbbbbbbb",
                "entities": {
                    "urls": [link("bbbbbbbbbb", "https://v", media_key="3_1")]
                },
            },
            "Foto ",
        ),
        (
            {
                "text": "Foto https://t.co/bbbbbbbbbb",
                "attachments": {"media_keys": ["3_1"]},
            },
            "Foto",
        ),
        (
            {
                "text": "Panjang sek…",
                "note_tweet": {
                    "text": "Panjang sekali https://t.co/aaaaaaaaaa",
                    "entities": {"urls": [link("aaaaaaaaaa", "https://go.id/")]},
                },
            },
            "Panjang sekali https://go.id",
        ),
        ({"text": "Tanpa tautan", "entities": {"urls": None}}, "Tanpa tautan"),
        ({"id": "1"}, ""),
    ],
    ids=range(10),
)
def test_a_text_is_read_back_as_it_was_written(
    entry: dict[str, Any], text: str
) -> None:
    assert as_written(entry) == without_schemes(text)


FRAGMENTS = st.sampled_from(
    [
        "Rapat ",
        "RKPD & ",
        "<b>",
        "&amp;",
        "&copy=",
        "https://go.id/a?b=1&copy=2",
        "HTTPS://Go.id/",
        "tanahbumbukab.go.id",
        "https://t.co/abcdefghij",
        "👨‍👩‍👧‍👦",
        "“é” e\u0301\u00a0",
        "\n\n",
        " ",
        "/ ",
        "@pemkab #IKP ",
    ]
)


@example(["https://t.co/abcdefghij"], 1)
@settings(max_examples=60, deadline=None)
@given(st.lists(FRAGMENTS, min_size=1, max_size=12), st.integers(0, 2))
def test_whatever_x_does_to_a_text_is_undone(parts: list[str], pictures: int) -> None:
    text = "".join(parts)
    shown = x_texts.shown(sandboxed(text, pictures), "http://127.0.0.1/x/a/status/19")
    entry: dict[str, Any] = {
        "id": "19",
        "text": shown.text,
        "entities": {"urls": shown.urls},
    }
    if pictures:
        entry["attachments"] = {"media_keys": ["3_1"] * pictures}

    assert normalised(as_written(entry)) == normalised(without_schemes(text))


def sandboxed(text: str, pictures: int) -> Post:
    medium = Medium(id="1", received="", served="", alt="")
    return Post(
        seq=1,
        platform="x",
        account="3001",
        id="19",
        text=text,
        link="",
        created=0.0,
        path="",
        published=True,
        reply_to=None,
        media=(medium,) * pictures,
    )


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("Halo", 4),
        ("https://tanahbumbukab.go.id/berita/panjang/sekali/2026/11/23", 23),
        ("tanahbumbukab.go.id", 23),
        ("👨‍👩‍👧‍👦🇮🇩", 4),
        ("日本", 4),
    ],
)
def test_the_length_is_what_x_counts(text: str, length: int) -> None:
    assert FORMAT.length(text) == length
