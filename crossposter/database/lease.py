"""The lease of a database: which daemon may write, whatever becomes of lock files.

It is counted, not timed. Each taking raises the epoch, and while it is held its
renewals go up; so no clock that jumps lets a second daemon in or locks one out.
"""

from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import update
from sqlmodel import Session, col, select

from crossposter.database.models import Lease
from crossposter.database.processes import Process, has_died
from crossposter.errors import Unavailable


class LeaseLost(Unavailable):
    """Another daemon has taken over; nothing of this one is written any more."""


@dataclass(frozen=True, kw_only=True)
class Holding:
    """What a daemon knows its lease by."""

    epoch: int
    holder: str


def current(session: Session) -> Lease | None:
    """The lease as it stands; whoever may change it waits for this transaction's end."""
    query = select(Lease).with_for_update().execution_options(populate_existing=True)
    return session.exec(query).first()


def is_free(lease: Lease | None) -> bool:
    """Given back or never taken, or its holder has certainly died."""
    return lease is None or lease.holder is None or has_died(_process(lease))


def take(session: Session, process: Process, *, host: str) -> Holding:
    """Make the lease ours; from here on the one before writes nothing."""
    row = current(session) or Lease()
    row.epoch, row.holder, row.host = row.epoch + 1, uuid4().hex, host
    row.world, row.pid, row.started = process.world, process.pid, process.started
    session.add(row)
    return Holding(epoch=row.epoch, holder=row.holder)


def require(session: Session, holding: Holding) -> None:
    """Raises LeaseLost; else it stays ours until this transaction ends."""
    query = select(Lease.id).where(
        Lease.epoch == holding.epoch, Lease.holder == holding.holder
    )
    if session.exec(query.with_for_update(read=True)).first() is None:
        raise LeaseLost(
            "another daemon has taken over this database while this one stood still:"
            " nothing more is sent or written here"
        )


def renew(session: Session, holding: Holding) -> None:
    """Show that the holder is alive; raises LeaseLost."""
    require(session, holding)
    session.exec(update(Lease).values(renewals=col(Lease.renewals) + 1))


def give_back(session: Session, holding: Holding) -> None:
    """Let the next daemon begin at once; raises LeaseLost."""
    require(session, holding)
    session.exec(update(Lease).values(holder=None))


def _process(lease: Lease) -> Process:
    return Process(world=lease.world, pid=lease.pid, started=lease.started)
