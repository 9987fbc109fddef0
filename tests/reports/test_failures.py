"""From what went wrong to a word for its cause, and one row for each trouble."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crossposter.channels import (
    Blocked,
    Duplicate,
    NotAuthorized,
    OutcomeUnknown,
    PublisherError,
    Rejected,
    TryLater,
)
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries.report_failures import Setback, Standstill
from crossposter.platforms.meta import error_codes as graph
from crossposter.platforms.meta.error_rules import Rule
from crossposter.platforms.x import problems as x
from crossposter.publishing import lifecycle
from crossposter.publishing.settings import Late
from crossposter.reports.failures import (
    KINDS,
    kind_of,
    of_channels,
    of_deliveries,
)
from crossposter.reports.model import Period, TroubleRow
from crossposter.scheduling.backoff import Retry

MONDAY = datetime(2026, 11, 16, 0, tzinfo=UTC)
WEEK = Period(start=date(2026, 11, 16), zone=ZoneInfo("Asia/Makassar"))
#: What each reaction of a platform may be called, whatever its sentence says.
FITTING: dict[type[PublisherError], set[str]] = {
    NotAuthorized: {"token", "permission"},
    Blocked: {"blocked", "quota", "permission"},
    Rejected: {"rejected", "media"},
    TryLater: {"quota", "network", "media"},
    OutcomeUnknown: {"network", "unconfirmed"},
    Duplicate: {"duplicate"},
}


def led_to(error: PublisherError) -> lifecycle.Move:
    return lifecycle.after_failed_commit(error, now=MONDAY, tries=0, retry=Retry())


def a_setback(**values: Any) -> Setback:
    defaults: dict[str, Any] = {
        "at": MONDAY,
        "delivery": 1,
        "before": "committing",
        "after": "failed",
        "detail": "Facebook refused the post: change it and approve it again.",
        "due_at": MONDAY,
        "channel": "facebook",
        "status": Status.FAILED,
        "attempts": 1,
        "tries": 0,
        "title": "Pasar murah",
    }
    return Setback(**defaults | values)


def a_move(action: str, day: int = 0, **values: Any) -> Standstill:
    defaults: dict[str, Any] = {"actor": "daemon", "detail": "The token has expired."}
    at = MONDAY + timedelta(days=day)
    return Standstill(at=at, action=f"channel {action}", **defaults | values)


def standing(*moves: Standstill, period: Period = WEEK) -> list[TroubleRow]:
    return list(of_channels(moves, period))


@pytest.mark.parametrize(
    "rule", dict.fromkeys([*graph.SUBCODES.values(), *graph.CODES.values()])
)
def test_every_refusal_of_meta_has_a_fitting_word(rule: Rule) -> None:
    move = led_to(rule.kind(rule.message.format(service="Instagram")))

    assert kind_of(move.status, move.error) in FITTING[rule.kind]
    if move.pause is not None:  # the same sentence, and no delivery beside it
        assert kind_of(None, move.pause.reason) in FITTING[rule.kind]


@pytest.mark.parametrize("problem", x.TABLE)
def test_every_refusal_of_x_has_a_fitting_word(problem: x.Problem) -> None:
    move = led_to(problem.kind(problem.message))

    assert kind_of(move.status, move.error) in FITTING[problem.kind]


@pytest.mark.parametrize(
    ("kind", "sentence", "word"),
    [
        (TryLater, "X limits how often this account may send: …", "quota"),
        (OutcomeUnknown, "X answered something unintelligible (HTTP 503).", None),
        (TryLater, "X could not be reached, so nothing was sent: …", "network"),
        (TryLater, "X did not answer an upload: it is tried again.", "network"),
        (OutcomeUnknown, "X's answer was lost, so the post may be public", None),
        (TryLater, "this machine slept: nothing sent", "other"),
    ],
)
def test_every_silence_of_x_has_a_fitting_word(
    kind: type[PublisherError], sentence: str, word: str | None
) -> None:
    move = led_to(kind(sentence))

    found = kind_of(move.status, move.error)

    assert found in ({word} if word else FITTING[kind])


def test_words_of_the_platform_do_not_decide() -> None:
    """What X quotes from the post may be about anything."""
    said = (
        "X refused the post: change it and approve it again. (X: your credits, token)"
    )

    assert kind_of("failed", said) == "rejected"


@pytest.mark.parametrize(("then", "kind"), [("hold", "late"), ("expire", "expired")])
def test_what_came_too_late_is_late_and_what_ran_out_is_expired(
    then: Any, kind: str
) -> None:
    move = lifecycle.overdue(
        now=MONDAY,
        due_at=MONDAY - timedelta(hours=3),
        expires_at=None,
        approval_ends=MONDAY + timedelta(days=1),
        late=Late(then=then),
        last_error="X could not be reached",
    )

    assert isinstance(move, lifecycle.Move)
    assert kind_of(move.status, move.error) == kind


@pytest.mark.parametrize(
    ("status", "detail", "kind"),
    [
        ("held", "undecided for 24 hours: X did not answer completely", "undecided"),
        ("held", "several posts fit https://x.com/1 https://x.com/2", "undecided"),
        ("held", "its approval has grown too old: edit or retry it", "late"),
        ("held", "a picture of the approved post is gone", "media"),
        ("held", None, "undecided"),
        ("expired", "its expiry time has passed", "expired"),
        ("unconfirmed", "X's answer was lost", "unconfirmed"),
        ("unconfirmed", "The token for Facebook has expired.", "unconfirmed"),
        ("unconfirmed", "was due while the daemon was not running: …", "outage"),
        ("scheduled", "not on the account after 2 look(s): …", "unconfirmed"),
        ("scheduled", "interrupted before sending", "other"),
        ("failed", "nobody knows why", "rejected"),
        ("failed", "X could not be reached (tried 8 times)", "network"),
    ],
)
def test_where_it_led_to_says_what_the_sentence_does_not(
    status: str, detail: str | None, kind: str
) -> None:
    assert kind_of(status, detail) == kind
    assert kind in KINDS


def test_a_delivery_has_one_row_with_its_beginning_and_its_last_cause() -> None:
    rows = list(
        of_deliveries(
            [
                a_setback(after="scheduled", detail="X could not be reached"),
                a_setback(delivery=2, title="Vaksin", tries=3),
                a_setback(at=MONDAY + timedelta(hours=2), attempts=2),
            ]
        )
    )

    assert [(row.title, row.at, row.kind, row.attempts) for row in rows] == [
        ("Pasar murah", MONDAY, "rejected", 2),
        ("Vaksin", MONDAY, "rejected", 3),
    ]


@pytest.mark.parametrize(
    ("status", "solved"),
    [
        (Status.PUBLISHED, True),
        (Status.CANCELLED, True),
        (Status.FAILED, False),
        (Status.SCHEDULED, False),
        (Status.EXPIRED, False),
    ],
)
def test_trouble_is_solved_when_nothing_is_left_to_do(
    status: Status, *, solved: bool
) -> None:
    (row,) = of_deliveries([a_setback(status=status)])

    assert row.solved is solved
