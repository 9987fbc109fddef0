"""Sessions with an end: what they send along, what they keep, and what they leave."""

from http.cookiejar import DefaultCookiePolicy

import pytest
import requests

from crossposter.transport import BoundedSession, TooLarge
from crossposter.transport.adapter import as_it_is, bound
from tests.support.evil import saying, with_body


def test_an_answer_of_just_the_size_is_read_and_one_byte_more_is_not() -> None:
    with saying(with_body(b"x" * 1_000)) as url:
        with BoundedSession(seconds=20, most=1_000) as session:
            assert len(session.get(url).content) == 1_000
        with (
            BoundedSession(seconds=20, most=999) as session,
            pytest.raises(TooLarge) as error,
        ):
            session.get(url)
        assert error.value.response is not None


def test_only_the_head_is_read_where_that_is_all_anybody_wants() -> None:
    with saying(with_body(b"x" * 1_000)) as url, BoundedSession(seconds=20) as session:
        answer = session.get(url)

    assert (answer.status_code, answer.content) == (200, b"")


def test_no_time_left_is_a_timeout_before_anything_is_sent() -> None:
    with BoundedSession(seconds=0) as session, pytest.raises(requests.Timeout):
        session.get("http://127.0.0.1:9/")


def test_no_cookie_is_kept_and_nothing_compressed_is_asked_for() -> None:
    with requests.Session() as session:
        bound(session, most=10)

        assert session.headers["Accept-Encoding"] == "identity"
        policy = session.cookies.get_policy()
        assert isinstance(policy, DefaultCookiePolicy)
        assert policy.is_not_allowed("example.go.id")


def test_credentials_of_a_netrc_do_not_come_in() -> None:
    request = requests.Request("GET", "http://127.0.0.1/").prepare()

    assert as_it_is(request) is request
    assert "Authorization" not in request.headers
