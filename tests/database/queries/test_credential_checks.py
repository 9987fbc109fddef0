"""The last check of each channel takes the place of the one before."""

from crossposter.database import Database
from crossposter.database.models import CredentialCheck
from crossposter.database.queries import credential_checks
from tests.support.fakes import MONDAY


def test_only_the_last_one_of_a_channel_is_kept(database: Database) -> None:
    with database.write() as session:
        assert credential_checks.last(session) == {}
        for channel, account in (("x", "lama"), ("x", "baru"), ("facebook", "dinas")):
            checkup = CredentialCheck(
                channel=channel, checked_at=MONDAY, account=account
            )
            credential_checks.put(session, checkup)

    with database.read() as session:
        found = credential_checks.last(session)

    assert {name: it.account for name, it in found.items()} == {
        "x": "baru",
        "facebook": "dinas",
    }
    assert found["x"].checked_at == MONDAY
