"""A whole office whose platform answers the one request that counts as none should."""

import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crossposter.announcements.draft import Draft
from crossposter.staff import Actor
from tests.support import evil
from tests.support.evil import Say, saying
from tests.support.office import Office

WHO = Actor(login="petugas")
ME = evil.with_body(b'{"data":{"id":"31","username":"pemkab"}}')
NOTHING = evil.with_body(b'{"meta":{"result_count":0}}')
REFUSAL = rb'{"title":"tidak \ud83d bisa","detail":"\ud83d\u001b[2J","status":400}'
ANSWERS: dict[str, Say] = {
    "a body without end": evil.FLOODS["body"],
    "deep lists": evil.NONSENSE["deep lists"],
    "a number of 5,000 digits": evil.NONSENSE["a number of 5,000 digits"],
    "a list as id": evil.NONSENSE["a list as id"],
    "half an emoji as id": evil.NONSENSE["half an emoji as id"],
    "a way out in an id": evil.NONSENSE["a way out in an id"],
}


@contextmanager
def x_that_says(say: Say, calls: Counter[str]) -> Iterator[str]:
    """An account on X without posts, which answers a new one with *say*."""

    def answer(connection: socket.socket) -> None:
        peeked = connection.recv(4096, socket.MSG_PEEK).split(b"\r\n")[0]
        path = peeked.decode().rpartition(" ")[0].partition("?")[0]
        calls[path] += 1
        if path == "POST /2/tweets":
            say(connection)
        else:
            (ME if path.endswith("/me") else NOTHING)(connection)

    with saying(answer) as url:
        yield url


@contextmanager
def approved(folder: Path, url: str) -> Iterator[tuple[Office, int]]:
    office = Office(folder=folder, url=url).set_up()
    draft = Draft(
        title="Siaga banjir",
        body="Warga diminta waspada.",
        source="BPBD",
        channels=["x"],
        urgent=True,
    )
    try:
        key = office.app.announcements.add(WHO, draft)
        office.app.announcements.submit(WHO, key)
        office.app.approval.approve(WHO, key)
        yield office, key
    finally:
        office.close()


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_that_cannot_be_read_is_a_doubt_at_once(
    tmp_path: Path, name: str
) -> None:
    calls: Counter[str] = Counter()
    with (
        x_that_says(ANSWERS[name], calls) as url,
        approved(tmp_path, url) as (office, key),
    ):
        office.app.publishing.run_lane("x")

        (delivery,) = office.show(key)["deliveries"]
        assert delivery["status"] == "unconfirmed"
        assert delivery["remote_id"] is None
        office.app.publishing.recover()
        office.app.publishing.run_lane("x")
    assert calls["POST /2/tweets"] == 1


def test_a_refusal_in_half_characters_is_a_refusal(tmp_path: Path) -> None:
    calls: Counter[str] = Counter()
    say = evil.with_body(REFUSAL, status=b"400 Bad Request")
    with x_that_says(say, calls) as url, approved(tmp_path, url) as (office, key):
        office.app.publishing.run_lane("x")

        (delivery,) = office.show(key)["deliveries"]
        assert delivery["status"] == "failed"
        assert "tidak \ufffd bisa" in delivery["error"]
        assert delivery["error"].isprintable()
    assert calls["POST /2/tweets"] == 1
