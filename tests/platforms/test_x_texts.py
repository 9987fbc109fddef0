"""X's texts: read back as they were written, and counted as X counts."""

from typing import Any

import pytest

from crossposter.platforms.x import FORMAT, as_written, without_schemes


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
