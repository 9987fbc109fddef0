"""The way of a delivery through the program, seen by Python's own profiler.

One approved announcement, due now, goes out on one lane of a real store: claimed, the
intent written, sent, the receipt recorded. Counted are the files of the package whose
functions are called from `run_lane` until it returns, in its thread. The platform is in
memory, so that the adapter, one folder of `platforms/`, comes on top.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

import structlog

from crossposter.database.models import Delivery
from crossposter.database.models import DeliveryStatus as Status
from tests.support.checkout import ROOT
from tests.support.newsroom import Office

_PACKAGE = f"{ROOT / 'crossposter'}/"


@dataclass
class Way:
    """Files a lane calls: *handed* are those whose functions take the delivery itself."""

    ran: set[str] = field(default_factory=set)
    handed: set[str] = field(default_factory=set)

    @staticmethod
    def rooms_of(files: set[str]) -> list[str]:
        return sorted({file.partition("/")[0] for file in files})

    @contextmanager
    def watched(self) -> Iterator[None]:
        before = sys.getprofile()
        sys.setprofile(self._see)
        try:
            yield
        finally:
            sys.setprofile(before)

    def _see(self, frame: FrameType, event: str, _: object) -> None:
        file = frame.f_code.co_filename
        if event != "call" or not file.startswith(_PACKAGE):
            return
        self.ran.add(file.removeprefix(_PACKAGE))
        if any(isinstance(value, Delivery) for value in frame.f_locals.values()):
            self.handed.add(file.removeprefix(_PACKAGE))


def way_of_a_delivery() -> Way:
    """Play one delivery to its receipt, in a folder of its own."""
    way = Way()
    with TemporaryDirectory() as folder, structlog.testing.capture_logs():
        office = Office(f"sqlite:///{folder}/crossposter.db", Path(folder))
        key = office.approved(channels=["facebook"])
        office.clock.advance(to=office.delivery(key).due_at)
        with way.watched():
            office.publishing.run_lane("facebook")
        assert office.delivery(key).status is Status.PUBLISHED
        office.close()
    return way
