"""What a publisher can do besides publishing: read links, know its limits."""

from datetime import UTC, datetime, timedelta

import pytest
from requests.structures import CaseInsensitiveDict

from crossposter.channels import KnowsItsLimits, ReadsLinks, Rejected, SentAttempt
from crossposter.platforms.error_mapping import Step
from crossposter.platforms.meta.graph import GraphAccount
from crossposter.platforms.session import Answer, PlatformSession
from crossposter.sandbox.server import Sandbox
from tests.support.arenas import SandboxArena
from tests.support.fakes import MONDAY, FrozenClock
from tests.support.sending import Sending, a_post


def test_a_link_names_the_post_it_leads_to(platform: SandboxArena) -> None:
    publisher = platform.publisher
    assert isinstance(publisher, ReadsLinks)
    receipt = Sending(platform, a_post(platform)).commit()
    assert receipt.permalink is not None

    assert publisher.read_link(receipt.permalink) == receipt
    assert publisher.read_link(f"{receipt.permalink}?ref=share") == receipt


@pytest.mark.parametrize(
    "link",
    [
        "https://x.com/pemkab/status/1",
        "https://www.facebook.com/pemkab/posts/1",
        "https://www.instagram.com/p/AAA/",
        "https://example.go.id/",
        "bukan tautan",
        "",
    ],
)
def test_a_link_to_no_post_of_the_account_is_refused(
    platform: SandboxArena, link: str
) -> None:
    Sending(platform, a_post(platform)).commit()
    assert isinstance(platform.publisher, ReadsLinks)

    with pytest.raises(Rejected):
        platform.publisher.read_link(link)


def test_what_was_never_sent_so_far_as_we_know_is_found_all_the_same(
    platform: SandboxArena,
) -> None:
    post = a_post(platform)
    receipt = Sending(platform, post).commit()

    found = platform.publisher.find(post, SentAttempt(started_at=MONDAY))

    assert found is not None
    assert found.remote_id == receipt.remote_id


def test_x_rests_when_its_window_is_used_up(sandbox: Sandbox) -> None:
    arena = SandboxArena("x", sandbox)
    arena.settings(x_limits={"tweets": 2})
    publisher = arena.publisher
    assert isinstance(publisher, KnowsItsLimits)

    began = datetime.now(UTC)  # the sandbox counts its windows on the real clock
    Sending(arena, a_post(arena, "Satu")).commit()
    assert publisher.rests_until(began) is None
    Sending(arena, a_post(arena, "Dua")).commit()

    until = publisher.rests_until(began)
    assert until is not None
    assert began < until <= datetime.now(UTC) + timedelta(hours=25)
    assert publisher.rests_until(until) is None


@pytest.mark.parametrize(
    ("headers", "rest"),
    [
        ({}, None),
        ({"x-app-usage": '{"call_count": 60, "total_time": 12}'}, None),
        (
            {"x-app-usage": '{"call_count": 28, "total_time": 95}'},
            timedelta(minutes=15),
        ),
        (
            {
                "x-business-use-case-usage": '{"1001": [{"type": "pages",'
                ' "call_count": 99, "estimated_time_to_regain_access": 40}]}'
            },
            timedelta(minutes=40),
        ),
    ],
)
def test_meta_rests_when_its_figures_come_close_to_the_limit(
    headers: dict[str, str], rest: timedelta | None
) -> None:
    session = PlatformSession(
        service="Facebook",
        public_url="https://graph.facebook.com",
        api_url="https://graph.facebook.com",
        timeout=timedelta(seconds=1),
        secrets=[],
    )
    account = GraphAccount(
        session=session,
        version="v26.0",
        clock=FrozenClock(MONDAY),
        name="facebook 1001",
    )
    answer = Answer(status=200, headers=CaseInsensitiveDict(headers), body={"id": "1"})

    account.judged(answer, Step.READ)

    assert account.rests_until(MONDAY) == (rest and MONDAY + rest)
