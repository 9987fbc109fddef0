"""A wait that a platform asks for holds for everything on the account, and survives."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from crossposter.channels import (
    OutcomeUnknown,
    Prepared,
    PublisherError,
    Receipt,
    Rest,
    TryLater,
    Unreadable,
)
from crossposter.database.models import ChannelState
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries import channels
from crossposter.database.queries.deliveries import Superseded
from crossposter.errors import BadInput, Unavailable
from crossposter.monitoring.alerts.rules import conditions
from crossposter.monitoring.alerts.state import StateCollector
from crossposter.publishing.outcomes import Outcomes
from tests.support.newsroom import OPERATOR, Office

MINUTE = timedelta(minutes=1)


def asking(rest: Rest, error: PublisherError | None = None) -> PublisherError:
    error = error or TryLater("Facebook limits how often this account may send.")
    error.rest = rest
    return error


def rested(office: Office, rest: Rest, *, times: int = 1) -> int:
    """An urgent announcement whose commit was answered with a rest."""
    office.facebook.refuses(asking(rest), times=times)
    key = office.approved(channels=["facebook"], urgent=True)
    office.run()
    return key


def state(office: Office) -> ChannelState:
    with office.database.read() as session:
        return channels.states(session)["facebook"]


def test_an_urgent_announcement_does_not_break_the_rest_of_another(
    office: Office,
) -> None:
    rested(office, Rest(wait=MINUTE))
    office.approved(channels=["facebook"], urgent=True)
    calls = len(office.facebook.calls)

    office.run()
    office.clock.advance(seconds=59)
    office.run()

    assert len(office.facebook.calls) == calls
    assert office.facebook.posts == []

    office.clock.advance(seconds=1)
    office.run()

    assert len(office.facebook.posts) == 2


def test_the_lane_wakes_when_the_rest_ends(office: Office) -> None:
    rested(office, Rest(wait=MINUTE))

    ends = office.clock.now() + MINUTE
    assert office.publishing.next_looks()["facebook"] == ends


def test_urgent_ones_go_first_when_the_rest_ends(office: Office) -> None:
    office.facebook.refuses(asking(Rest(wait=MINUTE)))
    ordinary = office.approved(channels=["facebook"], title="Pasar murah", at_once=True)
    office.run_when_due(ordinary)
    office.approved(channels=["facebook"], title="Banjir", urgent=True)

    office.clock.advance(minutes=2)
    office.run()

    assert office.facebook.posts[0].post.text.startswith("Banjir")


def test_a_rest_outlives_the_daemon(office: Office) -> None:
    rested(office, Rest(wait=MINUTE))

    office.started()
    office.run()

    assert office.facebook.posts == []


def test_a_rest_holds_for_looks_as_well(office: Office) -> None:
    office.facebook.drops_after()
    office.facebook.refuses(
        asking(Rest(wait=10 * MINUTE), Unreadable("429")), on="find"
    )
    key = office.approved(channels=["facebook"], urgent=True)
    office.run()
    office.clock.advance(seconds=5)
    office.run()
    calls = len(office.facebook.calls)

    office.clock.advance(minutes=9)
    office.run()
    assert len(office.facebook.calls) == calls

    office.clock.advance(minutes=1)
    office.run()
    assert office.delivery(key).status == "published"


def test_a_rest_that_a_person_is_answered_with_holds_for_the_daemon(
    office: Office,
) -> None:
    office.facebook.drops_after()
    office.facebook.refuses(asking(Rest(wait=10 * MINUTE)), on="read_link")
    key = office.approved(channels=["facebook"], urgent=True)
    office.run()
    number = office.delivery(key).id or 0

    with pytest.raises(BadInput, match="limits how often"):
        office.interventions.posted(OPERATOR, number, "https://example.com/7")
    calls = len(office.facebook.calls)
    office.clock.advance(minutes=9)
    office.run()
    assert len(office.facebook.calls) == calls

    office.clock.advance(minutes=2)
    office.run()
    assert office.delivery(key).status == "published"


def test_a_rest_costs_no_try(office: Office) -> None:
    rest = Rest(wait=MINUTE)
    key = rested(office, rest, times=12)
    for _ in range(12):
        office.clock.advance(minutes=1)
        office.run()

    assert office.delivery(key).status == "published"


def test_a_rest_without_a_length_grows_until_something_is_published(
    office: Office,
) -> None:
    rested(office, Rest(wait=15 * MINUTE, named=False), times=3)
    lengths = []
    for _ in range(3):
        ends = office.publishing.next_looks()["facebook"]
        lengths.append(ends - office.clock.now())
        office.clock.advance(to=ends)
        office.run()

    assert lengths == [15 * MINUTE, 30 * MINUTE, 60 * MINUTE]
    assert len(office.facebook.posts) == 1

    rested(office, Rest(wait=15 * MINUTE, named=False))
    ends = office.publishing.next_looks()["facebook"]
    assert ends - office.clock.now() == 15 * MINUTE


@pytest.mark.parametrize("days", [2, 40_000])
def test_no_rest_is_longer_than_a_day(office: Office, days: int) -> None:
    rested(office, Rest(wait=timedelta(days=days)))

    ends = office.publishing.next_looks()["facebook"]
    assert ends - office.clock.now() == timedelta(days=1)


def test_status_tells_a_rest_and_its_end(office: Office) -> None:
    rested(office, Rest(wait=MINUTE))

    lane = office.status.read()["lanes"][0]

    assert lane["paused"] is False
    assert "limits how often" in lane["reason"]
    assert lane["until"] is not None


def test_a_person_can_end_a_rest(office: Office) -> None:
    rested(office, Rest(wait=timedelta(hours=9)))

    office.pausing.resume(OPERATOR, ["facebook"])
    office.run()

    assert len(office.facebook.posts) == 1


def test_an_unclear_rest_is_looked_for_sent_again_and_costs_no_try(
    office: Office,
) -> None:
    rest = Rest(wait=15 * MINUTE, named=False)
    office.facebook.refuses(asking(rest, OutcomeUnknown("of its own")), times=2)
    key = office.approved(channels=["facebook"], urgent=True)
    for _ in range(100):
        office.run()
        office.clock.advance(minutes=1)

    assert office.delivery(key).status == "published"
    assert office.delivery(key).tries == 0
    assert len(office.facebook.posts) == 1


def test_people_hear_of_the_third_rest_in_a_row(office: Office) -> None:
    rested(office, Rest(wait=15 * MINUTE, named=False), times=3)
    watch = StateCollector(
        database=office.database, channels=frozenset({"facebook"}), backup=None
    )
    told = []
    for _ in range(3):
        with office.database.read() as session:
            found = conditions(watch.facts(session, office.clock.now()))
        told.append([each.kind for each in found if each.key == "channel/facebook"])
        office.clock.advance(to=office.publishing.next_looks()["facebook"])
        office.run()

    assert told == [[], [], ["resting"]]


def test_a_rest_nobody_knows_the_end_of_is_never_longer_than_four_hours(
    office: Office,
) -> None:
    with office.database.write() as session:
        rest = Rest(wait=15 * MINUTE, named=False)
        now = office.clock.now()
        lengths = []
        for _ in range(9):
            until = channels.rest(session, "x", reason="so", rest=rest, now=now)
            lengths.append((until - now) / MINUTE)
            now = until

    assert lengths == [15, 30, 60, 120, 240, 240, 240, 240, 240]


def test_a_rest_that_is_asked_for_after_a_post_holds_for_the_next(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = office.facebook.commit

    def and_rest(prepared: Prepared) -> Receipt:
        return replace(commit(prepared), rest=Rest(wait=MINUTE))

    monkeypatch.setattr(office.facebook, "commit", and_rest)
    first = office.approved(channels=["facebook"], urgent=True)
    office.run()
    office.approved(channels=["facebook"], title="Banjir", urgent=True)
    office.run()

    assert office.delivery(first).status is Status.PUBLISHED
    assert len(office.facebook.posts) == 1

    office.clock.advance(minutes=1)
    office.run()

    assert len(office.facebook.posts) == 2


def test_a_rest_is_written_down_although_the_database_was_busy(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, refusals = Outcomes.write_in, iter([True])

    def busy_once(self: Outcomes, *args: Any, **how: Any) -> None:
        write(self, *args, **how)
        if next(refusals, False):
            raise Unavailable("The database is in use by another program.")

    monkeypatch.setattr(Outcomes, "write_in", busy_once)
    office.facebook.refuses(asking(Rest(wait=MINUTE)), on="prepare")
    office.approved(channels=["facebook"], urgent=True)
    office.run()

    assert office.publishing.next_looks()["facebook"] == office.clock.now() + MINUTE


def test_a_rest_is_written_down_although_another_has_the_delivery(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_: Any, **__: Any) -> None:
        raise Superseded("another worker has finished it")

    office.facebook.refuses(asking(Rest(wait=MINUTE)), on="prepare")
    office.approved(channels=["facebook"], urgent=True)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Outcomes, "write_in", lost)
        office.run()

    assert channels.is_resting(state(office), office.clock.now())
