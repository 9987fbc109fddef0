"""What the answers of X call for."""

from datetime import timedelta

import pytest
from requests.structures import CaseInsensitiveDict

from crossposter.channels import NotAuthorized, OutcomeUnknown, TryLater
from crossposter.platforms.session import Answer
from crossposter.platforms.x.errors import (
    nothing_left,
    reaction_to,
    reset_after,
    words_of,
)
from tests.support.fakes import MONDAY

MINUTE = timedelta(minutes=1)
NOW = int(MONDAY.timestamp())


def an_answer(status: int, body: object = None, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status=status, body=body, headers=CaseInsensitiveDict(named))


def test_too_many_requests_are_refused_in_any_words() -> None:
    answer = an_answer(429, "<html>", x_rate_limit_reset=str(NOW + 300))

    reaction = reaction_to(answer, "", MONDAY)

    assert reaction.kind is TryLater
    assert reaction.wait == 5 * MINUTE
    assert reaction.rest is not None
    assert reaction.rest.named


def test_a_limit_without_a_time_rests_for_a_wait_of_ours() -> None:
    reaction = reaction_to(an_answer(429, {}), "Too Many Requests", MONDAY)

    assert reaction.rest is not None
    assert not reaction.rest.named


@pytest.mark.parametrize("status", [200, 302, 500, 503])
def test_what_is_no_refusal_leaves_the_outcome_open(status: int) -> None:
    reaction = reaction_to(an_answer(status, {"title": "?"}), "?", MONDAY)

    assert reaction.kind is OutcomeUnknown


def test_a_refusal_without_a_document_proves_nothing() -> None:
    assert reaction_to(an_answer(403, "<html>"), "", MONDAY).kind is OutcomeUnknown
    refused = reaction_to(
        an_answer(401, {"title": "Unauthorized"}), "Unauthorized", MONDAY
    )
    assert refused.kind is NotAuthorized


def test_words_are_said_once_and_in_one_line() -> None:
    body = {
        "title": "Forbidden",
        "detail": "No.",
        "errors": [{"message": "No.", "title": "Forbidden"}, "odd", {"message": "Why"}],
    }

    assert words_of(body) == "Forbidden · No. · Why"
    assert words_of("text") == ""
    assert words_of({"errors": "odd"}) == ""


def test_a_used_up_day_counts_before_the_window() -> None:
    headers = {
        "x-rate-limit-reset": str(NOW + 60),
        "x-user-limit-24hour-remaining": "0",
        "x-user-limit-24hour-reset": str(NOW + 7_200),
    }

    assert reset_after(headers, MONDAY) == timedelta(hours=2)
    assert nothing_left(headers)
    headers["x-user-limit-24hour-remaining"] = "1"
    assert reset_after(headers, MONDAY) == MINUTE
    assert not nothing_left(headers)
    assert reset_after({"x-rate-limit-reset": "soon"}, MONDAY) is None
