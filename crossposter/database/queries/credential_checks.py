"""Checkups: what a platform last said about a channel's credentials."""

from collections.abc import Mapping

from sqlmodel import Session, select

from crossposter.database.models import Checkup


def last(session: Session) -> Mapping[str, Checkup]:
    """By channel; one that was never asked about is left out."""
    return {row.channel: row for row in session.exec(select(Checkup)).all()}


def put(session: Session, checkup: Checkup) -> None:
    """Take the place of what was known of the channel before."""
    session.merge(checkup)
