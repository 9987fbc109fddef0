"""What is particular to Facebook pages and to the library that speaks to them."""

from typing import Any

import pytest
from structlog.testing import capture_logs

from crossposter.channels import (
    Media,
    NotAuthorized,
    OutcomeUnknown,
    Receipt,
    Rejected,
    SeveralFound,
    Unreadable,
)
from crossposter.clock import SystemClock
from crossposter.platforms.facebook.format import FORMAT
from crossposter.platforms.facebook.publisher import FacebookPage
from crossposter.platforms.meta import graph as _graph
from crossposter.platforms.uploads import USABLE
from crossposter.sandbox.server import Sandbox
from tests.support.arenas import SandboxArena
from tests.support.fakes import FrozenClock
from tests.support.sending import Sending, a_post, picture

LINK = "https://tanahbumbukab.go.id/berita/1"


@pytest.fixture
def facebook(sandbox: Sandbox) -> SandboxArena:
    return SandboxArena("facebook", sandbox)


def answering(facebook: SandboxArena, status: int, body: Any) -> Sending:
    """A sending whose commit gets exactly this answer, and does nothing."""
    sending = Sending(facebook, a_post(facebook))
    sending.prepare()
    facebook.fault("refuse", status=status, body=body)
    return sending


def test_a_link_becomes_a_card(facebook: SandboxArena) -> None:
    Sending(facebook, a_post(facebook, f"Baca {LINK}", link=LINK)).commit()

    assert facebook.live()[0].link == LINK


def test_pictures_take_the_place_of_the_card(facebook: SandboxArena) -> None:
    post = a_post(facebook, f"Baca {LINK}", link=LINK, media=(picture(),))

    Sending(facebook, post).commit()

    [live] = facebook.live()
    assert (live.link, len(live.pictures)) == ("", 1)


@pytest.mark.parametrize("number", [1, 2, 10])
def test_every_picture_waits_unpublished_for_the_one_feed_request(
    facebook: SandboxArena, number: int
) -> None:
    pictures = tuple(picture(f"#{n:02}0000", f"Foto {n}") for n in range(number))

    Sending(facebook, a_post(facebook, media=pictures)).commit()

    [live] = facebook.live()
    assert live.pictures == tuple((entry.sha256, entry.alt) for entry in pictures)
    assert facebook.requests("photos") == number


def test_two_copies_of_one_picture_are_two_pictures(facebook: SandboxArena) -> None:
    Sending(facebook, a_post(facebook, media=(picture(), picture()))).commit()

    assert len(facebook.live()[0].pictures) == 2


def test_photos_facebook_has_dropped_are_uploaded_again(facebook: SandboxArena) -> None:
    clock = FrozenClock(SystemClock().now())
    facebook.publisher = FacebookPage(
        page_id=facebook.account,
        access_token="t0ken",
        clock=clock,
        api_url=facebook.url,
    )
    sending = Sending(facebook, a_post(facebook, media=(picture(),)))
    sending.prepare()

    clock.sleep(USABLE)
    sending.prepare()

    assert facebook.uploads() == 2


def test_a_crash_between_two_photos_costs_one_upload_at_most(
    facebook: SandboxArena,
) -> None:
    sending = Sending(facebook, a_post(facebook, media=(picture(), picture("navy"))))
    facebook.fault("drop_before", operation="photos", skip=1)

    with pytest.raises(Exception, match="upload"):
        sending.prepare()
    sending.prepare()

    assert facebook.uploads() == 3  # two, of which one was lost, and that one again


def test_after_a_refusal_the_photos_are_uploaded_again(facebook: SandboxArena) -> None:
    sending = Sending(facebook, a_post(facebook, media=(picture(),)))
    sending.prepare()
    facebook.fault("refuse", code="324")
    with pytest.raises(Rejected):
        sending.commit()

    sending.prepare()

    assert facebook.uploads() == 2


def test_photos_used_by_a_lost_attempt_are_a_trace_of_it(
    facebook: SandboxArena,
) -> None:
    """A blind repetition runs into the photos of the first, and is no refusal."""
    sending = Sending(facebook, a_post(facebook, media=(picture(),)))
    sending.commit_and_lose("drop after")

    with pytest.raises(OutcomeUnknown):
        sending.commit()

    assert len(facebook.live()) == 1
    assert sending.find() is not None


@pytest.mark.parametrize(
    ("status", "body"),
    [(503, {"id": "1_2"}), (200, {}), (200, {"id": None}), (200, []), (500, "<html>")],
)
def test_only_a_success_with_an_id_is_a_success(
    facebook: SandboxArena, status: int, body: Any
) -> None:
    sending = answering(facebook, status, body)

    with pytest.raises(OutcomeUnknown):
        sending.commit()


def test_a_missing_permalink_does_not_make_a_post_less_public(
    facebook: SandboxArena,
) -> None:
    sending = answering(facebook, 200, {"id": "77_88"})

    assert sending.commit() == Receipt(remote_id="77_88", permalink=None)


def test_a_permalink_is_asked_for_when_the_answer_has_none(
    facebook: SandboxArena,
) -> None:
    published = Sending(facebook, a_post(facebook, "Pertama")).commit()

    sending = answering(facebook, 200, {"id": published.remote_id})

    assert sending.commit() == published


def test_the_account_is_read_page_by_page(
    facebook: SandboxArena, monkeypatch: pytest.MonkeyPatch
) -> None:
    sending = Sending(facebook, a_post(facebook, "Dicari"))
    sending.commit_and_lose("drop after")
    for number in range(6):
        Sending(facebook, a_post(facebook, f"Sesudahnya {number}")).commit()
    monkeypatch.setattr(_graph, "PAGE_SIZE", 2)

    found = sending.find()

    assert found is not None
    assert found.remote_id == facebook.live()[0].remote_id


def test_one_missing_page_makes_the_whole_listing_unreadable(
    facebook: SandboxArena, monkeypatch: pytest.MonkeyPatch
) -> None:
    sending = Sending(facebook, a_post(facebook, "Dicari"))
    sending.commit_and_lose("drop after")
    for number in range(3):
        Sending(facebook, a_post(facebook, f"Sesudahnya {number}")).commit()
    monkeypatch.setattr(_graph, "PAGE_SIZE", 2)
    facebook.fault("unreadable", operation="published_posts", skip=1)

    with pytest.raises(Unreadable):
        sending.find()


@pytest.mark.parametrize(
    "page",
    [
        {},
        {"data": "many"},
        {"data": [{"message": "no id"}]},
        {"data": [{"id": "9"}], "paging": {"next": "https://x", "cursors": {}}},
    ],
    ids=range(4),
)
def test_a_page_that_is_none_makes_the_listing_unreadable(
    facebook: SandboxArena, page: dict[str, Any]
) -> None:
    sending = Sending(facebook, a_post(facebook))
    sending.commit_and_lose("drop before")
    facebook.fault("refuse", operation="published_posts", status=200, body=page)

    with pytest.raises(Unreadable):
        sending.find()


def test_the_same_words_with_other_pictures_are_for_a_person(
    facebook: SandboxArena,
) -> None:
    sending = Sending(facebook, a_post(facebook, media=(picture(), picture("navy"))))
    sending.prepare()
    Sending(facebook, a_post(facebook, media=(picture(),))).commit()
    sending.commit_and_lose("drop before")

    with pytest.raises(SeveralFound):
        sending.find()


def test_an_expired_version_is_told_once(facebook: SandboxArena) -> None:
    publisher = FacebookPage(
        page_id=facebook.account,
        access_token="t0ken",
        clock=SystemClock(),
        api_url=facebook.url,
        api_version="v21.0",
    )

    with capture_logs() as logs:
        publisher.check()
        publisher.check()

    [warning] = [line for line in logs if line["log_level"] == "warning"]
    assert (warning["asked"], warning["served"]) == ("v21.0", "v22.0")


def test_the_configured_version_is_the_one_that_is_asked(
    facebook: SandboxArena,
) -> None:
    with capture_logs() as logs:
        facebook.publisher.check()

    assert logs == []


def test_the_check_names_the_page(facebook: SandboxArena) -> None:
    assert facebook.publisher.check() == f"Halaman {facebook.account} (sandbox)"


def test_a_token_without_the_permission_to_post_fails_the_check(
    facebook: SandboxArena,
) -> None:
    body = {"data": {"is_valid": True, "scopes": ["pages_read_engagement"]}}
    facebook.fault("refuse", operation="debug_token", status=200, body=body)

    with pytest.raises(NotAuthorized, match="pages_manage_posts"):
        facebook.publisher.check()


def test_a_token_nobody_can_look_into_may_still_be_good(facebook: SandboxArena) -> None:
    facebook.fault("unreadable", operation="debug_token")

    assert facebook.publisher.check()


def test_a_full_album_is_what_the_format_says() -> None:
    assert FORMAT.max_images == 10
    assert FORMAT.length("Halo 🇮🇩") == 7


def test_the_bytes_of_a_png_are_left_alone(facebook: SandboxArena) -> None:
    source = picture(kind="PNG")

    Sending(facebook, a_post(facebook, media=(source,))).commit()

    assert isinstance(source, Media)
    assert facebook.live()[0].pictures[0][0] == source.sha256
