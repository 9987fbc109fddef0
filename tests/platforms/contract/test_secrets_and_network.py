"""No secret in anything people read, and no request that could be sent by accident."""

import os
import socket
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from crossposter.channels import (
    NotAuthorized,
    OutcomeUnknown,
    PublisherError,
    Rejected,
    SentAttempt,
    TryLater,
    Unreadable,
)
from tests.support.arenas import SECRET, SandboxArena
from tests.support.sending import Sending, a_post, picture

NOWHERE = "http://127.0.0.1:1"


def everything_told(error: BaseException) -> str:
    """The error, all that it is chained to, and both forms of a traceback."""
    told = "".join(traceback.format_exception(error))
    chain: list[BaseException | None] = [error]
    while chain:
        current = chain.pop()
        if current is not None:
            told += f"{current!r} {current.args} {vars(current)}"
            chain += [current.__cause__, current.__context__]
    return told


def failure_of(work: Callable[[], object]) -> PublisherError:
    with pytest.raises(PublisherError) as caught:
        work()
    return caught.value


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "drop_before"},
        {"kind": "truncated"},
        {"kind": "error_before", "html": True},
        {"kind": "rate_limited"},
    ],
    ids=lambda fault: str(fault["kind"]),
)
def test_no_token_is_told_when_the_network_fails(
    platform: SandboxArena, fault: dict[str, Any]
) -> None:
    platform.fault(**{**fault, "operation": None, "times": None})
    post = a_post(platform, media=(picture(),))
    sent = SentAttempt(
        started_at=Sending(platform, post).now(),
        refs={"user": "1", "container": "17990000000000001"},
    )

    told = [
        everything_told(failure_of(Sending(platform, post).prepare)),
        everything_told(failure_of(lambda: platform.publisher.find(post, sent))),
        everything_told(failure_of(platform.publisher.check)),
    ]

    assert SECRET not in "".join(told)
    assert "rahasia" not in "".join(told)


def test_no_token_is_told_when_nobody_answers(platform: SandboxArena) -> None:
    platform.publisher = platform.connect(url=NOWHERE)
    post = a_post(platform, media=(picture(),))

    told = [
        everything_told(failure_of(Sending(platform, post).prepare)),
        everything_told(failure_of(platform.publisher.check)),
    ]

    assert SECRET not in "".join(told)
    assert "Connection refused" in "".join(told)


def test_a_token_the_platform_quotes_is_not_told(platform: SandboxArena) -> None:
    sending = Sending(platform, a_post(platform))
    sending.prepare()
    quoted = f"Malformed access token {SECRET}-{platform.number}"
    platform.fault(
        "refuse",
        status=400,
        body={"error": {"code": 100, "message": quoted}, "detail": quoted},
    )

    error = failure_of(sending.commit)

    assert isinstance(error, Rejected)
    assert "Malformed access token ***" in str(error)
    assert SECRET not in everything_told(error)


def test_what_never_left_may_be_sent_again(platform: SandboxArena) -> None:
    prepared = Sending(platform, a_post(platform)).prepare()
    platform.publisher = platform.connect(url=NOWHERE)
    sending = Sending(platform, prepared.post, prepared=prepared)

    error = failure_of(sending.commit)

    assert type(error) is TryLater
    assert "nothing was sent" in str(error)


def test_an_unreachable_platform_is_no_reason_to_give_up(
    platform: SandboxArena,
) -> None:
    platform.publisher = platform.connect(url=NOWHERE)

    error = failure_of(Sending(platform, a_post(platform, media=(picture(),))).prepare)

    assert type(error) is TryLater


def test_an_unreachable_account_says_nothing_about_the_post(
    platform: SandboxArena,
) -> None:
    sending = Sending(platform, a_post(platform))
    sending.commit_and_lose("drop before")
    platform.publisher = platform.connect(url=NOWHERE)

    assert type(failure_of(sending.find)) is Unreadable


def test_silence_after_the_request_is_no_proof_of_anything(
    platform: SandboxArena,
) -> None:
    prepared = Sending(platform, a_post(platform)).prepare()
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        platform.publisher = platform.connect(
            url=f"http://127.0.0.1:{port}", timeout=timedelta(seconds=0.2)
        )
        sending = Sending(platform, prepared.post, prepared=prepared)

        error = failure_of(sending.commit)

    assert type(error) is OutcomeUnknown


def test_a_post_that_lands_late_is_found_once_it_is_there(
    platform: SandboxArena,
) -> None:
    sending = Sending(platform, a_post(platform))
    sending.prepare()
    platform.fault("late", seconds=0.2)

    error = failure_of(sending.commit)
    too_early = sending.find()
    found = sending.find_within(seconds=3)

    assert type(error) is OutcomeUnknown
    assert too_early is None
    assert found is not None
    assert found.remote_id == platform.live()[0].remote_id


def test_a_post_the_listing_does_not_show_yet_is_found_later(
    platform: SandboxArena,
) -> None:
    if platform.name == "instagram":
        pytest.skip("the container knows at once")
    sending = Sending(platform, a_post(platform))
    sending.prepare()
    platform.fault("read_lag", operation=platform.terms.commit, seconds=0.2)
    platform.fault("drop_after")

    failure_of(sending.commit)
    too_early = sending.find()
    found = sending.find_within(seconds=3)

    assert too_early is None
    assert found is not None


def test_a_listing_cut_in_the_middle_is_no_listing(platform: SandboxArena) -> None:
    sending = Sending(platform, a_post(platform))
    sending.commit_and_lose("drop before")
    platform.fault("truncated", operation="read", times=None)

    assert type(failure_of(sending.find)) is Unreadable


@pytest.mark.parametrize("kind", ["html", "rate_limited", "error_before"])
def test_an_answer_that_is_no_listing_is_unreadable(
    platform: SandboxArena, kind: str
) -> None:
    sending = Sending(platform, a_post(platform))
    sending.commit_and_lose("drop before")
    platform.fault(kind, operation="read", times=None)

    assert type(failure_of(sending.find)) is Unreadable


def test_an_expired_token_is_named_while_preparing(platform: SandboxArena) -> None:
    platform.fault("expired_token", operation=None, times=None)

    error = failure_of(Sending(platform, a_post(platform, media=(picture(),))).prepare)

    assert type(error) is NotAuthorized
    assert "configuration" in str(error)


def test_an_expired_token_is_named_while_looking(platform: SandboxArena) -> None:
    sending = Sending(platform, a_post(platform))
    sending.commit_and_lose("drop before")
    platform.fault("expired_token", operation=None, times=None)

    assert type(failure_of(sending.find)) is NotAuthorized


def test_a_bad_token_fails_the_check(platform: SandboxArena) -> None:
    publisher = platform.connect(token="invalid-" + SECRET)

    error = failure_of(publisher.check)

    assert type(error) is NotAuthorized
    assert SECRET not in everything_told(error)


@pytest.mark.parametrize("how", ["drop_before", "drop_after", "error_after", "html"])
def test_a_lost_upload_is_simply_repeated(platform: SandboxArena, how: str) -> None:
    sending = Sending(platform, a_post(platform, media=(picture(),)))
    platform.fault(how, operation="write")

    assert type(failure_of(sending.prepare)) is TryLater
    sending.prepare()
    sending.commit()

    assert len(platform.live()) == 1


def test_the_sandbox_learns_which_process_is_asking(platform: SandboxArena) -> None:
    """It kills that process in the crash tests, so it must not be left out."""
    with recording() as (url, received):
        failure_of(platform.connect(url=url).check)

    pid = f"X-Sandbox-Pid: {os.getpid()}\r\n"
    assert all(pid in request for request in received)
    assert received


@contextmanager
def recording() -> Iterator[tuple[str, list[str]]]:
    """A server on loopback that keeps what it receives, and hangs up."""
    received: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_record, args=(server, received))
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", received
        thread.join()


def _record(server: socket.socket, received: list[str]) -> None:
    connection, _ = server.accept()
    with connection:
        received.append(connection.recv(65_536).decode())
