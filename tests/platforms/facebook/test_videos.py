"""What is particular to films on a Facebook page and on Instagram."""

import os
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
import requests
from requests.adapters import BaseAdapter

from crossposter.channels import (
    Media,
    NotReady,
    OutcomeUnknown,
    Rejected,
    TryLater,
    open_attempt,
)
from crossposter.channels import Stage as AttemptStage
from crossposter.platforms.facebook.video_status import Stage, VideoStatus
from crossposter.platforms.facebook.video_upload import is_reel
from crossposter.sandbox.server import Sandbox
from tests.support.arenas import SandboxArena
from tests.support.footage import film, reel
from tests.support.sending import Sending, a_post

LARGE = 50_000_000


@pytest.fixture
def facebook(sandbox: Sandbox) -> SandboxArena:
    return SandboxArena("facebook", sandbox)


@pytest.fixture
def instagram(sandbox: Sandbox) -> SandboxArena:
    return SandboxArena("instagram", sandbox)


@pytest.mark.parametrize(
    ("width", "height", "seconds", "is_one"),
    [
        (1080, 1920, 12.0, True),
        (540, 960, 90.0, True),
        (540, 960, 3.0, True),
        (1080, 1920, 90.1, False),
        (1080, 1920, 2.9, False),
        (538, 956, 12.0, False),
        (1080, 1350, 12.0, False),
        (1920, 1080, 12.0, False),
        (0, 0, 12.0, False),
    ],
)
def test_short_upright_films_are_reels(
    width: int, height: int, seconds: float, is_one: bool
) -> None:
    shown = Media(
        name="a.mp4",
        mime="video/mp4",
        sha256="",
        width=width,
        height=height,
        seconds=seconds,
    )

    assert is_reel(shown) is is_one


def told(**status: Any) -> VideoStatus:
    phases = {
        name: value if isinstance(value, dict) else {"status": value}
        for name, value in status.items()
        if name != "video_status"
    }
    return VideoStatus.told({"id": "1", "status": {**status, **phases}})


@pytest.mark.parametrize(
    ("status", "stage"),
    [
        ({}, Stage.WAITING),
        ({"video_status": "uploading"}, Stage.WAITING),
        ({"video_status": "upload_complete"}, Stage.WAITING),
        ({"video_status": "processing"}, Stage.WORKING),
        ({"processing_phase": "in_progress"}, Stage.WORKING),
        ({"video_status": "ready", "publishing_phase": "not_started"}, Stage.WORKING),
        ({"video_status": "ready", "publishing_phase": "complete"}, Stage.PUBLIC),
        (
            {"publishing_phase": {"status": "complete", "publish_status": "draft"}},
            Stage.WAITING,
        ),
        ({"video_status": "error"}, Stage.FAILED),
        ({"video_status": "expired"}, Stage.FAILED),
        ({"processing_phase": {"status": "error", "errors": "?"}}, Stage.FAILED),
    ],
)
def test_facebook_says_how_far_a_film_is(status: Any, stage: Stage) -> None:
    assert told(**status).stage is stage


def test_a_video_that_says_nothing_is_waiting() -> None:
    assert VideoStatus.told({"id": "1"}) == VideoStatus(stage=Stage.WAITING)


def test_a_film_that_cannot_be_processed_is_refused_at_its_end(
    facebook: SandboxArena, tmp_path: Path
) -> None:
    facebook.settings(film_fails=True)
    sending = Sending(facebook, a_post(facebook, media=(film(tmp_path),)))

    with pytest.raises(Rejected, match="could not be processed"):
        sending.commit()

    assert sending.find() is None
    assert facebook.live() == []


def test_a_film_that_failed_after_its_end_is_sent_anew_only_by_a_person(
    facebook: SandboxArena, tmp_path: Path
) -> None:
    facebook.settings(film_fails=True, film_looks=1)
    sending = Sending(facebook, a_post(facebook, media=(film(tmp_path),)))
    with pytest.raises(OutcomeUnknown):
        sending.commit()
    assert sending.find() is None
    with pytest.raises(Rejected):
        sending.prepare()
    facebook.settings(film_fails=False, film_looks=0)

    sending.prepare()
    receipt = sending.commit()

    assert [live.remote_id for live in facebook.live()] == [receipt.remote_id]


def test_a_public_film_is_never_ended_twice(
    facebook: SandboxArena, tmp_path: Path
) -> None:
    """Somebody said that it was not posted, but it was."""
    sending = Sending(facebook, a_post(facebook, media=(film(tmp_path),)))
    sending.prepare()
    facebook.fault("drop_after", operation="videos")
    facebook.fault("unreadable", operation="video", status=500)
    with pytest.raises(OutcomeUnknown):
        sending.commit()

    sending.prepare()
    receipt = sending.commit()

    assert [live.remote_id for live in facebook.live()] == [receipt.remote_id]


def test_a_post_without_a_film_is_not_taken_for_one_with_the_same_words(
    facebook: SandboxArena, tmp_path: Path
) -> None:
    words = "Selamat Hari Korpri"
    plain = Sending(facebook, a_post(facebook, words))
    plain.prepare()
    Sending(facebook, a_post(facebook, words, media=(reel(tmp_path),))).commit()
    plain.commit_and_lose("drop before")

    assert plain.find() is None


def test_an_upload_goes_on_where_the_connection_broke(
    instagram: SandboxArena, tmp_path: Path
) -> None:
    shown = reel(tmp_path)
    sending = Sending(instagram, a_post(instagram, media=(shown,)))
    instagram.fault("drop_before", operation="reel_upload")
    with pytest.raises(TryLater):
        sending.prepare()
    [key] = [name for name in sending.saved if name.startswith("container")]
    container = sending.saved[key].split()[0]
    with shown.open() as stream:
        _send(instagram, container, stream.read(6_000), shown.size)

    sending.prepare()
    sending.commit()

    [live] = instagram.live()
    assert [sha for sha, _ in live.pictures] == [shown.sha256]
    assert instagram.requests("media") == 1


def _send(arena: SandboxArena, container: str, data: bytes, size: int) -> None:
    headers = {
        "Authorization": f"OAuth token-{arena.number}",
        "offset": "0",
        "file_size": str(size),
    }
    address = f"{arena.url}/ig-api-upload/v26.0/{container}"
    assert requests.post(address, data=data, headers=headers).ok


def test_a_film_instagram_cannot_use_fails_and_is_begun_anew_by_a_person(
    instagram: SandboxArena, tmp_path: Path
) -> None:
    instagram.settings(film_fails=True, film_looks=1)
    sending = Sending(instagram, a_post(instagram, media=(reel(tmp_path),)))
    with pytest.raises(NotReady):
        sending.prepare()
    with pytest.raises(Rejected):
        sending.prepare()
    instagram.settings(film_fails=False, film_looks=0)

    sending.commit()

    assert len(instagram.live()) == 1
    assert instagram.requests("media") == 2


class Sink(BaseAdapter):
    """A network that swallows what it is sent, and says that all is well."""

    def __init__(self) -> None:
        super().__init__()
        self.swallowed = 0
        self.largest = 0

    def send(self, request: Any, *_: Any, **__: Any) -> requests.Response:
        body = request.body
        pieces = iter(lambda: body.read(16_384), b"") if hasattr(body, "read") else ()
        for piece in pieces or (body or b"",):
            self.swallowed += len(piece)
            self.largest = max(self.largest, len(piece))
        response = requests.Response()
        response.status_code, response.url = 200, request.url
        response._content = self._answer()
        return response

    def _answer(self) -> bytes:
        begin = min(self.swallowed // 1_000_000 * 1_000_000, LARGE)
        told = '"id": "1", "video_id": "1", "upload_session_id": "2"'
        offsets = f'"start_offset": "{begin}", "end_offset": "{begin + 4_000_000}"'
        status = '"status_code": "FINISHED", "data": {"id": "1"}'
        return f"{{{told}, {offsets}, {status}}}".encode()

    def close(self) -> None:
        """Nothing is open."""


@pytest.mark.parametrize("kind", ["x", "instagram", "facebook"])
def test_a_large_film_is_never_in_memory_as_a_whole(
    kind: str, sandbox: Sandbox, tmp_path: Path
) -> None:
    arena = SandboxArena(kind, sandbox)
    file = tmp_path / "besar.mp4"
    file.touch()
    os.truncate(file, LARGE)  # sparse: it takes no room
    shown = Media(
        name="besar.mp4",
        mime="video/mp4",
        sha256="0",
        file=file,
        size=LARGE,
        width=1080,
        height=1920,
        seconds=60.0,
    )
    sink = _swallow(arena)

    tracemalloc.start()
    with open_attempt(AttemptStage.PREPARING):
        arena.publisher.prepare(a_post(arena, media=(shown,)), {"user": "1 a"})
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert sink.swallowed >= LARGE
    assert peak < LARGE / 2


def _swallow(arena: SandboxArena) -> Sink:
    publisher: Any = arena.publisher
    sink = Sink()
    session = {
        "x": lambda: publisher._api._session,
        "instagram": lambda: publisher._account.session,
        "facebook": lambda: publisher._page._account.session,
    }[arena.name]()
    session.mount("http://", sink)
    return sink
