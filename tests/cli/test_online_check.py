"""check --online: what platforms and the mail server say, for people and programs."""

import socket
from collections.abc import Iterator

import pytest
import requests

from crossposter.sandbox.server import Sandbox, running
from tests.support.desk import Desk

CHANNELS = ["facebook", "x", "instagram"]


@pytest.fixture(scope="module")
def running_sandbox() -> Iterator[Sandbox]:
    with running(port=0, state=":memory:") as sandbox:
        yield sandbox


@pytest.fixture
def desk(monday: Desk, running_sandbox: Sandbox) -> Desk:
    """A desk whose channels lead to the sandbox."""
    running_sandbox.state.wipe()
    monday.configure("http://127.0.0.1:1", running_sandbox.url)
    return monday


def spoil(sandbox: Sandbox, **settings: object) -> None:
    url = f"{sandbox.url}/_sandbox/settings"
    requests.put(url, json=settings).raise_for_status()


def test_every_account_is_named_and_the_ends_are_told(
    desk: Desk, running_sandbox: Sandbox
) -> None:
    spoil(running_sandbox, token_days=20)

    told = desk.done("check", "--online").out

    assert "x: next free slot 2026-11-23 11:00 WITA as @sandbox_pemkab" in told
    assert "facebook: the token is good until 20" in told
    assert "x: no end of the token is known" in told
    assert "look at a post once in a private window" in told


def test_other_programs_get_the_same(desk: Desk) -> None:
    values = desk.done("check", "--online", "--json").values

    assert list(values["health"]) == list(values["accounts"]) == CHANNELS
    assert values["mail"] is None
    facebook = values["health"]["facebook"]
    assert facebook["faults"] == []
    assert facebook["token_ends_at"] is None
    assert facebook["data_access_ends_at"] is None
    instagram = values["health"]["instagram"]
    assert instagram["data_access_ends_at"].endswith("Z")


def test_nothing_is_asked_without_the_option(
    desk: Desk, running_sandbox: Sandbox
) -> None:
    values = desk.done("check", "--json").values

    assert (values["accounts"], values["health"]) == ({}, {})
    assert requests.get(f"{running_sandbox.url}/_sandbox/requests").json() == []


def test_what_stops_posts_fails_and_is_told_for_every_channel(
    desk: Desk, running_sandbox: Sandbox
) -> None:
    spoil(
        running_sandbox,
        missing_scopes=["pages_manage_posts", "read_insights"],
        x_access_level="read",
    )

    answer = desk("check", "--online")

    assert answer.code == 1
    facebook, x = answer.err.removeprefix("crossposter: ").splitlines()
    assert facebook.startswith("facebook: The token for Facebook lacks pages_manage")
    assert x.startswith("x: The keys for X may only read")
    assert "! facebook: The token for Facebook lacks read_insights" in answer.out
    assert "sandbox-token" not in answer.out + answer.err


def test_programs_get_their_answer_also_when_something_is_wrong(
    desk: Desk, running_sandbox: Sandbox
) -> None:
    spoil(running_sandbox, app_in_development=True)

    answer = desk("check", "--online", "--json")

    assert answer.code == 1
    [fault] = answer.values["health"]["instagram"]["faults"]
    assert (fault["kind"], fault["stops"]) == ("app-not-live", True)
    assert answer.values["health"]["x"]["faults"] == []


def test_what_stops_no_posts_does_not_fail(
    desk: Desk, running_sandbox: Sandbox
) -> None:
    spoil(running_sandbox, missing_scopes=["read_insights"])

    values = desk.done("check", "--online", "--json").values

    [fault] = values["health"]["facebook"]["faults"]
    assert (fault["kind"], fault["stops"]) == ("insights-missing", False)


def test_a_mail_server_that_does_not_answer_is_told_beside_the_accounts(
    desk: Desk,
) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    desk.configure(
        "staff: []",
        "email:\n  host: 127.0.0.1\n"
        f"  port: {port}\n  security: none\n  from: kominfo@example.go.id",
    )

    answer = desk("check", "--online", "--json")

    assert answer.code == 1
    assert answer.err.startswith("crossposter: email: ")
    assert answer.values["mail"] is False
    assert list(answer.values["accounts"]) == CHANNELS


def test_an_announcement_has_its_coming_posts_tried_and_nothing_is_published(
    desk: Desk, running_sandbox: Sandbox
) -> None:
    key = approved(desk)
    told = desk.done("check", key, "--online").out
    assert "facebook, due 2026-11-24 07:00 WITA: ready" in told

    spoil(running_sandbox, x_access_level="read")
    failed = desk("check", key, "--online")
    assert failed.code == 1
    assert "x, due 2026-11-24 07:00 WITA: The keys for X may only read" in failed.out
    assert f"not every post of announcement {key} would go out" in failed.err
    log = requests.get(f"{running_sandbox.url}/_sandbox/requests").json()
    assert {entry["method"] for entry in log if entry["operation"]} == {"GET"}


def test_other_programs_get_what_coming_posts_would_not_get_past(
    desk: Desk, running_sandbox: Sandbox
) -> None:
    key = approved(desk)
    assert desk.done("check", key, "--online", "--json").values == []
    spoil(running_sandbox, x_access_level="read")

    [finding] = desk("check", key, "--online", "--json").values

    assert (finding["rule"], finding["level"]) == ("preflight", "error")


def approved(desk: Desk) -> str:
    """An announcement for Facebook and X, due on Tuesday at 07:00."""
    options = ("--to", "facebook", "--to", "x", "--at", "2026-11-24 07:00")
    return str(desk.approved(*options))
