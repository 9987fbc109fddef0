"""A copy of the database is put back: what it does not know may be public already."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from crossposter.app import App
from crossposter.channels import Stage, open_attempt
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries import journal
from crossposter.sandbox.server import running
from tests.system.crash.lab import WHO, Lab, bomb, crashed
from tests.system.crash.trouble import Alarm

PICTURES = {
    "none": [],
    "one": [("posko.jpg", "Posko siaga di Batulicin")],
    "two": [("posko.jpg", "Posko siaga"), ("peta.jpg", "Peta jalan yang ditutup")],
}
ALL = {Status.PUBLISHED}


@pytest.fixture
def lab(quick_path: Path) -> Iterator[Lab]:
    clock = Alarm(datetime(2026, 11, 23, 2, 0, tzinfo=UTC))
    with running(port=0, state=":memory:") as sandbox:
        lab = Lab(folder=quick_path, sandbox=sandbox, clock=clock).set_up()
        yield lab
        lab.close()


def put_back(lab: Lab, copy: bytes) -> App:
    """The database as it was, opened by the next daemon."""
    lab.close()
    lab.database.write_bytes(copy)
    app = lab.open()
    lab.start(app)
    return app


@pytest.mark.parametrize("pictures", PICTURES)
@pytest.mark.parametrize("later", [timedelta(seconds=5), timedelta(minutes=30)])
def test_what_went_out_after_the_copy_is_found_and_not_sent_again(
    lab: Lab, pictures: str, later: timedelta
) -> None:
    app = lab.open()
    for number in range(3):
        lab.approve(app, f"Kabar ke-{number}", images=PICTURES[pictures])
    copy = lab.database.read_bytes()
    lab.run(app)
    public = lab.posts()
    ids = {each.id: each.remote_id for each in lab.rows(app)}
    lab.clock.advance(seconds=later.total_seconds())

    app = put_back(lab, copy)

    assert {each.status for each in lab.rows(app)} == {Status.UNCONFIRMED}
    lab.run(app)
    assert lab.posts() == public, "something went out twice"
    assert {each.id: each.remote_id for each in lab.rows(app)} == ids
    assert lab.audit(app).flawless


def test_a_copy_taken_in_the_middle_of_sending_sends_nothing_twice(lab: Lab) -> None:
    for step in ("claimed", "uploaded", "saved", "prepared", "intended", "answered"):
        app = lab.open(on_step=bomb(step))
        lab.approve(app, f"Kabar pada {step}")
        assert crashed(partial(lab.run, app)), step
        copy = lab.database.read_bytes()
        lab.close()
        app = lab.open()
        lab.start(app)
        lab.run(app)
        public = lab.posts()
        lab.clock.advance(minutes=5)

        app = put_back(lab, copy)
        lab.run(app)

        assert lab.posts() == public, f"something went out twice: copy at {step}"
        assert lab.audit(app).flawless, step


def test_the_copy_may_be_put_into_another_folder(lab: Lab, quick_path: Path) -> None:
    app = lab.open()
    lab.approve(app, "Kabar dari folder lama")
    copy = quick_path / "backup"
    shutil.copytree(quick_path, copy, ignore=shutil.ignore_patterns("backup"))
    lab.run(app)
    public = lab.posts()
    lab.close()
    lab.clock.advance(days=1)

    other = Lab(folder=copy, sandbox=lab.sandbox, clock=lab.clock)
    app = other.open()
    other.start(app)
    other.run(app)

    assert other.posts() == public
    assert other.audit(app).flawless
    other.close()


@pytest.mark.parametrize("witnessed", [True, False])
def test_what_was_approved_anew_in_the_copy_is_not_sent_again(
    lab: Lab, *, witnessed: bool
) -> None:
    """The copy knows neither of the first approval nor of what went out after it."""
    app = lab.open()
    lab.start(app)
    lab.run(app)
    key = lab.submit(app, "Kabar yang disetujui dua kali")
    copy = lab.database.read_bytes()
    app.approval.approve(WHO, key)
    lab.run(app)
    public = lab.posts()
    assert len(public) == 3
    lab.clock.advance(hours=2)
    lab.close()
    lab.database.write_bytes(copy)
    if not witnessed:
        (lab.folder / "approved" / "intents").unlink()
    app = lab.open()
    app.approval.approve(WHO, key)
    lab.clock.advance(minutes=1)
    lab.start(app)
    lab.run(app)

    assert lab.posts() == public, "something went out twice"
    ends = {each.status for each in lab.rows(app)}
    assert ends == ({Status.PUBLISHED} if witnessed else {Status.HELD})


def test_what_somebody_posted_between_the_draft_and_its_approval_is_not_ours(
    lab: Lab,
) -> None:
    """The same copy of a database, but nothing of the kind was ever sent from here."""
    app = lab.open()
    key = lab.submit(app, "Kabar yang juga ditulis tangan", channels=["facebook"])
    by_hand(lab, app, key)
    lab.clock.advance(hours=2)
    app.approval.approve(WHO, key)
    lab.clock.advance(minutes=1)
    lab.start(app)
    lab.run(app)

    (row,) = lab.rows(app)
    first, second = sorted(lab.posts(), key=lambda post: str(post["created_at"]))
    assert first["text"] == second["text"]
    assert row.remote_id == second["id"]


def by_hand(lab: Lab, app: App, key: int) -> None:
    """Somebody tells the same in the app of a platform."""
    (composed,) = app.approval.preview(key)
    assert composed.post is not None
    publisher = composed.channel.publisher
    with open_attempt(Stage.PREPARING):
        prepared = publisher.prepare(composed.post, {})
    with open_attempt(Stage.COMMITTING):
        publisher.commit(prepared)
    lab.clock.advance(seconds=1)


def test_what_had_not_gone_out_is_sent_after_the_look(lab: Lab) -> None:
    app = lab.open()
    lab.approve(app, "Kabar yang belum keluar")
    copy = lab.database.read_bytes()
    lab.clock.advance(minutes=30)

    app = put_back(lab, copy)
    lab.run(app)

    assert {each.status for each in lab.rows(app)} == ALL
    assert lab.audit(app).flawless


def test_a_channel_that_was_paused_in_the_copy_is_looked_at_as_well(lab: Lab) -> None:
    app = lab.open()
    lab.start(app)
    lab.approve(app, "Kabar saat jeda")
    app.pausing.pause(WHO, list(app.channels), "listrik padam")
    copy = lab.database.read_bytes()
    app.pausing.resume(WHO, list(app.channels))
    lab.run(app)
    public = lab.posts()
    lab.clock.advance(minutes=30)

    app = put_back(lab, copy)
    lab.run(app)
    app.pausing.resume(WHO, list(app.channels))
    lab.run(app)

    assert lab.posts() == public, "resuming sent what was public already"
    assert lab.audit(app).flawless


def test_the_look_is_written_in_the_log_of_the_announcement(lab: Lab) -> None:
    app = lab.open()
    key = lab.approve(app, "Kabar yang dicatat")
    copy = lab.database.read_bytes()
    lab.run(app)
    lab.clock.advance(minutes=30)

    app = put_back(lab, copy)
    lab.run(app)

    with app.database.read() as session:
        moves = [
            (each.before, each.after)
            for each in journal.events(session, key)
            if each.delivery_id is not None and each.before is not None
        ]
    assert moves.count(("scheduled", "unconfirmed")) == 3
    assert moves.count(("unconfirmed", "published")) == 3


def test_a_post_of_one_that_says_the_same_proves_nothing(lab: Lab) -> None:
    """The second went live, its answer is lost; the first was never sent."""
    app = lab.open(on_step=bomb("answered"))
    for _ in range(2):
        lab.approve(app, "Pasar murah di Pagatan", channels=["instagram"])
    lab.fault(kind="refuse", status=500, body={}, operation="media")
    assert crashed(partial(lab.run, app))
    assert len(lab.posts()) == 1

    app = lab.open()
    lab.clock.advance(seconds=1)
    lab.start(app)
    lab.run(app)

    assert len(lab.posts()) == 2
    assert lab.audit(app).flawless
