"""What holds of every thread, however odd its text."""

import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from crossposter.channels.twitter_text import weighted_length
from crossposter.posts.text import DoesNotFit, thread
from crossposter.posts.text.tokens import MENTION, find_hashtags, find_links

WORDS = [
    *("warga", "datang.", "yang", "Pasar", "(murah", "murah)", "Rp", "47.000", "08.00"),
    *("WITA", "“Kami", "siap,”", "dr.", "Kab.", "—", "•", "\n", "\n\n", "?", "Syarat:"),
    *("@camat_satui", "#KTP#NIK#Nama", "日本語", "é", "0812 0000 0000", "#Warga"),
    *(
        "https://contoh.go.id/berita/1",
        "mc.contoh.go.id",
        "👨‍👩‍👧‍👦",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "🙏🏽",
        "1️⃣",
    ),
]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=250).map(" ".join)


def weighted(text: str) -> int:
    return weighted_length(text)


def parts(text: str, limit: int = 280) -> tuple[str, ...] | None:
    try:
        return thread([text], length=weighted, limit=limit)
    except DoesNotFit:
        return None


def unnumbered(found: tuple[str, ...]) -> list[str]:
    if len(found) == 1:
        return list(found)
    numbers = [f"\n\n{at}/{len(found)}" for at in range(1, len(found) + 1)]
    return [p.removesuffix(number) for p, number in zip(found, numbers, strict=True)]


def blank(texts: list[str]) -> str:
    return "".join("".join(texts).split())


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.integers(100, 300))
def test_nothing_is_lost_and_every_part_fits(text: str, limit: int) -> None:
    found = parts(text, limit)

    if found is None:
        assert weighted(text) > 5 * limit
        return
    assert all(weighted(part) <= limit for part in found)
    assert blank(unnumbered(found)) == blank([text])
    assert len(found) == 1 or weighted(text.strip()) > limit


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_links_hashtags_mentions_and_emoji_stay_whole(text: str) -> None:
    found = parts(text)

    if found is None:
        return
    bare = unnumbered(found)
    for tokens in (find_links, find_hashtags):
        assert [it.text for part in bare for it in tokens(part)] == [
            it.text for it in tokens(text)
        ]
    assert [it for part in bare for it in MENTION.findall(part)] == MENTION.findall(
        text
    )
    clusters = [it for part in bare for it in regex.findall(r"\X", part)]
    assert [it for it in clusters if not it.isspace()] == [
        it for it in regex.findall(r"\X", text) if not it.isspace()
    ]


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=600), st.integers(50, 300))
def test_no_text_at_all_goes_over_the_limit_or_is_lost(text: str, limit: int) -> None:
    found = parts(text, limit)

    if found is not None:
        assert all(weighted(part) <= limit for part in found)
        assert blank(unnumbered(found)) == blank([text])


@settings(max_examples=20, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_thread(text: str) -> None:
    assert parts(text) == parts(text)
