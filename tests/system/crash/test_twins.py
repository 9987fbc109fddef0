"""Announcements that say the same: nobody can tell one's post from the other's."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crossposter.database.models import DeliveryStatus as Status
from crossposter.sandbox.server import running
from tests.system.crash.grid import COMMIT
from tests.system.crash.lab import WHO, Lab
from tests.system.crash.trouble import Alarm


@pytest.fixture
def lab(quick_path: Path) -> Iterator[Lab]:
    clock = Alarm(datetime(2026, 11, 23, 2, 0, tzinfo=UTC))
    with running(port=0, state=":memory:") as sandbox:
        lab = Lab(folder=quick_path, sandbox=sandbox, clock=clock).set_up()
        yield lab
        lab.close()


def test_a_person_gets_the_second_out_when_the_first_took_its_post(lab: Lab) -> None:
    """The first never arrived and the second did; both answers are lost.

    The first is given the second's post. Then Facebook will not take the second's
    pictures, which are public.
    """
    app = lab.open()
    for _ in range(2):
        lab.approve(app, "Pasar murah di Pagatan", channels=["facebook"])
    for kind in ("drop_before", "drop_after"):
        lab.fault(kind=kind, platform="facebook", operation=COMMIT["facebook"])
    lab.run(app)
    first, second = lab.rows(app)
    assert (first.status, second.status) == (Status.PUBLISHED, Status.HELD)

    app.interventions.not_posted(WHO, second.id or 0)
    lab.run(app)

    assert len(lab.posts()) == 2
    assert lab.audit(app).flawless
