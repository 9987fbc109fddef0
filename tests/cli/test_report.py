"""report: shown, filed and sent, or one sentence says why not."""

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pypdf
import pytest
import trustme

from tests.support.desk import Desk
from tests.support.fakes import FrozenClock
from tests.support.smtp import PASSWORD, USERNAME, PostOffice, serving

TO = ("kadis@example.go.id", "kabid@example.go.id")
SECTIONS = """
email:
  host: localhost
  port: {port}
  security: starttls
  username: {username}
  password: ${{SMTP_PASSWORD}}
  from: DiskominfoSP <media@example.go.id>
  ca: ca.pem
report: {{send: mon 08:00, to: [{to}]}}
"""


@pytest.fixture
def week(monday: Desk, clock: FrozenClock) -> Desk:
    """It is the Monday after; one announcement is scheduled, one public, one failed."""
    for title in ("Pasar murah <b>hemat</b> 🎉", "Siaga banjir", "Vaksin gratis"):
        monday.approved("--to", "facebook", "--to", "x", "--title", title)
    link = "https://facebook.example/1"
    at = "2026-11-24 03:00:05.000000"
    monday.set_delivery(
        1, status="published", published_at=at, permalink=link, remote_id="1"
    )
    monday.set_delivery(2, status="published", published_at=at, remote_id="2")
    clock.advance(days=7)
    return monday


@pytest.fixture
def server(week: Desk) -> Iterator[PostOffice]:
    """A mail server that wants TLS and a password, and is in the configuration."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(week.folder / "ca.pem"))
    (week.folder / ".env").write_text(
        f"FACEBOOK_PAGE_TOKEN=sandbox-token\nSMTP_PASSWORD={PASSWORD}\n"
    )
    office = PostOffice(certificate=authority.issue_cert("localhost", "127.0.0.1"))
    with serving(office):
        sections = SECTIONS.format(
            port=office.port, username=USERNAME, to=", ".join(TO)
        )
        week.configure("staff: []\n", "staff: []\n" + sections)
        yield office


def test_without_options_the_last_full_week_is_printed(week: Desk) -> None:
    answer = week.done("report")

    assert "23 s.d. 29 November 2026 (2026-W48)" in answer.out
    assert "Pasar murah <b>hemat</b> 🎉" in answer.out
    assert "https://facebook.example/1" in answer.out
    assert answer.err == ""


def test_a_running_week_and_an_empty_one_can_be_shown(week: Desk) -> None:
    running = week.done("report", "--week", "2026-W49").out
    empty = week.done("report", "--week", "2026-w40").out

    assert "30 November s.d. 6 Desember 2026" in running
    assert "Pasar murah" not in running + empty
    assert "28 September s.d. 4 Oktober 2026" in empty


def test_other_programs_read_all_of_it(week: Desk) -> None:
    values = week.done("report", "--json").values

    assert (values["week"], values["month"]) == ("2026-W48", "2026-11")
    assert values["since"] == "2026-11-22T16:00:00Z"
    assert values["summary"]["published"] == 2
    assert values["before"] is None
    assert values["posts"][0]["links"] == {
        "facebook": "https://facebook.example/1",
        "x": None,
    }
    assert {row["channel"]: row["price"] for row in values["channels"]} == {
        "facebook": None,
        "x": "0.015",
        "instagram": None,
    }
    assert [row["met"] for row in values["sources"]] == [None, None]
    assert (values["files"], values["mails"]) == ([], [])


@pytest.mark.usefixtures("paper")
def test_it_is_filed_as_page_paper_and_tables(week: Desk) -> None:
    answer = week.done(
        *("report", "--html", "l.html", "--pdf", "l.pdf", "--xlsx", "l.xlsx")
    )

    assert answer.out == "Wrote l.html\nWrote l.pdf\nWrote l.xlsx\n"
    page = (week.folder / "l.html").read_text(encoding="utf-8")
    assert "Pasar murah &lt;b&gt;hemat&lt;/b&gt; 🎉" in page
    paper = pypdf.PdfReader(io.BytesIO((week.folder / "l.pdf").read_bytes()))
    printed = "".join(each.extract_text() for each in paper.pages)
    # Of some fonts pypdf gives two bytes a letter.
    assert "Pasar murah" in printed.replace("\0", "")
    book = openpyxl.load_workbook(week.folder / "l.xlsx")
    cells = [cell.value for sheet in book for row in sheet for cell in row]
    assert "Siaga banjir" in str(cells) or "Pasar murah <b>hemat</b> 🎉" in cells


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--week", "47"], "'47' is not a week: write year and number, for example"),
        (["--week", ""], "'' is not a week"),
        (["--week", "2026-W54"], "'2026-W54' is not a week"),
        (["--week", "2026-W50"], "week 2026-W50 has not begun: the running one is"),
        (["--send"], "needs the sections `email` and `report`"),
        (["--html", "nowhere/l.html"], "nowhere/l.html cannot be written: No such"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_leaves_no_trace(
    week: Desk, arguments: list[str], said: str
) -> None:
    assert said in week.refused("report", *arguments)


def test_a_folder_in_place_of_a_file_is_wrong_usage(week: Desk) -> None:
    assert week("report", "--html", "media").code == 2


def test_a_week_that_goes_on_is_not_sent(week: Desk, server: PostOffice) -> None:
    said = week.refused("report", "--week", "2026-W49", "--send")

    assert said.startswith("week 2026-W49 has not ended")
    assert server.arrived == []


def test_it_is_sent_at_once_and_once(week: Desk, server: PostOffice) -> None:
    answer = week.done("report", "--send")
    again = week.refused("report", "--send")

    assert answer.out == f"Sent the report of week 2026-W48 to {', '.join(TO)}\n"
    assert [each.recipient for each in server.arrived] == list(TO)
    assert server.tried == [PASSWORD] * 2
    message = server.arrived[0].message
    assert message["To"] == TO[0]
    assert "23 s.d. 29 November 2026" in message["Subject"]
    assert f"was sent to {', '.join(TO)} on 2026-11-30 08:00 WITA" in again
    assert len(server.arrived) == 2


def test_who_does_not_get_it_is_named_and_the_others_have_it(
    week: Desk, server: PostOffice
) -> None:
    server.wrong[TO[1]] = "550 5.1.1 no such mailbox"

    answer = week("report", "--send", "--xlsx", "l.xlsx")

    assert answer.code == 1
    assert f"Sent the report of week 2026-W48 to {TO[0]}\n" in answer.out
    *_, said = answer.err.splitlines()
    assert "has not reached everybody: kabid@example.go.id (" in said
    assert "no such mailbox" in said
    assert (week.folder / "l.xlsx").is_file()


def test_once_mended_only_those_get_it_who_do_not_have_it(
    week: Desk, server: PostOffice
) -> None:
    server.wrong[TO[1]] = "550 5.1.1 no such mailbox"
    week("report", "--send")
    server.wrong.clear()

    values = week.done("report", "--send", "--json").values

    assert [each["status"] for each in values["mails"]] == ["sent", "sent"]
    assert values["mails"][0]["sent_at"] == "2026-11-30T00:00:00Z"
    assert [each.recipient for each in server.arrived] == list(TO)


def test_a_report_without_weasyprint_says_how_to_get_it(
    week: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)

    said = week.refused("report", "--pdf", "l.pdf")

    assert "pip install 'pemda-crossposter[pdf]'" in said


def test_an_english_office_gets_it_in_english(week: Desk) -> None:
    week.configure("timezone:", "language: en\ntimezone:")

    assert "Weekly Report" in week.done("report").out


def test_nothing_secret_is_in_a_report(week: Desk, server: PostOffice) -> None:
    week.done("report", "--html", "l.html")
    shown = week.done("report", "--json").out + week.done("report").out
    page = Path(week.folder / "l.html").read_text(encoding="utf-8")

    assert not any(secret in shown + page for secret in ("sandbox-", PASSWORD))
