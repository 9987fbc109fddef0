"""Every refusal of Meta that the table knows, sent over the wire."""

from datetime import timedelta
from typing import Any

import pytest

from crossposter.channels import (
    Blocked,
    Duplicate,
    NotAuthorized,
    OutcomeUnknown,
    PublisherError,
    Rejected,
    Rest,
    TryLater,
)
from crossposter.database.models import DeliveryStatus as Status
from crossposter.platforms.meta.error_codes import TABLE, Code
from crossposter.platforms.meta.error_rules import LIMITED
from crossposter.publishing.lifecycle import Move, after_failed_commit
from crossposter.sandbox.server import Sandbox
from crossposter.scheduling.backoff import Retry
from tests.support.arenas import SandboxArena
from tests.support.fakes import MONDAY
from tests.support.sending import Sending, a_post

QUARTER = timedelta(minutes=15)
#: What the delivery becomes, and whether somebody has to let the channel go on.
REACTIONS: dict[type[PublisherError], tuple[Status, bool]] = {
    TryLater: (Status.SCHEDULED, False),
    OutcomeUnknown: (Status.UNCONFIRMED, False),
    Duplicate: (Status.UNCONFIRMED, False),
    NotAuthorized: (Status.SCHEDULED, True),
    Blocked: (Status.SCHEDULED, True),
    Rejected: (Status.FAILED, False),
}


@pytest.fixture
def page(sandbox: Sandbox) -> SandboxArena:
    return SandboxArena("facebook", sandbox)


def refused(arena: SandboxArena) -> PublisherError:
    sending = Sending(arena, a_post(arena))
    sending.prepare()
    with pytest.raises(PublisherError) as caught:
        sending.commit()
    assert arena.live() == []
    return caught.value


def led_to(error: PublisherError, tries: int = 0) -> Move:
    return after_failed_commit(error, now=MONDAY, tries=tries, retry=Retry())


def known(code: int, subcode: int | None = None) -> Code:
    return next(each for each in TABLE if each[:2] == (code, subcode))


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_every_refusal_in_the_table_is_answered_as_the_table_says(
    page: SandboxArena, row: Code
) -> None:
    page.fault("refuse", code=row.name)

    error = refused(page)

    assert type(error) is row.rule.kind
    status, stands = REACTIONS[row.rule.kind]
    move = led_to(error)
    assert (move.status, move.pause is not None) == (status, stands)
    named = row.rule is LIMITED  # until when, the answer may say
    wait = row.rule.wait or timedelta(0)
    assert error.rest == (Rest(wait=wait, named=False) if row.rule.rests else None)
    assert named <= row.rule.rests
    assert row.source.startswith("https://")


def test_no_refusal_is_in_the_table_twice() -> None:
    numbers = [each[:2] for each in TABLE]
    subcodes = [each.subcode for each in TABLE if each.subcode]

    assert len(set(numbers)) == len(numbers)
    assert len(set(subcodes)) == len(subcodes)


@pytest.mark.parametrize(
    "row", [each for each in TABLE if each.rule.rests], ids=lambda row: row.name
)
def test_what_passes_by_itself_never_uses_up_the_tries(
    page: SandboxArena, row: Code
) -> None:
    page.fault("refuse", code=row.name)

    move = led_to(refused(page), tries=99)

    assert move.status in {Status.SCHEDULED, Status.UNCONFIRMED}
    assert not move.counts
    assert move.pause is None
    assert move.rest is not None
    assert move.rest.wait == QUARTER


@pytest.mark.parametrize(
    ("code", "subcode"), [(368, 1404082), (368, 4854002), (368, None), (4, 2207051)]
)
def test_spam_and_identity_wait_for_a_person(
    page: SandboxArena, code: int, subcode: int | None
) -> None:
    page.fault("refuse", code=known(code, subcode).name)

    move = led_to(refused(page))

    assert move.pause is not None
    assert move.pause.until is None
    assert move.rest is None


def transient(code: int, subcode: int | None = None) -> dict[str, Any]:
    error = {"code": code, "message": "try again later", "is_transient": True}
    return {"error": error | ({"error_subcode": subcode} if subcode else {})}


@pytest.mark.parametrize(
    ("code", "subcode"),
    [(368, None), (368, 99), (100, None), (100, 33), (987_654, None), (10, None)],
)
def test_what_meta_calls_transient_rests_and_goes_on(
    page: SandboxArena, code: int, subcode: int | None
) -> None:
    page.fault("refuse", status=400, body=transient(code, subcode))

    error = refused(page)

    assert type(error) is TryLater
    assert error.rest == Rest(wait=QUARTER, named=False)
    assert led_to(error, tries=99).pause is None


@pytest.mark.parametrize(
    ("code", "subcode"), [(368, 1404082), (368, 4854002), (4, 2207051), (190, 463)]
)
def test_a_transient_flag_does_not_speak_for_a_person(
    page: SandboxArena, code: int, subcode: int
) -> None:
    page.fault("refuse", status=400, body=transient(code, subcode))

    assert led_to(refused(page)).pause is not None
