"""What the public made of posts, as the Graph API tells it, and a missing permission."""

from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from crossposter.channels import (
    Engagement,
    NotAuthorized,
    PublisherError,
    Rejected,
    TryLater,
    Unreadable,
)
from crossposter.platforms.meta.graph import Object
from crossposter.platforms.meta.insights import GraphInsights, total
from tests.support.fakes import FrozenClock

MISSING = Rejected("tidak ada", code="100/33")
NO_INSIGHTS = NotAuthorized("izin", code="10")
FRESH, OLD = "2026-11-22T00:00:00+0000", "2026-01-01T00:00:00+0000"


def figures_of(
    *answers: Object | PublisherError, listed: Iterable[Object] = ()
) -> Mapping[str, Engagement | None]:
    """Of post 1, by what is answered to one question after another."""
    script = iter(answers)

    def read(_remote_id: str, _fields: str) -> Object:
        answer = next(script)
        if isinstance(answer, PublisherError):
            raise answer
        return answer

    return GraphInsights(
        read=read,
        listed=lambda: listed,
        clock=FrozenClock(),
        created="created_time",
        fields="likes.summary(true)",
        insights="insights.metric(views)",
        figures=lambda entry, known: Engagement(
            likes=total(entry, "likes"), views=known.get("views")
        ),
    ).of(["1"])


def an_answer(**values: Any) -> Object:
    return {"id": "1", "likes": {"summary": {"total_count": 3}}} | values


def metric(value: object, period: str = "lifetime") -> dict[str, Any]:
    return {"name": "views", "period": period, "values": [{"value": value}]}


def test_a_value_over_the_posts_lifetime_counts_first() -> None:
    data = [metric(5, "day"), metric(50), metric(7, "day")]

    found = figures_of(an_answer(insights={"data": data}))

    assert found == {"1": Engagement(likes=3, views=50)}


def test_without_the_permission_the_rest_is_read() -> None:
    assert figures_of(NO_INSIGHTS, an_answer()) == {"1": Engagement(likes=3)}


def test_without_any_permission_nothing_is_known_and_nothing_raised() -> None:
    assert figures_of(NO_INSIGHTS, NO_INSIGHTS) == {}


def test_an_outage_is_raised() -> None:
    with pytest.raises(TryLater):
        figures_of(TryLater("nanti", code="2"))


def test_a_post_that_is_missing_and_not_listed_is_gone() -> None:
    listed = [{"id": "2", "created_time": FRESH}, {"id": "3", "created_time": OLD}]

    assert figures_of(MISSING, listed=listed) == {"1": None}


def test_a_post_that_is_listed_is_not_gone() -> None:
    with pytest.raises(Unreadable, match="is listed"):
        figures_of(MISSING, listed=[{"id": "1", "created_time": FRESH}])


def test_a_list_is_read_no_further_than_a_month() -> None:
    def listed() -> Iterable[Object]:
        yield {"id": "2", "created_time": OLD}
        raise AssertionError("read too far")

    assert figures_of(MISSING, listed=listed()) == {"1": None}


@pytest.mark.parametrize(
    "entry",
    [{}, {"likes": "x"}, {"likes": {"summary": []}}, {"likes": {"summary": {}}}],
)
def test_a_number_that_is_not_told_is_unknown(entry: Object) -> None:
    assert total(entry, "likes") is None


@pytest.mark.parametrize("data", [None, "x", ["x"], [{"name": "views", "values": []}]])
def test_insights_of_another_shape_are_none(data: object) -> None:
    assert figures_of(an_answer(insights={"data": data})) == {"1": Engagement(likes=3)}
