"""What every publisher does, whatever its platform."""

import pytest

from crossposter.channels import (
    ChecksCredentials,
    Media,
    OutcomeUnknown,
    SeveralFound,
    Unreadable,
)
from tests.support.arenas import LOSSES, REFUSALS, Arena
from tests.support.sending import Sending, a_post, picture

HARD_TEXT = (
    "Rapat <RKPD> & Musrenbang 🇮🇩\n\n  lihat https://tanahbumbukab.go.id/a?b=1&copy=2"
    " atau tanahbumbukab.go.id/rkpd\u00a0— “selesai”"
)
TWO_PICTURES = (picture("teal", "Jembatan dari udara"), picture("navy"))
UNDER_FIRE = [how for how in LOSSES if not LOSSES[how][1]]
LIVE_ALL_THE_SAME = [how for how in LOSSES if LOSSES[how][1]]


@pytest.mark.parametrize(
    "media",
    [(), (picture("teal", "Peta jalan"),), TWO_PICTURES],
    ids=["text", "one picture", "two pictures"],
)
def test_what_was_approved_is_what_goes_out(
    arena: Arena, media: tuple[Media, ...]
) -> None:
    if arena.name == "instagram" and not media:
        pytest.skip("Instagram has no posts without a picture")
    post = a_post(arena, HARD_TEXT, media=media)

    receipt = Sending(arena, post).commit()

    [live] = arena.live()
    assert live.text == HARD_TEXT
    assert [alt for _, alt in live.pictures] == [entry.alt for entry in media]
    if arena.name != "instagram":  # it gets what the image host serves
        assert [sha for sha, _ in live.pictures] == [entry.sha256 for entry in media]
    assert (receipt.remote_id, receipt.permalink) == (live.remote_id, live.permalink)


def test_nothing_is_public_before_the_commit(arena: Arena) -> None:
    Sending(arena, a_post(arena, media=TWO_PICTURES)).prepare()

    assert arena.live() == []


@pytest.mark.parametrize("kind", REFUSALS)
def test_each_refusal_is_named_by_the_reaction_it_calls_for(
    arena: Arena, kind: str
) -> None:
    sending = Sending(arena, a_post(arena))
    sending.prepare()
    arena.refuse(kind)

    with pytest.raises(REFUSALS[kind]) as caught:
        sending.commit()

    assert type(caught.value) is REFUSALS[kind]
    assert arena.live() == []
    assert len(str(caught.value)) > 20


@pytest.mark.parametrize("how", LOSSES)
def test_a_lost_answer_is_never_retried_blindly(arena: Arena, how: str) -> None:
    sending = Sending(arena, a_post(arena))

    receipt = sending.commit_and_lose(how)

    assert arena.commits() == 1
    if receipt is not None:  # only a platform that can prove it may say so
        assert LOSSES[how][1]
        assert [live.remote_id for live in arena.live()] == [receipt.remote_id]


@pytest.mark.parametrize("how", LIVE_ALL_THE_SAME)
def test_a_post_that_went_live_is_found(arena: Arena, how: str) -> None:
    Sending(arena, a_post(arena, "Kemarin")).commit()
    sending = Sending(arena, a_post(arena, HARD_TEXT, media=TWO_PICTURES))
    sending.commit_and_lose(how)

    found = sending.find()

    assert found is not None
    assert found.remote_id == arena.live()[-1].remote_id
    assert found.permalink == arena.live()[-1].permalink


@pytest.mark.parametrize("how", UNDER_FIRE)
def test_a_post_that_did_not_go_live_is_certainly_absent(
    arena: Arena, how: str
) -> None:
    Sending(arena, a_post(arena, "Kemarin")).commit()
    sending = Sending(arena, a_post(arena))
    sending.commit_and_lose(how)

    assert sending.find() is None


def test_the_first_post_of_an_account_is_found_as_well(arena: Arena) -> None:
    sending = Sending(arena, a_post(arena))
    sending.commit_and_lose("drop after")

    assert sending.find() is not None


def test_an_older_post_with_the_same_words_is_not_this_one(arena: Arena) -> None:
    Sending(arena, a_post(arena, "Selamat  Hari Korpri")).commit()
    sending = Sending(arena, a_post(arena, "Selamat Hari Korpri"))
    sending.commit_and_lose("drop before")

    assert sending.find() is None


def test_nothing_follows_from_an_account_that_cannot_be_read(arena: Arena) -> None:
    sending = Sending(arena, a_post(arena))
    sending.commit_and_lose("drop before")
    arena.break_reading()

    with pytest.raises(Unreadable):
        sending.find()


def test_two_deliveries_never_adopt_one_post(arena: Arena) -> None:
    first, second = (
        Sending(arena, a_post(arena, text))
        for text in ("Selamat Hari Korpri", "Selamat Hari  Korpri")
    )
    first.prepare()
    second.prepare()
    receipt = first.commit()
    arena.lose_answer("drop before")
    with pytest.raises(OutcomeUnknown):
        second.commit()

    assert second.find(taken=[receipt.remote_id]) is None


def test_two_posts_that_could_be_it_are_left_to_a_person(arena: Arena) -> None:
    if arena.name == "instagram":
        pytest.skip("the container says which one it is")
    first, second = (
        Sending(arena, a_post(arena, text))
        for text in ("Selamat Hari Korpri", "Selamat Hari  Korpri")
    )
    first.prepare()
    second.prepare()
    first.commit()
    second.commit_and_lose("drop after")

    with pytest.raises(SeveralFound) as caught:
        second.find()

    assert set(caught.value.candidates) == {live.permalink for live in arena.live()}


def test_looking_publishes_nothing(arena: Arena) -> None:
    sending = Sending(arena, a_post(arena))
    sending.commit_and_lose("drop before")

    sending.find()

    assert arena.live() == []
    assert arena.commits() == 1


def test_a_repeated_preparation_uploads_nothing_twice(arena: Arena) -> None:
    sending = Sending(arena, a_post(arena, media=TWO_PICTURES))
    first = sending.prepare()
    uploads = arena.uploads()

    second = sending.prepare()

    assert uploads > 0
    assert arena.uploads() == uploads
    assert second.refs == first.refs


def test_an_attempt_after_one_that_never_arrived_publishes_once(arena: Arena) -> None:
    sending = Sending(arena, a_post(arena, media=TWO_PICTURES))
    sending.commit_and_lose("drop before")
    assert sending.find() is None

    sending.prepare()
    receipt = sending.commit()

    assert [live.remote_id for live in arena.live()] == [receipt.remote_id]


def test_no_write_leaves_without_an_open_attempt(arena: Arena) -> None:
    prepared = Sending(arena, a_post(arena)).prepare()

    with pytest.raises(RuntimeError):
        arena.publisher.prepare(a_post(arena, media=(picture("red"),)), {})
    with pytest.raises(RuntimeError):
        arena.publisher.commit(prepared)

    assert arena.live() == []
    assert arena.commits() <= 1


def test_credentials_are_checked_without_writing(arena: Arena) -> None:
    assert isinstance(arena.publisher, ChecksCredentials)
    assert arena.publisher.check()
    assert arena.uploads() == 0
