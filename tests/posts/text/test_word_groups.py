"""Words that say something only together."""

import pytest

from crossposter.posts.text.word_groups import (
    LONGEST_QUOTATION,
    quotations,
    word_groups,
)


def groups(text: str) -> set[str]:
    """Those that overlap as one: neither may be broken."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(word_groups(text)):
        if merged and start < merged[-1][1]:
            first, last = merged.pop()
            merged.append((first, max(last, end)))
        else:
            merged.append((start, end))
    return {text[start:end] for start, end in merged}


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (
            "dibuka Senin, 23 November 2026 pukul 08.00 WITA di",
            "Senin, 23 November 2026",
        ),
        ("harga Rp 47.000 per kilogram saja", "Rp 47.000 per kilogram"),
        ("lewat Jl. Raya Batulicin No. 5 ramai", "Jl. Raya Batulicin No. 5"),
        ("oleh Ir. H. Budi Santoso, M.Si. kemarin", "Ir. H. Budi Santoso, M.Si."),
        ("hubungi 0518-123456 segera", "hubungi 0518-123456"),
        ("sebanyak 200 warga hadir", "sebanyak 200 warga"),
        ("dalam Pasal 12 ayat", "Pasal 12"),
        ("paling lambat 30 November 2026 ya", "paling lambat 30 November 2026"),
    ],
)
def test_dates_sums_places_and_people_stay_whole(text: str, whole: str) -> None:
    assert any(whole in group for group in groups(text))


def test_ordinary_words_are_no_group() -> None:
    assert groups("pasar murah dibuka untuk warga") == set()


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Ia berkata “Kami siap” lalu", ["“Kami siap”"]),
        ('Ia berkata "Kami siap." Lalu', ['"Kami siap."']),
        ("istilah 'tilang' itu", ["'tilang'"]),
        ("Jum'at, do'a", []),
        ("“tanpa akhir", []),
        ('layar 14" dan 15" itu', []),
    ],
)
def test_a_quotation_has_two_marks(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in quotations(text)] == quoted


def test_a_mark_that_stays_open_for_long_is_a_slip() -> None:
    inside = "a" * LONGEST_QUOTATION

    assert not list(quotations(f"“{inside}a”"))
    assert list(quotations(f"“{inside[:-1]}”"))
