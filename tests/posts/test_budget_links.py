"""What a link on X costs, and what becomes of it when the month's money is gone."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from crossposter.announcements.serializers import previews
from crossposter.channels.links import Linking
from crossposter.channels.pricing import Price
from crossposter.posts.composer import Composed
from tests.conftest import MakeOffice
from tests.support.newsroom import KABID, Office, wita

LINK = "https://pu.example.go.id/jembatan"
PRICE = Price(post=Decimal("0.015"), link=Decimal("0.20"))
TEMPLATE = "{{ announcement.title }}\n\n{{ body }}\n\n{{ announcement.link }}\n"


@pytest.fixture
def office(make_office: MakeOffice) -> Office:
    office = make_office(channels=["facebook", "x"])
    for name in office.channels:
        (office.folder / "templates" / name / "default.j2").write_text(TEMPLATE)
    return office


def on_x(office: Office, **values: Any) -> None:
    """Change the channel on X."""
    office.channels["x"] = replace(office.channels["x"], price=PRICE, **values)


def previewed(office: Office, key: int, channel: str = "x") -> Composed:
    return next(
        each for each in office.approval.preview(key) if each.channel.name == channel
    )


def shown(composed: Composed) -> str:
    assert composed.post is not None
    return composed.post.text


def test_the_preview_tells_what_x_takes(office: Office) -> None:
    on_x(office)
    linked, plain = office.write(link=LINK), office.write()

    assert [each["price"] for each in previews(office.approval.preview(linked))] == [
        None,
        "0.20",
    ]
    assert previewed(office, plain).price == Decimal("0.015")


def test_a_channel_can_do_without_links(office: Office) -> None:
    on_x(office, linking=Linking(drop=True))
    key = office.approved(link=LINK, urgent=True)

    assert LINK not in office.delivery(key, "x").text
    assert office.delivery(key, "x").link is None
    assert LINK in office.delivery(key, "facebook").text


def test_a_link_that_stays_although_links_are_dropped_is_told(office: Office) -> None:
    on_x(office, linking=Linking(drop=True))
    key = office.write(body="Data ada di pu.example.go.id dan di kantor camat.")

    composed = previewed(office, key)

    assert composed.price == Decimal("0.20")
    assert "a link in the body itself stays" in composed.problems[0]


def test_plenty_of_money_is_no_news(office: Office) -> None:
    on_x(office, budget=Decimal(20))

    assert previewed(office, office.write(link=LINK)).problems == ()


def test_people_are_warned_before_the_money_is_gone(office: Office) -> None:
    on_x(office, budget=Decimal("0.45"))
    office.approved(link=LINK, urgent=True)

    composed = previewed(office, office.write(link=LINK))

    assert LINK in shown(composed)
    assert composed.problems == (
        "with this post 0.40 USD of this month's budget of 0.45 USD are spent",
    )


def test_a_link_beyond_the_budget_is_left_out_and_told(office: Office) -> None:
    on_x(office, budget=Decimal("0.30"))
    office.approved(link=LINK, urgent=True)

    key = office.submitted(link=LINK, urgent=True)
    composed = previewed(office, key)
    office.approval.approve(KABID, key)

    assert LINK not in office.delivery(key, "x").text
    assert composed.price == previewed(office, key).price == Decimal("0.015")
    [problem] = composed.problems
    assert problem == (
        "a link for 0.20 USD would lead past this month's budget of 0.30 USD:"
        " it is left out"
    )
    assert LINK in shown(previewed(office, key, "facebook"))


def test_an_announcement_does_not_count_against_itself(office: Office) -> None:
    on_x(office, budget=Decimal("0.20"))
    key = office.approved(link=LINK, at=wita("24T08:00"))

    office.approve_again(key, title="Jembatan ditutup lebih lama")

    assert LINK in office.delivery(key, "x").text


def test_what_was_taken_back_costs_nothing(office: Office) -> None:
    on_x(office, budget=Decimal("0.20"))
    taken_back = office.approved(link=LINK, at=wita("24T08:00"))
    office.edit(taken_back, title="Jembatan tidak jadi ditutup")

    assert LINK in shown(previewed(office, office.write(link=LINK)))


def test_the_month_is_that_of_the_office(office: Office) -> None:
    """December begins in Batulicin while it is still November in UTC."""
    on_x(office, budget=Decimal("0.20"))
    office.approved(link=LINK, urgent=True)
    key = office.write(link=LINK)

    office.clock.advance(to=wita("30T23:59"))
    assert LINK not in shown(previewed(office, key))
    office.clock.advance(minutes=1)
    assert LINK in shown(previewed(office, key))


def test_words_by_hand_keep_their_link_whatever_it_costs(office: Office) -> None:
    on_x(office, budget=Decimal("0.10"))
    key = office.write(texts={"x": f"Ditutup. {LINK}"})

    composed = previewed(office, key)

    assert shown(composed) == f"Ditutup. {LINK}"
    assert composed.problems == (
        "a link for 0.20 USD would lead past this month's budget of 0.10 USD",
    )
