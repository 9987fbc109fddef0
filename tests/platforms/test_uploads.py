"""The ids of uploads between one preparation and the next."""

from datetime import timedelta

import pytest

from crossposter.channels import Unreadable
from crossposter.platforms.uploads import Uploads, first_baseline, picture_key
from tests.support.fakes import FrozenClock
from tests.support.sending import picture


def test_an_upload_is_used_again_while_the_platform_keeps_it() -> None:
    clock = FrozenClock()
    uploads = Uploads({}, clock)
    uploads.keep("photo", "17")

    clock.advance(hours=22)
    assert uploads.get("photo") == "17"
    clock.advance(hours=1)
    assert uploads.get("photo") is None
    assert uploads.of_any_age("photo") == "17"


def test_each_id_is_durable_in_one_assignment() -> None:
    written: list[str] = []

    class Saved(dict[str, str]):
        def __setitem__(self, key: str, value: str) -> None:
            written.append(key)
            super().__setitem__(key, value)

    Uploads(Saved(), FrozenClock()).keep("photo", "17")

    assert written == ["photo"]


@pytest.mark.parametrize("value", ["", "17", "17 yesterday", "17 2026-11-23T00:00:00"])
def test_an_entry_nobody_understands_is_uploaded_again(value: str) -> None:
    assert Uploads({"photo": value}, FrozenClock()).get("photo") is None


def test_an_upload_from_the_future_is_not_trusted() -> None:
    clock = FrozenClock()
    saved: dict[str, str] = {}
    Uploads(saved, clock).keep("photo", "17")

    clock.advance(to=clock.now() - timedelta(hours=1))

    assert Uploads(saved, clock).get("photo") is None


def test_spent_ids_are_not_used() -> None:
    uploads = Uploads({}, FrozenClock(), frozenset({"17"}))
    uploads.keep("a", "17")

    assert uploads.get("a") is None
    assert uploads.of_any_age("a") is None


def test_another_description_is_another_upload() -> None:
    keys = {
        picture_key("photo", 0, picture(alt="Peta")),
        picture_key("photo", 0, picture(alt="Jalan")),
        picture_key("photo", 1, picture(alt="Jalan")),
        picture_key("photo", 0, picture("navy", alt="Jalan")),
    }

    assert len(keys) == 4


def test_the_baseline_of_the_first_attempt_is_kept() -> None:
    saved: dict[str, str] = {}

    assert first_baseline(saved, lambda: "7") == "7"
    assert first_baseline(saved, lambda: "9") == "7"


def test_an_empty_account_is_remembered_as_empty() -> None:
    saved: dict[str, str] = {}

    assert first_baseline(saved, lambda: None) == ""
    assert first_baseline(saved, lambda: "9") == ""


def test_a_baseline_nobody_can_read_is_asked_for_again() -> None:
    saved: dict[str, str] = {}

    def unreadable() -> str:
        raise Unreadable("not now")

    assert first_baseline(saved, unreadable) is None
    assert first_baseline(saved, lambda: "9") == "9"
