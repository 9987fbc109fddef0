"""Ending: what comes back by itself is let go, what waits for an answer is cut off."""

from datetime import timedelta

import requests

from crossposter.transport import BoundedSession
from crossposter.transport.ending import end
from tests.support import evil
from tests.support.evil import saying

LONG = timedelta(minutes=5)


def test_what_comes_back_by_itself_is_not_cut() -> None:
    heard: list[bytes] = []

    def ask() -> None:
        with BoundedSession(seconds=60, most=100) as session:
            heard.append(session.get(url).content)

    with saying(evil.with_body(b"ya")) as url:
        end(ask, moment=LONG)

    assert heard == [b"ya"]


def test_whoever_waits_for_an_answer_hears_that_it_is_lost() -> None:
    lost: list[requests.RequestException] = []

    def ask() -> None:
        try:
            with BoundedSession(seconds=300, most=100) as session:
                session.get(url)
        except requests.RequestException as error:
            lost.append(error)

    with saying(evil.silent) as url:
        end(ask, moment=timedelta(seconds=0.2))

    assert isinstance(lost[0], requests.Timeout)
