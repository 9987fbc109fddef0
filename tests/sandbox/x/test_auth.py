"""Who calls X, and whether they may call again."""

import hashlib
import json

import pytest

from crossposter.sandbox import accounts
from crossposter.sandbox.request import Call, Refused
from crossposter.sandbox.state import State
from crossposter.sandbox.x.auth import account, level, spend, token
from tests.support.fakes import FrozenClock

SIGNED = (
    'OAuth oauth_consumer_key="k", oauth_token="rahasia", oauth_signature="s",'
    ' oauth_nonce="n", oauth_timestamp="1"'
)


def a_call(authorization: str | None) -> Call:
    headers = {} if authorization is None else {"authorization": authorization}
    return Call(method="GET", path="", base="", headers=headers)


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("Bearer rahasia ", "rahasia"),
        ("bearer rahasia", "rahasia"),
        (SIGNED, "rahasia"),
        (SIGNED.replace('"n"', '""'), ""),
        ("Basic rahasia", ""),
        (None, ""),
    ],
)
def test_a_token_comes_in_one_of_two_headers(header: str | None, found: str) -> None:
    assert token(a_call(header)) == found


@pytest.mark.parametrize("header", [None, "Bearer ", "Bearer bad-1", "Bearer EXPIRED"])
def test_who_shows_no_good_token_is_refused(state: State, header: str | None) -> None:
    with pytest.raises(Refused) as refused:
        account(a_call(header), state)

    assert refused.value.answer.status == 401


def test_a_token_can_be_ended_by_its_hash(state: State) -> None:
    who = account(a_call("Bearer rahasia"), state)
    digest = hashlib.sha256(b"rahasia").hexdigest()
    state.write(
        "INSERT INTO setting VALUES ('revoked_tokens', ?)", json.dumps([digest])
    )

    with pytest.raises(Refused):
        account(a_call("Bearer rahasia"), state)
    assert account(a_call("Bearer lain"), state) != who


def test_a_window_is_used_up_and_opens_again(state: State, clock: FrozenClock) -> None:
    who = accounts.of_default(state, "x")
    state.write("INSERT INTO setting VALUES ('x_limits', '{\"tweets\": 2}')")

    left = [spend(state, who, "tweets")["x-rate-limit-remaining"] for _ in range(2)]
    with pytest.raises(Refused) as refused:
        spend(state, who, "tweets")

    assert left == ["1", "0"]
    assert refused.value.answer.status == 429
    headers = refused.value.answer.headers
    assert int(headers["x-rate-limit-reset"]) > state.timestamp()
    spend(state, who, "me")  # each operation has a window of its own
    clock.advance(seconds=900)
    assert spend(state, who, "tweets")["x-rate-limit-remaining"] == "1"


def test_only_keys_have_an_access_level(state: State) -> None:
    assert level(a_call(SIGNED), state) == {"x-access-level": "read-write"}
    assert level(a_call("Bearer rahasia"), state) == {}
