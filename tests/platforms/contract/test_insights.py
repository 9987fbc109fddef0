"""What the public makes of posts, on every platform and on each."""

from datetime import timedelta

import pytest

from crossposter.channels import Engagement, NotAuthorized, TryLater, Unreadable
from crossposter.platforms.x.insights import figures_in
from crossposter.sandbox.server import Sandbox
from tests.support.arenas import Arena, SandboxArena
from tests.support.audiences import like, measured, published, take_down

META = ["facebook", "instagram"]


def test_the_figures_of_every_post_are_found(arena: Arena) -> None:
    one, other = published(arena, "Satu"), published(arena, "Dua")
    like(arena, one, likes=12, comments=3, shares=2, views=480)

    found = measured(arena, one, other)

    liked = found[one]
    assert liked is not None
    assert (liked.likes, liked.comments, liked.shares, liked.views) == (12, 3, 2, 480)
    assert found[other] is not None


def test_a_post_that_was_taken_down_is_gone_and_the_others_are_not(
    arena: Arena,
) -> None:
    gone, there = published(arena, "Satu"), published(arena, "Dua")
    take_down(arena, gone)

    found = measured(arena, gone, there)

    assert found[gone] is None
    assert found[there] is not None


def test_asking_needs_no_attempt_and_sends_nothing(arena: Arena) -> None:
    post = published(arena)
    before = (arena.commits(), arena.uploads())

    measured(arena, post)

    assert (arena.commits(), arena.uploads()) == before


def test_nobody_has_liked_it_yet_is_0_and_not_unknown(platform: SandboxArena) -> None:
    post = published(platform)

    found = measured(platform, post)[post]

    assert found is not None
    assert (found.likes, found.comments, found.shares, found.views) == (0, 0, 0, 0)


def test_only_meta_counts_the_people_reached(platform: SandboxArena) -> None:
    post = published(platform)
    like(platform, post, reach=77)

    found = measured(platform, post)[post]

    assert found is not None
    assert found.reach == (None if platform.name == "x" else 77)


@pytest.mark.parametrize("name", META)
def test_without_the_permission_for_insights_the_rest_comes_all_the_same(
    sandbox: Sandbox, name: str
) -> None:
    arena = SandboxArena(name, sandbox)
    post = published(arena)
    like(arena, post, likes=5, comments=1, views=90, reach=60)
    arena.settings(missing_scopes=["read_insights", "instagram_manage_insights"])

    found = measured(arena, post)[post]

    assert found is not None
    assert (found.likes, found.comments) == (5, 1)
    assert (found.views, found.reach) == (None, None)


@pytest.mark.parametrize("code", ["10", "200", "100/2108006"])
@pytest.mark.parametrize("name", META)
def test_insights_of_one_post_can_be_refused_for_many_reasons(
    sandbox: Sandbox, name: str, code: str
) -> None:
    arena = SandboxArena(name, sandbox)
    post = published(arena)
    like(arena, post, likes=5)
    arena.fault("refuse", operation=arena.terms.figures, code=code)

    found = measured(arena, post)[post]

    assert found is not None
    assert (found.likes, found.views) == (5, None)


@pytest.mark.parametrize("name", META)
def test_figures_nobody_may_see_are_unknown_and_no_error(
    sandbox: Sandbox, name: str
) -> None:
    arena = SandboxArena(name, sandbox)
    post = published(arena)
    arena.fault("refuse", operation=arena.terms.figures, code="10", times=2)

    assert measured(arena, post) == {}


@pytest.mark.parametrize("name", META)
def test_a_post_that_is_listed_is_not_gone_when_it_cannot_be_read(
    sandbox: Sandbox, name: str
) -> None:
    arena = SandboxArena(name, sandbox)
    post = published(arena)
    arena.fault("unreadable", operation=arena.terms.figures, times=None)

    with pytest.raises(Unreadable):
        measured(arena, post)


@pytest.mark.parametrize("name", META)
def test_a_post_is_gone_only_when_the_list_could_be_read(
    sandbox: Sandbox, name: str
) -> None:
    arena = SandboxArena(name, sandbox)
    post = published(arena)
    take_down(arena, post)
    arena.fault("drop_before", operation=LISTS[name])

    with pytest.raises(Unreadable):
        measured(arena, post)


LISTS = {"facebook": "published_posts", "instagram": "media_list"}


def test_a_bad_token_is_an_error(platform: SandboxArena) -> None:
    post = published(platform)
    terms = platform.terms
    platform.fault("refuse", operation=terms.figures, code=terms.expired)

    with pytest.raises(NotAuthorized):
        measured(platform, post)


@pytest.mark.parametrize("how", ["drop_before", "rate_limited", "html", "truncated"])
def test_what_did_not_answer_is_asked_later(platform: SandboxArena, how: str) -> None:
    post = published(platform)
    platform.fault(how, operation=platform.terms.figures)

    with pytest.raises((Unreadable, TryLater)):
        measured(platform, post)


def test_x_tells_of_a_hundred_posts_at_once(sandbox: Sandbox) -> None:
    arena = SandboxArena("x", sandbox)
    arena.publisher = arena.connect(timeout=timedelta(seconds=10))
    posts = [published(arena, f"Kabar {number}") for number in range(4)]
    asked = [*posts, *(str(number) for number in range(1, 97))]

    found = arena.publisher.measure(asked)

    assert arena.requests("lookup") == 1
    assert [each for each in asked if found[each] is not None] == posts


def test_a_post_x_only_hides_is_not_gone() -> None:
    hidden = "https://api.twitter.com/2/problems/not-authorized-for-resource"
    gone = "https://api.twitter.com/2/problems/resource-not-found"
    answer = {
        "errors": [
            {"resource_id": "1", "type": hidden},
            {"resource_id": "2", "type": gone},
        ]
    }

    assert figures_in(answer, ["1", "2", "3"]) == {"2": None}


def test_reposts_and_quotes_of_x_are_shares_under_either_name() -> None:
    older = {"id": "1", "public_metrics": {"retweet_count": 2, "quote_count": 1}}
    newer = {"id": "2", "public_metrics": {"repost_count": 4}}

    found = figures_in({"data": [older, newer, "odd"]}, ["1", "2"])

    assert found == {"1": Engagement(shares=3), "2": Engagement(shares=4)}
