"""What submit objects to, what it lets pass and writes down, and what check shows."""

from datetime import timedelta

import pytest

from crossposter.announcements.checks import Level, Policy
from crossposter.announcements.review import Reviewer
from crossposter.database.models import AnnouncementStatus
from crossposter.errors import BadInput
from tests.conftest import MakeOffice
from tests.support.newsroom import KABID, PETUGAS, WITA, Office

STRICT = Policy()


@pytest.fixture
def strict(make_office: MakeOffice) -> Office:
    return make_office(policy=STRICT)


def warnings(office: Office, key: int) -> list[str | None]:
    return [each.detail for each in office.events(key) if each.action == "warned"]


def test_errors_stop_it_all_in_one_message_and_nothing_is_written(
    strict: Office,
) -> None:
    key = strict.write(
        body="Halo {nama}, datang Senin, 24 November 2026.",
        images=[(strict.picture(), "")],
    )

    with pytest.raises(BadInput) as refused:
        strict.announcements.submit(PETUGAS, key)

    assert str(refused.value).count("\n") == 2
    assert strict.announcement(key).status is AnnouncementStatus.DRAFT
    assert [each.action for each in strict.events(key)] == ["added"]


def test_warnings_are_given_back_and_logged(strict: Office) -> None:
    key = strict.write(body="Rapat pukul 09.00 WIB, hubungi 0812-3456-7890.")

    found = strict.announcements.submit(PETUGAS, key)

    assert [each.rule for each in found] == ["phone", "zone"]
    assert warnings(strict, key) == [each.sentence for each in found]
    assert strict.announcement(key).status is AnnouncementStatus.SUBMITTED


def test_nothing_is_logged_of_an_announcement_without_fault(strict: Office) -> None:
    key = strict.submitted()

    assert warnings(strict, key) == []


def test_the_same_news_is_told_and_goes_out_again_if_that_is_wanted(
    strict: Office,
) -> None:
    first = strict.submitted()
    second = strict.write()

    (finding,) = strict.reviewer.check(second)

    assert (finding.rule, finding.level) == ("repeated", Level.WARNING)
    assert f"announcement {first} " in finding.sentence
    strict.announcements.submit(PETUGAS, second)
    assert len(warnings(strict, second)) == 1


def test_what_does_not_go_out_is_no_news(strict: Office) -> None:
    strict.write()
    withdrawn = strict.submitted(channels=["x"])
    strict.announcements.withdraw(KABID, withdrawn, None)

    assert strict.reviewer.check(strict.write()) == []


def test_news_of_another_channel_or_of_last_month_may_come_again(
    strict: Office,
) -> None:
    strict.submitted(channels=["facebook"])

    assert strict.reviewer.check(strict.write(channels=["x"])) == []
    strict.clock.advance(days=31)
    assert strict.reviewer.check(strict.write(channels=["facebook"])) == []


def test_it_does_not_repeat_itself_after_an_edit(strict: Office) -> None:
    key = strict.submitted()
    strict.edit(key, category="berita")

    assert strict.reviewer.check(key) == []


def test_links_are_tried_only_when_asked(strict: Office) -> None:
    tried: list[str] = []

    def why_unreachable(link: str) -> str | None:
        tried.append(link)
        return "answers 404" if "hilang" in link else None

    reviewer = Reviewer(
        database=strict.database,
        clock=strict.clock,
        zone=WITA,
        channels=strict.channels,
        policy=Policy(similar=timedelta(days=1)),
        why_unreachable=why_unreachable,
    )
    key = strict.write(
        body="Daftar di https://contoh.go.id/hilang, ya.", link="https://contoh.go.id"
    )

    assert reviewer.check(key) == []
    assert tried == []
    (finding,) = reviewer.check(key, online=True)
    assert finding.level is Level.WARNING
    assert finding.sentence == "https://contoh.go.id/hilang answers 404"
    assert tried == ["https://contoh.go.id", "https://contoh.go.id/hilang"]


def test_what_the_law_wants_told_is_kept_and_can_be_taken_away(office: Office) -> None:
    key = office.write(
        classification="Serta merta", area=" Kecamatan  Satui", contact="0518-123456"
    )
    shown = office.overview.show(key)
    office.edit(key, classification="", area="")

    assert shown["classification"] == "serta-merta"
    assert shown["area"] == "Kecamatan Satui"
    edited = office.overview.show(key)
    assert (edited["classification"], edited["area"]) == (None, None)
    assert edited["contact"] == "0518-123456"


@pytest.mark.parametrize("word", ["dikecualikan", "rahasia"])
def test_what_is_no_class_of_public_information_is_refused(
    office: Office, word: str
) -> None:
    with pytest.raises(BadInput, match=word):
        office.write(classification=word)


GREETING = {
    "title": "Selamat Hari Guru",
    "body": "Terima kasih untuk semua guru.",
    "category": "ucapan",
}
CONDOLENCE = {
    "title": "Wafatnya mantan bupati",
    "body": "Keluarga besar pemerintah daerah turut berduka.",
    "category": "duka-cita",
}


def mourned(office: Office, key: int) -> list[str]:
    found = office.reviewer.check(key)
    return [each.sentence for each in found if each.rule == "mourning"]


def test_a_greeting_on_the_day_of_a_condolence_is_told(strict: Office) -> None:
    sad = strict.approved(**CONDOLENCE)

    [sentence] = mourned(strict, strict.write(**GREETING))

    assert sentence.startswith(f"announcement {sad} (duka-cita)")
    later = strict.clock.now() + timedelta(days=3)
    assert mourned(strict, strict.write(**GREETING, at=later)) == []


def test_a_condolence_on_the_day_of_a_greeting_is_told(strict: Office) -> None:
    merry = strict.approved(**GREETING)

    [sentence] = mourned(strict, strict.write(**CONDOLENCE))

    assert sentence.startswith(f"announcement {merry} (ucapan)")


def test_what_was_withdrawn_is_no_condolence(strict: Office) -> None:
    strict.announcements.withdraw(KABID, strict.approved(**CONDOLENCE), None)

    assert mourned(strict, strict.write(**GREETING)) == []


def test_the_slot_of_a_greeting_says_whether_people_mourn(
    make_office: MakeOffice,
) -> None:
    office = make_office()
    tomorrow = office.clock.now().astimezone(WITA).date() + timedelta(days=1)
    office = make_office(policy=Policy(mourning=((tomorrow, tomorrow),)))

    assert mourned(office, office.write(**GREETING)) == []
    office.clock.advance(hours=10)  # the next slot is tomorrow's
    assert str(tomorrow) in mourned(office, office.write(**GREETING))[0]
