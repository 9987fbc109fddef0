"""What an error of the Graph API calls for: a subcode says more than its code."""

from typing import Any

import pytest

from crossposter.channels import Blocked, Duplicate, NotAuthorized, Rejected, TryLater
from crossposter.platforms.meta.errors import GraphError, rule_for


def an_error(code: int, **values: Any) -> GraphError:
    return GraphError(code=code, **values)


@pytest.mark.parametrize(
    "body", [None, "x", {}, {"error": "x"}, {"error": {"code": "190"}}, {"error": []}]
)
def test_what_names_no_code_is_no_error_of_the_graph(body: object) -> None:
    assert GraphError.parsed(body) is None


def test_an_envelope_is_read_with_what_people_may_understand() -> None:
    body = {
        "error": {
            "code": 190,
            "error_subcode": 463,
            "message": "technical",
            "error_user_msg": "for people",
            "is_transient": "true",
        }
    }

    error = GraphError.parsed(body)

    assert error == an_error(190, subcode=463, text="for people")
    assert error is not None
    assert error.name == "190/463"
    assert an_error(506).name == "506"


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (an_error(190, subcode=463), NotAuthorized),
        (an_error(200), NotAuthorized),
        (an_error(32), TryLater),
        (an_error(368), Blocked),
        (an_error(99_999), Rejected),
        (an_error(99_999, transient=True), TryLater),
        (an_error(190, subcode=463, transient=True), NotAuthorized),
        (an_error(100, text="photo has already been published"), Duplicate),
    ],
)
def test_a_code_is_a_reaction(error: GraphError, kind: type[Exception]) -> None:
    assert issubclass(rule_for(error).kind, kind)


def test_an_app_that_is_not_live_is_told_by_its_words() -> None:
    error = an_error(200, text="(#200) The app is in Development Mode")

    assert error.name == "200/development mode"
    assert rule_for(error) != rule_for(an_error(200))
