"""Rows of the database become rows of the report."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from crossposter.database.queries.reports import (
    AnnouncementRow,
    Measured,
    Planned,
    Published,
)
from crossposter.posts.office import Source
from crossposter.reports.model import Reach
from crossposter.reports.rows import (
    ReportChannel,
    by_source,
    category_rows,
    channel_rows,
    plan_rows,
    post_rows,
    source_rows,
)
from crossposter.reports.summary import Week
from tests.support.fakes import MONDAY

HOUR = timedelta(hours=1)


def a_post(key: int, channel: str = "facebook", **values: Any) -> Published:
    given: dict[str, Any] = {
        "delivery": key * 10,
        "announcement": key,
        "channel": channel,
        "platform": channel,
        "due_at": MONDAY,
        "at": MONDAY,
        "permalink": f"https://{channel}.example/{key}",
    }
    return Published(**given | values)


def an_announcement(key: int, **values: Any) -> AnnouncementRow:
    given: dict[str, Any] = {
        "key": key,
        "title": f"Judul {key}",
        "source": "BPBD",
        "category": "berita",
        "urgent": False,
        "author": "siti",
        "approved_by": "kabid",
        "approved_at": MONDAY - HOUR,
    }
    return AnnouncementRow(**given | values)


def a_week(*posts: Published, **values: Any) -> Week:
    told = {it.announcement: an_announcement(it.announcement) for it in posts}
    given: dict[str, Any] = {
        "approved": 0,
        "waiting": 0,
        "published": posts,
        "told": told,
    }
    return Week(**given | values)


def test_channels_of_the_configuration_come_first_and_none_is_lost() -> None:
    week = a_week(a_post(1, "lama"), left_out={"x": 2})

    rows = channel_rows(
        [ReportChannel(name="facebook", platform="facebook")],
        week,
        due={"dihapus": 3},
        measured=[Measured("lama", 5, None, None, 9, None)],
        prices={"facebook": Decimal(1)},
    )

    assert [row.channel for row in rows] == ["facebook", "lama", "dihapus", "x"]
    facebook, old, gone, x = rows
    assert (facebook.published, facebook.reach) == (0, Reach())
    assert facebook.price == Decimal(1)
    assert (old.platform, old.published, old.on_time) == ("lama", 1, 1.0)
    assert old.reach == Reach(likes=5, views=9)
    assert (gone.scheduled, gone.platform) == (3, "dihapus")
    assert x.left_out == 2


def test_a_source_that_sent_nothing_is_listed_and_one_that_left_is_not() -> None:
    senders = [
        Source(code="BPBD", name="Badan", kind="badan", quota=3),
        Source(code="LAMA", name="Lama", kind="dinas", active=False),
        Source(code="BARU", name="Baru", kind="dinas", active=False),
    ]

    rows = source_rows(senders, {"BARU": 1}, {"ASING": 2, "BARU": 1})

    assert [(row.code, row.week, row.month) for row in rows] == [
        ("BPBD", 0, 0),
        ("BARU", 1, 1),
        ("ASING", 0, 2),
    ]
    assert rows[-1].kind == "lainnya"


def test_sources_are_counted_by_announcements() -> None:
    told = {1: an_announcement(1), 2: an_announcement(2, source="DPUPR")}

    assert by_source(told) == {"BPBD": 1, "DPUPR": 1}


def test_categories_are_ordered_by_size_and_then_by_name() -> None:
    week = a_week(
        a_post(1),
        a_post(1, "x"),
        a_post(2),
        a_post(3),
        told={
            1: an_announcement(1, category="ucapan"),
            2: an_announcement(2, category="agenda"),
            3: an_announcement(3, category="ucapan"),
        },
    )

    assert [
        (it.category, it.announcements, it.posts) for it in category_rows(week)
    ] == [
        ("ucapan", 2, 3),
        ("agenda", 1, 1),
    ]


def test_one_announcement_is_one_row_with_a_link_for_each_channel() -> None:
    first = a_post(1, title="Judul lama")
    week = a_week(first, a_post(1, "x", permalink=None, delivery=99, at=MONDAY + HOUR))

    (row,) = post_rows(
        week, senders={"BPBD": "Badan"}, people={"siti": "Siti"}, gone=frozenset({99})
    )

    assert (row.at, row.title, row.source) == (MONDAY, "Judul lama", "Badan")
    assert row.links == {"facebook": "https://facebook.example/1", "x": None}
    assert (row.officer, row.approver) == ("Siti", "kabid")
    assert row.gone == {"x"}


def test_a_plan_has_each_announcement_once_at_its_first_time() -> None:
    planned = [
        Planned(1, MONDAY, "x", "Jembatan", "BPBD"),
        Planned(2, MONDAY, "x", "Pasar", "ASING"),
        Planned(1, MONDAY + HOUR, "facebook", "Jembatan", "BPBD"),
        Planned(1, MONDAY + HOUR, "x", "Jembatan", "BPBD"),
    ]

    rows = plan_rows(planned, {"BPBD": "Badan"})

    assert [(it.at, it.source, it.channels) for it in rows] == [
        (MONDAY, "Badan", ("x", "facebook")),
        (MONDAY, "ASING", ("x",)),
    ]
