from collections.abc import Callable

import pytest
from sqlmodel import Session

from crossposter.database import Database
from crossposter.database.models.event import Action
from crossposter.database.queries import content_hashes, journal
from crossposter.staff import DAEMON
from tests.support.builders import (
    an_attempt,
    stored_announcement,
    stored_delivery,
)
from tests.support.fakes import MONDAY

NAMED, OTHER, LEFTOVER = "ab" * 32, "cd" * 32, "tmp0815"


def in_a_picture(session: Session) -> None:
    stored_delivery(session, media=[{"name": "a.png", "sha256": NAMED}])


def in_a_damaged_picture(session: Session) -> None:
    stored_delivery(session, media=[{"sha": [f"x{NAMED}"]}])


def in_what_an_upload_saved(session: Session) -> None:
    stored_delivery(session, saved={f"photo:{NAMED}": "17"})


def in_an_attempt(session: Session) -> None:
    session.add(an_attempt(stored_delivery(session), refs={NAMED: "17"}))


def in_a_draft(session: Session) -> None:
    stored_announcement(session, texts={"x": f"lihat {NAMED}"})


def in_the_log(session: Session) -> None:
    detail = f"picture {NAMED[1:]}{NAMED}"
    journal.note(session, at=MONDAY, actor=DAEMON, action=Action.WARNED, detail=detail)


@pytest.mark.parametrize(
    "write",
    [
        in_a_picture,
        in_a_damaged_picture,
        in_what_an_upload_saved,
        in_an_attempt,
        in_a_draft,
        in_the_log,
    ],
)
def test_a_hash_is_found_in_any_row(
    database: Database, write: Callable[[Session], None]
) -> None:
    asked = frozenset({NAMED, OTHER, LEFTOVER})
    with database.read() as session:
        assert content_hashes.unnamed(session, asked) == asked

    with database.write() as session:
        write(session)

    with database.read() as session:
        assert content_hashes.unnamed(session, asked) == {OTHER, LEFTOVER}


def test_who_asks_for_nothing_gets_nothing(database: Database) -> None:
    with database.read() as session:
        assert content_hashes.unnamed(session, []) == frozenset()
