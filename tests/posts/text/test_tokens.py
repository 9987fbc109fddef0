"""Links, hashtags and mentions: to be clicked, and never to be cut."""

import pytest

from crossposter.posts.text.tokens import MENTION, find_hashtags, find_links, stands_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hari ini #PasarMurah buka", ["#PasarMurah"]),
        ("#a, (#b) #c.", ["#a", "#b", "#c"]),
        (
            "#HariGuru2019\n#17Agustus #satu_dua",
            ["#HariGuru2019", "#17Agustus", "#satu_dua"],
        ),
        ("ketik #KTP#NIK#Nomor KK#Nama", []),
        ("urutan #1 dan #2026", []),
        ("kata#bukan &#38; A&B#c", []),
        ("https://a.go.id/#bagian #ya", ["#ya"]),
        ("＃lebar #جاوي", ["＃lebar", "#جاوي"]),
        ("tombol #️⃣ bintang", []),
    ],
)
def test_hashtags_are_what_twitter_text_says(text: str, expected: list[str]) -> None:
    assert [tag.text for tag in find_hashtags(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lihat https://a.go.id/b?c=1, ya", ["https://a.go.id/b?c=1"]),
        ("lihat mc.example.go.id.", ["mc.example.go.id"]),
        ("hubungi wa.me/+62812000000000.", ["wa.me/+62812000000000"]),
        ("WWW.CONTOH.GO.ID", ["WWW.CONTOH.GO.ID"]),
        ("surat ke bpbd@contoh.go.id", []),
        ("akun @humas.id", []),
        ("Siti, S.H., M.Si. dan Budi, A.Md", []),
        ("selesai.Di sana pukul 08.00", []),
    ],
)
def test_links_include_bare_domains_but_no_academic_titles(
    text: str, expected: list[str]
) -> None:
    assert [link.text for link in find_links(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tanya @pemda_tanbu. Lalu @humas.id!", ["@pemda_tanbu", "@humas.id"]),
        ("surat@contoh.go.id dan .@tidak", []),
        ("@ saja, @@dua", ["@dua"]),
    ],
)
def test_a_mention_begins_a_word(text: str, expected: list[str]) -> None:
    assert [match.group() for match in MENTION.finditer(text)] == expected


def test_a_token_knows_where_it_stands() -> None:
    text = "Daftar di contoh.go.id #ya"

    for token in (*find_links(text), *find_hashtags(text)):
        assert text[token.start : token.end] == token.text


@pytest.mark.parametrize(
    ("link", "other", "same"),
    [
        ("contoh.go.id/a", "https://contoh.go.id/a/", True),
        ("contoh.go.id", "https://contoh.go.id/a", False),
        ("https://contoh.go.id/a", "contoh.go.id/a", False),  # it holds less
        ("contoh.go.id/A", "contoh.go.id/a", False),
    ],
)
def test_a_link_stands_in_for_another_that_leads_there_too(
    link: str, other: str, *, same: bool
) -> None:
    assert stands_in(link, [other]) is same
