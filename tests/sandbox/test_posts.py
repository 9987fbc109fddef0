"""Posts of all platforms: live, hidden for a while, deleted, counted."""

from typing import Any

from crossposter.sandbox import accounts, posts
from crossposter.sandbox.accounts import FACEBOOK, X
from crossposter.sandbox.posts import Draft, Medium, Post
from crossposter.sandbox.state import State
from tests.support.fakes import MONDAY, FrozenClock


def publish(state: State, key: str = "1", **values: Any) -> Post:
    account = accounts.of_default(state, values.pop("platform", FACEBOOK))
    given = {"text": "Jembatan", "path": f"/{key}"} | values
    return posts.publish(state, Draft(account=account, id=key, **given))


def ids(state: State, **options: Any) -> list[str]:
    return [it.id for it in posts.of_account(state, FACEBOOK, "1001", **options)]


def test_a_post_comes_back_as_it_was_made(state: State) -> None:
    medium = Medium(id="9", received="a", served="b", alt="Posko")

    made = publish(state, media=(medium, medium), link="https://a.go.id", reply_to="0")

    assert posts.find(state, FACEBOOK, "1") == made
    assert made.media == (medium, medium)
    assert made.created_at == MONDAY
    assert posts.find(state, X, "1") is None


def test_a_lag_hides_a_post_from_readers_only(state: State, clock: FrozenClock) -> None:
    publish(state, lag=60)

    assert posts.find(state, FACEBOOK, "1") is None
    assert posts.find(state, FACEBOOK, "1", hidden=True)
    assert (ids(state), ids(state, hidden=True)) == ([], ["1"])
    clock.advance(seconds=60)
    assert ids(state) == ["1"]


def test_the_newest_stands_first_on_the_account_and_last_of_all(state: State) -> None:
    publish(state, "1")
    publish(state, "2")
    publish(state, "3", platform=X)

    assert ids(state) == ["2", "1"]
    assert [it.id for it in posts.every(state, "", "")] == ["1", "2", "3"]
    assert [it.id for it in posts.every(state, X, "")] == ["3"]


def test_what_is_unpublished_is_nowhere_until_it_is_revealed(state: State) -> None:
    made = publish(state, published=False)
    account = accounts.of_default(state, FACEBOOK)
    assert (ids(state), posts.count(state, account)) == ([], 0)

    posts.reveal(state, made)

    assert (ids(state), posts.count(state, account)) == (["1"], 1)


def test_a_deleted_post_counts_against_quotas_and_against_nothing_else(
    state: State,
) -> None:
    account = accounts.of_default(state, FACEBOOK)
    made = publish(state)
    assert posts.same_text(state, account, "Jembatan", 0)

    posts.delete(state, made)

    assert (posts.count(state, account), posts.live(state, account)) == (1, 0)
    assert not posts.same_text(state, account, "Jembatan", 0)
    assert posts.find(state, FACEBOOK, "1") is None


def test_the_same_text_is_that_of_this_account_since_a_time(state: State) -> None:
    publish(state)
    account = accounts.of_default(state, FACEBOOK)
    now = MONDAY.timestamp()

    assert posts.same_text(state, account, "Jembatan", now)
    assert not posts.same_text(state, account, "Jembatan", now + 1)
    assert not posts.same_text(state, account, "jembatan", now)
    other = accounts.of_default(state, X)
    assert not posts.same_text(state, other, "Jembatan", now)


def test_a_rewritten_post_keeps_its_place(state: State) -> None:
    made = publish(state)

    posts.rewrite(state, made, "Baru")

    found = posts.find(state, FACEBOOK, "1")
    assert found is not None
    assert (found.text, found.seq) == ("Baru", made.seq)
