"""What the Graph API tells of pages and tokens."""

from typing import Any

import pytest

from crossposter.sandbox.accounts import OWN_PAGE_TOKEN
from crossposter.sandbox.meta import nodes
from crossposter.sandbox.request import Call, Refused
from crossposter.sandbox.state import State
from tests.support.fakes import MONDAY

NOW = int(MONDAY.timestamp())
DAY = 86_400


def a_call(page: str = "1001", **params: str) -> Call:
    given = {"access_token": "token"} | params
    return Call(method="GET", path="", base="http://h", params=given, ids={"id": page})


def told(state: State, token: str = "token") -> Any:  # noqa: S107
    return nodes.debug_token(a_call(input_token=token), state).body["data"]


def test_a_page_shows_the_fields_asked_for(state: State) -> None:
    plain = nodes.read_page(a_call(), state).body
    asked = nodes.read_page(a_call(fields="id,is_published,link"), state).body

    assert set(plain) == {"id", "name"}
    assert asked == {
        "id": "1001",
        "is_published": True,
        "link": "http://h/facebook/1001",
    }


def test_a_token_belongs_to_a_page_and_may_publish_there(state: State) -> None:
    own = OWN_PAGE_TOKEN + "777"

    me = nodes.me(a_call(access_token=own), state).body
    (page,) = nodes.my_accounts(a_call(access_token=own), state).body["data"]

    assert me["id"] == page["id"] == "777"
    assert page["access_token"] == own
    assert told(state, own)["profile_id"] == "777"


def test_a_token_without_an_end_ends_at_0(state: State) -> None:
    data = told(state)

    assert (data["is_valid"], data["expires_at"]) == (True, 0)
    assert data["data_access_expires_at"] == NOW + 90 * DAY
    state.write("INSERT INTO setting VALUES ('token_days', '3')")
    assert told(state)["expires_at"] == NOW + 3 * DAY


def test_a_missing_permission_is_in_no_list(state: State) -> None:
    state.write("INSERT INTO setting VALUES ('missing_scopes', '[\"read_insights\"]')")

    data = told(state)

    assert "read_insights" not in data["scopes"]
    assert {it["scope"] for it in data["granular_scopes"]} == set(data["scopes"])


def test_an_app_in_development_gets_a_refusal(state: State) -> None:
    state.write("INSERT INTO setting VALUES ('app_in_development', 'true')")

    with pytest.raises(Refused):
        nodes.debug_token(a_call(input_token="token"), state)
