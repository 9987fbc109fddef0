"""What is so at the moment, read from the database and the disk."""

from datetime import timedelta

from crossposter.channels import Fault, Rejected
from crossposter.database.models import Delivery
from crossposter.database.models.event import Action
from crossposter.database.queries import channels, deliveries, journal, preflights
from crossposter.database.queries.preflights import Record
from crossposter.monitoring.alerts.rules import Facts
from crossposter.monitoring.alerts.state import StateCollector
from tests.support.newsroom import OPERATOR, Office

DAY = timedelta(days=1)


def facts(office: Office, backup: timedelta | None = None, *names: str) -> Facts:
    watch = StateCollector(
        database=office.database,
        channels=frozenset(names or office.channels),
        backup=backup,
    )
    with office.database.read() as session:
        return watch.facts(session, office.clock.now())


def preflight(office: Office, delivery: Delivery, fingerprint: str) -> None:
    fault = Fault(kind="expired", sentence="Token berakhir.")
    record = Record(
        at=office.clock.now(),
        due_at=delivery.due_at,
        fingerprint=fingerprint,
        faults=(fault,),
    )
    with office.database.write() as session:
        preflights.keep(session, delivery, record)


def test_an_office_that_has_just_begun_has_no_trouble(office: Office) -> None:
    found = facts(office, 7 * DAY)

    assert (found.troubled, found.behind, found.unready) == ([], [], [])
    assert (found.backup_due_at, found.runs_since, found.stuck) == (None, None, None)


def test_a_refused_post_is_in_trouble_since_its_refusal(office: Office) -> None:
    office.facebook.refuses(Rejected("tidak"))
    office.run_when_due(office.approved())

    (troubled,) = facts(office).troubled

    assert troubled.since == office.clock.now()
    assert not troubled.in_question


def test_a_backup_is_due_from_the_first_announcement_on(office: Office) -> None:
    began = office.clock.now()
    office.write()
    assert facts(office, DAY).backup_due_at == began + DAY

    written = office.clock.advance(days=30)
    with office.database.write() as session:
        journal.note(session, at=written, actor=OPERATOR, action=Action.BACKUP_WRITTEN)

    office.clock.advance(days=30)  # older than a backup may be, and found all the same
    assert facts(office, DAY).backup_due_at == written + DAY
    assert facts(office, None).last_backup_at is None


def test_a_preflight_of_another_text_or_of_a_channel_that_is_gone_is_over(
    office: Office,
) -> None:
    delivery = office.delivery(office.approved())
    preflight(office, delivery, delivery.fingerprint)

    assert len(facts(office).unready) == 1
    assert facts(office, None, "x").unready == []
    preflight(office, delivery, "of another text")
    assert facts(office).unready == []


def test_a_daemon_that_was_stopped_runs_since_never(office: Office) -> None:
    now = office.clock.now()
    for stopped in (False, True):
        with office.database.write() as session:
            channels.beat(session, pid=1, since=now, now=now, stopped=stopped)
        assert facts(office).runs_since == (None if stopped else now)


def test_what_nobody_took_up_is_behind(office: Office) -> None:
    key = office.approved()
    office.clock.advance(to=office.delivery(key).due_at + timedelta(hours=1))

    behind = {each.channel: each.count for each in facts(office).behind}

    assert behind == {"facebook": 1, "x": 1}
    with office.database.read() as session:
        assert deliveries.counts(session)
