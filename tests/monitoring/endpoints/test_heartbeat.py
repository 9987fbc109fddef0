"""Heartbeats over real sockets: when they go out, and what is never said of them."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pydantic import SecretStr

from crossposter.app import App
from crossposter.monitoring.endpoints.heartbeat import (
    NotTaken,
    give_sign_of_life,
    ping,
)
from tests.support import evil
from tests.support.evil import saying
from tests.support.fakes import FrozenClock
from tests.support.receivers import SECRET, Receiver, receiving


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


def test_a_ping_arrives(receiver: Receiver) -> None:
    ping(f"{receiver.url}/{SECRET}")

    assert receiver.asked == [f"/{SECRET}"]


@pytest.mark.parametrize("answer", [404, 500])
def test_a_ping_that_is_refused_is_told_without_its_address(
    receiver: Receiver, answer: int
) -> None:
    receiver.answer = answer

    with pytest.raises(NotTaken, match=f"{answer}") as refusal:
        ping(f"{receiver.url}/{SECRET}")

    assert SECRET not in str(refusal.value)


def test_a_ping_to_nowhere_ends_soon_and_keeps_its_address() -> None:
    with pytest.raises(NotTaken) as refusal:
        ping(f"http://127.0.0.1:1/{SECRET}", timeout=timedelta(seconds=2))

    assert SECRET not in str(refusal.value)
    assert refusal.value.__cause__ is None


@pytest.mark.parametrize("name", ["headers", "header", "status line"])
def test_a_ping_that_is_never_answered_did_not_get_through(name: str) -> None:
    with saying(evil.FLOODS[name]) as url, pytest.raises(NotTaken) as refusal:
        ping(f"{url}/rahasia", timeout=timedelta(seconds=60))
    assert "rahasia" not in str(refusal.value)


@pytest.mark.parametrize("name", ["header", "status line", "interim answers"])
def test_a_ping_that_is_answered_byte_by_byte_did_not_get_through(name: str) -> None:
    with saying(evil.DRIPS[name]) as url, pytest.raises(NotTaken):
        ping(url, timeout=timedelta(seconds=0.5))


@pytest.mark.parametrize(
    "say", [evil.FLOODS["body"], evil.DRIPS["body"]], ids=["flood", "drip"]
)
def test_of_the_answer_to_a_ping_only_the_head_is_read(say: evil.Say) -> None:
    with saying(say) as url:
        ping(url, timeout=timedelta(seconds=60))


def test_a_daemon_that_is_not_well_gives_no_sign_of_life(
    app: App, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_ping(app, "http://127.0.0.1:1/secret-uuid")
    pinged: list[str] = []
    monkeypatch.setattr(
        "crossposter.monitoring.endpoints.heartbeat.ping", pinged.append
    )

    give_sign_of_life(app)
    clock.advance(minutes=5)
    give_sign_of_life(app)

    assert pinged == ["http://127.0.0.1:1/secret-uuid"]


def test_a_ping_that_fails_is_told_without_its_address(
    app: App, capsys: pytest.CaptureFixture[str]
) -> None:
    with_ping(app, "http://127.0.0.1:1/secret-uuid")

    give_sign_of_life(app)

    told = capsys.readouterr().out
    assert "no sign of life could be given" in told
    assert "secret-uuid" not in told


def with_ping(app: App, address: str) -> None:
    monitoring = app.config.monitoring.model_copy(update={"ping": SecretStr(address)})
    config = app.config.model_copy(update={"monitoring": monitoring})
    object.__setattr__(app, "config", config)
