"""What Instagram says about an account: its quota and its name."""

from datetime import timedelta
from typing import Any

import pytest

from crossposter.channels import Blocked
from crossposter.sandbox.server import Sandbox
from tests.support.arenas import SandboxArena
from tests.support.sending import Sending, a_post


@pytest.fixture
def instagram(sandbox: Sandbox) -> SandboxArena:
    return SandboxArena("instagram", sandbox)


def test_a_used_up_quota_is_noticed_before_anything_is_made(
    instagram: SandboxArena,
) -> None:
    instagram.settings(instagram_quota=0)
    sending = Sending(instagram, a_post(instagram))

    with pytest.raises(Blocked) as caught:
        sending.prepare()

    assert caught.value.until is not None
    assert timedelta(minutes=59) < caught.value.until - sending.now()
    assert instagram.uploads() == 0


@pytest.mark.parametrize(
    "body",
    [{}, {"data": []}, {"data": [{"config": 3}]}, {"data": [{"quota_usage": 9}]}],
)
def test_a_quota_nobody_can_read_stops_nothing(
    instagram: SandboxArena, body: dict[str, Any]
) -> None:
    instagram.fault("refuse", operation="limit", status=200, body=body)

    assert Sending(instagram, a_post(instagram)).commit().remote_id


def test_the_check_names_the_account(instagram: SandboxArena) -> None:
    assert instagram.publisher.check() == f"@akun_{instagram.account[-6:]}"
