"""What posts and photos of a page have in common: ids, limits, the unknown object."""

import pytest

from crossposter.sandbox.facebook.validation import (
    answer_missing,
    check_message,
    missing,
    new_id,
    path,
)
from crossposter.sandbox.request import Call, Refused
from crossposter.sandbox.state import State


def test_ids_of_posts_grow_and_begin_with_their_page(state: State) -> None:
    first, second = new_id(state, "1001"), new_id(state, "777")

    assert first.startswith("1001_")
    assert int(second.rpartition("_")[2]) == int(first.rpartition("_")[2]) + 1
    assert path("1001", first) == f"/facebook/1001/posts/{first.rpartition('_')[2]}"


def test_a_message_of_just_the_limit_is_taken(state: State) -> None:
    limit = state.setting("facebook_message_limit")

    check_message("a" * limit, state)
    with pytest.raises(Refused) as refused:
        check_message("a" * (limit + 1), state)

    assert refused.value.answer.body["error"]["code"] == 100


def test_an_object_nobody_knows_is_refused_by_its_id(state: State) -> None:
    call = Call(method="DELETE", path="", base="", ids={"id": "55"})

    with pytest.raises(Refused) as refused:
        answer_missing(call, state)

    error = refused.value.answer.body["error"]
    assert (error["code"], error["error_subcode"]) == (100, 33)
    assert error["message"].startswith(
        "Unsupported delete request. Object with ID '55'"
    )
    assert missing(call).answer.body["error"]["message"] == error["message"]
