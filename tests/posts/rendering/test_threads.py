"""One post, a thread, and what stands below it for its links."""

from typing import Any

import pytest

from crossposter.channels import Format, ImageRules
from crossposter.channels.links import AS_GIVEN, Linking
from crossposter.posts.rendering.body_fitter import BodyFitter, TemplateContext
from crossposter.posts.rendering.threads import link_replies, single, threaded
from crossposter.posts.text import MOST_PARTS, DoesNotFit
from tests.support.builders import an_announcement
from tests.support.fakes import MONDAY

FORM = Format(
    limit=100,
    length=len,
    max_images=4,
    images=ImageRules(mimes=frozenset(), max_bytes=1),
)
LINK = "https://contoh.go.id/pasar"
SENTENCE = "Pasar murah digelar di halaman kantor kecamatan. "


def composition(body: str, linking: Linking = AS_GIVEN, **values: Any) -> BodyFitter:
    return BodyFitter(
        an_announcement(title="Judul", body=body, **values),
        MONDAY,
        lambda given: str(given["body"]),
        template="a.j2",
        rest=lambda _, words: f"({words} kata lagi)",
        linking=linking,
    )


def below(body: str, linking: Linking, **values: Any) -> tuple[str, ...]:
    post = composition(body, linking, **values)
    return link_replies(post.told, single(post, FORM), printed, FORM)


def printed(told: TemplateContext) -> str:
    return f"Selengkapnya: {told.link}"


def test_a_long_text_is_cut_or_goes_on() -> None:
    body = SENTENCE * 4

    assert len(single(composition(body), FORM).parts) == 1
    thread = threaded(composition(body), FORM)
    assert len(thread.parts) > 1
    assert all(len(part) <= FORM.limit for part in thread.parts)
    assert thread.fitted.excerpt.complete


def test_the_longest_thread_says_how_much_is_missing() -> None:
    thread = threaded(composition(SENTENCE * 60), FORM)

    assert len(thread.parts) <= MOST_PARTS
    assert "kata lagi)" in "".join(thread.parts)


def test_what_fits_into_no_part_is_refused() -> None:
    endless = f"https://contoh.go.id/{'a' * 1_200}"

    with pytest.raises(DoesNotFit):
        single(composition("Pasar.", link=endless), FORM)


def test_links_that_left_the_post_stand_below_it_once() -> None:
    replies = below(
        f"Pasar dibuka.\nDaftar: b.go.id\n{LINK}", Linking(reply=True), link=LINK
    )

    text = "\n".join(replies)
    assert text.count(LINK) == 1
    assert "Daftar: b.go.id" in text


def test_where_no_link_left_nothing_stands_below() -> None:
    assert below("Pasar dibuka.", Linking(reply=True)) == ()
