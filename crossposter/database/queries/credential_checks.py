"""Last credential checks of channels."""

from collections.abc import Mapping

from sqlmodel import Session, select

from crossposter.database.models import Checkup


def last(session: Session) -> Mapping[str, Checkup]:
    """Credential checks by channel; one that was never checked is left out."""
    return {row.channel: row for row in session.exec(select(Checkup)).all()}


def put(session: Session, checkup: Checkup) -> None:
    """New credential check in place of the channel's last one."""
    session.merge(checkup)
