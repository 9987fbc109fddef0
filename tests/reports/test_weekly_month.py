"""A month of an office, told in four letters through a real mail server.

Three channels, thirty sources, failures, a channel that stood still, holidays.
"""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import trustme
from openpyxl import load_workbook
from sqlmodel import Session

from crossposter.app import App, build
from crossposter.config import load
from crossposter.database.models import (
    Announcement,
    AnnouncementStatus,
    Delivery,
    Event,
)
from crossposter.database.models import DeliveryStatus as Status
from crossposter.reports.model import Period
from tests.support.fakes import FrozenClock
from tests.support.pages import Page
from tests.support.smtp import PASSWORD, USERNAME, Arrival, PostOffice, serving

TO = ("kadis@example.go.id", "kabid@example.go.id", "sekda@example.go.id")
CHANNELS = ("facebook", "x", "instagram")
MIDNIGHT = datetime(2026, 11, 29, 16, tzinfo=UTC)  #: the month's first, in WITA
WEEKS = ("2026-W49", "2026-W50", "2026-W51", "2026-W52")
SOURCES = [f"  - {{code: S{number:02}, name: Dinas ke-{number}, kind: dinas, quota: 3}}"
           for number in range(30)]  # fmt: skip
REFUSAL = "Facebook refused the post: change it and approve it again."
CONFIG = """
timezone: Asia/Makassar
office: {{name: Pemerintah Kabupaten Contoh, unit: Dinas Kominfo}}
timetable: [daily 07:00 11:00]
holidays: {{2026-12-14: Hari Jadi Kabupaten}}
email:
  {{host: localhost, port: {port}, username: {username}, password: "${{SMTP_PASSWORD}}",
   from: DiskominfoSP <media@example.go.id>, ca: ca.pem}}
report: {{send: mon 08:00, to: [{to}]}}
channels:
  facebook: {{platform: facebook, page_id: "1", access_token: t}}
  x: {{platform: x, access_token: t}}
  instagram:
    {{platform: instagram, user_id: "1", access_token: t,
     images: {{host: facebook, page: facebook}}}}
sources:
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PostOffice]:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    office = PostOffice(certificate=authority.issue_cert("localhost", "127.0.0.1"))
    with serving(office):
        yield office


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(MIDNIGHT)


@pytest.fixture
def app(tmp_path: Path, server: PostOffice, clock: FrozenClock) -> Iterator[App]:
    values = {"port": server.port, "username": USERNAME, "to": ", ".join(TO)}
    file = tmp_path / "config.yaml"
    file.write_text(CONFIG.format(**values) + "\n".join(SOURCES))
    opened = build(load(file, {"SMTP_PASSWORD": PASSWORD}), clock=clock)
    with closing(opened):
        with opened.database.write() as session:
            publish_a_month(session)
        yield opened


def publish_a_month(session: Session) -> None:
    """Three announcements a day on every channel; the last three sources send none."""
    for number in range(1, 28 * 3 + 1):
        at = MIDNIGHT + timedelta(days=(number - 1) // 3, hours=7 + number % 3 * 2)
        session.add(an_announcement(number, at))
        session.flush()
        for place, channel in enumerate(CHANNELS):
            session.add_all(a_delivery(number * 3 + place, number, channel, at))
    for day, move in ((9, "paused"), (10, "resumed")):
        session.add(
            Event(
                at=MIDNIGHT + timedelta(days=day, hours=3),
                actor="daemon",
                action=f"channel x {move}",
                detail="X does not accept the channel's keys.",
            )
        )


def an_announcement(number: int, at: datetime) -> Announcement:
    return Announcement(
        id=number,
        title=f"Kabar <b>nomor</b> {number} & 🌊",
        body="Warga diminta waspada.",
        source=f"S{number % 27:02}",
        category=("berita", "kegiatan", "layanan")[number % 3],
        status=AnnouncementStatus.APPROVED,
        author="petugas",
        approved_by="kabid",
        approved_at=at - timedelta(hours=2),
        created_at=at - timedelta(hours=5),
        updated_at=at - timedelta(hours=2),
    )


def a_delivery(key: int, number: int, channel: str, at: datetime) -> Iterator[Any]:
    fails = channel == "facebook" and number % 20 == 0
    yield Delivery(
        id=key,
        announcement_id=number,
        channel=channel,
        platform=channel,
        status=Status.FAILED if fails else Status.PUBLISHED,
        due_at=at,
        next_at=at,
        text="Warga diminta waspada.",
        fingerprint="0",
        attempts=1,
        error=REFUSAL if fails else None,
        remote_id=None if fails else str(key),
        permalink=None if fails else f"https://{channel}.example/{key}",
        published_at=None if fails else at + timedelta(seconds=40),
    )
    yield Event(
        at=at,
        actor="daemon",
        action="delivery failed" if fails else "delivery published",
        announcement_id=number,
        delivery_id=key,
        before="committing",
        after="failed" if fails else "published",
        detail=REFUSAL if fails else None,
    )


def live_through(app: App, clock: FrozenClock, *, until: datetime) -> None:
    """What the daemon's jobs do, hour by hour."""
    while clock.now() < until:
        app.reporting.write_due()
        app.mailing.deliver_due()
        clock.advance(hours=1)


def weeks_of(arrivals: list[Arrival]) -> list[str]:
    pages = [Page(html_of(each)).text for each in arrivals]
    return [week for page in pages for week in WEEKS if f"({week})" in page]


def html_of(arrival: Arrival) -> str:
    body = arrival.message.get_body(("html",))
    assert body is not None
    return str(body.get_content())


def text_of(arrival: Arrival) -> str:
    body = arrival.message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


@pytest.fixture
def month(app: App, clock: FrozenClock, server: PostOffice) -> PostOffice:
    live_through(app, clock, until=MIDNIGHT + timedelta(days=31))
    return server


def test_everybody_gets_every_week_once_and_none_on_a_holiday(
    month: PostOffice,
) -> None:
    for head in TO:
        assert weeks_of(month.to(head)) == list(WEEKS)
    days = [each.message["Date"].datetime.date() for each in month.to(TO[0])]
    assert days == [
        date(2026, 12, 7),
        date(2026, 12, 15),  # the day before is one of the office's own
        date(2026, 12, 21),
        date(2026, 12, 28),
    ]
    assert len({each.message_id for each in month.arrived}) == len(TO) * len(WEEKS)


def test_the_letter_the_page_and_the_tables_tell_the_same(
    app: App, month: PostOffice
) -> None:
    for week, arrival in zip(WEEKS, month.to(TO[1]), strict=True):
        report = app.reporting.report(app.reporting.period(week))
        text, page = text_of(arrival), Page(html_of(arrival)).text
        [attached] = arrival.message.iter_attachments()
        book = load_workbook(BytesIO(attached.get_payload(decode=True)))  # type: ignore[arg-type]
        cells = [cell.value for sheet in book for row in sheet for cell in row]

        assert len(report.posts) == 21
        assert report.summary.published == 63 - report.summary.failed
        for post in report.posts:
            assert post.title in cells
            for link in post.links.values():
                assert link is None or link in text
        for silent in (row.name for row in report.sources if not row.week):
            assert silent in text
            assert silent in page


def test_failures_and_holidays_are_told(month: PostOffice) -> None:
    letters = (" ".join(text_of(each).split()) for each in month.to(TO[2]))
    first, second, third, _ = letters

    assert "crossposter edit" in first
    assert "Platform tidak lagi menerima token masuk kita" in second
    assert "Natal" in third
    assert "Cuti Bersama" in third.title()


def test_the_week_of_the_report_is_that_of_the_office(app: App) -> None:
    period = app.reporting.period("2026-W49")

    assert period == Period(start=date(2026, 11, 30), zone=app.zone)
    assert period.since == MIDNIGHT
