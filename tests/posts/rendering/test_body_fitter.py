"""An announcement as templates know it: nothing is said twice, nothing gets lost."""

from collections.abc import Mapping
from typing import Any

import pytest

from crossposter.channels import Format, ImageRules
from crossposter.channels.links import AS_GIVEN, Linking
from crossposter.posts.rendering.body_fitter import BodyFitter, TemplateContext, told
from crossposter.posts.text import DoesNotFit
from tests.support.builders import an_announcement
from tests.support.fakes import MONDAY

LINK = "https://contoh.go.id/pasar"


def form(limit: int = 280, max_hashtags: int | None = None) -> Format:
    return Format(
        limit=limit,
        length=len,
        max_images=4,
        images=ImageRules(mimes=frozenset(), max_bytes=1),
        max_hashtags=max_hashtags,
    )


def known(linking: Linking = AS_GIVEN, **values: Any) -> TemplateContext:
    return told(an_announcement(**values), MONDAY, linking)


def printed(values: Mapping[str, Any]) -> str:
    """A template of the body and its hashtags alone."""
    return f"{values['body']}\n\n{values['hashtags']}"


def composed(body: str, link: str | None = None, **options: Any) -> BodyFitter:
    announcement = an_announcement(title="Judul", body=body, link=link)
    return BodyFitter(announcement, MONDAY, printed, template="a.j2", **options)


@pytest.mark.parametrize(
    ("title", "body", "left"),
    [
        ("Pasar murah", "Pasar murah\n\nDi Satui.", "Pasar murah"),
        ("Pasar murah dibuka.", "Pasar murah dibuka. Di Satui.", ""),
        ("Pasar murah", "Pasar murah digelar di Satui.", "Pasar murah"),
        ("P" * 60, f"{'P' * 60} dan lagi", ""),
    ],
)
def test_a_title_that_the_body_says_is_said_once(
    title: str, body: str, left: str
) -> None:
    assert known(title=title, body=body).title == left


def test_a_heading_of_its_own_leaves_the_body() -> None:
    assert known(title="Pasar", body="Pasar:\n\nDi Satui.").body == "Di Satui."
    assert known(title="Pasar", body="Pasar").body == "Pasar"


def test_a_link_stands_in_one_place() -> None:
    assert known(link=LINK, body="Di Satui.").link == LINK
    assert known(link=LINK, body=f"Lihat {LINK}.").link == ""
    assert known(link=LINK, body=f"Lihat {LINK}-lain").link == LINK


def test_a_link_that_leaves_takes_its_lines_along() -> None:
    shown = known(Linking(reply=True), link=LINK, body="Di Satui.\nDaftar: b.go.id")

    assert (shown.link, shown.body) == (LINK, "Di Satui.")
    assert shown.apart == ("Daftar: b.go.id",)
    assert known(Linking(drop=True), link=LINK, body="Di Satui.").link == ""


def test_what_a_template_forgets_is_added_below() -> None:
    fitted = composed("Di Satui. #Satui", LINK).fitted(form())

    assert fitted.post == f"Di Satui.\n\n#Satui\n{LINK}"


def test_hashtags_beyond_the_platforms_number_lose_their_sign() -> None:
    fitted = composed("Di #Satui dan #Batulicin.").fitted(form(max_hashtags=1))

    assert fitted.post == "Di #Satui dan Batulicin."


def test_a_post_of_just_the_limit_is_whole_and_one_less_is_not() -> None:
    body = "Pasar murah dibuka. Beras tersedia di sana."
    whole = composed(body).fitted(form(len(body)))
    cut = composed(body).fitted(form(len(body) - 1))

    assert whole.post == body
    assert len(cut.post) < len(body)


def test_a_link_without_room_is_refused() -> None:
    with pytest.raises(DoesNotFit):
        composed("Di Satui.", LINK).fitted(form(limit=10))


def test_what_is_missing_is_counted_in_words() -> None:
    counted: list[int] = []

    def rest(_: TemplateContext, words: int) -> str:
        counted.append(words)
        return "…"

    body = f"Satu dua tiga. {'Kata lain. ' * 30}"
    composed(body, rest=rest).fitted(form(limit=60), rest=True)

    assert counted
    assert all(0 < words <= len(body.split()) for words in counted)
