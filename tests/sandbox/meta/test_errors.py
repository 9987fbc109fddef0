"""Error bodies of the Graph API, whole for every code."""

import pytest

from crossposter.sandbox.meta.errors import MESSAGES, TRANSIENT, answer, body, refused


@pytest.mark.parametrize("code", MESSAGES)
def test_every_code_has_the_envelope_of_meta(code: str) -> None:
    error = body(code)["error"]

    number, _, subcode = code.partition("/")
    assert error["code"] == int(number)
    assert error.get("error_subcode") == (int(subcode) if subcode else None)
    assert error["is_transient"] is (code in TRANSIENT)
    assert error["message"]
    assert error["fbtrace_id"] != body(code)["error"]["fbtrace_id"]
    assert ("error_user_title" in error) is ("error_user_msg" in error)


@pytest.mark.parametrize(
    ("code", "status"),
    [("1", 500), ("2", 500), ("190/467", 401), ("190", 400), ("32", 403), ("506", 400)],
)
def test_a_code_comes_with_its_status(code: str, status: int) -> None:
    assert answer(code).status == status


def test_a_bad_token_is_told_in_a_header_as_well() -> None:
    assert "invalid_token" in answer("190/463").headers["www-authenticate"]
    assert answer("506").headers == {}


def test_words_of_ones_own_take_the_place_of_the_known_ones() -> None:
    error = body("100", "(#100) too long", "Shorten it")["error"]

    assert (error["message"], error["error_user_msg"]) == (
        "(#100) too long",
        "Shorten it",
    )


def test_a_subcode_nobody_knows_has_the_words_of_its_code() -> None:
    known = body("190")["error"]

    assert body("190/999")["error"]["message"] == known["message"]
    assert body("77777")["error"]["message"] == "An unknown error occurred"
    assert refused("190/999").answer.body["error"]["error_subcode"] == 999
