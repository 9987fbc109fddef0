"""Pure: price of a post in US dollars, and the monthly budget of its channel."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from crossposter.channels.twitter_text import extract_urls_with_indices
from crossposter.text.messages import phrase

NEARLY = Decimal("0.8")  #: share of a budget at which warnings begin

_DOT_INSIDE = re.compile(r"\.\S")


@dataclass(frozen=True, kw_only=True)
class Price:
    """Price of a post in US dollars; on X much more with a link."""

    post: Annotated[Decimal, Field(ge=0)] = Decimal("0.015")
    link: Annotated[Decimal, Field(ge=0)] = Decimal("0.20")  #: with a link in it

    def of(self, *parts: str) -> Decimal:
        """US dollars for *texts*; each part of a thread is a post of its own."""
        prices = (self.link if has_link(part) else self.post for part in parts)
        return sum(prices, Decimal(0))


def has_link(text: str) -> bool:
    """True for a text in which X makes a link of anything."""
    # Every link has a dot inside; the full parse of a text is slow.
    return bool(_DOT_INSIDE.search(text) and extract_urls_with_indices(text))


@dataclass(frozen=True, kw_only=True)
class Bill:
    """Price of a post with a link against its channel's monthly budget, in dollars."""

    budget: Decimal
    spent: Decimal  #: without this post
    price: Decimal  #: of this post

    @property
    def is_beyond(self) -> bool:
        """True when the link has to go."""
        return self.spent + self.price > self.budget

    @property
    def warning(self) -> str | None:
        """Warning for people; None while there is plenty left."""
        if self.is_beyond:
            return phrase(
                "a link for {price:f} USD would lead past this month's budget of"
                " {budget:f} USD",
                price=self.price,
                budget=self.budget,
            )
        total = self.spent + self.price
        if total < NEARLY * self.budget:
            return None
        return phrase(
            "with this post {total:f} USD of this month's budget of {budget:f} USD are"
            " spent",
            total=total,
            budget=self.budget,
        )
