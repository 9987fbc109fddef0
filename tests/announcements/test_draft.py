from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossposter.announcements import draft as drafts
from crossposter.announcements.draft import Draft
from crossposter.database.models import AnnouncementStatus, Category
from crossposter.errors import BadInput
from tests.support.fakes import MONDAY

CHANNELS = ("facebook", "x", "instagram")
HOUR = timedelta(hours=1)

REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "an empty title": (
        lambda: drafts.title(""),
        "the title is empty: give one with --title",
    ),
    "a title of blanks": (
        lambda: drafts.title(" \n\t\u00a0"),
        "the title is empty: give one with --title",
    ),
    "a title that is an article": (
        lambda: drafts.title("a" * 301),
        "the title has 301 characters and may have 300: move some of it into the body",
    ),
    "a title that is a program": (
        lambda: drafts.title("Siaga\0"),
        (
            "the title holds a zero byte, which belongs to no text: is it really one, and"
            " saved as UTF-8?"
        ),
    ),
    "a title that rules the terminal": (
        lambda: drafts.title("\x1b[2JSiaga"),
        (
            "the title holds the character U+001B, which belongs to no text: is it really"
            " one, and saved as UTF-8?"
        ),
    ),
    "an empty body": (
        lambda: drafts.body(""),
        "the body is empty: give it with --body or --body-file",
    ),
    "a body of blanks": (
        lambda: drafts.body("\n \n"),
        "the body is empty: give it with --body or --body-file",
    ),
    "a body that is a picture": (
        lambda: drafts.body("\0\0PNG"),
        (
            "the body holds a zero byte, which belongs to no text: is it really one, and"
            " saved as UTF-8?"
        ),
    ),
    "a body that was no UTF-8": (
        lambda: drafts.body(b"Banjir \xe9".decode(errors="surrogateescape")),
        (
            "the body holds the character U+DCE9, which belongs to no text: is it really"
            " one, and saved as UTF-8?"
        ),
    ),
    "a body that is a book": (
        lambda: drafts.body("a" * 100_001),
        "the body has 100,001 characters and may have 100,000",
    ),
    "a category nobody has": (
        lambda: drafts.category("gosip"),
        (
            "there is no category 'gosip': choose from berita, pengumuman, kegiatan,"
            " layanan, peringatan, ucapan, artikel, duka-cita,"
            " lowongan, tender"
        ),
    ),
    "a category with a slip of the finger": (
        lambda: drafts.category("pengumunan"),
        "there is no category 'pengumunan': did you mean pengumuman?",
    ),
    "a channel nobody has": (
        lambda: drafts.channels(["tiktok"], CHANNELS),
        "there is no channel 'tiktok': choose from facebook, x, instagram",
    ),
    "a channel with a slip of the finger": (
        lambda: drafts.channels(["x", "facebok"], CHANNELS),
        "there is no channel 'facebok': did you mean facebook?",
    ),
    "an expiry in the past": (
        lambda: drafts.expiry(MONDAY, now=MONDAY, at=None),
        "it would have expired already: give a later --expires",
    ),
    "an expiry before the time": (
        lambda: drafts.expiry(MONDAY + HOUR, now=MONDAY, at=MONDAY + HOUR),
        "it would expire before it is due: give a later --expires",
    ),
    "a status nobody has": (
        lambda: drafts.statuses(["aproved"]),
        "there is no status 'aproved': did you mean approved?",
    ),
}


@pytest.mark.parametrize(("check", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_bad_input_gets_one_clear_sentence(
    check: Callable[[], object], message: str
) -> None:
    with pytest.raises(BadInput) as refusal:
        check()

    assert str(refusal.value) == message


@pytest.mark.parametrize(
    "text",
    [
        "tanahbumbukab.go.id",
        "www.tanahbumbukab.go.id/berita",
        "ftp://arsip.go.id/berkas",
        "javascript:alert(1).go",
        "file:///etc/passwd.txt",
        "https://",
        "https://.",
        "https://localhost",
        "https:///berita.html",
        "https://tanahbumbukab.go.id/berita utama",
        "https://tanahbumbukab.go.id/\nberita",
        "https://[::1",
        "lihat https://tanahbumbukab.go.id",
    ],
)
def test_what_is_no_web_address_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match=r"is no web address: give it as https://"):
        drafts.link(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://tanahbumbukab.go.id",
        "http://tanahbumbukab.go.id:8080/berita?id=7&x=%20#atas",
        "HTTPS://TanahBumbuKab.go.id/Berita",
        "https://pantai-angsana.id/kegiatan_(2026)",
        "https://日本.example/ページ",
    ],
)
def test_a_web_address_is_kept_as_it_was_typed(text: str) -> None:
    assert drafts.link(f"  {text}\n") == text


@pytest.mark.parametrize("text", [None, "", "  "])
def test_a_link_may_be_left_out(text: str | None) -> None:
    assert drafts.link(text) is None


def test_a_title_is_one_line() -> None:
    assert drafts.title("  Siaga\n\tbanjir  di Satui ") == "Siaga banjir di Satui"


def test_a_body_is_kept_as_it_was_typed() -> None:
    text = "  Assalamualaikum\r\n\r\n\u200fسلام 👨‍👩‍👧‍👦\x0b\t"

    assert drafts.body(text) == text


def test_the_longest_texts_are_taken() -> None:
    assert drafts.title("a" * 300)
    assert drafts.body("a" * 100_000)


@pytest.mark.parametrize("category", Category)
def test_a_category_may_be_written_large(category: Category) -> None:
    assert drafts.category(f" {category.value.upper()} ") == category


def test_channels_are_named_once_and_in_their_order() -> None:
    assert drafts.channels(["x", "facebook", "x"], CHANNELS) == ["x", "facebook"]


@pytest.mark.parametrize("names", [None, []])
def test_no_channel_means_every_channel(names: list[str] | None) -> None:
    assert drafts.channels(names, CHANNELS) is None


def test_states_may_be_written_large() -> None:
    assert drafts.statuses([" Draft", "APPROVED"]) == [
        AnnouncementStatus.DRAFT,
        AnnouncementStatus.APPROVED,
    ]


def test_an_expiry_after_the_time_is_taken() -> None:
    drafts.expiry(MONDAY + 2 * HOUR, now=MONDAY, at=MONDAY + HOUR)
    drafts.expiry(MONDAY + 2 * HOUR, now=MONDAY, at=None)
    drafts.expiry(None, now=MONDAY, at=MONDAY + HOUR)


def test_an_edit_gives_only_what_was_named() -> None:
    draft = Draft(title="Baru", link=None, urgent=False)

    assert draft.given() == {"title": "Baru", "link": None, "urgent": False}
    assert Draft().given() == {}


@given(st.text())
def test_any_text_is_taken_or_refused_in_a_sentence_that_can_be_shown(
    text: str,
) -> None:
    for check in (drafts.title, drafts.body, drafts.link, drafts.category):
        try:
            check(text)
        except BadInput as refusal:
            str(refusal).encode()  # a sentence with lone surrogates cannot be shown


@pytest.mark.parametrize("text", ["duka-cita", "Duka Cita", "duka_cita", "dukacita"])
def test_a_category_of_two_words_is_found_however_they_are_joined(text: str) -> None:
    assert drafts.category(text) == "duka-cita"
