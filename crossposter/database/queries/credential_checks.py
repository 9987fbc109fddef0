"""Last credential checks of channels."""

from collections.abc import Mapping

from sqlmodel import Session, select

from crossposter.database.models import CredentialCheck


def last(session: Session) -> Mapping[str, CredentialCheck]:
    """Credential checks by channel; one that was never checked is left out."""
    return {row.channel: row for row in session.exec(select(CredentialCheck)).all()}


def put(session: Session, checkup: CredentialCheck) -> None:
    """New credential check in place of the channel's last one."""
    session.merge(checkup)
