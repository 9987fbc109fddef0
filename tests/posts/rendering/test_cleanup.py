"""Pasted texts become plain ones, and nothing else of them changes."""

import pytest

from crossposter.posts.rendering.cleanup import tidy, without_closing_hashtags


@pytest.mark.parametrize(
    ("pasted", "plain"),
    [
        ("satu\r\ndua\rtiga", "satu\ndua\ntiga"),
        ("satu  dua\t tiga  \n  empat", "satu dua tiga\nempat"),
        ("satu\n\n\n\n\ndua", "satu\n\ndua"),
        ("satu\n.\n.\ndua\n_\ntiga", "satu\n\ndua\n\ntiga"),
        ("satu\n\u2063\n\u200b\n\u2800\ndua", "satu\n\ndua"),
        ("\u200bsatu\ufeff", "satu"),
        ("selesai. .\nlagi", "selesai.\nlagi"),
        ("hari ini .", "hari ini ."),
        ("satu\x00\x07\x1bdua", "satudua"),
        ("satu\ud800dua", "satudua"),
        ("Rp\u00a047.000", "Rp 47.000"),
        ("cafe\u0301", "caf\u00e9"),
        ("𝗣𝗮𝘀𝗮𝗿 👨‍👩‍👧 كابوڤاتين", "𝗣𝗮𝘀𝗮𝗿 👨‍👩‍👧 كابوڤاتين"),
        ("— garis —\n———\nakhir", "— garis —\n———\nakhir"),
    ],
)
def test_spacers_and_odd_characters_go(pasted: str, plain: str) -> None:
    assert tidy(pasted) == plain


@pytest.mark.parametrize(
    ("pasted", "plain"),
    [
        ("<p>Satu</p><p>Dua<br>Tiga</p>", "Satu\n\nDua\nTiga"),
        ("<P style='a'>Isi&nbsp;<b>tebal</b> &amp; miring</P>", "Isi tebal & miring"),
        ("<ul><li>satu</li> <li>dua</li></ul>", "- satu\n- dua"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("<p>Isi</p><!-- <p>tidak</p> --><script>x()</script>", "Isi"),
        ("<p><img src='https://a.go.id/b.jpg' alt='x'/></p><p>Isi</p>", "Isi"),
        (
            '<p>Lihat <a href="https://a.go.id/?b=1&amp;c=2">di sini</a>.</p>',
            "Lihat di sini (https://a.go.id/?b=1&c=2).",
        ),
        ('<a href="https://a.go.id/">https://a.go.id</a>', "https://a.go.id"),
        ('<a href="https://a.go.id/"><img src="b.png"></a>', "https://a.go.id/"),
        ("<p>bila 3 &lt; 5</p>", "bila 3 < 5"),
    ],
)
def test_markup_becomes_text(pasted: str, plain: str) -> None:
    assert tidy(pasted) == plain


@pytest.mark.parametrize(
    "text",
    [
        "bila 3 < 5 dan 7 > 6",
        "Halo <nama>, nomor <NIK anda>",
        "https://a.go.id/?a=1&copy=2&reg=3",
        "panah <- dan -> serta <3",
        "R&D; bagian A&B",
    ],
)
def test_what_is_no_markup_stays(text: str) -> None:
    assert tidy(text) == text


def test_tidying_twice_changes_nothing_more() -> None:
    once = tidy("<p>A &amp;lt; b</p>\r\n.\n.\n  C . .")

    assert tidy(once) in (once, once.replace("&lt;", "<"))


@pytest.mark.parametrize(
    ("text", "rest", "hashtags"),
    [
        ("Isi.\n\n#satu #dua\n#tiga", "Isi.", ("#satu", "#dua", "#tiga")),
        ("Isi?\n———\n#satu", "Isi?", ("#satu",)),
        (
            "Isi\n#satu\n\n#dua\n@camat \n@humas",
            "Isi\n@camat @humas",
            ("#satu", "#dua"),
        ),
        ("Isi lengkap! #satu #dua", "Isi lengkap!", ("#satu", "#dua")),
        ("Dukung #satu #dua", "Dukung #satu #dua", ()),
        ("Isi\n———", "Isi\n———", ()),
        ("Isi\n@camat", "Isi\n@camat", ()),
        ("#satu\nIsi", "#satu\nIsi", ()),
        ("ketik:\n#KTP#NIK#Nama", "ketik:\n#KTP#NIK#Nama", ()),
        ("#satu #dua", "", ("#satu", "#dua")),
    ],
)
def test_closing_hashtags_are_told_from_the_text(
    text: str, rest: str, hashtags: tuple[str, ...]
) -> None:
    assert without_closing_hashtags(text) == (rest, hashtags)
