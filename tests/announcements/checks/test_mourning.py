"""No greeting of a feast on a day on which people mourn."""

from datetime import timedelta
from typing import Any

import pytest

from crossposter.announcements.checks import Earlier, Level, review
from tests.announcements.checks.test_rules import MONDAY, a_subject

DAY = MONDAY.date()
GREETING = "Selamat Hari Guru Nasional untuk semua guru di daerah kita."
OTHER = Earlier(
    number=7, title="Wafatnya mantan bupati", body="Beliau wafat pagi tadi."
)


def levels(body: str = GREETING, **values: Any) -> list[Level]:
    given = {"category": "ucapan", "days": frozenset({DAY}), **values}
    found = review(a_subject(body, **given))
    return [each.level for each in found if each.rule == "mourning"]


@pytest.mark.parametrize(("first", "last"), [(0, 0), (-2, 0), (0, 3), (-1, 1)])
def test_a_greeting_on_a_day_of_mourning_is_warned_about(first: int, last: int) -> None:
    span = (DAY + timedelta(days=first), DAY + timedelta(days=last))

    assert levels(mourning=(span,)) == [Level.WARNING]


def test_the_day_before_and_the_day_after_are_free() -> None:
    days = (DAY - timedelta(days=1), DAY + timedelta(days=1))

    assert levels(mourning=tuple((day, day) for day in days)) == []


def test_a_greeting_beside_a_condolence_is_warned_about_on_both_sides() -> None:
    assert levels(same_day=(OTHER,)) == [Level.WARNING]
    assert levels(category="duka-cita", same_day=(OTHER,)) == [Level.WARNING]


def test_other_news_may_go_out_on_a_day_of_mourning() -> None:
    assert levels(category="berita", mourning=((DAY, DAY),), same_day=(OTHER,)) == []


def test_a_condolence_filed_as_a_greeting_is_none() -> None:
    body = "Kami turut berduka cita atas wafatnya mantan bupati."

    assert levels(body, mourning=((DAY, DAY),)) == []
