"""Tokens, versions, pages and unknown objects of the Graph API."""

from collections.abc import Callable
from typing import Any

import pytest
import requests

PAGE = "1001"
Code = Callable[[requests.Response], str]
Picture = Callable[..., bytes]


@pytest.mark.parametrize(
    ("token", "status", "expected"),
    [
        ("", 401, "190/467"),
        ("bad", 401, "190/467"),
        ("invalid-1", 401, "190/467"),
        ("expired-1", 400, "190/463"),
    ],
)
def test_a_token_that_does_not_hold_is_refused(
    api: Any, code: Code, token: str, status: int, expected: str
) -> None:
    answer = api.graph("POST", f"{PAGE}/feed", message="a", access_token=token)

    assert (answer.status_code, code(answer)) == (status, expected)
    assert "invalid_token" in answer.headers["www-authenticate"]
    assert answer.headers["facebook-api-version"] == "v26.0"
    assert api.posts() == []


def test_declared_tokens_are_refused_and_kept_only_as_hashes(
    api: Any, code: Code
) -> None:
    api.settings(expired_tokens=["lama"], revoked_tokens=["cabut"])

    assert code(api.graph("GET", PAGE, access_token="lama")) == "190/463"
    assert code(api.graph("GET", PAGE, access_token="cabut")) == "190/460"
    shown = requests.get(f"{api.url}/_sandbox/settings").text
    assert "lama" not in shown


@pytest.mark.parametrize("scheme", ["Bearer", "OAuth"])
def test_a_token_may_come_in_the_header(api: Any, scheme: str) -> None:
    answer = requests.get(f"{api.url}/me", headers={"Authorization": f"{scheme} token"})

    assert answer.json() == {"id": PAGE, "name": "Pemerintah Kabupaten (sandbox)"}


def test_pages_and_tokens_describe_themselves(api: Any) -> None:
    fields = "id,name,access_token,instagram_business_account"
    page = api.graph("GET", "777", fields=fields).json()
    mine = api.graph("GET", "me/accounts", access_token=page["access_token"]).json()
    good = api.graph("GET", "debug_token", input_token="token").json()["data"]
    ended = api.graph("GET", "debug_token", input_token="expired").json()["data"]

    assert page["instagram_business_account"] == {"id": "17841400000000777"}
    assert mine["data"][0]["id"] == "777"
    assert (good["is_valid"], good["expires_at"]) == (True, 0)
    assert "pages_manage_posts" in good["scopes"]
    assert (ended["is_valid"], ended["error"]["subcode"]) == (False, 463)


def test_a_page_nobody_registered_works(api: Any) -> None:
    api.graph("POST", "424242/feed", message="Halo")

    assert [post["account"] for post in api.posts()] == ["424242"]
    assert api.graph("GET", f"{PAGE}/published_posts").json() == {"data": []}


def test_an_expired_version_is_served_by_the_next_usable_one(api: Any) -> None:
    answer = requests.get(f"{api.url}/v20.0/{PAGE}", params={"access_token": "t"})

    assert answer.headers["facebook-api-version"] == "v22.0"
    assert "call_count" in answer.headers["x-app-usage"]
    assert PAGE in answer.headers["x-business-use-case-usage"]


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_an_object_nobody_knows_is_100_33(api: Any, code: Code, method: str) -> None:
    assert code(api.graph(method, f"{PAGE}_1")) == "100/33"
    assert code(api.graph(method, "122200000000000999")) == "100/33"
