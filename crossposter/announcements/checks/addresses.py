"""Addresses: links that lead elsewhere than they seem to."""

from collections.abc import Iterator

from crossposter.announcements.checks.subject import Objection, Subject, error, warning
from crossposter.text.hosts import masked, with_user
from crossposter.text.messages import phrase


def users(subject: Subject) -> Iterator[Objection]:
    """Links with a user before the host, which people mistake for the host."""
    for piece in subject.whole():
        for found in with_user(piece.text):
            yield error(
                phrase(
                    '{where} has a link to "{found}": what stands before the @ is not'
                    " where it leads, so give the address without it",
                    where=piece.where,
                    found=found,
                )
            )


def look_alikes(subject: Subject) -> Iterator[Objection]:
    """Links whose letters may be mistaken for others."""
    for piece in subject.whole():
        for host, what in masked(piece.text).items():
            yield warning(
                phrase(
                    "{where} has a link to {host}: it has {what}",
                    where=piece.where,
                    host=host,
                    what=what,
                )
            )
