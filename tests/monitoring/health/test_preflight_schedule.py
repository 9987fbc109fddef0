"""When a post is tried again, and what an outage leaves known."""

from datetime import datetime, timedelta

import pytest

from crossposter.channels import Fault
from crossposter.channels.faults import FaultKind
from crossposter.database.queries.preflights import Record
from crossposter.monitoring.health import preflight_schedule as schedule
from tests.support.builders import a_delivery
from tests.support.fakes import MONDAY

AHEAD = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
DUE = MONDAY + AHEAD
DELIVERY = a_delivery(1, due_at=DUE, fingerprint="f")
OUTAGE = Fault(kind=FaultKind.UNREACHABLE, sentence="Putus.")
EXPIRED = Fault(kind=FaultKind.EXPIRED, sentence="Token.")
MISFIT = Fault(kind=FaultKind.MISFIT, sentence="Panjang.")


def a_record(minutes: float = 0, *faults: Fault, due_at: datetime = DUE) -> Record:
    return Record(
        at=MONDAY + minutes * MINUTE,
        due_at=due_at,
        fingerprint="f",
        faults=faults,
    )


@pytest.mark.parametrize(
    ("last", "now", "tried"),
    [
        (None, 0, True),
        (a_record(0), 39, False),
        (a_record(0), 40, True),
        (a_record(40), 59, False),
        (a_record(0, EXPIRED), 1, True),
        (a_record(5), 1, True),  # of a clock that was wrong
        (a_record(0, due_at=DUE + MINUTE), 1, True),
    ],
)
def test_a_post_is_tried_when_it_comes_near_and_once_more(
    last: Record | None, now: float, *, tried: bool
) -> None:
    wanted = schedule.is_wanted(DELIVERY, last, now=MONDAY + now * MINUTE, ahead=AHEAD)

    assert wanted is tried


def test_an_outage_makes_nothing_well_that_was_known_to_be_wrong() -> None:
    taken = schedule.taken_together

    assert taken(a_record(0, EXPIRED), DELIVERY, (OUTAGE,)) == (EXPIRED,)
    assert taken(a_record(0, EXPIRED), DELIVERY, (MISFIT, OUTAGE)) == (MISFIT, EXPIRED)
    assert taken(a_record(0, MISFIT), DELIVERY, (OUTAGE,)) == (OUTAGE,)
    assert taken(a_record(0, EXPIRED), DELIVERY, ()) == ()
    assert taken(None, DELIVERY, (OUTAGE,)) == (OUTAGE,)
    of_another = a_record(0, EXPIRED, due_at=DUE + MINUTE)
    assert taken(of_another, DELIVERY, (OUTAGE,)) == (OUTAGE,)
