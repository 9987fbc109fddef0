"""What is particular to X: its texts, its counting, its keys."""

from datetime import timedelta
from typing import Any

import pytest

from crossposter.channels import (
    Blocked,
    OutcomeUnknown,
    Receipt,
    SeveralFound,
    TryLater,
    Unreadable,
)
from crossposter.clock import SystemClock
from crossposter.platforms.x import api as _x_api
from crossposter.platforms.x.publisher import XAccount
from crossposter.sandbox.server import Sandbox
from tests.support.arenas import SandboxArena
from tests.support.sending import Sending, a_post, picture


@pytest.fixture
def x(sandbox: Sandbox) -> SandboxArena:
    return SandboxArena("x", sandbox)


def test_a_long_text_is_found_in_its_note(x: SandboxArena) -> None:
    x.settings(x_length=25_000)
    text = "Rapat koordinasi & evaluasi <RKPD>. " * 30 + "https://tanahbumbukab.go.id/a"
    sending = Sending(x, a_post(x, text))
    sending.commit_and_lose("drop after")

    assert sending.find() is not None


def test_a_link_at_the_end_and_pictures_are_kept_apart(x: SandboxArena) -> None:
    post = a_post(x, "Baca https://go.id/a", media=(picture(), picture("navy")))
    sending = Sending(x, post)
    sending.commit_and_lose("drop after")

    assert sending.find() is not None


def test_a_used_up_duplicate_is_looked_for(x: SandboxArena) -> None:
    """The repetition of a lost attempt is refused as a duplicate: evidence, no more."""
    sending = Sending(x, a_post(x))
    sending.commit_and_lose("drop after")

    with pytest.raises(OutcomeUnknown) as caught:
        sending.commit()

    assert caught.value.code == "403/duplicate"
    assert len(x.live()) == 1
    assert sending.find() is not None


def test_the_timeline_is_read_page_by_page(
    x: SandboxArena, monkeypatch: pytest.MonkeyPatch
) -> None:
    sending = Sending(x, a_post(x, "Dicari"))
    sending.commit_and_lose("drop after")
    for number in range(11):
        Sending(x, a_post(x, f"Sesudahnya {number}")).commit()
    monkeypatch.setattr(_x_api, "PAGE_SIZE", 5)

    found = sending.find()

    assert found is not None
    assert found.remote_id == x.live()[0].remote_id


def test_one_missing_page_makes_the_timeline_unreadable(
    x: SandboxArena, monkeypatch: pytest.MonkeyPatch
) -> None:
    sending = Sending(x, a_post(x, "Dicari"))
    sending.commit_and_lose("drop before")
    for number in range(6):
        Sending(x, a_post(x, f"Sesudahnya {number}")).commit()
    monkeypatch.setattr(_x_api, "PAGE_SIZE", 5)
    x.fault("error_before", operation="timeline", status=503, skip=1)

    with pytest.raises(Unreadable):
        sending.find()


@pytest.mark.parametrize(
    "page",
    [
        {},
        {"errors": [{"title": "Not Found Error"}]},
        {"meta": {}},
        {"meta": {"result_count": 2}, "data": [{"id": "1", "text": "satu"}]},
        {"meta": {"result_count": 1}, "data": [{"text": "no id"}]},
        {"meta": {"result_count": 1}},
    ],
    ids=range(6),
)
def test_a_page_that_is_not_whole_is_unreadable(
    x: SandboxArena, page: dict[str, Any]
) -> None:
    sending = Sending(x, a_post(x))
    sending.commit_and_lose("drop before")
    x.fault("refuse", operation="timeline", status=200, body=page)

    with pytest.raises(Unreadable):
        sending.find()


def test_without_a_baseline_the_time_of_the_attempt_will_do(x: SandboxArena) -> None:
    Sending(x, a_post(x, "Kemarin")).commit()
    x.fault("unreadable", operation="timeline", times=2)
    sending = Sending(x, a_post(x))
    assert sending.prepare().baseline is None
    sending.commit_and_lose("drop after")

    assert sending.find() is not None


def test_without_a_baseline_an_older_post_with_these_words_is_for_a_person(
    x: SandboxArena,
) -> None:
    """It may be this very post, if the clock of this machine is two hours ahead."""
    x.fault("unreadable", operation="timeline", times=2)
    sending = Sending(x, a_post(x, "Selamat Hari Korpri"))
    assert sending.prepare().baseline is None
    x.settings(clock_offset=-7200)
    sending.commit_and_lose("drop after")
    x.settings(clock_offset=0)

    with pytest.raises(SeveralFound):
        sending.find()


def test_the_same_words_with_other_pictures_are_for_a_person(x: SandboxArena) -> None:
    sending = Sending(x, a_post(x, "Halo", media=(picture(), picture("navy"))))
    sending.prepare()
    Sending(x, a_post(x, "Halo ", media=(picture(),))).commit()
    sending.commit_and_lose("drop before")

    with pytest.raises(SeveralFound):
        sending.find()


def test_an_oauth_2_token_does_without_the_other_keys(sandbox: Sandbox) -> None:
    x = SandboxArena("x", sandbox)
    x.publisher = XAccount(
        access_token="tok3n-oauth2", clock=SystemClock(), api_url=x.url
    )
    sending = Sending(x, a_post(x, media=(picture(alt="Peta"),)))

    receipt = sending.commit()

    assert receipt.remote_id
    assert sending.find() == receipt


def test_the_account_is_asked_for_its_name_once(x: SandboxArena) -> None:
    sending = Sending(x, a_post(x))

    sending.prepare()
    sending.prepare()
    sending.commit()

    assert x.requests("me") == 1


def test_an_alternative_text_is_given_once(x: SandboxArena) -> None:
    sending = Sending(x, a_post(x, media=(picture(alt="Peta"),)))
    x.fault("drop_before", operation="media_metadata")

    with pytest.raises(TryLater):
        sending.prepare()
    sending.prepare()
    sending.prepare()
    sending.commit()

    assert x.requests("media_upload") == 1
    assert x.requests("media_metadata") == 2
    assert x.live()[0].pictures[0][1] == "Peta"


def test_pictures_whose_ids_are_refused_are_uploaded_again(x: SandboxArena) -> None:
    sending = Sending(x, a_post(x, media=(picture(),)))
    sending.prepare()
    x.fault("refuse", code="400-media")
    with pytest.raises(TryLater):
        sending.commit()

    sending.prepare()
    sending.commit()

    assert x.requests("media_upload") == 2


def test_a_busy_x_does_not_cost_another_upload(x: SandboxArena) -> None:
    sending = Sending(x, a_post(x, media=(picture(),)))
    sending.prepare()
    x.fault("rate_limited", reset=120)
    with pytest.raises(TryLater) as caught:
        sending.commit()

    sending.prepare()

    assert x.requests("media_upload") == 1
    assert caught.value.after is not None
    assert timedelta(minutes=1) < caught.value.after <= timedelta(minutes=2)


def test_a_used_up_day_is_waited_for(x: SandboxArena) -> None:
    sending = Sending(x, a_post(x))
    sending.prepare()
    x.fault("rate_limited", day=True, reset=40_000)

    with pytest.raises(TryLater) as caught:
        sending.commit()

    assert caught.value.after is not None
    assert caught.value.after > timedelta(hours=11)


def test_a_limit_that_ends_nobody_knows_when_is_still_a_limit(x: SandboxArena) -> None:
    sending = Sending(x, a_post(x))
    sending.prepare()
    x.fault("refuse", status=429, body={}, headers={"x-rate-limit-reset": "soon"})

    with pytest.raises(TryLater):
        sending.commit()


def test_used_up_credits_wait_for_a_person(x: SandboxArena) -> None:
    sending = Sending(x, a_post(x))
    sending.prepare()
    x.fault("refuse", code="402")

    with pytest.raises(Blocked, match="credits") as caught:
        sending.commit()

    assert caught.value.until is None


@pytest.mark.parametrize(
    ("status", "body"),
    [(201, {}), (201, {"data": {}}), (201, {"data": []}), (201, []), (400, [])],
    ids=range(5),
)
def test_only_a_success_with_an_id_is_a_success(
    x: SandboxArena, status: int, body: Any
) -> None:
    sending = Sending(x, a_post(x))
    sending.prepare()
    x.fault("refuse", status=status, body=body)

    with pytest.raises(OutcomeUnknown):
        sending.commit()


def test_the_newer_names_of_the_same_fields_are_fine(x: SandboxArena) -> None:
    sending = Sending(x, a_post(x))
    prepared = sending.prepare()
    body = {"data": {"id": "19", "text": "", "edit_history_post_ids": ["19"]}}
    x.fault("refuse", status=201, body=body)

    permalink = f"{x.url}/x/{prepared.refs['username']}/status/19"
    assert sending.commit() == Receipt(remote_id="19", permalink=permalink)


def test_posts_of_the_real_x_are_shown_there() -> None:
    account = XAccount(access_token="t0ken", clock=SystemClock())

    assert account._permalink("pemkab", "19") == "https://x.com/pemkab/status/19"
