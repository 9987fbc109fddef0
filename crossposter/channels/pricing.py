"""Pure: what a platform takes for a post, and whether a month's budget bears it."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from crossposter.channels.twitter_text import extract_urls_with_indices
from crossposter.text.messages import phrase

NEARLY = Decimal("0.8")  #: the part of a budget from which on people are warned

_DOT_INSIDE = re.compile(r"\.\S")


@dataclass(frozen=True, kw_only=True)
class Price:
    """What a platform takes for a post, in US dollars; on X much more for a link."""

    post: Annotated[Decimal, Field(ge=0)] = Decimal("0.015")
    link: Annotated[Decimal, Field(ge=0)] = Decimal("0.20")  #: with a link in it

    def of(self, *parts: str) -> Decimal:
        """In US dollars; each part of a thread is a post of its own."""
        prices = (self.link if has_link(part) else self.post for part in parts)
        return sum(prices, Decimal(0))


def has_link(text: str) -> bool:
    """Whatever X makes a link of counts as one."""
    # Every link has a dot inside; the full look at a text takes long.
    return bool(_DOT_INSIDE.search(text) and extract_urls_with_indices(text))


@dataclass(frozen=True, kw_only=True)
class Bill:
    """A post with a link against what its channel may spend in a month; US dollars."""

    budget: Decimal
    spent: Decimal  #: without this post
    price: Decimal  #: of this post

    @property
    def is_beyond(self) -> bool:
        """Whether the link has to go."""
        return self.spent + self.price > self.budget

    @property
    def warning(self) -> str | None:
        """What people should know of it; None while there is plenty left."""
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
