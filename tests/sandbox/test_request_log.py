"""The log of requests: how each ended, and nothing that was in it."""

from crossposter.sandbox import request_log, routes
from crossposter.sandbox.request import Call
from crossposter.sandbox.state import State


def a_call(path: str) -> Call:
    return Call(
        method="POST",
        path=path,
        base="",
        params={"access_token": "rahasia"},
        headers={"authorization": "rahasia"},
        body={"text": "rahasia"},
    )


def test_a_request_is_noted_on_arrival_and_at_its_end(state: State) -> None:
    found = routes.find(a_call("/2/tweets"), state)
    assert found is not None
    first = request_log.begin(state, a_call("/2/tweets"), found[0])
    request_log.begin(state, a_call("/nowhere"), None)
    request_log.end(state, first, 201)

    done, open_ = request_log.entries(state)

    assert (done["platform"], done["operation"], done["status"]) == ("x", "tweets", 201)
    assert (open_["operation"], open_["status"]) == (None, None)


def test_a_dropped_request_says_so(state: State) -> None:
    entry = request_log.begin(state, a_call("/2/tweets"), None)
    request_log.end(state, entry, "dropped")

    assert request_log.entries(state)[0]["status"] == "dropped"


def test_no_secret_is_ever_kept(state: State) -> None:
    request_log.begin(state, a_call("/2/tweets"), None)

    assert "rahasia" not in str(request_log.entries(state))
