"""Nothing loses its approval silently, and what is public is not edited afterwards."""

from collections.abc import Callable

import pytest

from tests.support.desk import STAFF, Desk

OFFICERS = STAFF + "  - {login: camat, name: Staf Camat, roles: [officer]}\n"


@pytest.fixture
def approved(monday: Desk, log_in: Callable[[str], None]) -> str:
    """Written by petugas, approved by kabid."""
    monday.configure("staff: []\n", OFFICERS)
    log_in("petugas")
    key = str(monday.submitted())
    log_in("kabid")
    monday.done("approve", key)
    return key


def statuses(desk: Desk, key: str) -> list[str]:
    rows = desk.done("show", key, "--json").values["deliveries"]
    return [each["status"] for each in rows]


@pytest.mark.parametrize("person", ["camat", "humas"])
def test_who_may_not_withdraw_it_does_not_end_it_by_an_edit(
    monday: Desk, approved: str, log_in: Callable[[str], None], person: str
) -> None:
    log_in(person)

    sentence = monday.refused("edit", approved, "--title", "Siaga satu")

    assert "change an approved announcement of somebody else" in sentence
    assert statuses(monday, approved) == ["scheduled"] * 3


@pytest.mark.parametrize("person", ["petugas", "kabid"])
def test_an_edit_says_what_it_cancels(
    monday: Desk, approved: str, log_in: Callable[[str], None], person: str
) -> None:
    log_in(person)

    told = monday.done("edit", approved, "--title", "Siaga satu").out

    assert "The approval has ended, and facebook (2026-11-23 11:00 WITA)" in told
    assert "instagram (2026-11-23 11:00 WITA) are cancelled" in told
    assert statuses(monday, approved) == ["cancelled"] * 3


def test_a_withdrawal_says_what_it_cancels(monday: Desk, approved: str) -> None:
    told = monday.done("withdraw", approved, "--reason", "salah tanggal").out

    assert "x (2026-11-23 11:00 WITA)" in told


def test_an_edit_of_a_draft_cancels_nothing(monday: Desk) -> None:
    key = str(monday.added())

    assert "cancelled" not in monday.done("edit", key, "--title", "Siaga satu").out


def test_show_tells_who_did_what_also_for_whom(
    monday: Desk, approved: str, log_in: Callable[[str], None]
) -> None:
    log_in("petugas")
    monday.done("edit", approved, "--title", "Siaga satu")
    monday.done("submit", approved)
    log_in("admin")
    monday.done("--as", "humas", "reject", approved, "--reason", "Ulang judulnya")
    monday.done("--as", "kabid", "withdraw", approved, "--reason", "Batal")

    told = monday.done("show", approved).out

    for line in (
        "added by petugas, 2026-11-23 08:00 WITA",
        "submitted by petugas, ",
        "approved by kabid, ",
        "edited by petugas, 2026-11-23 08:00 WITA  title: Siaga banjir → Siaga satu",
        "rejected by humas (typed by admin), 2026-11-23 08:00 WITA  Ulang judulnya",
        "withdrawn by kabid (typed by admin), 2026-11-23 08:00 WITA  Batal",
    ):
        assert line in told
    deeds = monday.done("show", approved, "--json").values["history"]
    assert [(it["action"], it["by"], it["acting_for"]) for it in deeds][-2:] == [
        ("rejected", "admin", "humas"),
        ("withdrawn", "admin", "kabid"),
    ]


def test_show_tells_the_next_try(monday: Desk) -> None:
    key = str(monday.approved())
    monday.set_delivery(
        1, attempts=1, tries=1, next_at="2026-11-23 03:05:00.000000", error="lambat"
    )

    assert "facebook: next try 2026-11-23 11:05 WITA" in monday.done("show", key).out
    rows = monday.done("show", key, "--json").values["deliveries"]
    assert rows[0]["next_at"] == "2026-11-23T03:05:00Z"


def test_what_is_public_everywhere_is_not_edited(monday: Desk) -> None:
    key = str(monday.approved())
    for delivery in (1, 2, 3):
        monday.set_delivery(delivery, status="published")

    sentence = monday.refused("edit", key, "--title", "Siaga satu")

    assert "public on facebook, instagram, x" in sentence
    assert "a correction as a new announcement with `crossposter add`" in sentence
    monday.done("withdraw", key)
    assert "correction" in monday.refused("edit", key, "--body", "Lain.")


def test_what_is_public_is_shown_as_it_was_published(monday: Desk) -> None:
    key = str(monday.approved())
    monday.set_delivery(1, status="published")
    monday.done("edit", key, "--title", "Siaga satu", "--body", "Semua mengungsi.")

    listed = monday.done("list").out
    shown = monday.done("show", key).out
    [facebook, *_] = monday.done("preview", key, "--json").values

    assert "Siaga banjir (now: Siaga satu)" in listed
    assert "facebook, as it was published: Siaga banjir" in shown
    assert "Warga diminta waspada." in shown
    assert "Warga diminta waspada." in facebook["text"]
    monday.done("preview", key, "--html")
    monday.done("submit", key)
    monday.done("approve", key)
    assert "as it was published: Siaga banjir" in monday.done("show", key).out
    page = (monday.folder / f"preview-{key}.html").read_text(encoding="utf-8")
    assert "Sudah terbit dengan judul: Siaga banjir" in page


def test_a_channel_that_has_gone_can_be_taken_out_with_an_edit(monday: Desk) -> None:
    key = str(monday.added("--to", "facebook", "--to", "x"))
    text = (monday.folder / "config.yaml").read_text(encoding="utf-8")
    monday.configure(text[text.index("  x:\n") : text.index("  instagram:\n")], "")

    monday.done("edit", key, "--to", "facebook")

    assert monday.done("show", key, "--json").values["channels"] == ["facebook"]
