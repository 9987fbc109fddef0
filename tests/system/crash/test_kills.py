"""Real processes are killed at every step and at any time, and start again."""

from random import SystemRandom
from typing import Any

import pytest

from crossposter.database.models import Delivery
from crossposter.database.models import DeliveryStatus as Status
from tests.support.builders import a_delivery
from tests.system.crash.audit import Audit, Post, audit
from tests.system.crash.flood import DELIVERIES
from tests.system.crash.kills import loop


@pytest.mark.timeout(600)
def test_no_kill_makes_a_duplicate_or_a_loss(request: pytest.FixtureRequest) -> None:
    rounds = int(request.config.getoption("--rounds", default=5))
    seed = SystemRandom().randrange(1_000_000)
    print(f"seed {seed}: python -m tests.system.crash --seed {seed} --rounds {rounds}")  # noqa: T201  # pytest shows it beside a failure

    total = loop(seed, rounds)

    assert not total.wrong, "\n".join(total.wrong)
    assert total.audit == Audit(deliveries=DELIVERIES * rounds)
    assert total.kills >= 3 * rounds, "hardly anything was killed"


def published(key: int, remote_id: str | None, **values: Any) -> Delivery:
    return a_delivery(
        1, id=key, text="Halo", status=Status.PUBLISHED, remote_id=remote_id, **values
    )


def live(post_id: str, text: str = "Halo", media: tuple[str, ...] = ()) -> Post:
    shown = [{"alt": alt} for alt in media]
    return {"platform": "facebook", "id": post_id, "text": text, "media": shown}


@pytest.mark.parametrize(
    ("rows", "posts", "found"),
    [
        ([published(1, "a")], [live("a")], Audit()),
        ([published(1, "a")], [live("a"), live("b")], Audit(duplicates=1)),
        ([published(1, "a")], [], Audit(losses=1, wrong_ids=1)),
        ([published(1, "b")], [live("a")], Audit(wrong_ids=1)),
        ([published(1, None)], [live("a")], Audit()),
        ([published(1, "a"), published(2, None)], [live("a")], Audit(losses=1)),
        ([a_delivery(1, id=1, text="Halo")], [], Audit(losses=1)),
        ([], [live("a")], Audit(altered=1)),
        ([published(1, "a")], [live("a", media=("Posko",))], Audit(altered=1)),
    ],
)
def test_the_checker_sees_every_kind_of_harm(
    rows: list[Delivery], posts: list[Post], found: Audit
) -> None:
    assert audit(rows, posts) == Audit(deliveries=len(rows)) + found
