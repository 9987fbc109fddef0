"""Preflights: tried once an hour before, told in time, and over when all is well."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from crossposter.channels import Fault, Health, NotAuthorized, Unreadable
from crossposter.channels.faults import FaultKind
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries import preflights
from crossposter.monitoring.health.post_requirements import PostRequirements
from crossposter.monitoring.health.preflight import Preflight
from tests.conftest import MakeOffice
from tests.support.newsroom import OPERATOR, Office, wita
from tests.support.watchman import Watchman

EXPIRED = Fault(kind=FaultKind.EXPIRED, sentence="The token has expired.")
QUOTA = Fault(kind=FaultKind.QUOTA, sentence="Only two more today.")
HOUR = timedelta(hours=1)


def trying(office: Office, ahead: timedelta | None = HOUR) -> Preflight:
    """As a program that has just begun has it: nothing is in memory."""
    return Preflight(
        database=office.database,
        clock=office.clock,
        channels=office.channels,
        ahead=ahead,
        needs=PostRequirements(
            database=office.database,
            archive=office.archive,
            approval_holds=office.house.rules.approval_holds,
        ),
    )


def at(office: Office, clock: str) -> None:
    """Monday, by the clock of the office."""
    office.clock.advance(to=wita(f"23 {clock}"))


def faults(office: Office, key: int, channel: str = "facebook") -> list[str]:
    """What the newest preflight of a delivery found."""
    delivery = office.delivery(key, channel)
    with office.database.read() as session:
        record = preflights.last(session, [delivery.id or 0])[delivery.id or 0]
    return [fault.kind for fault in record.faults]


def tried(office: Office) -> int:
    return len(office.facebook.tried)


def test_a_post_is_tried_an_hour_before_and_once_more_and_a_restart_does_not_count(
    office_on_either: Office,
) -> None:
    office = office_on_either
    key = office.approved(channels=["facebook"])  # due at 11:00
    counts = []
    for clock in ("09:59", "10:00", "10:05", "10:39", "10:40", "10:45", "10:59"):
        at(office, clock)
        trying(office).run_due()
        counts.append(tried(office))

    assert counts == [0, 1, 1, 1, 2, 2, 2]
    assert faults(office, key) == []
    assert not {"prepare", "commit"} & set(office.facebook.calls)


def test_nothing_is_tried_when_it_is_switched_off(office: Office) -> None:
    office.approved()
    at(office, "10:30")

    trying(office, None).run_due()

    assert tried(office) == 0


def test_what_is_not_in_order_is_told_once_and_over_when_it_is_mended(
    office_on_either: Office,
) -> None:
    office, watchman = office_on_either, Watchman(office=office_on_either)
    key = office.approved(channels=["facebook"])
    office.facebook.state = Health(faults=(EXPIRED,))
    for clock in ("10:01", "10:06", "10:11"):
        at(office, clock)
        trying(office).run_due()
        watchman.look()

    [subject] = watchman.subjects
    assert "belum siap" in subject
    [text] = watchman.texts
    for needed in ("facebook", "11:00 WITA", EXPIRED.sentence, f"check {key} --online"):
        assert needed in text
    [entry] = office.status.read()["attention"]
    assert (entry["about"], entry["channel"]) == ("unready-channel", "facebook")

    office.facebook.state = Health()
    at(office, "10:16")
    trying(office).run_due()
    watchman.watch(minutes=20)
    assert [it.startswith("[Pemkab Contoh] Selesai") for it in watchman.subjects] == [
        False,
        True,
    ]
    assert office.status.read()["attention"] == []


def test_a_post_that_went_out_all_the_same_ends_it(office: Office) -> None:
    watchman = Watchman(office=office)
    key = office.approved(channels=["facebook"])
    office.facebook.state = Health(faults=(EXPIRED,))
    at(office, "10:30")
    trying(office).run_due()
    watchman.look()

    assert office.run_when_due(key).status is Status.PUBLISHED
    watchman.watch(minutes=20)

    assert [row.solved_at is None for row in watchman.rows] == [False]


def test_it_is_not_over_while_the_post_still_waits_behind_its_time(
    office: Office,
) -> None:
    watchman = Watchman(office=office)
    office.approved(channels=["facebook"])
    office.facebook.state = Health(faults=(EXPIRED,))
    at(office, "10:30")
    trying(office).run_due()
    watchman.look()

    at(office, "11:30")
    watchman.watch(minutes=20)

    assert [row.solved_at for row in watchman.rows] == [None]


def test_an_outage_is_told_only_when_it_lasts_until_a_quarter_of_an_hour_before(
    office: Office,
) -> None:
    watchman = Watchman(office=office)
    office.approved(channels=["facebook"])
    office.facebook.refuses(Unreadable("No answer."), on="preflight", times=4)
    told = []
    for clock in ("10:10", "10:30", "10:40", "10:46"):
        at(office, clock)
        trying(office).run_due()
        watchman.look()
        told.append(len(watchman.subjects))

    assert told == [0, 0, 0, 1]
    assert "No answer." in watchman.texts[0]


def test_an_outage_does_not_hide_that_the_platform_refused(office: Office) -> None:
    key = office.approved(channels=["facebook"])
    office.facebook.refuses(NotAuthorized("Not valid."), on="preflight")
    at(office, "10:10")
    trying(office).run_due()
    office.facebook.refuses(Unreadable("No answer."), on="preflight")

    trying(office).run_due()

    assert tried(office) == 2
    assert faults(office, key) == ["refused"]


def test_one_question_for_all_posts_of_a_channel_and_those_in_order_count_besides(
    make_office: MakeOffice,
) -> None:
    office = make_office(slots=["daily 11:00 11:10 11:20 11:30"], channels=["facebook"])
    for number in range(4):
        office.approved(title=f"Kabar {number}")
    at(office, "10:15")
    trying(office).run_due()
    at(office, "10:30")
    trying(office).run_due()

    [(first, none), (rest, besides)] = office.facebook.tried
    assert [it.split("\n")[0] for it in first] == ["Kabar 0", "Kabar 1"]
    assert [it.split("\n")[0] for it in rest] == ["Kabar 2", "Kabar 3"]
    assert (none, besides) == (0, 2)


def test_one_message_names_the_next_post_of_a_channel_and_counts_the_others(
    make_office: MakeOffice,
) -> None:
    office = make_office(slots=["daily 11:00 11:10"], channels=["facebook"])
    watchman = Watchman(office=office)
    for number in range(2):
        office.approved(title=f"Kabar {number}")
    office.facebook.state = Health(faults=(QUOTA,))
    at(office, "10:15")
    trying(office).run_due()
    watchman.look()

    [text] = watchman.texts
    assert "Kabar 0" in text
    assert "Kabar 1" not in text
    assert "terdampak: 2" in text


def damaged(office: Office, _key: int) -> None:
    for path in (office.folder / "archive").glob("??/??/*"):
        path.chmod(0o644)
        path.write_bytes(b"something else")


def paused(office: Office, _key: int) -> None:
    office.pausing.pause(OPERATOR, ["facebook"], "akun dipindah")


def smaller(office: Office, _key: int) -> None:
    object.__setattr__(office.channels["facebook"].format, "limit", 10)


def full(office: Office, _key: int) -> None:
    office.database.free_bytes = lambda: 1_000_000  # type: ignore[method-assign]


def expiring(office: Office, key: int) -> None:
    changed(office, key, expires_at=office.delivery(key).due_at)


def changed(office: Office, key: int, **values: Any) -> None:
    with office.database.write() as session:
        delivery = office.delivery(key)
        for name, value in values.items():
            setattr(delivery, name, value)
        session.add(delivery)


@pytest.mark.parametrize(
    ("spoil", "kind", "named"),
    [
        (damaged, FaultKind.ALTERED, "was altered"),
        (paused, FaultKind.PAUSED, "crossposter resume facebook"),
        (smaller, FaultKind.MISFIT, "may have 10"),
        (full, FaultKind.DISK, "1 MB are free"),
        (expiring, FaultKind.APPROVAL, "expires before"),
    ],
)
def test_what_is_missing_on_our_side_is_found(
    office: Office, spoil: Callable[[Office, int], None], kind: str, named: str
) -> None:
    key = office.approved(
        channels=["facebook"], images=[(office.picture(), "Jembatan")]
    )
    spoil(office, key)
    at(office, "10:30")

    [trial] = trying(office).try_out(key)

    assert [fault.kind for fault in trial.faults] == [kind]
    assert named in trial.faults[0].sentence
    assert faults(office, key) == [kind]


def test_an_approval_that_ends_before_the_post_is_found_at_any_time(
    office: Office,
) -> None:
    key = office.approved(channels=["facebook"])
    due_at = office.announcement(key).created_at + timedelta(days=15)
    changed(office, key, due_at=due_at)

    [trial] = trying(office).try_out(key)

    assert [fault.kind for fault in trial.faults] == [FaultKind.APPROVAL]
    with office.database.read() as session:  # too early to be kept
        assert preflights.last(session, [trial.delivery.id or 0]) == {}


def test_another_time_or_another_text_is_tried_anew(office: Office) -> None:
    key = office.approved(channels=["facebook"])
    at(office, "10:30")
    trying(office).run_due()
    changed(office, key, due_at=wita("23 11:05"))
    trying(office).run_due()
    changed(office, key, fingerprint="another")
    trying(office).run_due()

    assert tried(office) == 2  # the third is no longer as approved: nothing to ask for
    assert faults(office, key) == [FaultKind.ALTERED]


def test_nobody_is_asked_after_the_daemon_was_told_to_stop(office: Office) -> None:
    office.approved()
    at(office, "10:30")
    preflight = trying(office)
    preflight.stop()

    preflight.run_due()

    assert tried(office) == 0
