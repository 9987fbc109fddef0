"""Wrong decisions of people: each gets one sentence, and nothing is lost by it."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
import structlog

from crossposter.__main__ import run
from crossposter.database.models import Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries import deliveries
from crossposter.publishing import lifecycle
from crossposter.sandbox.server import running
from tests.support.office import Office, eventually
from tests.system.crash.audit import audit

NO_PROOF = (
    "https://x.com/pemda/status/999999999999999999",
    "https://x.com/pemda",
    "https://www.facebook.com/1001/posts/122100000000000001",
    "bukan tautan",
    "http://[",
    "",
    "https://x.com/pemda/status/0; rm -rf",
)


@dataclass
class Counter:
    """Where the operator sits; the first announcement is public, X's second in doubt."""

    office: Office
    capsys: pytest.CaptureFixture[str]

    def rows(self) -> list[Delivery]:
        with self.office.app.database.read() as session:
            return list(deliveries.everything(session))

    def row(self, channel: str, number: int = 1) -> Delivery:
        return [row for row in self.rows() if row.channel == channel][number]

    def says(self, *arguments: str) -> tuple[int, str, str]:
        config = str(self.office.folder / "config.yaml")
        self.capsys.readouterr()
        code = run(["--config", config, *arguments])
        out, err = self.capsys.readouterr()
        structlog.reset_defaults()  # it was told to write to what capsys has closed
        return code, out, err

    def is_refused(self, *arguments: str) -> str:
        """The one sentence; nothing may have been written."""
        before = [row.model_dump() for row in self.rows()]
        code, out, err = self.says(*arguments)
        assert (code, out) == (1, ""), err
        assert err.startswith("crossposter: ")
        assert err.count("\n") == 1, err
        assert [row.model_dump() for row in self.rows()] == before
        return err

    def finish(self) -> None:
        """In the end every post is public once, whatever was typed before."""
        publishing = self.office.app.publishing

        def all_public() -> bool:
            for name in self.office.app.channels:
                publishing.run_lane(name)
            return {row.status for row in self.rows()} == {Status.PUBLISHED}

        eventually(all_public)
        assert audit(self.rows(), self.office.posts()).flawless


@pytest.fixture
def counter(
    quick_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Counter]:
    monkeypatch.setattr(lifecycle, "FIRST_LOOK", timedelta(seconds=0.2))
    with running(port=0, state=":memory:") as sandbox:
        office = Office(folder=quick_path, url=sandbox.url).set_up()
        publishing = office.app.publishing
        office.approved("Kabar pertama")
        for name in office.app.channels:
            publishing.run_lane(name)
        office.fault(kind="drop_after", platform="x", operation="tweets")
        office.approved("Kabar kedua")
        publishing.run_lane("x")
        yield Counter(office, capsys)
        office.close()
        office.app.database.close()


def test_a_link_that_leads_to_no_post_of_the_channel_is_no_proof(
    counter: Counter,
) -> None:
    key = counter.row("x").id

    for link in NO_PROOF:
        counter.is_refused("resolve", str(key), "--posted", link)

    counter.finish()


def test_the_post_of_another_channel_is_no_proof(counter: Counter) -> None:
    key = counter.row("x").id

    for channel in ("facebook", "instagram"):
        link = counter.row(channel, 0).permalink
        assert link is not None
        counter.is_refused("resolve", str(key), "--posted", link)

    counter.finish()


def test_the_post_of_another_delivery_is_no_proof(counter: Counter) -> None:
    link = counter.row("x", 0).permalink
    assert link is not None

    told = counter.is_refused("resolve", str(counter.row("x").id), "--posted", link)

    assert "another delivery" in told
    counter.finish()


def test_a_link_cannot_be_checked_while_the_platform_is_away(counter: Counter) -> None:
    link = next(
        post["permalink"]
        for post in counter.office.posts()
        if post["text"].startswith("Kabar kedua")
    )
    counter.office.fault(kind="drop_before", platform="x")

    counter.is_refused("resolve", str(counter.row("x").id), "--posted", link)

    code, _, _ = counter.says("resolve", str(counter.row("x").id), "--posted", link)
    assert code == 0
    counter.finish()


def test_what_is_in_doubt_is_not_retried(counter: Counter) -> None:
    told = counter.is_refused("retry", str(counter.row("x").id))

    assert "may be public already" in told
    counter.finish()


def test_what_is_being_sent_is_left_alone(counter: Counter) -> None:
    office = counter.office
    office.fault(kind="slow", platform="facebook", operation="feed", seconds=2)
    lane = threading.Thread(target=office.app.publishing.run_lane, args=["facebook"])
    lane.start()
    eventually(lambda: counter.row("facebook").status is Status.COMMITTING)
    key = str(counter.row("facebook").id)

    told = [counter.is_refused("retry", key)]
    told += [counter.is_refused("resolve", key, "--not-posted")]

    assert all("is being sent just now" in each for each in told)
    lane.join()
    counter.finish()


def test_of_two_people_who_resolve_at_once_one_is_heard(counter: Counter) -> None:
    link = next(
        post["permalink"]
        for post in counter.office.posts()
        if post["text"].startswith("Kabar kedua") and post["platform"] == "x"
    )
    key = str(counter.row("x").id)
    command = [sys.executable, "-m", "crossposter", "resolve", key, "--posted", link]
    people = [
        subprocess.Popen(
            command,
            cwd=counter.office.folder,
            env=counter.office._environment(),
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        for _ in range(2)
    ]
    told = [person.communicate(timeout=100)[1] for person in people]

    assert sorted(person.returncode for person in people) == [0, 1]
    (refusal,) = [each for each in told if each]
    assert refusal.startswith("crossposter: ")
    assert refusal.count("\n") == 1
    counter.finish()


def test_a_restored_database_takes_no_decision_before_it_has_looked(
    counter: Counter,
) -> None:
    office = counter.office
    database = office.folder / "crossposter.db"
    copy = database.read_bytes()
    for name in ("facebook", "instagram"):
        office.app.publishing.run_lane(name)
    office.app.database.close()
    database.write_bytes(copy)
    office.app.publishing.look_first()

    told = counter.is_refused("retry", str(counter.row("facebook").id))

    assert "may be public already" in told
    counter.finish()
