"""Trouble reaches people: once when it opens, changes, and is solved."""

from datetime import timedelta

import pytest

from crossposter.channels import Blocked, NotAuthorized, Rejected
from crossposter.errors import Unavailable
from tests.support.newsroom import OPERATOR, Office
from tests.support.watchman import ADMIN, Watchman


@pytest.fixture
def watchman(office: Office) -> Watchman:
    return Watchman(office=office)


def refused(office: Office, title: str = "Pasar murah") -> int:
    """The number of a delivery the platform refused for good."""
    office.facebook.refuses(Rejected("teks ditolak"))
    return office.run_when_due(office.approved(title=title)).id or 0


def test_a_quiet_office_writes_nothing(office: Office, watchman: Watchman) -> None:
    office.run_when_due(office.approved(channels=["facebook"]))

    watchman.watch(hours=1)

    assert watchman.rows == []
    assert watchman.letters == []


def test_a_refused_delivery_is_told_once_with_the_command_to_type(
    office: Office, watchman: Watchman
) -> None:
    delivery = refused(office)

    watchman.watch(hours=3)

    assert watchman.subjects == [
        f"[Pemkab Contoh] Kiriman {delivery} ke facebook gagal: Pasar murah"
    ]
    assert f"`crossposter retry {delivery}`" in watchman.texts[0]
    assert "teks ditolak" in watchman.texts[0]
    assert watchman.mails == [("incident/1/1", ADMIN)]


def test_people_hear_of_trouble_within_half_a_minute(
    office: Office, watchman: Watchman
) -> None:
    refused(office)

    watchman.look(times=2)

    assert len(watchman.letters) == 1


def test_since_is_when_it_happened_and_not_when_it_was_noticed(
    office: Office, watchman: Watchman
) -> None:
    refused(office)
    happened = office.clock.now()
    office.clock.advance(hours=5)

    watchman.look()

    assert watchman.rows[0].opened_at == happened
    assert "2026-11-23 11:00 WITA" in watchman.texts[0]


def test_the_end_is_told_when_it_has_lasted(office: Office, watchman: Watchman) -> None:
    office.facebook.refuses(NotAuthorized("token habis"))
    office.run_when_due(office.approved(channels=["facebook"]))
    watchman.look()
    office.pausing.resume(OPERATOR, ["facebook"])

    watchman.watch(minutes=14)
    assert len(watchman.letters) == 1
    watchman.watch(minutes=2)

    assert watchman.subjects[1] == "[Pemkab Contoh] Selesai: Kanal facebook berhenti"
    assert watchman.rows[0].solved_at is not None
    watchman.watch(hours=1)
    assert len(watchman.letters) == 2


def test_trouble_that_comes_and_goes_is_one_incident(
    office: Office, watchman: Watchman
) -> None:
    for _ in range(5):
        office.pausing.pause(OPERATOR, ["x"], "sambungan putus")
        watchman.watch(minutes=5)
        office.pausing.resume(OPERATOR, ["x"])
        watchman.watch(minutes=10)

    assert len(watchman.letters) == 1
    assert len(watchman.rows) == 1


def test_trouble_after_a_long_peace_is_another_incident(
    office: Office, watchman: Watchman
) -> None:
    for _ in range(2):
        office.pausing.pause(OPERATOR, ["x"], "sambungan putus")
        watchman.watch(minutes=5)
        office.pausing.resume(OPERATOR, ["x"])
        watchman.watch(minutes=20)

    assert len(watchman.rows) == 2
    assert [subject.count("Selesai") for subject in watchman.subjects] == [0, 1, 0, 1]


def test_a_channel_that_rests_and_then_needs_a_person_has_changed(
    office: Office, watchman: Watchman
) -> None:
    until = office.clock.now() + timedelta(hours=5)
    office.facebook.refuses(Blocked("terlalu sering", until=until))
    office.run_when_due(office.approved(channels=["facebook"]))
    watchman.look()

    office.pausing.pause(OPERATOR, ["facebook"], "akun dibatasi")
    watchman.look()

    assert [it.split("] ")[1] for it in watchman.subjects] == [
        "Kanal facebook jeda sampai 2026-11-23 13:00 WITA",
        "Kanal facebook berhenti",
    ]
    assert "== BERUBAH ==" in watchman.texts[1]
    assert len(watchman.rows) == 1


def test_a_blip_between_two_looks_is_nobodys_news(
    office: Office, watchman: Watchman
) -> None:
    office.pausing.pause(OPERATOR, ["x"], "sebentar")
    watchman.look(times=1)
    office.pausing.resume(OPERATOR, ["x"])

    watchman.watch(hours=1)

    assert watchman.letters == []
    assert watchman.rows[0].solved_at is not None


def test_twenty_held_deliveries_after_three_days_off_are_one_letter(
    office: Office, watchman: Watchman
) -> None:
    keys = [office.approved(channels=["facebook"]) for _ in range(20)]
    office.clock.advance(days=14)
    office.run()

    watchman.watch(hours=1)

    (text,) = watchman.texts
    numbers = [office.delivery(key).id for key in keys]
    assert all(f"Kiriman {number} ke" in text for number in numbers)
    assert "20 pemberitahuan" in watchman.subjects[0]
    assert len(watchman.rows) == 20


def test_trouble_that_keeps_coming_is_told_after_a_minute_at_the_latest(
    office: Office, watchman: Watchman
) -> None:
    for number in range(8):
        refused(office, f"Berita {number}")
        watchman.look(times=1)

    assert watchman.letters


def test_without_readers_trouble_is_kept_for_when_there_are_some(
    office: Office,
) -> None:
    refused(office)
    deaf = Watchman(office=office, readers=None)
    deaf.watch(hours=1)
    assert deaf.letters == []
    assert len(deaf.rows) == 1

    watchman = Watchman(office=office)
    watchman.look()

    assert len(watchman.letters) == 1


def test_a_letter_and_what_remembers_it_are_one_transaction(
    office: Office, watchman: Watchman, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused(office)
    watchman.look(times=1)
    before = watchman.rows[0].facts

    def fail(*_: object) -> None:
        raise Unavailable("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr("crossposter.mail.outbox.mails.write", fail)
        with pytest.raises(Unavailable):
            watchman.look(times=1)
    assert watchman.rows[0].facts == before

    watchman.watch(hours=1)
    assert len(watchman.letters) == 1


def test_the_same_on_postgresql(office_on_either: Office) -> None:
    watchman = Watchman(office=office_on_either)
    refused(office_on_either)
    office_on_either.pausing.pause(OPERATOR, ["x"], "perawatan")

    watchman.watch(minutes=5)
    office_on_either.pausing.resume(OPERATOR, ["x"])
    watchman.watch(minutes=20)

    assert len(watchman.letters) == 2
    assert "2 pemberitahuan" in watchman.subjects[0]
    assert "Selesai: Kanal x berhenti" in watchman.subjects[1]


def test_alerts_speak_english_where_the_office_does(office: Office) -> None:
    watchman = Watchman(office=office, language="en")
    delivery = refused(office)

    watchman.look()

    assert watchman.subjects[0].endswith(
        f"Delivery {delivery} to facebook failed: Pasar murah"
    )
