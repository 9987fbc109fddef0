"""Every refusal of X that the table knows, sent over the wire."""

from datetime import timedelta

import pytest

from crossposter.channels import PublisherError, Rest, TryLater
from crossposter.database.models import DeliveryStatus as Status
from crossposter.platforms.x.problems import TABLE, Problem
from crossposter.publishing.lifecycle import after_failed_commit
from crossposter.sandbox.server import Sandbox
from crossposter.scheduling.backoff import Retry
from tests.platforms.meta.test_error_codes import REACTIONS
from tests.support.arenas import SandboxArena
from tests.support.fakes import MONDAY
from tests.support.sending import Sending, a_post

#: What the sandbox calls each row, by its status and its first phrase.
FAULTS: dict[tuple[int | None, str], str] = {
    (429, "usage-capped"): "429-usage-capped",
    (429, ""): "429",
    (401, ""): "401",
    (402, ""): "402",
    (403, "credits"): "403-credits",
    (403, "usage-capped"): "403-usage-capped",
    (403, "spend cap"): "403-spend-cap",
    (403, "suspended"): "403-suspended",
    (403, "locked"): "403-locked",
    (403, "client-forbidden"): "403-client",
    (403, "client-not-enrolled"): "403-not-enrolled",
    (403, "oauth1-permissions"): "403-permissions",
    (403, "oauth1 app permissions"): "403-oauth1",
    (403, "not-authorized-for-resource"): "403-resource",
    (403, "unsupported-authentication"): "403-authentication",
    (403, "daily status update limit"): "403-daily",
    (None, "duplicate"): "403-duplicate",
    (None, "too long"): "400-too-long",
    (None, "media id"): "400-media",
    (None, "reply to a"): "403-reply",
    (None, ""): "403",
}


@pytest.fixture
def x(sandbox: Sandbox) -> SandboxArena:
    return SandboxArena("x", sandbox)


def key(row: Problem) -> tuple[int | None, str]:
    return row.status, row.phrases[0] if row.phrases else ""


def refused(x: SandboxArena, fault: str) -> PublisherError:
    x.fault("refuse", code=fault)
    with pytest.raises(PublisherError) as caught:
        Sending(x, a_post(x)).commit()
    assert x.live() == []
    return caught.value


def test_every_row_has_a_refusal_of_the_sandbox() -> None:
    assert list(map(key, TABLE)) == list(FAULTS)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: FAULTS[key(row)])
def test_every_refusal_in_the_table_is_answered_as_the_table_says(
    x: SandboxArena, row: Problem
) -> None:
    error = refused(x, FAULTS[key(row)])

    assert type(error) is row.kind
    assert str(error).startswith(row.message)
    assert error.code is not None
    assert error.code.endswith(row.name)
    move = after_failed_commit(error, now=MONDAY, tries=0, retry=Retry())
    assert (move.status, move.pause is not None) == REACTIONS[row.kind]
    assert (error.rest is not None) is row.rests
    assert row.source.startswith("https://")


def test_credits_run_out_in_two_spellings(x: SandboxArena) -> None:
    assert str(refused(x, "402")) == str(refused(x, "402-depleted"))


def test_a_full_day_rests_and_never_uses_up_the_tries(x: SandboxArena) -> None:
    error = refused(x, "403-daily")

    move = after_failed_commit(error, now=MONDAY, tries=99, retry=Retry())

    assert type(error) is TryLater
    assert error.rest == Rest(wait=timedelta(minutes=15), named=False)
    assert (move.status, move.counts, move.pause) == (Status.SCHEDULED, False, None)
