"""Requests and answers as plain values."""

import asyncio
import json
from typing import Any

import pytest
from starlette.requests import Request

from crossposter.sandbox.request import (
    LARGEST_BODY,
    Answer,
    Call,
    Unreadable,
    read,
)


def call(**values: Any) -> Call:
    return Call(**{"method": "GET", "path": "/", "base": ""} | values)


def sent(body: bytes, kind: str, path: str = "/2/tweets", **headers: str) -> Call:
    """What the sandbox makes of one request."""

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    named = {"content-type": kind, "content-length": str(len(body)), **headers}
    scope = {
        "type": "http",
        "method": "POST",
        "path": path,
        "query_string": b"a=1&a=2&b=",
        "headers": [(name.encode(), text.encode()) for name, text in named.items()],
        "server": ("127.0.0.1", 80),
        "scheme": "http",
    }
    return asyncio.run(read(Request(scope, receive), "http://h"))


def test_a_parameter_has_no_blanks_around_it_and_may_be_missing() -> None:
    assert call(params={"a": " x "}).param("a") == "x"
    assert call().param("a") == ""


@pytest.mark.parametrize(
    ("written", "default", "flag"),
    [("true", False, True), ("YES", False, True), ("0", True, False), ("", True, True)],
)
def test_a_switch_of_the_graph_may_be_written_in_many_ways(
    written: str, *, default: bool, flag: bool
) -> None:
    assert call(params={"a": written}).flag("a", default=default) is flag


@pytest.mark.parametrize(
    ("answer", "content"),
    [
        (Answer(body={"a": "ü"}), '{"a": "ü"}'.encode()),
        (Answer(body=b"\x00", media_type="image/png"), b"\x00"),
        (Answer(body="teks", media_type="text/plain"), b"teks"),
        (Answer(body=None, media_type="text/plain"), b""),
        (Answer(), b"null"),
    ],
)
def test_a_body_travels_as_its_kind(answer: Answer, content: bytes) -> None:
    assert answer.content() == content


def test_values_of_a_json_body_are_parameters_too() -> None:
    found = sent(
        json.dumps({"text": "a", "n": 5, "b": [1]}).encode(), "application/json"
    )

    assert found.body == {"text": "a", "n": 5, "b": [1]}
    assert (found.param("text"), found.param("n")) == ("a", "5")
    assert json.loads(found.param("b")) == [1]


def test_a_form_takes_the_place_of_the_query() -> None:
    found = sent(b"b=dua", "application/x-www-form-urlencoded")

    assert found.param("b") == "dua"


@pytest.mark.parametrize(
    "body",
    [b"{", b"\xff", b'"\\ud800"', b"[" * 100_000],
    ids=["half", "no", "lone", "deep"],
)
def test_what_is_no_json_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        sent(body, "application/json")


def test_a_body_larger_than_any_platform_takes_is_not_read() -> None:
    announced = {"content-length": str(LARGEST_BODY + 1)}

    with pytest.raises(Unreadable, match="larger"):
        sent(b"{}", "application/json", **announced)


def test_bytes_of_an_upload_stay_bytes() -> None:
    found = sent(b"{", "application/json", "/video-upload/v26.0/1")

    assert found.files == {"body": b"{"}
