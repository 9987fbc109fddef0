"""Instagram, as the contract plays it: its pictures go through a page of Facebook."""

from datetime import timedelta
from typing import Any

from crossposter.clock import SystemClock
from crossposter.platforms.facebook.publisher import FacebookPage
from crossposter.platforms.instagram.containers import Patience
from crossposter.platforms.instagram.publisher import InstagramAccount
from tests.support.terms import Terms


def connect(account: str, token: str, api: dict[str, Any]) -> InstagramAccount:
    page = FacebookPage(
        page_id="1001",
        access_token=token,
        api_url=api["api_url"],
        timeout=timedelta(seconds=5),
        clock=SystemClock(),
    )
    return InstagramAccount(
        user_id=account,
        access_token=token,
        images=page.image_host(),
        clock=SystemClock(),
        patience=Patience(
            every=timedelta(milliseconds=20), at_most=timedelta(milliseconds=60)
        ),
        **api,
    )


TERMS = Terms(
    connect=connect,
    account=lambda number, _: f"178414{50_000 + number:011d}",
    default_account="17841400000000001",
    commit="media_publish",
    uploads=frozenset({"photos", "media"}),
    figures="media_item",
    refusals={
        "refused": {"code": "36003/2207009"},
        "busy": {"code": "80002"},
        "bad token": {"code": "190/460"},
        "blocked": {"code": "4/2207051"},
        "duplicate": {"code": "506"},
    },
    expired="190/463",
    refs={"container": "17841"},
)
