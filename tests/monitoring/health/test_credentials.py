"""Checkups: asked daily, kept, and never forgotten over an outage."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from structlog.testing import capture_logs

from crossposter.channels import Fault, Health, NotAuthorized, Unreadable
from crossposter.channels.faults import FaultKind
from crossposter.database.models import CredentialCheck
from crossposter.database.queries import channels
from crossposter.database.queries import credential_checks as checkups
from crossposter.monitoring.health.credentials import CredentialChecks
from tests.support.newsroom import Office

ENDS_AT = datetime(2027, 1, 20, tzinfo=UTC)
EXPIRED = Fault(kind=FaultKind.EXPIRED, sentence="The token has expired.")
NO_SCOPE = Fault(kind=FaultKind.SCOPE, sentence="The token lacks a permission.")
NO_INSIGHTS = Fault(kind=FaultKind.INSIGHTS, sentence="Views stay unknown.")


def checking(office: Office) -> CredentialChecks:
    return CredentialChecks(
        database=office.database, clock=office.clock, channels=office.channels
    )


def kept(office: Office) -> Mapping[str, CredentialCheck]:
    with office.database.read() as session:
        return checkups.last(session)


def asked(office: Office) -> int:
    return office.facebook.calls.count("health")


def test_what_every_platform_says_is_kept(office_on_either: Office) -> None:
    office = office_on_either
    office.facebook.state = Health(
        account="Kabupaten", token_ends_at=ENDS_AT, faults=(NO_SCOPE, NO_INSIGHTS)
    )

    facebook, x = checking(office).run()

    assert (facebook.channel, x.channel) == ("facebook", "x")
    assert facebook.stopping == (NO_SCOPE,)
    assert x.stopping == ()
    row = kept(office)["facebook"]
    assert (row.account, row.token_ends_at) == ("Kabupaten", ENDS_AT)
    assert row.checked_at == office.clock.now()
    assert row.problems == [
        {"kind": "scope-missing", "sentence": NO_SCOPE.sentence, "stops": True},
        {"kind": "insights-missing", "sentence": "Views stay unknown.", "stops": False},
    ]


def test_a_token_that_has_ended_has_an_end(office_on_either: Office) -> None:
    office = office_on_either
    office.facebook.state = Health(faults=(EXPIRED,))
    checking(office).run()
    noticed = office.clock.now()
    office.clock.advance(hours=5)
    checking(office).run()
    assert kept(office)["facebook"].token_ends_at == noticed

    ended = noticed - timedelta(days=3)
    office.facebook.state = Health(token_ends_at=ended, faults=(EXPIRED,))
    checking(office).run()
    assert kept(office)["facebook"].token_ends_at == ended


def test_the_newest_answer_takes_the_place_of_the_last(
    office_on_either: Office,
) -> None:
    office = office_on_either
    office.facebook.state = Health(faults=(EXPIRED,))
    checking(office).run()
    office.facebook.state = Health(account="Kabupaten")

    checking(office).run()

    assert kept(office)["facebook"].problems == []


def test_an_outage_leaves_what_is_known_as_it_is(office: Office) -> None:
    office.facebook.state = Health(account="Kabupaten", token_ends_at=ENDS_AT)
    checking(office).run()
    before = kept(office)["facebook"].checked_at
    office.clock.advance(days=2)
    office.facebook.refuses(Unreadable("Facebook did not answer."), on="health")

    facebook, _ = checking(office).run()

    assert not facebook.was_asked
    assert facebook.health.faults[0].sentence == "Facebook did not answer."
    row = kept(office)["facebook"]
    assert (row.token_ends_at, row.checked_at) == (ENDS_AT, before)
    assert kept(office)["x"].checked_at == office.clock.now()


def test_a_refusal_is_a_fault_and_pauses_nothing(office: Office) -> None:
    office.facebook.refuses(NotAuthorized("The token is not valid."), on="health")

    facebook, _ = checking(office).run()

    assert [fault.kind for fault in facebook.stopping] == [FaultKind.REFUSED]
    with office.database.read() as session:
        assert not channels.state(session, "facebook").paused


def test_the_daemon_asks_once_a_day_and_a_restart_does_not_count(
    office: Office,
) -> None:
    for hours in (0, 1, 22.9, 0.1, 0.5):
        office.clock.advance(hours=hours)
        checking(office).run_due()

    assert asked(office) == 2


def test_what_stops_posts_is_asked_about_again_soon(office: Office) -> None:
    use_case = checking(office)
    office.facebook.state = Health(faults=(EXPIRED,))
    use_case.run_due()
    office.facebook.state = Health(account="Kabupaten")

    office.clock.advance(minutes=59)
    use_case.run_due()
    assert kept(office)["facebook"].problems
    office.clock.advance(minutes=1)
    use_case.run_due()

    assert kept(office)["facebook"].problems == []
    assert office.publishers["x"].calls.count("health") == 1


def test_what_stops_no_posts_waits_for_the_next_day(office: Office) -> None:
    office.facebook.state = Health(faults=(NO_INSIGHTS,))
    use_case = checking(office)
    use_case.run_due()
    office.clock.advance(hours=23)
    use_case.run_due()

    assert asked(office) == 1


def test_a_platform_that_was_down_is_asked_at_the_next_run(office: Office) -> None:
    office.facebook.refuses(Unreadable("not now"), on="health")
    use_case = checking(office)

    use_case.run_due()
    use_case.run_due()

    assert kept(office)["facebook"].account == "Fake account"


def test_an_answer_from_the_future_is_no_answer(office: Office) -> None:
    office.clock.advance(days=400)
    checking(office).run_due()
    office.clock.advance(to=office.clock.now() - timedelta(days=400))

    checking(office).run_due()

    assert asked(office) == 2


def test_a_fault_is_said_once(office: Office) -> None:
    office.facebook.state = Health(faults=(EXPIRED,))
    use_case = checking(office)

    with capture_logs() as logs:
        for _ in range(3):
            use_case.run_due()
            office.clock.advance(hours=2)

    assert [each["reason"] for each in logs] == [EXPIRED.sentence]


def test_nobody_is_asked_after_the_daemon_was_told_to_stop(office: Office) -> None:
    use_case = checking(office)
    use_case.stop()

    use_case.run_due()

    assert asked(office) == 0
