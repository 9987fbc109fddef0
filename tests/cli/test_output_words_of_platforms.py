"""What a platform says of a post goes through the log, the database and every output."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import structlog
from hypothesis import example, given

from crossposter.__main__ import run
from crossposter.cli.context import log_to_stderr
from tests.support.desk import Desk
from tests.support.evil import saying, with_body
from tests.support.strangers import MARK, few, require_harmless, require_same, words

EVERYTHING = "PALSU\x1b[2J\u202e\U000e0041\r\nPALSU published\x85PALSU\u2028PALSU\ud83d"
ME = with_body(b'{"data":{"id":"31","username":"pemkab"}}')
NOTHING = with_body(b'{"meta":{"result_count":0}}')


@contextmanager
def refusing(text: str) -> Iterator[str]:
    """Every platform at one address, with nothing but a refusal in these words."""
    of_meta = {"message": text, "code": 100, "error_user_msg": text}
    said = {"title": text, "detail": text, "status": 400, "error": of_meta}
    refusal = with_body(json.dumps(said).encode(), status=b"400 Bad Request")

    def answer(connection: socket.socket) -> None:
        asked = connection.recv(4096, socket.MSG_PEEK).split(b" HTTP")[0]
        if asked.startswith(b"GET /2/"):
            (ME if b"/me" in asked.partition(b"?")[0][-5:] else NOTHING)(connection)
        else:
            refusal(connection)

    with saying(answer) as url:
        yield url


@contextmanager
def answered(desk: Desk, text: str) -> Iterator[None]:
    """The office while every platform says this."""
    config = desk.folder / "config.yaml"
    before = config.read_text(encoding="utf-8")
    with refusing(text) as url:
        config.write_text(before.replace("http://127.0.0.1:1", url), encoding="utf-8")
        yield
    config.write_text(before, encoding="utf-8")


@pytest.mark.parametrize("channel", ["facebook", "x"])
@few(3)
@example(text=EVERYTHING)
@given(text=words("\ud83d", "\udca9"))
def test_a_refusal_is_shown_and_does_nothing(
    monday: Desk, channel: str, text: str
) -> None:
    with answered(monday, text):
        key = str(monday.approved("--to", channel, "--urgent"))
        log = monday.done("run", "--once")

    require_harmless(log.out + log.err)
    assert MARK in log.err
    for verb in (["show", key], ["check", key], ["status"]):
        answer = monday(*verb)
        require_harmless(answer.out + answer.err)
    shown = require_same(monday.done("show", key, "--json").out)
    assert MARK in shown["deliveries"][0]["error"]


def test_what_is_said_of_credentials_does_nothing(monday: Desk) -> None:
    with answered(monday, EVERYTHING):
        answer = monday("check", "--online")
        listed = monday("check", "--online", "--json")

    assert MARK in answer.err
    require_harmless(answer.out + answer.err)
    assert MARK in str(require_same(listed.out)["health"])


@few(3)
@example(text=EVERYTHING)
@given(text=words("\ud83d"))
def test_a_line_of_the_log_stays_one(
    capsys: pytest.CaptureFixture[str], text: str
) -> None:
    log_to_stderr(0)

    structlog.get_logger().warning(text, reason=text, names=[text], what={"a": text})

    line = capsys.readouterr().err
    require_harmless(line)
    assert line.count("\n") == 1


@few(3)
@example(text=EVERYTHING)
@given(text=words("\ud83d"))
def test_a_traceback_shows_their_words_as_theirs(
    capsys: pytest.CaptureFixture[str], text: str
) -> None:
    log_to_stderr(0)

    structlog.get_logger().error("a job failed", exc_info=ValueError(text))

    require_harmless(capsys.readouterr().err)


@few(3)
@example(text=EVERYTHING)
@given(text=words("\ud83d"))
def test_a_bug_shows_their_words_as_theirs(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    def broken(_: list[str]) -> int:
        raise ValueError(text)

    with monkeypatch.context() as patch:
        patch.setattr("crossposter.cli.run", broken)
        assert run(["status"]) == 3

    told = desk.capsys.readouterr().err
    require_harmless(told)
    assert told.rstrip().endswith("this is a bug; please report the lines above")
