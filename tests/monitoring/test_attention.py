"""What asks for a person, and with which command it is mended."""

from crossposter.channels import NotAuthorized, Rejected
from tests.support.newsroom import KABID, OPERATOR, Office, as_json, wita


def test_a_paused_lane_says_why_and_what_to_do(office: Office) -> None:
    office.facebook.refuses(NotAuthorized("token habis"))
    office.run_when_due(office.approved())

    status = office.status.read()

    assert status["lanes"][0]["paused"] is True
    assert status["lanes"][0]["reason"] == "token habis"
    (entry,) = status["attention"]
    assert (entry["kind"], entry["channel"], entry["reason"]) == (
        "channel",
        "facebook",
        "token habis",
    )
    assert "`crossposter resume facebook`" in entry["next"]


def test_a_refused_delivery_asks_for_a_person(office: Office) -> None:
    office.facebook.refuses(Rejected("teks ditolak"))
    key = office.approved(title="Pasar murah")
    delivery = office.run_when_due(key)

    (entry,) = office.status.read()["attention"]

    assert as_json(entry) == entry
    assert (entry["delivery"], entry["announcement"]) == (delivery.id, key)
    assert (entry["title"], entry["channel"]) == ("Pasar murah", "facebook")
    assert (entry["status"], entry["reason"]) == ("failed", "teks ditolak")
    assert f"`crossposter retry {delivery.id}`" in entry["next"]


def test_a_delivery_in_doubt_asks_for_patience_or_a_look(office: Office) -> None:
    office.facebook.drops_after()
    delivery = office.run_when_due(office.approved())

    (entry,) = office.status.read()["attention"]

    assert entry["status"] == "unconfirmed"
    assert entry["next"].startswith("wait: the account is being read")
    assert f"resolve {delivery.id} --posted URL" in entry["next"]


def test_a_delivery_held_for_lateness_asks_for_a_retry(office: Office) -> None:
    key = office.approved()
    office.run(at=wita("23 16:00"))

    (entry,) = office.status.read()["attention"]

    assert f"`crossposter retry {office.delivery(key).id}`" in entry["next"]


def test_a_delivery_held_in_doubt_asks_for_a_look_and_never_for_a_retry(
    office: Office,
) -> None:
    """Also when this database never sent it: it may be an old copy of another."""
    key = office.approved(channels=["facebook"])
    office.clock.advance(to=wita("23 11:30"))
    office.facebook.cannot_be_read(times=2)
    office.started().look_first()
    office.run()
    office.clock.advance(hours=25)
    office.run()
    assert office.delivery(key).attempts == 0

    (entry,) = office.status.read()["attention"]

    assert entry["status"] == "held"
    assert f"resolve {office.delivery(key).id} --posted URL" in entry["next"]
    assert "retry" not in entry["next"]


def test_what_waits_for_approval_asks_for_a_person(office: Office) -> None:
    key = office.submitted(title="Pasar murah")

    (entry,) = office.status.read()["attention"]

    assert (entry["kind"], entry["announcement"]) == ("announcement", key)
    assert f"`crossposter approve {key}`" in entry["next"]


def test_what_is_over_asks_for_nobody(office: Office) -> None:
    key = office.approved(channels=["facebook"])
    office.run_when_due(key)
    withdrawn = office.approved()
    office.announcements.withdraw(KABID, withdrawn, None)
    office.pausing.pause(OPERATOR, ["x"], "perawatan")
    office.pausing.resume(OPERATOR, ["x"])

    assert office.status.read()["attention"] == []
