"""What the error codes of Meta and X call for, at each step."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from requests.structures import CaseInsensitiveDict

from crossposter.channels import (
    Blocked,
    Duplicate,
    NotAuthorized,
    OutcomeUnknown,
    PublisherError,
    Rejected,
    TryLater,
    Unreadable,
)
from crossposter.platforms.error_mapping import Step
from crossposter.platforms.meta.error_codes import CODES, SUBCODES
from crossposter.platforms.meta.errors import GraphError, rule_for
from crossposter.platforms.meta.graph import GraphAccount, regain_after, usage
from crossposter.platforms.session import Answer, PlatformSession
from crossposter.platforms.x.errors import reaction_to, reset_after, words_of
from tests.support.fakes import MONDAY, FrozenClock

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def account() -> GraphAccount:
    session = PlatformSession(
        service="Facebook",
        public_url="https://graph.facebook.com",
        api_url="https://graph.facebook.com",
        timeout=timedelta(seconds=1),
        secrets=[],
    )
    return GraphAccount(
        session=session, version="v26.0", clock=FrozenClock(), name="facebook 1001"
    )


def graph_answer(code: int, subcode: int = 0, status: int = 400, **more: Any) -> Answer:
    error = {"code": code, "message": "(#1) words", **more}
    if subcode:
        error["error_subcode"] = subcode
    return Answer(status=status, body={"error": error})


def judged(answer: Answer, step: Step = Step.COMMIT) -> PublisherError:
    with pytest.raises(PublisherError) as caught:
        account().judged(answer, step)
    return caught.value


@pytest.mark.parametrize(
    ("code", "subcode", "expected"),
    [
        (1, 0, OutcomeUnknown),
        (2, 0, OutcomeUnknown),
        (-1, 0, OutcomeUnknown),
        (-1, 2207001, OutcomeUnknown),
        (506, 0, Duplicate),
        (100, 1366051, Duplicate),
        (4, 0, TryLater),
        (17, 0, TryLater),
        (32, 0, TryLater),
        (341, 0, TryLater),
        (613, 1996, TryLater),
        (80001, 0, TryLater),
        (80002, 0, TryLater),
        (-2, 2207003, TryLater),
        (24, 2207006, TryLater),
        (24, 2207008, TryLater),
        (9004, 2207052, TryLater),
        (9007, 2207027, TryLater),
        (4, 2207051, Blocked),  # the code says limit, the subcode says spam
        (368, 0, Blocked),
        (368, 1390008, TryLater),
        (368, 4854002, Blocked),
        (25, 2207050, Blocked),
        (9, 2207042, Blocked),
        (190, 0, NotAuthorized),
        (190, 458, NotAuthorized),
        (190, 463, NotAuthorized),
        (190, 9999, NotAuthorized),
        (102, 0, NotAuthorized),
        (3, 0, NotAuthorized),
        (10, 0, NotAuthorized),
        (200, 0, NotAuthorized),
        (283, 0, NotAuthorized),
        (299, 0, NotAuthorized),
        (100, 33, NotAuthorized),
        (100, 0, Rejected),
        (300, 0, Rejected),
        (324, 0, Rejected),
        (1609005, 0, Rejected),
        (36000, 2207004, Rejected),
        (36003, 2207009, Rejected),
        (36004, 2207010, Rejected),
        (100, 2207028, Rejected),
        (987654, 0, Rejected),
    ],
)
def test_a_subcode_says_more_than_its_code(
    code: int, subcode: int, expected: type[PublisherError]
) -> None:
    error = judged(graph_answer(code, subcode))

    assert type(error) is expected
    assert error.code == (f"{code}/{subcode}" if subcode else str(code))


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("code", [*CODES, 201])
def test_only_a_commit_is_ever_unknown(code: int, step: Step) -> None:
    error = judged(graph_answer(code), step)

    assert isinstance(error, OutcomeUnknown) == (
        step is Step.COMMIT
        and issubclass(rule_for(GraphError(code=code)).kind, OutcomeUnknown)
    )
    assert step is not Step.READ or isinstance(
        error, (Unreadable, NotAuthorized, Blocked)
    )


@pytest.mark.parametrize(
    "answer",
    [
        Answer(status=500, body={"error": {"code": 100}}),
        Answer(status=503, body={"id": "1_2"}),
        Answer(status=200, body=None),
        Answer(status=200, body=[]),
        Answer(status=200, body={"error": "no envelope"}),
        Answer(status=302, body={}),
        Answer(status=400, body={"error": {"message": "no code"}}),
        Answer(status=400, body=None),
    ],
    ids=range(8),
)
def test_an_answer_that_does_not_say_is_no_refusal(answer: Answer) -> None:
    assert type(judged(answer)) is OutcomeUnknown


def test_transient_refusals_may_be_tried_again() -> None:
    assert type(judged(graph_answer(100, is_transient=True))) is TryLater


def test_transient_does_not_answer_whether_it_happened() -> None:
    assert type(judged(graph_answer(2, is_transient=True))) is OutcomeUnknown
    assert type(judged(graph_answer(506, is_transient=True))) is Duplicate


def test_used_up_photos_are_a_trace_of_a_lost_answer() -> None:
    words = "photo 12 does not exist or has already been published"

    assert type(judged(graph_answer(100, message=words))) is Duplicate


def test_an_instagram_quota_ends_by_itself() -> None:
    error = judged(graph_answer(9, 2207042))

    assert isinstance(error, Blocked)
    assert error.until == MONDAY + timedelta(hours=1)


@pytest.mark.parametrize("rule", [*SUBCODES.values(), *CODES.values()])
def test_every_refusal_is_one_sentence_for_the_office(rule: Any) -> None:
    message = rule.message.format(service="Facebook")

    assert message.endswith(".")
    assert "{" not in message
    assert message[0].isupper()


def test_meta_tells_how_long_an_account_stays_limited() -> None:
    case = '{"178": [{"type": "pages", "call_count": 100, %s}]}'
    header = case % '"estimated_time_to_regain_access": 7'
    answer = graph_answer(80001)
    answer.headers["X-Business-Use-Case-Usage"] = header

    error = judged(answer)

    assert isinstance(error, TryLater)
    assert error.after == timedelta(minutes=7)


@pytest.mark.parametrize("header", ["", "none", "[]", '{"1": [2]}', '{"a": "b"}'])
def test_odd_usage_headers_are_passed_over(header: str) -> None:
    headers = {"x-app-usage": header}

    assert regain_after(headers) is None
    assert usage(headers) == 0


def x_error(status: int, body: object, step: Step = Step.COMMIT) -> PublisherError:
    answer = Answer(status=status, body=body)
    return reaction_to(answer, words_of(body), NOW).error(step, NOW)


PROBLEM = "https://api.x.com/2/problems/"


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (400, {"detail": "Your Tweet text is too long."}, Rejected),
        (400, {"detail": "Your media IDs are invalid."}, TryLater),
        (400, {"errors": [{"message": "$.text: is not a string"}]}, Rejected),
        (401, {"title": "Unauthorized"}, NotAuthorized),
        (402, {"title": "CreditsDepleted"}, Blocked),
        (
            403,
            {"detail": "You cannot create a Tweet with duplicate content."},
            Duplicate,
        ),
        (403, {"type": PROBLEM + "usage-capped"}, Blocked),
        (429, {"type": PROBLEM + "usage-capped"}, Blocked),
        (403, {"type": PROBLEM + "user-suspended"}, Blocked),
        (403, {"type": PROBLEM + "client-forbidden"}, NotAuthorized),
        (403, {"type": PROBLEM + "client-not-enrolled"}, NotAuthorized),
        (403, {"type": PROBLEM + "oauth1-permissions"}, NotAuthorized),
        (403, {"detail": "You are not permitted to do this."}, Rejected),
        (429, None, TryLater),
        (429, {"errors": [{"code": 88, "message": "Rate limit exceeded"}]}, TryLater),
        (403, None, OutcomeUnknown),
        (404, None, OutcomeUnknown),
        (200, None, OutcomeUnknown),
        (302, {}, OutcomeUnknown),
        (500, {"detail": "duplicate"}, OutcomeUnknown),
        (503, None, OutcomeUnknown),
    ],
)
def test_x_is_understood_by_status_and_words(
    status: int, body: object, expected: type[PublisherError]
) -> None:
    assert type(x_error(status, body)) is expected


@pytest.mark.parametrize("status", [400, 404, 429, 500])
def test_a_failed_look_at_x_says_nothing(status: int) -> None:
    assert type(x_error(status, {}, Step.READ)) is Unreadable


def epoch(**later: float) -> str:
    return str(int((NOW + timedelta(**later)).timestamp()))


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"x-rate-limit-reset": epoch(minutes=9)}, timedelta(minutes=9)),
        ({}, None),
        ({"x-rate-limit-reset": "soon"}, None),
        ({"x-rate-limit-reset": "٣٤٥"}, None),
        (
            {"retry-after": "60", "x-rate-limit-reset": epoch(minutes=9)},
            timedelta(minutes=1),
        ),
        ({"retry-after": "9" * 5_000}, timedelta(days=1)),
        ({"retry-after": "-1"}, None),
        ({"x-rate-limit-reset": epoch(minutes=-9)}, timedelta(seconds=1)),
        ({"x-rate-limit-reset": epoch(days=900)}, timedelta(days=1)),
        (
            {
                "x-rate-limit-reset": epoch(minutes=9),
                "x-user-limit-24hour-remaining": "0",
                "x-user-limit-24hour-reset": epoch(hours=8),
            },
            timedelta(hours=8),
        ),
        (
            {
                "x-rate-limit-reset": epoch(minutes=9),
                "x-app-limit-24hour-remaining": "41",
                "x-app-limit-24hour-reset": epoch(hours=8),
            },
            timedelta(minutes=9),
        ),
    ],
    ids=range(11),
)
def test_a_used_up_day_counts_before_the_quarter_of_an_hour(
    headers: dict[str, str], wait: timedelta | None
) -> None:
    assert reset_after(CaseInsensitiveDict(headers), NOW) == wait
