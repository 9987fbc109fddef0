"""The one HTTP session: what is certain about a request, and what it never tells."""

import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import requests

from crossposter.channels import (
    OutcomeUnknown,
    PublisherError,
    Stage,
    TryLater,
    Unreadable,
    open_attempt,
)
from crossposter.platforms.error_mapping import Step
from crossposter.platforms.session import NetworkTrouble, PlatformSession
from crossposter.sandbox.server import Sandbox

PUBLIC = "https://api.example.com"


def session(api_url: str = PUBLIC, **changes: object) -> PlatformSession:
    values: dict[str, object] = {
        "service": "Facebook",
        "public_url": PUBLIC,
        "timeout": timedelta(seconds=0.3),
        "secrets": ["kunci/rahasia+1"],
        **changes,
    }
    return PlatformSession(api_url=api_url, **values)  # type: ignore[arg-type]


def test_a_broken_handshake_leaves_the_question_open(sandbox: Sandbox) -> None:
    talking = session(sandbox.url.replace("http:", "https:"))

    assert type(failure(talking, Step.COMMIT)) is OutcomeUnknown


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (Step.PREPARE, TryLater),
        (Step.COMMIT, OutcomeUnknown),
        (Step.READ, Unreadable),
    ],
)
def test_a_lost_answer_means_something_else_at_each_step(
    step: Step, expected: type[PublisherError]
) -> None:
    with hanging_up() as url:
        error = failure(session(url), step)

    assert type(error) is expected


def test_a_connection_that_hangs_up_gets_one_request_only() -> None:
    arrivals: list[bytes] = []
    with hanging_up(arrivals) as url:
        failure(session(url), Step.COMMIT)

    assert len(arrivals) == 1
    assert b"Connection: close" in arrivals[0]


def test_a_server_that_says_nothing_is_given_up_on() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}"

        error = failure(session(url), Step.COMMIT)

    assert type(error) is OutcomeUnknown


def test_a_network_that_is_down_is_told_as_that_and_not_as_an_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    error = failure(session(f"http://127.0.0.1:{port}"), Step.READ)

    assert str(error) == (
        "Facebook could not be reached: check the internet connection of this machine."
    )


def test_an_answer_that_breaks_off_or_does_not_come_is_told_as_that() -> None:
    with hanging_up() as url:
        broken = failure(session(url), Step.READ)
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
        silent = failure(session(url), Step.READ)

    assert str(broken) == "Facebook did not answer completely."
    assert str(silent) == "Facebook did not answer in time."


def test_a_write_outside_of_an_attempt_is_a_bug(sandbox: Sandbox) -> None:
    talking = session(sandbox.url)

    with pytest.raises(RuntimeError, match="needs an attempt"):
        talking.post(f"{PUBLIC}/1/feed")
    with pytest.raises(RuntimeError, match="needs an attempt"):
        talking.delete(f"{PUBLIC}/1")

    assert requests.get(f"{sandbox.url}/_sandbox/requests").json() == []


def test_a_redirect_is_not_followed(sandbox: Sandbox) -> None:
    with answering(b"HTTP/1.1 302 Found\r\nLocation: /2/users/me\r\n\r\n") as url:
        response = session(url).get(f"{PUBLIC}/2/users/me")

    assert response.status_code == 302


def test_requests_go_to_the_configured_address_only(sandbox: Sandbox) -> None:
    talking = session(f"{sandbox.url}/", aliases=("https://old.example.com",))

    for address in (PUBLIC, "https://old.example.com"):
        assert talking.get(f"{address}/2/users/me").status_code == 401

    log = requests.get(f"{sandbox.url}/_sandbox/requests").json()
    assert [entry["path"] for entry in log] == ["/2/users/me", "/2/users/me"]


def test_only_whole_host_names_are_rewritten() -> None:
    talking = session("http://127.0.0.1:9")

    request = talking.prepare_request(requests.Request("GET", f"{PUBLIC}.evil.id/2"))

    assert request.url == f"{PUBLIC}.evil.id/2"


def test_requests_are_signed_for_the_public_address() -> None:
    signed: list[str | None] = []

    def sign(request: requests.PreparedRequest) -> requests.PreparedRequest:
        signed.append(request.url)
        return request

    talking = session("http://127.0.0.1:9", aliases=("https://old.example.com",))
    sent = talking.prepare_request(
        requests.Request("GET", "https://old.example.com/2/tweets?a=1", auth=sign)
    )

    assert signed == [f"{PUBLIC}/2/tweets?a=1"]
    assert sent.url == "http://127.0.0.1:9/2/tweets?a=1"


@pytest.mark.parametrize(
    "text",
    [
        "url: /v26.0/1?access_token=kunci/rahasia+1&x=1",
        "url: /v26.0/1?access_token=kunci%2Frahasia%2B1&x=1",
        "{'access_token': 'lain'} kunci/rahasia+1",
        "Authorization: Bearer kunci/rahasia+1",
        "Malformed access token kunci/rahasia+1",
    ],
)
def test_known_secrets_are_never_told(text: str) -> None:
    told = session().redacted(text)

    assert "kunci" not in told
    assert "***" in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("?access_token=EAAB1&limit=5", "?access_token=***&limit=5"),
        ("input_token=EAAB1 and", "input_token=*** and"),
        ("Bearer AAAAAAAAAAAAAAAAAAAAA, x", "Bearer ***, x"),
        (
            'oauth_token="31-abc", oauth_nonce="9"',
            'oauth_token="***", oauth_nonce="***"',
        ),
        ("Invalid OAuth access token - Cannot parse", None),
        ("your oauth1 app permissions", None),
    ],
)
def test_credentials_of_others_are_recognised_by_their_names(
    text: str, told: str | None
) -> None:
    assert session().redacted(text) == (told or text)


def test_the_cause_is_kept_for_whoever_debugs() -> None:
    error = failure(session("http://127.0.0.1:1"), Step.PREPARE)

    assert isinstance(error.__cause__, NetworkTrouble)
    assert error.__context__ is None
    assert "refused" in str(error.__cause__)


def test_the_libraries_keep_their_debug_lines_to_themselves(
    caplog: pytest.LogCaptureFixture, sandbox: Sandbox
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("urllib3").setLevel(logging.NOTSET)

    session(sandbox.url).get(f"{PUBLIC}/me", params={"access_token": "EAAB-terbuka"})

    ours = [line for line in caplog.records if not line.name.startswith("uvicorn")]
    assert not [line for line in ours if "EAAB-terbuka" in line.getMessage()]


def test_nothing_of_this_machine_or_of_earlier_answers_is_sent_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine api.example.com login orang password lain\n")
    monkeypatch.setenv("NETRC", str(netrc))
    arrivals: list[bytes] = []
    answer = b"HTTP/1.0 200 OK\r\nSet-Cookie: tanda=1\r\n\r\n"

    with answering(answer, arrivals) as url:
        talking = session(url)
        for _ in range(2):
            talking.get(f"{PUBLIC}/2/users/me")

    assert len(arrivals) == 2
    assert not [it for it in arrivals if b"Authorization" in it or b"Cookie" in it]


def test_an_earlier_answer_is_not_taken_for_a_lost_one(sandbox: Sandbox) -> None:
    talking = session(sandbox.url)
    talking.get(f"{PUBLIC}/2/users/me")
    sandbox_is_gone = requests.ConnectionError("gone")

    def lost() -> None:
        raise sandbox_is_gone

    with pytest.raises(Unreadable):
        talking.carry(Step.READ, lost)

    assert talking.last is None


def test_answers_of_other_threads_are_not_mixed_up(sandbox: Sandbox) -> None:
    talking = session(sandbox.url)
    talking.get(f"{PUBLIC}/2/users/me")
    seen: list[requests.Response | None] = []

    thread = threading.Thread(target=lambda: seen.append(talking.last))
    thread.start()
    thread.join()

    assert talking.last is not None
    assert seen == [None]


def failure(talking: PlatformSession, step: Step) -> PublisherError:
    with open_attempt(Stage.COMMITTING), pytest.raises(PublisherError) as caught:
        talking.carry(step, lambda: talking.post(f"{PUBLIC}/1/feed", data={"a": "b"}))
    return caught.value


def hanging_up(arrivals: list[bytes] | None = None):  # type: ignore[no-untyped-def]
    """A server that takes a request and closes the connection."""
    return answering(b"", arrivals)


@contextmanager
def answering(answer: bytes, arrivals: list[bytes] | None = None) -> Iterator[str]:
    """A server that takes requests and answers each with the same bytes."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(2)
        thread = threading.Thread(target=_serve, args=(server, answer, arrivals))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}"
        finally:
            with socket.create_connection(server.getsockname()):
                pass
            thread.join()


def _serve(server: socket.socket, answer: bytes, arrivals: list[bytes] | None) -> None:
    while True:
        connection, _ = server.accept()
        with connection:
            received = connection.recv(65_536)
            if not received:
                return
            if arrivals is not None:
                arrivals.append(received)
            connection.sendall(answer)
