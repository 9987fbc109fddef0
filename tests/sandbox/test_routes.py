"""Which request is which operation: by its method, its path, and what its id is."""

import pytest

from crossposter.sandbox import accounts, posts, routes
from crossposter.sandbox.posts import Draft
from crossposter.sandbox.request import Call
from crossposter.sandbox.routes import BY_NAME, find
from crossposter.sandbox.state import State


def operation(state: State, method: str, path: str) -> str | None:
    found = find(Call(method=method, path=path, base=""), state)
    return found and f"{found[0].platform} {found[0].operation}"


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("POST", "/1001/feed", "facebook feed"),
        ("POST", "/1001/feed/", "facebook feed"),
        ("GET", "/1001/feed", "facebook published_posts"),
        ("GET", "/me", "facebook me"),
        ("GET", "/1001", "facebook page"),
        ("GET", "/17841400000000001", "instagram user"),
        ("GET", "/122100000000000001", "facebook missing"),
        ("DELETE", "/1001_5", "facebook missing"),
        ("POST", "/2/tweets", "x tweets"),
        ("DELETE", "/2/tweets/5", "x delete"),
        ("POST", "/ig-api-upload/v26.0/5", "instagram reel_upload"),
        ("GET", "/_cdn/ab/64.jpg", "cdn cdn"),
        ("PUT", "/2/tweets", None),
        ("GET", "/a/b/c", None),
    ],
)
def test_a_path_is_an_operation(
    state: State, method: str, path: str, expected: str | None
) -> None:
    assert operation(state, method, path) == expected


@pytest.mark.parametrize(
    ("platform", "expected"), [("facebook", "post"), ("instagram", "media_item")]
)
def test_an_id_is_what_it_was_made_as(
    state: State, platform: str, expected: str
) -> None:
    account = accounts.of_default(state, platform)
    posts.publish(state, Draft(account=account, id="1001_9", text="", path="/"))

    assert operation(state, "GET", "/1001_9") == f"{platform} {expected}"


def test_ids_go_along_with_the_request(state: State) -> None:
    found = find(Call(method="GET", path="/2/tweets/77", base=""), state)

    assert found is not None
    assert found[1].ids == {"id": "77"}


def test_only_what_changes_something_writes() -> None:
    for platform in BY_NAME.values():
        for route in (*platform.routes, *platform.last_routes):
            assert route.writes is (route.method != "GET"), route.operation


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/2/tweets", "x"),
        ("/_cdn/0/100.jpg", "cdn"),
        ("/1001/feed", "facebook"),
        ("/17841400000000001/media", "facebook"),
        ("/nowhere", "facebook"),
    ],
)
def test_whoever_has_no_part_of_its_own_shares_the_graph_api(
    path: str, name: str
) -> None:
    assert routes.at(path).name == name
