"""After trouble a person decides, always by name."""

import pytest
from sqlmodel import col, update

from crossposter.channels import Rejected
from crossposter.database.models import Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries import journal
from crossposter.errors import BadInput, NotAllowed, NotFound
from crossposter.publishing.manual_actions import ManualActions
from tests.support.newsroom import EDITOR, KABID, OPERATOR, PETUGAS, Office, wita

ACTS = {
    "retry": lambda desk, actor, key: desk.retry(actor, key),
    "not posted": lambda desk, actor, key: desk.not_posted(actor, key),
    "posted": lambda desk, actor, key: desk.posted(actor, key, "https://fake/1"),
}


def failed(office: Office) -> Delivery:
    """A delivery that its platform refused."""
    office.facebook.refuses(Rejected("teks ditolak", code="(#100)"))
    return office.run_when_due(office.approved())


def in_doubt(office: Office, *, live: bool = True) -> Delivery:
    """A delivery whose answer was lost."""
    office.facebook.goes_silent(live=live)
    return office.run_when_due(office.approved())


def held_in_doubt(office: Office, *, live: bool = True) -> Delivery:
    """A delivery that was in doubt for a day, while the account could not be read."""
    delivery = in_doubt(office, live=live)
    office.facebook.cannot_be_read()
    office.clock.advance(hours=25)
    office.run()
    held = office.delivery(delivery.announcement_id)
    assert held.status is Status.HELD
    return held


def held_for_lateness(office: Office) -> Delivery:
    key = office.approved()
    office.run(at=wita("23 16:00"))
    return office.delivery(key)


def put(office: Office, delivery: Delivery, **values: object) -> None:
    with office.database.write() as session:
        session.exec(
            update(Delivery).where(col(Delivery.id) == delivery.id).values(**values)
        )


def attempt_outcome(office: Office, delivery: Delivery) -> tuple[str, str | None]:
    with office.database.read() as session:
        attempt = journal.last_attempt(session, delivery.id or 0)
    assert attempt is not None
    return attempt.outcome, attempt.code


def test_a_refused_delivery_is_tried_again_as_it_was_approved(
    office_on_either: Office,
) -> None:
    office = office_on_either
    refused = failed(office)

    waiting = office.interventions.retry(OPERATOR, refused.id or 0)

    assert (waiting.status, waiting.tries, waiting.error) == (Status.SCHEDULED, 0, None)
    assert waiting.text == refused.text
    office.run()
    assert office.delivery(refused.announcement_id).status is Status.PUBLISHED
    last = office.events(refused.announcement_id)
    assert ("operator", "retried by a person") in [(e.actor, e.action) for e in last]


def test_the_history_of_a_refusal_stays(office: Office) -> None:
    refused = failed(office)

    office.interventions.retry(OPERATOR, refused.id or 0)

    assert attempt_outcome(office, refused) == ("failed", "(#100)")


def test_what_was_held_for_its_lateness_is_published_after_all(office: Office) -> None:
    late = held_for_lateness(office)

    waiting = office.interventions.retry(KABID, late.id or 0)

    assert waiting.due_at == wita("23 16:00")
    office.run()
    assert office.delivery(late.announcement_id).status is Status.PUBLISHED


def test_what_may_be_public_is_not_simply_retried(office: Office) -> None:
    held = held_in_doubt(office)

    with pytest.raises(NotAllowed, match=rf"may be public already.*resolve {held.id}`"):
        office.interventions.retry(OPERATOR, held.id or 0)

    assert office.delivery(held.announcement_id) == held
    assert len(office.facebook.posts) == 1


def test_an_unconfirmed_delivery_is_not_retried(office: Office) -> None:
    delivery = in_doubt(office)

    with pytest.raises(NotAllowed, match="the daemon is looking for it: wait, or say"):
        office.interventions.retry(OPERATOR, delivery.id or 0)


@pytest.mark.parametrize("make", [in_doubt, held_in_doubt])
def test_a_person_who_found_the_post_gives_its_link(
    office: Office, make: object
) -> None:
    delivery = in_doubt(office) if make is in_doubt else held_in_doubt(office)
    link = office.facebook.posts[0].permalink

    resolved = office.interventions.posted(OPERATOR, delivery.id or 0, link)

    assert (resolved.status, resolved.remote_id) == (Status.PUBLISHED, "post-1")
    assert (resolved.permalink, resolved.error) == (link, None)
    assert resolved.published_at == office.clock.now()
    assert attempt_outcome(office, delivery)[0] == "resolved: posted"
    office.run_for(hours=5)
    assert len(office.facebook.posts) == 1


@pytest.mark.parametrize("make", [in_doubt, held_in_doubt])
def test_a_person_who_found_nothing_has_it_sent_again(
    office: Office, make: object
) -> None:
    delivery = (
        in_doubt(office, live=False)
        if make is in_doubt
        else held_in_doubt(office, live=False)
    )

    waiting = office.interventions.not_posted(OPERATOR, delivery.id or 0)

    assert (waiting.status, waiting.absents) == (Status.SCHEDULED, 0)
    assert attempt_outcome(office, delivery)[0] == "resolved: not posted"
    office.run_for(minutes=2)
    assert office.delivery(delivery.announcement_id).status is Status.PUBLISHED
    assert len(office.facebook.posts) == 1


def test_a_link_that_leads_to_no_post_of_the_account_is_no_proof(
    office: Office,
) -> None:
    delivery = in_doubt(office)

    with pytest.raises(BadInput, match=r"example\.com/7 cannot be taken as proof: it"):
        office.interventions.posted(OPERATOR, delivery.id or 0, "https://example.com/7")

    assert office.delivery(delivery.announcement_id).status is Status.UNCONFIRMED


def test_a_post_of_another_delivery_is_no_proof(office: Office) -> None:
    other = office.run_when_due(office.approved())
    delivery = in_doubt(office, live=False)

    with pytest.raises(BadInput, match="is the post of another delivery already"):
        office.interventions.posted(OPERATOR, delivery.id or 0, other.permalink or "")


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("status", [Status.PREPARING, Status.COMMITTING])
def test_what_is_in_flight_is_left_alone(
    office: Office, act: str, status: Status
) -> None:
    delivery = office.deliveries(office.approved())[0]
    put(office, delivery, status=status)

    with pytest.raises(NotAllowed, match="is being sent just now: wait until"):
        ACTS[act](office.interventions, OPERATOR, delivery.id)

    assert office.delivery(delivery.announcement_id).status is status


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(
    "status",
    [Status.SCHEDULED, Status.PUBLISHED, Status.EXPIRED, Status.CANCELLED],
)
def test_only_what_is_in_trouble_is_decided(
    office: Office, act: str, status: Status
) -> None:
    delivery = office.deliveries(office.approved())[0]
    put(office, delivery, status=status)

    with pytest.raises(NotAllowed, match=f"is {status} and cannot be"):
        ACTS[act](office.interventions, OPERATOR, delivery.id)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("actor", [PETUGAS, EDITOR], ids=str)
def test_writers_do_not_intervene(office: Office, act: str, actor: object) -> None:
    delivery = failed(office)

    with pytest.raises(NotAllowed, match="that takes the role approver or operator"):
        ACTS[act](office.interventions, actor, delivery.id)

    assert office.delivery(delivery.announcement_id) == delivery


@pytest.mark.parametrize("act", ACTS)
def test_a_delivery_that_does_not_exist_is_said(office: Office, act: str) -> None:
    with pytest.raises(NotFound, match="there is no delivery 99"):
        ACTS[act](office.interventions, OPERATOR, 99)


def test_two_people_who_decide_at_once_decide_once(
    office_on_either: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both look at the same moment; the one who writes second is told."""
    office = office_on_either
    delivery = failed(office)
    read = office.interventions._read

    def read_then_be_overtaken(_: ManualActions, *args: object) -> Delivery:
        monkeypatch.undo()
        found = read(*args)  # type: ignore[arg-type]
        office.interventions.retry(KABID, delivery.id or 0)
        return found

    monkeypatch.setattr(ManualActions, "_read", read_then_be_overtaken)

    with pytest.raises(NotAllowed, match="changed just now, by the daemon or by some"):
        office.interventions.retry(OPERATOR, delivery.id or 0)

    actors = [each.actor for each in office.events(delivery.announcement_id)]
    assert actors.count("kabid") == 4  # approved, two deliveries, one retry
    assert "operator" not in actors


@pytest.mark.parametrize("act", ["retry", "not posted"])
def test_an_approval_that_has_grown_old_does_not_carry_another_try(
    office: Office, act: str
) -> None:
    delivery = failed(office)
    office.clock.advance(days=14)

    with pytest.raises(NotAllowed, match="is too old or was withdrawn: `crossposter"):
        ACTS[act](office.interventions, OPERATOR, delivery.id)


def test_a_link_is_proof_however_old_the_approval(office: Office) -> None:
    delivery = held_in_doubt(office)
    office.clock.advance(days=60)

    link = office.facebook.posts[0].permalink
    resolved = office.interventions.posted(OPERATOR, delivery.id or 0, link)

    assert resolved.status is Status.PUBLISHED


def test_what_has_expired_is_not_tried_again(office: Office) -> None:
    office.facebook.refuses(Rejected("teks ditolak"))
    delivery = office.run_when_due(office.approved(expires_at=wita("23 12:00")))
    office.clock.advance(to=wita("23 12:00"))

    with pytest.raises(NotAllowed, match="has expired: give the announcement a later"):
        office.interventions.retry(OPERATOR, delivery.id or 0)


def test_several_retries_come_spaced_out(office: Office) -> None:
    first, second = failed(office), failed(office)

    times = {
        office.interventions.retry(OPERATOR, each.id or 0).due_at
        for each in (first, second)
    }

    assert times == {wita("23 17:00"), wita("23 17:01")}


def test_a_channel_that_has_left_the_configuration_is_named(office: Office) -> None:
    delivery = failed(office)
    desk = ManualActions(
        database=office.database,
        clock=office.clock,
        staff=office.house.staff,
        channels={},
        approval_holds=office.house.rules.approval_holds,
    )

    with pytest.raises(NotAllowed, match=r"channel facebook is not in config\.yaml"):
        desk.retry(OPERATOR, delivery.id or 0)
    with pytest.raises(BadInput, match=r"channel facebook is not in config\.yaml"):
        desk.posted(OPERATOR, delivery.id or 0, "https://fake/1")
