"""Announcements and deliveries as values: stable keys, times in UTC."""

import pytest

from crossposter.announcements import serializers
from crossposter.database.models import Attachment, Event
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.thread import Thread
from tests.support.builders import a_delivery, an_announcement
from tests.support.fakes import MONDAY
from tests.support.newsroom import as_json


def test_every_value_can_be_written_as_json() -> None:
    for values in (
        serializers.announcement(an_announcement(id=1, at=MONDAY)),
        serializers.delivery(a_delivery(1, id=2, status=Status.SCHEDULED)),
        serializers.image(
            Attachment(announcement_id=1, position=0, file="a.png", alt="Posko")
        ),
    ):
        assert as_json(values) == values


def test_now_is_a_word_and_not_a_time() -> None:
    told = serializers.announcement

    assert told(an_announcement(at_once=True))["at"] == "now"
    assert told(an_announcement(at=MONDAY))["at"] == "2026-11-23T00:00:00Z"
    assert told(an_announcement())["at"] is None


def test_nothing_left_out_is_an_empty_object() -> None:
    assert serializers.announcement(an_announcement())["left_out"] == {}


@pytest.mark.parametrize(
    ("status", "looked_at"),
    [
        (Status.SCHEDULED, True),
        (Status.UNCONFIRMED, True),
        (Status.HELD, False),
        (Status.PUBLISHED, False),
        (Status.COMMITTING, False),
    ],
)
def test_a_next_look_is_told_only_where_there_is_one(
    status: Status, *, looked_at: bool
) -> None:
    told = serializers.delivery(a_delivery(1, status=status))

    assert (told["next_at"] is not None) is looked_at


def test_a_single_post_has_one_part_with_the_deliverys_own_link() -> None:
    each = a_delivery(1, permalink="https://fake.example/1", published_at=MONDAY)

    told = serializers.texts(each, Thread(texts=("Jembatan",)))

    assert told["text"] == "Jembatan"
    assert told["parts"] == [
        {
            "text": "Jembatan",
            "permalink": "https://fake.example/1",
            "published_at": "2026-11-23T00:00:00Z",
        }
    ]


def test_parts_of_a_thread_that_are_not_public_yet_have_no_link() -> None:
    told = serializers.texts(a_delivery(1), Thread(texts=("satu", "dua")))

    assert told["text"] == "satu\n\ndua"
    assert [part["permalink"] for part in told["parts"]] == [None, None]


def test_a_deed_says_for_whom_somebody_acted() -> None:
    event = Event(at=MONDAY, actor="admin", acting_for="kabid", action="approved")

    assert serializers.deed(event) == {
        "at": "2026-11-23T00:00:00Z",
        "action": "approved",
        "by": "admin",
        "acting_for": "kabid",
        "detail": None,
    }
