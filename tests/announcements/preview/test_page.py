"""The page of a preview says every post to the letter, and runs none of it."""

from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from crossposter.announcements.preview import Due, Length, PageRenderer, Remark
from crossposter.channels.platform import Look
from tests.support.pages import Page
from tests.support.previews import (
    HTML,
    JAWI,
    LONG,
    NOW,
    PAGE,
    TEXT,
    THREE,
    WORD,
    ZONE,
    a_sheet,
    a_shot,
    a_view,
    with_everything,
)


class Texts(HTMLParser):
    """What stands in each element of the class "text", to the letter."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._depth = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = (dict(attrs).get("class") or "").split()
        if tag == "div" and "text" in classes:
            self.found.append("")
            self._depth = 1
        elif self._depth:
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002  # the library's signature
        self._depth = max(0, self._depth - 1)

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.found[-1] += data


@pytest.mark.parametrize(
    "text", [TEXT, LONG, JAWI, WORD, HTML, "a\n\n\n  b\t c", "5 < 6"]
)
def test_every_post_stands_in_the_page_to_the_letter(text: str) -> None:
    page = PAGE.draw(a_sheet(text=text, images=1))

    assert Texts(page).found == [text] * 3


def test_nothing_anybody_typed_becomes_markup() -> None:
    shots = (a_shot(alt=HTML, name=HTML),)
    page = PAGE.draw(
        a_sheet(
            text=HTML,
            title=HTML,
            shots=shots,
            channel=HTML,
            problems=(HTML,),
            permalink=HTML,
            status="approved",
            approved_by=HTML,
            approved_at=NOW,
        )
    )

    told = Page(page)
    assert told.elements["script"] == 0
    assert "onerror" not in {name for _, given in told.attributes for name in given}
    assert HTML in told.text


def test_a_link_never_leads_to_anything_but_the_web() -> None:
    link = "javascript:alert(1)"
    page = PAGE.draw(a_sheet(text=link, link=link, permalink=link))

    assert Page(page).links
    assert all(each.startswith("https://") for each in Page(page).links)


@pytest.mark.parametrize("platform", THREE)
def test_links_can_be_clicked_where_the_platform_lets_them(platform: str) -> None:
    sheet = a_sheet(images=1)
    [view] = [each for each in sheet.views if each.platform == platform]
    one = type(sheet)(number=1, title="", status="draft", views=(view,), drawn_at=NOW)

    links = Page(PAGE.draw(one)).links

    assert links == (
        [] if platform == "instagram" else ["https://tanahbumbukab.go.id/jalan"]
    )


def test_the_form_of_a_text_message_holds_no_hashtag() -> None:
    page = PAGE.draw(a_sheet(text="Ketik #KTP#NIK#Nama lalu kirim"))

    assert 'class="tag"' not in page


def test_a_card_stands_only_where_there_is_no_picture() -> None:
    link = "https://www.tanahbumbukab.go.id/jalan"

    without = PAGE.draw(a_sheet(link=link))
    with_picture = PAGE.draw(a_sheet(link=link, images=1))

    assert without.count('class="card"') == 2
    assert "tanahbumbukab.go.id</small>" in without
    assert 'class="card"' not in with_picture


@pytest.mark.parametrize(
    ("platform", "text", "folded"),
    [
        ("facebook", "kata " * 90, False),
        ("facebook", "kata " * 100, True),
        ("facebook", "a\nb\nc\nd\ne", False),
        ("facebook", "a\nb\nc\nd\ne\nf", True),
        ("instagram", "kata " * 25, False),
        ("instagram", "kata " * 26, True),
        ("x", "kata " * 56, False),
        ("x", "kata " * 57, True),
        ("x", f"{'kata ' * 50}https://example.go.id/{'a' * 200}", False),
    ],
)
def test_the_text_is_folded_where_the_platform_folds_it(
    platform: str, text: str, folded: bool
) -> None:
    sheet = a_sheet()
    view = a_view(platform, text=text)
    one = type(sheet)(number=1, title="", status="draft", views=(view,), drawn_at=NOW)

    assert Page(PAGE.draw(one)).elements["details"] == folded


def test_a_fold_never_cuts_an_emoji_or_a_word_in_two() -> None:
    family = "👨‍👩‍👧‍👦"
    page = PAGE.draw(a_sheet(text=family * 150, shots=()))
    heads = [
        part.split("… </span>")[0] for part in page.split('<span class="head">')[1:]
    ]

    assert len(heads) == 3
    assert all(head.replace(family, "") == "" for head in heads)


@pytest.mark.parametrize("images", [1, 2, 3, 4, 5, 6, 10])
def test_grids_show_as_many_pictures_as_the_platform_and_count_the_rest(
    images: int,
) -> None:
    page = PAGE.draw(a_sheet(images=images))
    posts = page.split('<section class="channel ')[1:]
    shown = [post.count("data-sha256=") for post in posts]

    assert shown == [min(images, 5), min(images, 4), images]
    assert (f">+{images - 5}<" in page) == (images > 5)
    assert (f">1/{images}<" in page) == (images > 1)


def test_every_alternative_text_is_listed_and_a_missing_one_is_named() -> None:
    shots = (a_shot(), a_shot(1, alt=""))

    told = Page(PAGE.draw(a_sheet(shots=shots)))

    assert told.text.count("Warga di jembatan 0") == 3
    assert told.text.count("Tanpa teks alternatif") == 3


def test_lengths_are_told_in_the_units_of_the_platform() -> None:
    told = Page(PAGE.draw(a_sheet(length=Length(used=1_212, limit=63_206)))).text

    assert told.count("1.212 dari 63.206 karakter") == 3
    assert told.count("menurut hitungan X") == 1


def test_a_text_over_the_limit_stays_in_its_bar() -> None:
    assert Length(used=999, limit=280).percent == 100
    assert 'class="meter over"' in PAGE.draw(
        a_sheet(length=Length(used=999, limit=280))
    )


def test_what_has_to_be_mended_stands_before_what_is_worth_a_look() -> None:
    remarks = (
        Remark(sentence="Tagar terlalu banyak", grave=False),
        Remark(sentence=HTML, grave=True),
    )

    told = Page(PAGE.draw(a_sheet(remarks=remarks))).text

    assert f"Harus diperbaiki: {HTML} Tagar terlalu banyak" in told


def test_a_price_is_told_to_the_thousandth_where_there_is_one() -> None:
    told = Page(PAGE.draw(a_sheet(price=Decimal("0.015")))).text

    assert told.count("US$0,015") == 3
    assert "US$" not in Page(PAGE.draw(a_sheet())).text


def test_times_carry_the_name_of_the_zone() -> None:
    told = Page(PAGE.draw(a_sheet(due=Due(how="fixed", at=NOW)))).text

    assert told.count("Senin, 23 November 2026 pukul 08.00 WITA") >= 3


def test_an_english_office_reads_english() -> None:
    page = PageRenderer(zone=ZONE, language="en", office="Regency")

    told = Page(page.draw(a_sheet(text=LONG))).text

    assert "Not approved yet" in told
    assert "See more" in told
    assert "Belum" not in told


def test_a_film_and_a_channel_without_a_post_do_not_break_the_page() -> None:
    told = Page(PAGE.draw(with_everything())).text

    assert "tidak dapat ditampilkan" in told
    assert "Tidak ada kiriman untuk kanal ini" in told


def test_an_office_without_a_letter_in_its_name_has_an_avatar() -> None:
    page = PageRenderer(zone=ZONE, language="id", office="– – –")

    assert ">•<" in page.draw(a_sheet())


def test_the_same_sheet_gives_the_same_page() -> None:
    assert PAGE.draw(with_everything()) == PAGE.draw(with_everything())


def test_the_page_forbids_itself_every_request() -> None:
    assert "default-src 'none'; img-src data:" in PAGE.draw(a_sheet())


def test_a_post_of_a_platform_nobody_knows_any_more_is_shown_whole() -> None:
    known = a_view("x", text="kata " * 500)
    view = replace(known, platform="lama", title="lama", look=Look())

    told = Page(PAGE.draw(replace(a_sheet(), views=(view,))))

    assert "lama" in told.text
    assert told.elements["details"] == 0
