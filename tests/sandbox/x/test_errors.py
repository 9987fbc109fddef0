"""Problem documents of X: each with the status it comes with."""

import pytest

from crossposter.sandbox.x.errors import KNOWN, answer, invalid, not_found, refused


@pytest.mark.parametrize("code", KNOWN)
def test_every_refusal_is_a_problem_document(code: str) -> None:
    found = answer(code)

    assert found.status == found.body["status"] == KNOWN[code]["status"]
    assert {"title", "detail", "type"} <= set(found.body)


def test_a_refusal_without_a_type_is_about_blank() -> None:
    assert answer("401").body["type"] == "about:blank"
    assert answer("402").body["type"].endswith("/credits")


def test_an_unknown_name_is_a_plain_refusal() -> None:
    assert refused("no-such").answer.body["detail"] == KNOWN["403"]["detail"]


def test_a_bad_parameter_is_told_with_its_value() -> None:
    found = invalid("must be smaller", total_bytes=12).answer

    assert found.status == 400
    assert found.body["errors"] == [
        {"parameters": {"total_bytes": ["12"]}, "message": "must be smaller"}
    ]


def test_what_is_not_there_is_described_and_no_refusal() -> None:
    found = not_found("tweet", "id", "77")

    assert found["detail"] == "Could not find tweet with id: [77]."
    assert "status" not in found
