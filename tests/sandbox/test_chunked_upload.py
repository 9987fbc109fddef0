"""Files in pieces: each from where the last one ended, and never more than announced."""

from typing import Any

import pytest

from crossposter.sandbox.chunked_upload import arrived, joined, keep, stream
from crossposter.sandbox.request import Call, Refused
from crossposter.sandbox.state import State


def a_call(data: bytes, **headers: str) -> Call:
    return Call(method="POST", path="/", base="", files={"body": data}, headers=headers)


def kind_of(refused: pytest.ExceptionInfo[Refused]) -> Any:
    return refused.value.answer.body["debug_info"]["type"]


def test_pieces_are_joined_in_their_order_and_forgotten(state: State) -> None:
    assert [keep(state, "a", b"satu"), keep(state, "a", b"dua")] == [4, 7]
    keep(state, "b", b"lain")

    assert joined(state, "a") == b"satudua"
    assert (arrived(state, "a"), arrived(state, "b")) == (0, 4)


def test_a_stream_is_whole_with_its_last_byte(state: State) -> None:
    first = stream(
        state=state, key="a", most=9, call=a_call(b"sa", file_size="4", offset="0")
    )
    last = stream(
        state=state, key="a", most=9, call=a_call(b"tu", file_size="4", offset="2")
    )

    assert (first, last) == (False, True)


@pytest.mark.parametrize(
    ("data", "headers", "kind"),
    [
        (b"x", {"file_size": "99", "offset": "0"}, "FileSizeError"),
        (b"x", {"file_size": "4", "offset": "1"}, "OffsetInvalidError"),
        (b"", {"file_size": "4", "offset": "0"}, "PartialRequestError"),
        (b"12345", {"file_size": "4", "offset": "0"}, "PartialRequestError"),
        (b"x", {"offset": "0"}, "HeaderError"),
        (b"x", {"file_size": "-4", "offset": "0"}, "HeaderError"),
    ],
)
def test_what_does_not_fit_is_refused_and_not_kept(
    state: State, data: bytes, headers: dict[str, str], kind: str
) -> None:
    with pytest.raises(Refused) as refused:
        stream(a_call(data, **headers), state, "a", 9)

    assert kind_of(refused) == kind
    assert arrived(state, "a") == 0
