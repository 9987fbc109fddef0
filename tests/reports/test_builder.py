"""The weekly report tells what was left out, and what was published under which title."""

from pathlib import Path

from crossposter.announcements.omissions import Choice
from tests.conftest import MakeOffice
from tests.support.newsroom import KABID, PETUGAS, Office
from tests.support.weekly_reports import Newsroom


def test_what_was_left_out_is_counted_by_channel(
    make_office: MakeOffice, tmp_path: Path
) -> None:
    office = make_office(channels=("facebook", "instagram"))
    office.approved(without=["instagram"])
    office.approved(channels=["facebook"])
    changed = office.approved(without=["instagram"])
    office.edit(changed, title="Jembatan dibuka")
    office.announcements.submit(PETUGAS, changed, Choice(without=["instagram"]))
    office.approval.approve(KABID, changed)

    report = Newsroom(office, tmp_path).report()

    counted = {row.channel: row.left_out for row in report.channels}
    assert (counted["facebook"], counted["instagram"]) == (0, 3)


def test_a_post_is_listed_under_the_title_it_went_out_with(
    office: Office, tmp_path: Path
) -> None:
    key = office.approved(title="Pasar murah di Pagatan")
    office.run_when_due(key)  # on facebook, and not on x
    office.edit(key, title="Pasar murah di Batulicin")

    (row,) = Newsroom(office, tmp_path).report().posts
    assert row.title == "Pasar murah di Pagatan"
