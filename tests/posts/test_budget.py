"""A thread costs what its parts cost, and people see every one of them."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from crossposter.channels.pricing import Price
from crossposter.channels.twitter_text import weighted_length
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries import reports
from crossposter.posts.budget import Spending
from tests.announcements.preview.test_builder import view
from tests.conftest import MakeOffice
from tests.support.newsroom import WITA, Office

PRICE = Price(post=Decimal("0.015"), link=Decimal("0.20"))
SENTENCE = "Pasar murah digelar di halaman kantor kecamatan mulai pukul 08.00 WITA. "
LINK = "https://pu.example.go.id/jembatan"


@pytest.fixture
def office(make_office: MakeOffice) -> Office:
    office = make_office(channels=["x"])
    channel = office.channels["x"]
    office.channels["x"] = replace(
        channel,
        format=replace(channel.format, limit=280, length=weighted_length),
        price=PRICE,
        threads=True,
    )
    return office


def approved(office: Office) -> int:
    """A thread of three parts; the link stands in the last one."""
    text = f"{SENTENCE * 8}\n\n{LINK}"
    return office.approved(texts={"x": text}, urgent=True)


def test_a_month_counts_every_part(office: Office) -> None:
    approved(office)

    spending = Spending(database=office.database, zone=WITA)

    spent = spending.of_month("x", PRICE, office.clock.now(), None)
    assert spent == Decimal("0.23")


def test_a_report_counts_every_part_that_was_published(office: Office) -> None:
    key = approved(office)
    now = office.clock.now()
    with office.database.write() as session:
        delivery = session.merge(office.delivery(key, "x"))
        delivery.status, delivery.published_at = Status.PUBLISHED, now

    day = timedelta(days=1)
    with office.database.read() as session:
        texts = reports.texts(session, "x", now - day, now + day)

    assert PRICE.of(*texts) == Decimal("0.23")


def test_an_approved_thread_is_shown_with_every_part(office: Office) -> None:
    key = approved(office)

    shown = view(office, key, "x")

    assert shown.frozen
    assert [post.text for post in shown.posts] == [
        office.delivery(key, "x").text,
        *office.delivery(key, "x").replies,
    ]
    lengths = [post.length.used for post in shown.posts if post.length]
    assert lengths == [weighted_length(post.text or "") for post in shown.posts]
    assert shown.price == Decimal("0.23")


def test_a_draft_is_shown_with_every_part(office: Office) -> None:
    shown = view(office, office.write(texts={"x": SENTENCE * 8}), "x")

    assert len(shown.replies) == 2
    assert shown.price == Decimal("0.045")
