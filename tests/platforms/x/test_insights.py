"""What the public made of posts on X, as its answer says and no more."""

from crossposter.channels import Engagement
from crossposter.platforms.x.insights import figures_in

GONE = "https://api.twitter.com/2/problems/resource-not-found"
METRICS = {"like_count": 3, "reply_count": 0, "impression_count": 50}


def test_reposts_and_quotes_carry_a_post_on() -> None:
    for name in ("retweet_count", "repost_count"):
        data = [{"id": "1", "public_metrics": METRICS | {name: 2, "quote_count": 1}}]

        found = figures_in({"data": data}, ["1"])

        assert found == {"1": Engagement(likes=3, comments=0, shares=3, views=50)}


def test_what_x_does_not_say_is_unknown_and_not_0() -> None:
    data = [{"id": "1", "public_metrics": {"quote_count": 5, "like_count": "3"}}]

    (figures,) = figures_in({"data": data}, ["1"]).values()

    assert figures is not None
    assert figures.shares is None
    assert figures.views is None


def test_a_post_that_is_gone_is_none_and_a_hidden_one_is_left_out() -> None:
    answer = {
        "data": [{"id": "1", "public_metrics": METRICS}],
        "errors": [
            {"resource_id": "2", "type": GONE},
            {"value": "3", "type": GONE},
            {"resource_id": "4", "type": "https://a/not-authorized-for-resource"},
        ],
    }

    found = figures_in(answer, ["1", "2", "3", "4", "5"])

    assert list(found) == ["1", "2", "3"]
    assert (found["2"], found["3"]) == (None, None)


def test_an_answer_of_another_shape_says_nothing() -> None:
    for answer in ({}, {"data": "x"}, {"data": ["x"]}, {"errors": {"type": GONE}}):
        assert figures_in(answer, ["1"]) == {}
    (figures,) = figures_in({"data": [{"id": "1"}]}, ["1"]).values()
    assert figures == Engagement()
