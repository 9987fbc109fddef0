"""Processes are killed around the sending of letters, and nobody misses a week."""

from collections import Counter
from random import SystemRandom
from typing import Any

import pytest

from crossposter.database.models import MailRecipient
from crossposter.database.models import MailStatus as Status
from tests.support.fakes import MONDAY
from tests.support.smtp import Arrival
from tests.system.crash.mail_kills import RECIPIENTS, WEEKS, faults, loop


@pytest.mark.timeout(600)
def test_no_kill_keeps_a_letter_from_anybody(request: pytest.FixtureRequest) -> None:
    rounds = int(request.config.getoption("--rounds", default=5))
    seed = SystemRandom().randrange(1_000_000)
    print(f"seed {seed}")  # noqa: T201  # pytest shows it beside a failure

    total = loop(seed, rounds)
    print(total)  # noqa: T201  # likewise

    assert total.wrong == ()
    assert total.letters == len(WEEKS) * len(RECIPIENTS) * rounds
    assert total.copies == total.between
    assert total.kills >= 3 * rounds, "hardly anything was killed"


def mail(number: int) -> MailRecipient:
    return MailRecipient(
        letter=WEEKS[0],
        recipient=f"penerima{number}@a.go.id",
        message_id=f"<{number}@a.go.id>",
        status=Status.SENT,
        next_at=MONDAY,
    )


def arrival(number: int, words: str = "Halo") -> Arrival:
    head = f"Message-ID: <{number}@a.go.id>\r\n\r\n"
    content = (head + words).encode()
    recipient = f"penerima{number}@a.go.id"
    return Arrival(sender="media@a.go.id", recipient=recipient, content=content)


@pytest.mark.parametrize(
    ("rows", "arrived", "between", "count"),
    [
        ([mail(1)], [arrival(1)], 0, 0),
        ([mail(1)], [arrival(1), arrival(1)], 1, 0),
        ([mail(1)], [arrival(1), arrival(1)], 0, 1),
        ([mail(1)], [arrival(1)], 1, 1),
        ([mail(1), mail(2)], [arrival(1), arrival(1)], 1, 1),
        ([mail(1)], [arrival(1), arrival(1, "Lain")], 1, 1),
        ([mail(1)], [arrival(1), arrival(2)], 1, 1),
        ([mail(1)], [], 0, 1),
    ],
)
def test_the_checker_sees_every_kind_of_harm(
    rows: list[Any], arrived: list[Arrival], between: int, count: int
) -> None:
    assert Counter(bool(each) for each in faults(rows, arrived, between))[True] >= count
    assert bool(faults(rows, arrived, between)) == bool(count)
