"""Insights as a field of a post: known metrics only, and with the permission."""

import pytest

from crossposter.sandbox import accounts, posts
from crossposter.sandbox.accounts import FACEBOOK, INSTAGRAM
from crossposter.sandbox.meta.insights import METRICS, SCOPES, field
from crossposter.sandbox.posts import Draft, Post
from crossposter.sandbox.request import Call, Refused
from crossposter.sandbox.state import State


def post(state: State, platform: str) -> Post:
    account = accounts.of_default(state, platform)
    return posts.publish(state, Draft(account=account, id="1", text="a", path="/"))


def asking(fields: str) -> Call:
    return Call(method="GET", path="", base="", params={"fields": fields})


@pytest.mark.parametrize("platform", [FACEBOOK, INSTAGRAM])
def test_every_metric_has_one_value(state: State, platform: str) -> None:
    names = ",".join(METRICS[platform])

    found = field(asking(f"id,insights.metric({names})"), state, post(state, platform))

    assert found is not None
    assert [each["name"] for each in found["data"]] == names.split(",")
    assert all(isinstance(it["values"][0]["value"], int) for it in found["data"])


def test_who_asks_for_none_gets_none(state: State) -> None:
    assert field(asking("id,message"), state, post(state, FACEBOOK)) is None


@pytest.mark.parametrize("fields", ["insights", "insights.metric(likes_of_all)"])
def test_another_metric_is_refused(state: State, fields: str) -> None:
    with pytest.raises(Refused) as refused:
        field(asking(fields), state, post(state, FACEBOOK))

    assert refused.value.answer.body["error"]["code"] == 100


def test_without_the_permission_nothing_is_told(state: State) -> None:
    made = post(state, FACEBOOK)
    state.write(
        "INSERT INTO setting VALUES ('missing_scopes', ?)", f'["{SCOPES[FACEBOOK]}"]'
    )

    with pytest.raises(Refused) as refused:
        field(asking("insights.metric(post_media_view)"), state, made)

    assert refused.value.answer.body["error"]["code"] == 10
