"""A part of a thread on X is a reply, and is told from its like by what it answers."""

from datetime import timedelta

import pytest

from crossposter.channels import Post, Receipt, Rejected, TryLater
from crossposter.clock import SystemClock
from crossposter.platforms.x import threads as _x_threads
from crossposter.sandbox.server import Sandbox
from tests.support.arenas import SandboxArena
from tests.support.sending import Sending, a_post, picture


@pytest.fixture
def x(sandbox: Sandbox) -> SandboxArena:
    return SandboxArena("x", sandbox)


def sent(x: SandboxArena, text: str, *, below: Receipt | None = None) -> Receipt:
    return Sending(x, part(x, text, below=below)).commit()


def part(x: SandboxArena, text: str, *, below: Receipt | None) -> Post:
    return a_post(x, text, reply_to=below.remote_id if below else None)


def take_down(sandbox: Sandbox, receipt: Receipt) -> None:
    sandbox.state.write("UPDATE post SET deleted = 1 WHERE id = ?", receipt.remote_id)


def test_a_part_is_a_reply_to_the_one_before(x: SandboxArena, sandbox: Sandbox) -> None:
    first = sent(x, "Satu 1/2")

    second = sent(x, "Dua 2/2", below=first)

    rows = sandbox.state.rows("SELECT id, reply_to FROM post ORDER BY seq")
    assert [tuple(row) for row in rows] == [
        (first.remote_id, None),
        (second.remote_id, first.remote_id),
    ]
    assert second.permalink == f"{(first.permalink or '').rpartition('/')[0]}/" + str(
        second.remote_id
    )


def test_each_part_is_looked_for_from_its_own_baseline(x: SandboxArena) -> None:
    saved: dict[str, str] = {}
    Sending(x, a_post(x, "Kemarin")).commit()
    first = Sending(x, part(x, "Satu 1/2", below=None), saved)
    receipt = first.commit()

    second = Sending(x, part(x, "Dua 2/2", below=receipt), saved)
    second.prepare()

    assert second.prepared is not None
    assert first.prepared is not None
    assert second.prepared.baseline == receipt.remote_id != first.prepared.baseline
    assert second.prepare().baseline == receipt.remote_id


def test_a_lost_part_is_found(x: SandboxArena) -> None:
    first = sent(x, "Satu 1/2")
    lost = Sending(x, part(x, "Dua & <dua> 2/2", below=first))
    lost.commit_and_lose("drop after")

    found = lost.find(taken=[first.remote_id])

    assert found is not None
    assert found.remote_id == x.live()[-1].remote_id


def test_equal_words_are_told_apart_by_what_they_answer(x: SandboxArena) -> None:
    one, other = sent(x, "Satu"), sent(x, "Lain")
    x.settings(clock_offset=90_000)  # X has forgotten them, and takes them again
    lost = Sending(x, part(x, "Lanjutan 2/2", below=one))
    lost.commit_and_lose("drop after")
    mine = x.live()[-1].remote_id
    x.settings(clock_offset=180_000)
    sent(x, "Lanjutan 2/2", below=other)
    x.settings(clock_offset=270_000)
    sent(x, "Lanjutan 2/2")

    found = lost.find()

    assert found is not None
    assert found.remote_id == mine


def test_a_post_of_its_own_is_no_reply(x: SandboxArena) -> None:
    first = sent(x, "Satu")
    lost = Sending(x, a_post(x, "Awas!"))
    lost.commit_and_lose("drop before")
    sent(x, "Awas!", below=first)

    assert lost.find() is None


def test_a_part_below_what_a_person_has_deleted_is_refused(
    x: SandboxArena, sandbox: Sandbox
) -> None:
    first = sent(x, "Satu 1/2")
    take_down(sandbox, first)

    with pytest.raises(TryLater):  # X may only not have seen it yet
        sent(x, "Dua 2/2", below=first)


def test_later_the_refusal_is_believed(
    x: SandboxArena, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_x_threads, "SEEN_EVERYWHERE", timedelta(0))
    first = sent(x, "Satu 1/2")
    take_down(sandbox, first)

    with pytest.raises(Rejected, match="the part before this one was deleted") as told:
        sent(x, "Dua 2/2", below=first)

    assert told.value.code == "403/parent"


def test_a_refusal_for_another_reason_stays_one(x: SandboxArena) -> None:
    first = sent(x, "Satu 1/2")

    with pytest.raises(Rejected, match="longer than X takes"):
        sent(x, "a" * 281, below=first)


def test_an_id_that_is_no_number_is_an_old_one() -> None:
    refusal = Rejected("gone", code="403/parent")

    told = _x_threads.seen_in_time(refusal, "post-1", SystemClock().now())

    assert told is refusal


def test_pictures_belong_to_the_first_part_only(x: SandboxArena) -> None:
    whole = a_post(x, "Satu 1/2", media=(picture(),), replies=("Dua 2/2",))
    first = Sending(x, whole.part(0, reply_to=None)).commit()
    Sending(x, whole.part(1, reply_to=first.remote_id)).commit()

    assert x.uploads() == 1
    assert [live.text for live in x.live()] == ["Satu 1/2", "Dua 2/2"]
