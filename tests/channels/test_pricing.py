"""What X takes for a post, and whether the month's budget bears it."""

from decimal import Decimal

import pytest

from crossposter.channels.pricing import Bill, Price

PRICE = Price(post=Decimal("0.015"), link=Decimal("0.20"))


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("Pasar murah pukul 08.00 WITA, beras Rp47.000.", "0.015"),
        ("Baca di https://a.go.id/b", "0.20"),
        ("Baca di bojonegorokab.go.id.", "0.20"),
        ("", "0.015"),
    ],
)
def test_whatever_x_makes_a_link_of_costs_as_one(text: str, price: str) -> None:
    assert PRICE.of(text) == Decimal(price)


def bill(spent: str) -> Bill:
    return Bill(budget=Decimal(20), spent=Decimal(spent), price=Decimal("0.20"))


@pytest.mark.parametrize(
    ("spent", "warning"),
    [
        ("15.79", None),
        (
            "15.80",
            "with this post 16.00 USD of this month's budget of 20 USD are spent",
        ),
        (
            "19.80",
            "with this post 20.00 USD of this month's budget of 20 USD are spent",
        ),
        ("19.81", "a link for 0.20 USD would lead past this month's budget of 20 USD"),
    ],
)
def test_people_are_warned_before_a_link_is_left_out(
    spent: str, warning: str | None
) -> None:
    assert bill(spent).warning == warning
    assert bill(spent).is_beyond == (spent == "19.81")
