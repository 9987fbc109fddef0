"""What is particular to films and moving pictures on X."""

import dataclasses
from pathlib import Path

import pytest

from crossposter.channels import NotReady, Rejected
from crossposter.clock import SystemClock
from crossposter.platforms import chunked_upload as _turns
from crossposter.sandbox.server import Sandbox
from tests.support.arenas import SandboxArena
from tests.support.fakes import FrozenClock
from tests.support.footage import film
from tests.support.sending import Sending, a_post, picture


@pytest.fixture
def x(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> SandboxArena:
    monkeypatch.setattr(_turns, "PIECE", 4_000)
    monkeypatch.setattr("crossposter.platforms.x.videos.PIECE", 4_000)
    return SandboxArena("x", sandbox)


def test_a_film_goes_out_in_pieces_with_its_description(
    x: SandboxArena, tmp_path: Path
) -> None:
    shown = film(tmp_path, alt="Banjir di Kusan Hilir")

    Sending(x, a_post(x, media=(shown,))).commit()

    [live] = x.live()
    assert live.pictures == ((shown.sha256, "Banjir di Kusan Hilir"),)
    assert x.requests("media_append") == 3


def test_an_animated_gif_goes_out_as_one(x: SandboxArena) -> None:
    moving = dataclasses.replace(picture(kind="GIF"), alt="Peta cuaca")

    Sending(x, a_post(x, media=(moving,))).commit()

    [live] = x.live()
    assert live.pictures == ((moving.sha256, "Peta cuaca"),)
    assert x.requests("media_initialize") == x.requests("media_finalize") == 1
    assert x.requests("media_upload") == 0


def test_an_interrupted_upload_goes_on_with_the_piece_that_is_missing(
    x: SandboxArena, tmp_path: Path
) -> None:
    sending = Sending(x, a_post(x, media=(film(tmp_path),)))
    x.fault("drop_before", operation="media_append", skip=2)
    with pytest.raises(Exception, match="did not answer an upload"):
        sending.prepare()

    sending.commit()

    assert x.requests("media_initialize") == 1
    assert x.requests("media_append") == 4
    assert len(x.live()) == 1


def test_a_film_in_work_is_waited_for_without_an_upload(
    x: SandboxArena, tmp_path: Path
) -> None:
    x.settings(film_looks=1)
    sending = Sending(x, a_post(x, media=(film(tmp_path),)))

    with pytest.raises(NotReady) as caught:
        sending.prepare()
    with pytest.raises(NotReady):
        sending.prepare()
    sending.commit()

    assert caught.value.after is not None
    assert caught.value.after.total_seconds() >= 5  # as X asked
    assert x.requests("media_append") == 3
    assert len(x.live()) == 1


def test_a_film_that_cannot_be_processed_is_refused_in_the_words_of_x(
    x: SandboxArena, tmp_path: Path
) -> None:
    sending = Sending(x, a_post(x, media=(film(tmp_path, seconds=200),)))

    with pytest.raises(Rejected, match="duration is outside"):
        sending.prepare()
    assert x.live() == []


def test_a_person_who_tries_a_failed_film_again_begins_anew(
    x: SandboxArena, tmp_path: Path
) -> None:
    x.settings(film_fails=True)
    sending = Sending(x, a_post(x, media=(film(tmp_path),)))
    with pytest.raises(Rejected):
        sending.prepare()
    x.settings(film_fails=False)

    sending.commit()

    assert x.requests("media_initialize") == 2


def test_an_upload_that_x_has_dropped_is_begun_anew(
    x: SandboxArena, tmp_path: Path
) -> None:
    x.settings(film_looks=1)
    sending = Sending(x, a_post(x, media=(film(tmp_path),)))
    with pytest.raises(NotReady):
        sending.prepare()
    x.settings(clock_offset=86_401, film_looks=0)

    sending.commit()

    assert x.requests("media_initialize") == 2
    assert len(x.live()) == 1


def test_a_long_upload_lets_others_have_their_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_turns, "PIECE", 4_000)
    clock = FrozenClock(SystemClock().now())
    turn = _turns.TimeSlice(clock, "X")
    pieces = turn.pieces(film(tmp_path), done=0)
    next(pieces)
    clock.sleep(_turns.TURN)

    with pytest.raises(NotReady) as caught:
        next(pieces)
    assert caught.value.after is not None
    assert not caught.value.after
