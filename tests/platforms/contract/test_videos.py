"""What every publisher does with a film, whatever its platform."""

import contextlib
import itertools
from pathlib import Path
from typing import Any

import pytest

from crossposter.channels import (
    NotReady,
    OutcomeUnknown,
    PublisherError,
    Receipt,
    Unreadable,
)
from crossposter.platforms import chunked_upload as _turns
from crossposter.platforms.facebook import video_upload as _film_uploads
from crossposter.platforms.x import videos as _x_films
from crossposter.sandbox.server import Sandbox
from tests.support.arenas import LOSSES, SandboxArena
from tests.support.footage import film, reel
from tests.support.sending import Sending, a_post

KINDS = {
    "x": ("x", film),
    "video": ("facebook", film),
    "facebook reel": ("facebook", reel),
    "instagram reel": ("instagram", reel),
}
COMMITS = {
    "x": "tweets",
    "video": "videos",
    "facebook reel": "video_reels",
    "instagram reel": "media_publish",
}
#: what is sent before the commit, and how often for a film of 10 kB
INVISIBLE = {
    "x": {"media_initialize": 1, "media_append": 3, "media_finalize": 1},
    "video": {"videos": 4},
    "facebook reel": {"video_reels": 1, "video_upload": 1},
    "instagram reel": {"media": 1, "reel_upload": 1},
}
STEPS = [
    (kind, operation, skip)
    for kind, requests in INVISIBLE.items()
    for operation, times in requests.items()
    for skip in range(times)
]


class Cinema(SandboxArena):
    """A sandboxed platform that gets one film."""

    def __init__(self, kind: str, sandbox: Sandbox, folder: Path) -> None:
        platform, shoot = KINDS[kind]
        super().__init__(platform, sandbox)
        self.kind = kind
        self.shown = shoot(folder)
        self.settings(film_piece=4_000)

    def sending(self, text: str = "Banjir di Kusan Hilir", **saved: str) -> Sending:
        return Sending(self, a_post(self, text, media=(self.shown,)), saved=saved)

    def fault_at_the_end(self, kind: str, **values: Any) -> None:
        self.fault(kind, operation=COMMITS[self.kind], **values)


@pytest.fixture(params=KINDS)
def cinema(
    request: pytest.FixtureRequest,
    sandbox: Sandbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Cinema:
    """Each way to show a film in turn, in pieces of 4,000 bytes."""
    return a_cinema(request.param, sandbox, tmp_path, monkeypatch)


def a_cinema(
    kind: str, sandbox: Sandbox, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Cinema:
    for module in (_turns, _x_films, _film_uploads):
        monkeypatch.setattr(module, "PIECE", 4_000)
    return Cinema(kind, sandbox, folder)


def test_the_film_that_was_approved_is_what_goes_out(cinema: Cinema) -> None:
    receipt = cinema.sending("Selamat <Hari> Korpri & lainnya").commit()

    [live] = cinema.live()
    assert live.text == "Selamat <Hari> Korpri & lainnya"
    assert [sha for sha, _ in live.pictures] == [cinema.shown.sha256]
    assert (receipt.remote_id, receipt.permalink) == (live.remote_id, live.permalink)


def test_a_prepared_film_is_not_public_and_never_sent_twice(cinema: Cinema) -> None:
    sending = cinema.sending()
    first = sending.prepare()
    sent = [cinema.requests(name) for name in INVISIBLE[cinema.kind]]

    second = sending.prepare()

    assert cinema.live() == []
    assert [cinema.requests(name) for name in INVISIBLE[cinema.kind]] == sent
    assert first.refs == second.refs


@pytest.mark.parametrize("loss", ["drop_before", "drop_after"])
@pytest.mark.parametrize(("kind", "operation", "skip"), STEPS)
def test_an_answer_lost_on_the_way_costs_no_second_post(
    kind: str,
    operation: str,
    skip: int,
    loss: str,
    sandbox: Sandbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cinema = a_cinema(kind, sandbox, tmp_path, monkeypatch)
    sending = cinema.sending()
    cinema.fault(loss, operation=operation, skip=skip)
    with pytest.raises(PublisherError) as caught:
        sending.prepare()

    _prepare_patiently(sending)
    sending.commit()

    assert not isinstance(caught.value, OutcomeUnknown)
    assert len(cinema.live()) == 1


def _prepare_patiently(sending: Sending) -> None:
    """As the lane does: an upload that cannot go on is begun anew the next time."""
    for _ in range(3):
        try:
            sending.prepare()
        except PublisherError:
            continue
        return
    raise AssertionError("it never got ready")


def test_a_crash_after_any_id_is_known_costs_no_second_post(cinema: Cinema) -> None:
    class Crash(BaseException):
        """The power went."""

    class Saved(dict[str, str]):
        left = 0

        def __setitem__(self, key: str, value: str) -> None:
            super().__setitem__(key, value)
            self.left -= 1
            if self.left == 0:
                raise Crash

    sent = []
    for left in itertools.count(1):
        sent.append(f"Berita {left}")
        sending = cinema.sending(sent[-1])
        sending.saved = Saved()
        sending.saved.left = left
        with contextlib.suppress(Crash):
            sending.prepare()
        crashed = sending.prepared is None
        sending.commit()
        if not crashed:
            break

    assert len(sent) >= 3
    assert sorted(live.text for live in cinema.live()) == sorted(sent)


@pytest.mark.parametrize("how", LOSSES)
def test_a_lost_commit_is_settled_by_looking(cinema: Cinema, how: str) -> None:
    fault, is_live = LOSSES[how]
    sending = cinema.sending()
    sending.prepare()
    cinema.fault_at_the_end(**fault)

    receipt: Receipt | None
    try:
        receipt = sending.commit()
    except OutcomeUnknown:
        receipt = sending.find()

    assert len(cinema.live()) == int(is_live)
    assert (receipt is not None) is is_live


def test_an_absent_film_is_published_by_the_next_attempt(cinema: Cinema) -> None:
    sending = cinema.sending()
    sending.prepare()
    cinema.fault_at_the_end("drop_before")
    with pytest.raises(OutcomeUnknown):
        sending.commit()
    assert sending.find() is None

    sending.prepare()
    receipt = sending.commit()

    assert [live.remote_id for live in cinema.live()] == [receipt.remote_id]


def test_a_film_in_work_is_waited_for(cinema: Cinema) -> None:
    cinema.settings(film_looks=2)
    sending = cinema.sending()

    waits = 0
    receipt = None
    for _ in range(8):
        try:
            sending.prepare()
            receipt = sending.commit()
            break
        except NotReady:
            waits += 1
        except OutcomeUnknown:
            break
    while receipt is None:
        try:
            receipt = sending.find()
        except Unreadable:
            waits += 1

    assert waits >= 1
    assert [live.remote_id for live in cinema.live()] == [receipt.remote_id]


def test_nothing_follows_from_a_film_that_cannot_be_read(cinema: Cinema) -> None:
    sending = cinema.sending()
    sending.prepare()
    cinema.fault_at_the_end("drop_before")
    cinema.break_reading()
    with pytest.raises(OutcomeUnknown):
        sending.commit()

    with pytest.raises(Unreadable):
        sending.find()


def test_no_piece_leaves_without_an_open_attempt(cinema: Cinema) -> None:
    post = a_post(cinema, media=(cinema.shown,))

    with pytest.raises(RuntimeError):
        cinema.publisher.prepare(post, {})

    assert sum(cinema.requests(name) for name in INVISIBLE[cinema.kind]) == 0
