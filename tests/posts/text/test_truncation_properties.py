"""What holds of every text, however odd."""

import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crossposter.channels.twitter_text import weighted_length
from crossposter.posts.text import (
    DoesNotFit,
    Excerpt,
    Fitted,
    Passage,
    find_hashtags,
    find_links,
    fit,
)

LINKS = ["https://contoh.go.id/berita/1", "mc.contoh.go.id", "http://b.go.id/?a=1&b=2"]
FAMILIES = ["👨‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🙏🏽", "🇮🇩", "⚠️", "1️⃣"]
WORDS = [
    *("warga", "datang.", "yang", "Pasar", "(murah", "murah)", "Rp", "47.000", "08.00"),
    *("WITA", "“Kami", "siap,”", "dr.", "—", "•", "\n", "\n\n", "?", '"', "بسم"),
    *("@camat_satui", "#KTP#NIK#Nama", "日本語", "é", "0812 0000 0000"),
]
TAGS = [f"#Tagar{number}" for number in range(30)]
TEXTS = st.lists(
    st.sampled_from([*WORDS, *LINKS, *FAMILIES, *TAGS[:5]]), min_size=30, max_size=90
).map(" ".join)
CLOSINGS = st.lists(st.sampled_from(TAGS), max_size=30, unique=True).map(tuple)


def compose(excerpt: Excerpt) -> str:
    parts = ("Judul", excerpt.body, " ".join(excerpt.hashtags))
    return "\n".join(part for part in parts if part)


def fitted(text: str, closing: tuple[str, ...], limit: int) -> Fitted | None:
    try:
        return fit(
            Passage(text, closing=closing),
            compose=compose,
            length=weighted_length,
            limit=limit,
        )
    except DoesNotFit:
        return None


@settings(max_examples=60, deadline=None)
@given(TEXTS, CLOSINGS, st.integers(100, 400))
@example(  # a third of the post, counted with those that stand in the text
    "warga " * 25 + "#Tagar0 #Tagar1 datang. #Tagar0" + " warga" * 9,
    tuple(f"#Tagar{number}" for number in range(14) if number != 9),
    322,
)
def test_a_post_fits_and_keeps_every_link_and_hashtag(
    text: str, closing: tuple[str, ...], limit: int
) -> None:
    result = fitted(text, closing, limit)

    assert result is not None
    assert weighted_length(result.post) <= limit
    standing = [link.text for link in find_links(result.post)]
    assert {link.text for link in find_links(text)} <= set(standing)
    wanted = {tag.text for tag in find_hashtags(text)} | set(closing)
    kept = {tag.text for tag in find_hashtags(result.post)}
    assert len(wanted - kept) == result.excerpt.lost
    if result.excerpt.kept > 70 and result.excerpt.lost:
        tags = weighted_length(" ".join(sorted(kept)))  # in the text and behind it
        is_full = weighted_length(result.post) > limit - 60
        assert is_full or tags > limit / 3 - 24  # a third, up to a tag or two


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.integers(90, 300))
def test_what_is_kept_is_the_beginning_and_breaks_nothing(
    text: str, limit: int
) -> None:
    result = fitted(text, (), limit)

    assert result is not None
    beginning = text[: result.excerpt.kept]
    clusters = regex.findall(r"\X", text)
    assert (
        regex.findall(r"\X", beginning)
        == clusters[: len(regex.findall(r"\X", beginning))]
    )
    assert beginning.split() == text.split()[: len(beginning.split())]
    kept = [tag.text for tag in find_hashtags(result.excerpt.text)]
    assert kept == [tag.text for tag in find_hashtags(text)][: len(kept)]


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=80, max_size=500), st.integers(20, 300))
def test_no_text_at_all_goes_over_the_limit(text: str, limit: int) -> None:
    result = fitted(text, (), limit)

    assert result is None or weighted_length(result.post) <= limit


@settings(max_examples=40, deadline=None)
@given(TEXTS, CLOSINGS, st.integers(0, 6))
def test_never_more_hashtags_than_allowed(
    text: str, closing: tuple[str, ...], most: int
) -> None:
    passage = Passage(text, closing=closing, most=most)

    for cut in passage.cuts:
        assert len(find_hashtags(compose(passage.excerpt(cut)))) <= most
