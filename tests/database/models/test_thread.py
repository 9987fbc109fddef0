"""How far a thread has come."""

import pytest

from crossposter.database.models import Part
from crossposter.database.models.thread import Thread, texts_of
from tests.support.builders import a_delivery
from tests.support.fakes import MONDAY

TEXTS = ("satu", "dua", "tiga")


def public(count: int) -> tuple[Part, ...]:
    return tuple(
        Part(
            delivery_id=1,
            position=at,
            channel="x",
            remote_id=str(at),
            published_at=MONDAY,
        )
        for at in range(count)
    )


@pytest.mark.parametrize(
    ("count", "begun", "goes_on", "whole", "reply_to"),
    [
        (0, False, True, False, None),
        (1, True, True, False, "0"),
        (2, True, False, False, "1"),
        (3, True, False, True, "2"),
    ],
)
def test_each_part_moves_it_on(
    count: int, *, begun: bool, goes_on: bool, whole: bool, reply_to: str | None
) -> None:
    thread = Thread(texts=TEXTS, public=public(count))

    assert thread.position == count
    assert (thread.begun, thread.goes_on, thread.is_whole) == (begun, goes_on, whole)
    assert thread.reply_to == reply_to


def test_progress_is_told_in_a_sentence() -> None:
    told = [Thread(texts=TEXTS, public=public(count)).progress for count in (1, 2)]

    assert told == ["1 of its 3 parts is public", "2 of its 3 parts are public"]


def test_a_single_post_is_never_begun() -> None:
    thread = Thread(texts=texts_of(a_delivery(1, text="satu")))

    assert (thread.texts, thread.begun, thread.goes_on) == (("satu",), False, False)
    assert texts_of(a_delivery(1, text="a", replies=["b"])) == ("a", "b")
