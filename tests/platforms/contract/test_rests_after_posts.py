"""A wait that is asked for by a question after the commit: it holds all the same."""

import pytest

from crossposter.channels import OutcomeUnknown
from crossposter.sandbox.server import Sandbox
from tests.support.arenas import SandboxArena
from tests.support.sending import Sending, a_post


def test_facebook_asks_to_wait_while_the_link_is_read(sandbox: Sandbox) -> None:
    facebook = SandboxArena("facebook", sandbox)
    published = Sending(facebook, a_post(facebook, "Pertama")).commit()
    sending = Sending(facebook, a_post(facebook, "Kedua"))
    sending.prepare()
    facebook.fault("refuse", status=200, body={"id": published.remote_id})
    facebook.fault("rate_limited", operation="post")

    receipt = sending.commit()

    assert (receipt.remote_id, receipt.permalink) == (published.remote_id, None)
    assert receipt.rest is not None


def test_instagram_asks_to_wait_while_the_link_is_read(sandbox: Sandbox) -> None:
    instagram = SandboxArena("instagram", sandbox)
    sending = Sending(instagram, a_post(instagram))
    sending.prepare()
    instagram.fault("rate_limited", operation="media_item")

    receipt = sending.commit()

    assert receipt.remote_id == instagram.live()[0].remote_id
    assert receipt.rest is not None


def test_instagram_asks_to_wait_while_the_name_is_looked_for(sandbox: Sandbox) -> None:
    instagram = SandboxArena("instagram", sandbox)
    sending = Sending(instagram, a_post(instagram))
    sending.prepare()
    instagram.fault("rate_limited", operation="media_list")

    receipt = sending.commit_and_lose("drop after")

    assert receipt is not None
    assert receipt.remote_id is None
    assert receipt.rest is not None


def test_instagram_asks_to_wait_while_a_lost_post_is_looked_at(
    sandbox: Sandbox,
) -> None:
    instagram = SandboxArena("instagram", sandbox)
    sending = Sending(instagram, a_post(instagram))
    sending.prepare()
    instagram.fault("drop_before")
    instagram.fault("rate_limited", operation="container")

    with pytest.raises(OutcomeUnknown) as caught:
        sending.commit()

    assert caught.value.rest is not None
