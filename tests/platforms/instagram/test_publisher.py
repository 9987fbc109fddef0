"""What is particular to Instagram: containers, and the last word they have."""

from datetime import timedelta
from typing import Any

import pytest
import requests

from crossposter.channels import (
    Blocked,
    OutcomeUnknown,
    Post,
    Receipt,
    Rejected,
    SentAttempt,
    TryLater,
    Unreadable,
)
from crossposter.clock import SystemClock
from crossposter.platforms.facebook.publisher import FacebookPage
from crossposter.platforms.instagram.publisher import InstagramAccount
from crossposter.sandbox.server import Sandbox
from tests.support.arenas import SECRET, SandboxArena
from tests.support.fakes import MONDAY, FrozenClock
from tests.support.sending import Sending, a_post, picture

THREE = (picture("teal", "Satu"), picture("navy", "Dua"), picture("olive"))
DAY = 25 * 3_600


@pytest.fixture
def instagram(sandbox: Sandbox) -> SandboxArena:
    return SandboxArena("instagram", sandbox)


def publish_behind_its_back(sending: Sending) -> str:
    """Publish the prepared container as if an earlier request had landed late."""
    assert sending.prepared is not None
    arena = sending.arena
    assert isinstance(arena, SandboxArena)
    fields = {
        "creation_id": sending.prepared.refs["container"],
        "access_token": f"{SECRET}-{arena.number}",
    }
    address = f"{arena.url}/v26.0/{arena.account}/media_publish"
    answer = requests.post(address, data=fields)
    return str(answer.json()["id"])


@pytest.mark.parametrize("media", [THREE[:1], THREE], ids=["one", "three"])
def test_a_post_of_one_or_more_pictures_goes_out(
    instagram: SandboxArena, media: tuple[Any, ...]
) -> None:
    receipt = Sending(instagram, Post(text="Rapat #RKPD", media=media)).commit()

    [live] = instagram.live()
    assert live.text == "Rapat #RKPD"
    assert [alt for _, alt in live.pictures] == [entry.alt for entry in media]
    assert receipt == Receipt(remote_id=live.remote_id, permalink=live.permalink)


@pytest.mark.parametrize("number", [0, 11])
def test_a_number_of_pictures_instagram_does_not_take_is_refused_at_once(
    instagram: SandboxArena, number: int
) -> None:
    with pytest.raises(Rejected, match="1 to 10"):
        Sending(instagram, Post(text="Halo", media=(picture(),) * number)).prepare()

    assert instagram.uploads() == 0


def test_a_slow_container_is_continued_not_repeated(instagram: SandboxArena) -> None:
    sending = Sending(instagram, a_post(instagram))
    instagram.fault(
        "container_stuck", operation="container", seconds="ever", times=None
    )
    with pytest.raises(TryLater) as caught:
        sending.prepare()

    instagram.heal()
    sending.prepare()

    assert caught.value.after == timedelta(minutes=1)
    assert instagram.requests("media") == 1


def test_a_carousel_is_continued_where_it_stopped(instagram: SandboxArena) -> None:
    sending = Sending(instagram, Post(text="Halo", media=THREE))
    instagram.fault("drop_before", operation="media", skip=1)
    with pytest.raises(TryLater):
        sending.prepare()

    sending.prepare()

    # one child, one lost, the second, the third, the carousel
    assert instagram.requests("media") == 5


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("36003/2207009", Rejected),
        ("36001/2207005", Rejected),
        ("9004/2207052", TryLater),
        ("-1/2207053", TryLater),
        ("25/2207050", Blocked),
    ],
)
def test_a_failed_container_says_why_and_is_made_anew(
    instagram: SandboxArena, code: str, expected: type[Exception]
) -> None:
    sending = Sending(instagram, a_post(instagram))
    instagram.fault("container_error", operation="media", code=code)

    with pytest.raises(expected) as caught:
        sending.prepare()
    sending.prepare()

    assert type(caught.value) is expected
    assert instagram.requests("media") == 2


def test_an_expired_container_is_made_anew(instagram: SandboxArena) -> None:
    sending = Sending(instagram, a_post(instagram))
    first = sending.prepare()
    instagram.settings(clock_offset=DAY)

    second = sending.prepare()

    assert second.refs["container"] != first.refs["container"]
    assert second.refs["status"] == "FINISHED"


@pytest.mark.parametrize("status", [400, 503])
def test_a_container_that_cannot_be_read_is_not_given_up(
    instagram: SandboxArena, status: int
) -> None:
    """It may be the one whose answer was lost: Meta's outage of May 2026 hid them."""
    sending = Sending(instagram, a_post(instagram))
    first = sending.prepare()
    how = {"status": status} if status > 500 else {"code": "100/33"}
    instagram.fault("unreadable", operation="container", **how)

    with pytest.raises(TryLater):
        sending.prepare()
    second = sending.prepare()

    assert second.refs == first.refs


def test_a_post_that_landed_late_is_not_published_again(
    instagram: SandboxArena,
) -> None:
    sending = Sending(instagram, a_post(instagram))
    sending.prepare()
    media = publish_behind_its_back(sending)

    sending.prepare()
    receipt = sending.commit()

    assert receipt.remote_id == media
    assert instagram.commits() == 1  # the one behind its back
    assert len(instagram.live()) == 1


def test_a_published_container_is_not_forgotten_with_the_uploads(
    instagram: SandboxArena,
) -> None:
    clock = FrozenClock(SystemClock().now())
    instagram.publisher = InstagramAccount(
        user_id=instagram.account,
        access_token=f"{SECRET}-{instagram.number}",
        images=FacebookPage(
            page_id="1", access_token="t", api_url=instagram.url, clock=clock
        ).image_host(),
        clock=clock,
        api_url=instagram.url,
    )
    sending = Sending(instagram, a_post(instagram))
    sending.prepare()
    publish_behind_its_back(sending)
    clock.advance(hours=30)

    sending.prepare()
    sending.commit()

    assert len(instagram.live()) == 1


def test_a_refusal_for_a_post_that_is_public_is_a_success(
    instagram: SandboxArena,
) -> None:
    sending = Sending(instagram, a_post(instagram))
    sending.prepare()
    media = publish_behind_its_back(sending)

    assert sending.commit().remote_id == media
    assert len(instagram.live()) == 1


def test_a_spam_block_of_a_post_that_is_public_is_a_success(
    instagram: SandboxArena,
) -> None:
    sending = Sending(instagram, a_post(instagram))
    sending.prepare()
    media = publish_behind_its_back(sending)
    instagram.fault("refuse", code="4/2207051")

    assert sending.commit().remote_id == media


def test_a_refusal_nobody_can_check_is_unknown(instagram: SandboxArena) -> None:
    sending = Sending(instagram, a_post(instagram))
    sending.prepare()
    instagram.fault("refuse", code="4/2207051")
    instagram.fault("unreadable", operation="container")

    with pytest.raises(OutcomeUnknown):
        sending.commit()


def test_a_success_without_an_id_is_looked_up(instagram: SandboxArena) -> None:
    sending = Sending(instagram, a_post(instagram))
    sending.prepare()
    media = publish_behind_its_back(sending)
    instagram.fault("refuse", status=200, body={})

    assert sending.commit().remote_id == media


def test_a_container_still_in_progress_is_looked_at_again(
    instagram: SandboxArena,
) -> None:
    sending = Sending(instagram, a_post(instagram))
    sending.commit_and_lose("drop before")
    instagram.fault("container_stuck", operation="container", seconds="ever")

    with pytest.raises(Unreadable):
        sending.find()


def test_a_listed_post_is_proof_without_its_container(instagram: SandboxArena) -> None:
    sending = Sending(instagram, a_post(instagram))
    sending.prepare()
    media = publish_behind_its_back(sending)
    sending.started_at = sending.now()
    instagram.fault("unreadable", operation="container")

    found = sending.find()

    assert found is not None
    assert found.remote_id == media


def test_a_published_container_is_proof_without_a_listing(
    instagram: SandboxArena,
) -> None:
    sending = Sending(instagram, a_post(instagram))
    sending.prepare()
    publish_behind_its_back(sending)
    sending.started_at = sending.now()
    instagram.fault("unreadable", operation="media_list")

    assert sending.find() == Receipt(remote_id=None)


def test_the_newest_post_is_never_taken_for_it_unseen(instagram: SandboxArena) -> None:
    """Another caption on top, the own post already bound to another delivery."""
    sending = Sending(instagram, a_post(instagram))
    sending.prepare()
    media = publish_behind_its_back(sending)
    sending.started_at = sending.now()
    Sending(instagram, a_post(instagram, "Lain")).commit()

    assert sending.find(taken=[media]) == Receipt(remote_id=None)


def test_two_equal_captions_leave_the_post_unnamed(instagram: SandboxArena) -> None:
    first = Sending(instagram, a_post(instagram))
    second = Sending(instagram, a_post(instagram))
    first.prepare()
    second.prepare()
    publish_behind_its_back(first)
    publish_behind_its_back(second)
    second.started_at = second.now()

    assert second.find() == Receipt(remote_id=None)


def test_without_a_container_the_listing_is_what_counts(
    instagram: SandboxArena,
) -> None:
    post = a_post(instagram)
    attempt = SentAttempt(started_at=MONDAY)
    assert instagram.publisher.find(post, attempt) is None

    receipt = Sending(instagram, post).commit()

    assert instagram.publisher.find(post, attempt) == receipt
