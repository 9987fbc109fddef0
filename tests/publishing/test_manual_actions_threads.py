"""People in the middle of a thread: nothing they do sends a public part again."""

import pytest

from crossposter.channels import Rejected
from crossposter.database.models import Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.errors import BadInput
from tests.announcements.preview.test_builder import view
from tests.support.newsroom import KABID, OPERATOR, PETUGAS, Office
from tests.support.threads import PARTS, approve, begun, is_whole, public


def failed(office: Office, *, parts: int = 1) -> Delivery:
    """A thread whose next part was refused."""
    delivery = begun(office, parts=parts)
    office.facebook.refuses(Rejected("ditolak"))
    office.run()
    return office.delivery(delivery.announcement_id)


def in_doubt(office: Office, *, live: bool, parts: int = 1) -> Delivery:
    """A thread whose next part was sent, with its answer lost."""
    delivery = begun(office, parts=parts)
    office.facebook.goes_silent(live=live)
    office.run()
    return office.delivery(delivery.announcement_id)


def test_a_refused_part_is_retried_and_the_rest_follows(office: Office) -> None:
    refused = failed(office)
    office.clock.advance(days=30)  # nor does the approval grow too old

    office.interventions.retry(OPERATOR, refused.id or 0)
    office.run()

    assert refused.status is Status.FAILED
    assert is_whole(office)


@pytest.mark.parametrize("parts", [1, 2])
def test_a_person_who_found_the_part_has_the_rest_sent(
    office_on_either: Office, parts: int
) -> None:
    office = office_on_either
    doubtful = in_doubt(office, live=True, parts=parts)
    link = office.facebook.posts[-1].permalink

    office.interventions.posted(OPERATOR, doubtful.id or 0, link)
    office.run_for(hours=1)

    published = office.delivery(doubtful.announcement_id)
    assert is_whole(office)
    assert (published.status, published.remote_id) == (Status.PUBLISHED, "post-1")
    assert published.permalink == office.facebook.posts[0].permalink


def test_a_person_who_found_nothing_has_the_part_sent_again(office: Office) -> None:
    doubtful = in_doubt(office, live=False)

    office.interventions.not_posted(OPERATOR, doubtful.id or 0)
    office.run()

    assert is_whole(office)


def test_no_part_is_proof_of_another(office: Office) -> None:
    doubtful = in_doubt(office, live=False, parts=2)

    with pytest.raises(BadInput, match="already"):
        office.interventions.posted(
            OPERATOR, doubtful.id or 0, office.facebook.posts[0].permalink
        )


def test_what_was_begun_is_not_begun_again_after_an_edit(office: Office) -> None:
    refused = failed(office, parts=2)
    key = refused.announcement_id

    office.edit(key, body="Jembatan dibuka kembali besok pagi.")
    office.announcements.submit(PETUGAS, key)
    approve(office, key, "Dibuka. 1/2", "Besok. 2/2")
    office.run_for(days=3)

    stopped = office.delivery(key)
    assert public(office) == list(PARTS[:2])
    assert (stopped.status, stopped.text) == (Status.CANCELLED, PARTS[0])


def test_an_expired_thread_is_not_begun_again_either(office: Office) -> None:
    delivery = begun(office, expires_at=office.clock.now().replace(hour=8))
    office.clock.advance(hours=9)
    office.run()
    key = delivery.announcement_id

    office.edit(key, expires_at=None)
    office.announcements.submit(PETUGAS, key)
    office.approval.approve(KABID, key)
    office.run_for(days=3)

    assert public(office) == list(PARTS[:1])


def test_withdrawing_stops_the_rest(office: Office) -> None:
    delivery = begun(office)

    office.announcements.withdraw(KABID, delivery.announcement_id, "batal")
    office.run_for(days=1)

    assert public(office) == list(PARTS[:1])
    shown = office.overview.show(delivery.announcement_id)["deliveries"][0]
    assert shown["status"] == "cancelled"
    assert [bool(part["published_at"]) for part in shown["parts"]] == [
        True,
        False,
        False,
    ]


def test_a_resumed_channel_goes_on_with_what_was_begun(office: Office) -> None:
    delivery = begun(office)
    office.pausing.pause(OPERATOR, ["facebook"], "rapat")
    other = office.approved(channels=["facebook"], at=office.clock.now())
    office.clock.advance(hours=1)

    office.pausing.resume(OPERATOR, ["facebook"])
    office.run()

    assert is_whole(office)
    assert office.delivery(delivery.announcement_id).status is Status.PUBLISHED
    assert office.delivery(other).status is not Status.PUBLISHED


def test_the_preview_shows_what_the_public_sees_of_it_after_an_edit(
    office: Office,
) -> None:
    key = failed(office).announcement_id

    office.edit(key, body="Jembatan dibuka kembali besok pagi.")

    shown = view(office, key)
    assert (shown.frozen, shown.text) == (True, PARTS[0])
