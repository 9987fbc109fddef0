"""The daemon as a real process: strangers' posts, a line that is cut, waits asked for."""

import signal
import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests

from crossposter.announcements.draft import Draft
from crossposter.channels import Post, Stage, open_attempt
from crossposter.sandbox.server import running
from crossposter.staff import Actor
from tests.support.office import Office, eventually

WHO = Actor(login="petugas")
DRAFT = Draft(
    title="Peringatan dini banjir",
    body="Warga diminta tetap waspada.",
    source="BPBD",
    images=[("posko.jpg", "Posko siaga di Batulicin")],
    urgent=True,
)
TWO_HOURS = timedelta(hours=2)
REST = 10  #: seconds; a machine under load only makes them longer


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with running(port=0, state=":memory:") as sandbox:
        office = Office(folder=tmp_path, url=sandbox.url).set_up()
        yield office
        office.close()


def settings(office: Office, **values: Any) -> None:
    address = f"{office.url}/_sandbox/settings"
    requests.put(address, json=values, timeout=10).raise_for_status()


def by_hand(office: Office, posts: dict[str, Post], *, before: timedelta) -> None:
    """Somebody has told the same in the apps, on the very accounts."""
    settings(office, clock_offset=-before.total_seconds())
    for name, post in posts.items():
        publisher = office.app.channels[name].publisher
        with open_attempt(Stage.PREPARING):
            prepared = publisher.prepare(post, {})
        with open_attempt(Stage.COMMITTING):
            publisher.commit(prepared)
    settings(office, clock_offset=0)


def arrivals(office: Office) -> list[tuple[datetime, str, object]]:
    """When each request came, to which platform, and how it ended."""
    log = requests.get(f"{office.url}/_sandbox/requests", timeout=10).json()
    return [
        (datetime.fromisoformat(it["time"]), it["platform"], it["status"]) for it in log
    ]


def test_the_same_words_posted_by_hand_two_hours_before_keep_nothing_back(
    office: Office,
) -> None:
    app = office.app
    key = app.announcements.add(WHO, DRAFT)
    app.announcements.submit(WHO, key)
    posts = {it.channel.name: it.post for it in app.approval.preview(key) if it.post}
    by_hand(office, posts, before=TWO_HOURS)
    strangers = {post["id"] for post in office.posts()}
    app.approval.approve(WHO, key)

    office.start("run")

    # X itself refuses the same words within a day, and that is told.
    wanted = {"facebook": "published", "instagram": "published", "x": "held"}
    eventually(lambda: office.statuses(key) == wanted, within=60)
    rows = {row["channel"]: row for row in office.show(key)["deliveries"]}
    assert "shown this text before" in rows["x"]["error"]
    new = {post["id"]: post["platform"] for post in office.posts()}
    new = {key: it for key, it in new.items() if key not in strangers}
    assert sorted(new.values()) == ["facebook", "instagram"]
    assert {rows[it]["remote_id"] for it in new.values()} == set(new)


def test_a_line_that_is_cut_at_the_start_costs_seconds(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    office = Office(folder=tmp_path, url=f"http://127.0.0.1:{port}").set_up()
    config = tmp_path / "config.yaml"
    longer = config.read_text(encoding="utf-8").replace("longest: 2s", "longest: 1h")
    config.write_text(longer, encoding="utf-8")
    urgent = office.approved("Peringatan dini banjir")
    ordinary = office.approved("Pasar murah", at_once=True)
    office.start("run")
    try:
        eventually(lambda: _has_looked(office, ordinary))
        with running(port=port, state=":memory:"):
            eventually(lambda: _is_public(office, urgent, ordinary), within=60)
            assert len(office.posts()) == 6
    finally:
        office.close()


def _has_looked(office: Office, key: int) -> bool:
    """Whether every look has failed once."""
    rows = office.show(key)["deliveries"]
    return all("could not be reached" in (row["error"] or "") for row in rows)


def _is_public(office: Office, *keys: int) -> bool:
    return all(set(office.statuses(key).values()) == {"published"} for key in keys)


@pytest.mark.parametrize("restarted", [False, True])
def test_nothing_is_asked_before_the_end_of_a_wait_that_was_asked_for(
    office: Office, *, restarted: bool
) -> None:
    """Not by urgent ones, not by Instagram, whose pictures go through the same page."""
    office.fault(
        kind="refuse",
        platform="facebook",
        operation="feed",
        status=429,
        headers={"Retry-After": str(REST)},
    )
    daemon = office.start("run")
    first = office.approved("Air naik", urgent=True, channels=["facebook"])
    eventually(lambda: _rests(office, "facebook") and _rests(office, "instagram"))
    second = office.approved("Tanggul jebol")
    if restarted:
        daemon.send_signal(signal.SIGKILL)
        daemon.wait(timeout=20)
        office.start("run")

    eventually(lambda: _is_public(office, first, second), within=60)

    log = arrivals(office)
    refused = next(at for at, _, status in log if status == 429)
    asked = [at for at, platform, _ in log if platform == "facebook" and at > refused]
    assert min(asked) >= refused + timedelta(seconds=REST)
    assert len(office.posts()) == 4


def _rests(office: Office, channel: str) -> bool:
    lanes = office.app.status.read()["lanes"]
    return any(it["channel"] == channel and it["until"] for it in lanes)
