"""Which platform answers where."""

import pytest

from crossposter.sandbox import routes
from crossposter.sandbox.request import Call
from crossposter.sandbox.state import State


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


@pytest.mark.parametrize(
    ("method", "path", "operation"),
    [
        ("POST", "/1001/feed", "feed"),
        ("POST", "/17841400000000001/media", "media"),
        ("GET", "/17841400000000001", "user"),
        ("GET", "/1001", "page"),
        ("GET", "/178999", "page"),
        ("DELETE", "/1001_5", "missing"),
        ("GET", "/2/users/me", "me"),
    ],
)
def test_an_id_decides_between_those_that_share_a_path(
    method: str, path: str, operation: str
) -> None:
    state = State()

    found = routes.find(Call(method=method, path=path, base=""), state)

    state.close()
    assert found is not None
    assert found[0].operation == operation


def test_a_path_of_nobody_is_no_operation() -> None:
    state = State()

    assert routes.find(Call(method="GET", path="/2/nothing", base=""), state) is None
    state.close()
