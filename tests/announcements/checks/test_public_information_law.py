"""The same news twice, and what UU 14/2008 asks of a notice."""

from datetime import timedelta
from typing import Any

import pytest

from crossposter.announcements.checks import Earlier, Level, Subject, review
from tests.announcements.checks.test_rules import MONDAY, a_subject

NEWS = (
    "Dinas Perdagangan menggelar pasar murah di halaman kantor Kecamatan Satui dengan"
    " beras, gula dan minyak goreng bersubsidi untuk warga setempat mulai pukul 08.00."
)


def levels(rule: str, subject: Subject) -> list[Level]:
    return [each.level for each in review(subject) if each.rule == rule]


def told_before(body: str, **values: Any) -> Subject:
    earlier = Earlier(number=7, title="Layanan KTP-el keliling", body=body)
    return a_subject(NEWS, earlier=(earlier,), **values)


def test_the_same_words_are_told_whatever_their_spaces_and_capitals() -> None:
    subject = told_before(NEWS.upper().replace(", ", " ,\n"))

    assert levels("repeated", subject) == [Level.WARNING]
    assert levels("similar", subject) == []


def test_nearly_the_same_words_are_told() -> None:
    subject = told_before(NEWS.replace("08.00", "09.00"))

    assert levels("repeated", subject) == []
    assert levels("similar", subject) == [Level.WARNING]


def test_other_news_is_no_repetition() -> None:
    subject = told_before("Bupati melantik dua belas camat di pendopo hari ini.")

    assert levels("repeated", subject) == levels("similar", subject) == []


def test_the_next_edition_of_a_warning_is_no_repetition() -> None:
    subject = told_before(NEWS.replace("08.00", "09.00"), category="peringatan")

    assert levels("similar", subject) == []


def test_what_the_law_exempts_is_refused() -> None:
    assert levels("exempt", a_subject(classification="dikecualikan")) == [Level.ERROR]
    assert levels("exempt", a_subject(classification="berkala")) == []


COMPLETE: dict[str, Any] = {
    "expires_at": MONDAY + timedelta(hours=3),
    "area": "Kecamatan Satui",
    "contact": "Pusdalops 0518-123456",
}


@pytest.mark.parametrize("missing", COMPLETE)
def test_a_notice_at_once_says_until_when_where_and_whom_to_call(missing: str) -> None:
    values = COMPLETE | {missing: None}

    declared = a_subject(classification="serta-merta", **values)
    meant = a_subject(urgent=True, category="peringatan", **values)

    assert levels("serta-merta", declared) == [Level.ERROR]
    assert levels("serta-merta", meant) == [Level.WARNING]


def test_a_complete_notice_and_any_other_news_are_right() -> None:
    complete = a_subject(classification="serta-merta", **COMPLETE)

    assert levels("serta-merta", complete) == []
    assert levels("serta-merta", a_subject(urgent=True)) == []
    assert levels("serta-merta", a_subject(category="peringatan")) == []
