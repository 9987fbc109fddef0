"""What the pages show of a post: folded, tagged, with its card and its pictures."""

from typing import Any

import pytest

from crossposter.sandbox import accounts, posts
from crossposter.sandbox.accounts import FACEBOOK, INSTAGRAM, X
from crossposter.sandbox.pages.views import PostView, marked, path, shown, tabs
from crossposter.sandbox.posts import Draft
from crossposter.sandbox.state import State


def view(state: State, platform: str = FACEBOOK, **values: Any) -> PostView:
    account = accounts.of_default(state, platform)
    given = {"id": "1", "text": "Jembatan", "path": "/1"} | values
    post = posts.publish(state, Draft(account=account, **given))
    return shown(state, account, post, "Asia/Makassar")


def test_a_time_is_told_in_the_zone_with_its_name(state: State) -> None:
    found = view(state)

    assert (found.day, found.short) == ("23 November 2026", "23 Nov")
    assert found.time == "08.00 WITA"
    assert found.iso == "2026-11-23T08:00:00+08:00"


@pytest.mark.parametrize(
    ("text", "long"),
    [("a" * 420, False), ("a" * 421, True), ("\n" * 7, False), ("\n" * 8, True)],
)
def test_a_long_text_is_folded(state: State, text: str, *, long: bool) -> None:
    assert view(state, text=text).long is long


def test_nothing_anybody_typed_becomes_markup() -> None:
    text = '<script>alert(1)</script> "#Satui" & @pemda'

    found = marked(text)

    assert "<script>" not in found
    assert '<span class="tag">#Satui</span>' in found
    assert '<span class="tag">@pemda</span>' in found


def test_links_can_be_clicked_everywhere_but_on_instagram(state: State) -> None:
    text = "Lihat https://contoh.go.id/a"

    assert "<a href=" in view(state, FACEBOOK, text=text).text
    assert "<a href=" not in view(state, INSTAGRAM, text=text).text


def test_a_card_is_made_of_the_address(state: State) -> None:
    card = view(
        state, link="https://www.contoh.go.id/berita/pasar-murah_2026.html"
    ).card

    assert card is not None
    assert (card.domain, card.title) == ("contoh.go.id", "Pasar murah 2026")
    assert view(state, id="2").card is None


def test_x_makes_a_card_of_the_first_link_in_its_text(state: State) -> None:
    card = view(state, X, text="Lihat contoh.go.id").card

    assert card is not None
    assert card.domain == card.title.lower() == "contoh.go.id"


def test_each_platform_has_a_tab_of_the_same_office(state: State) -> None:
    page = accounts.of_id(state, FACEBOOK, "777")
    linked = accounts.instagram_of(state, page)

    found = {each.platform: each for each in tabs(state, page)}

    assert found[FACEBOOK].current
    assert found[FACEBOOK].path == path(page) == "/facebook/777"
    assert found[INSTAGRAM].path == path(linked)
    assert found[X].path == f"/x/{accounts.DEFAULT_USERNAME}"
