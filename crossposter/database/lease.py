"""Lease of a database: which daemon may write, even if lock files are lost.

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
    """Loss of the lease to another daemon; nothing of this one is written any more."""


@dataclass(frozen=True, kw_only=True)
class Holding:
    """Holding by which a daemon recognizes its lease."""

    epoch: int
    holder: str


def current(session: Session) -> Lease | None:
    """Lease as it stands; whoever may change it waits for this transaction's end."""
    query = select(Lease).with_for_update().execution_options(populate_existing=True)
    return session.exec(query).first()


def is_free(lease: Lease | None) -> bool:
    """True for a lease given back or never taken, or whose holder is certainly dead."""
    return lease is None or lease.holder is None or has_died(_process(lease))


def take(session: Session, process: Process, *, host: str) -> Holding:
    """Lease in our name; from here on the one before writes nothing."""
    row = current(session) or Lease()
    row.epoch, row.holder, row.host = row.epoch + 1, uuid4().hex, host
    row.world, row.pid, row.started = process.world, process.pid, process.started
    session.add(row)
    return Holding(epoch=row.epoch, holder=row.holder)


def require(session: Session, holding: Holding) -> None:
    """Check of the lease; LeaseLost, else it stays ours until this transaction ends."""
    query = select(Lease.id).where(
        Lease.epoch == holding.epoch, Lease.holder == holding.holder
    )
    if session.exec(query.with_for_update(read=True)).first() is None:
        raise LeaseLost(
            "another daemon has taken over this database while this one stood still:"
            " nothing more is sent or written here"
        )


def renew(session: Session, holding: Holding) -> None:
    """Renewal, which shows that the holder is alive; raises LeaseLost."""
    require(session, holding)
    session.exec(update(Lease).values(renewals=col(Lease.renewals) + 1))


def give_back(session: Session, holding: Holding) -> None:
    """Return of the lease, so that the next daemon begins at once; raises LeaseLost."""
    require(session, holding)
    session.exec(update(Lease).values(holder=None))


def _process(lease: Lease) -> Process:
    return Process(world=lease.world, pid=lease.pid, started=lease.started)
