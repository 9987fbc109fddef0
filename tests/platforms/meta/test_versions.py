"""What Meta moves: the versions of its API, and whom it shuts out after idle days."""

from datetime import UTC, datetime, timedelta

import pytest
import requests

from crossposter.platforms.facebook.publisher import FacebookPage
from crossposter.platforms.meta import versions as _graph_versions
from crossposter.sandbox.server import Sandbox
from tests.support.arenas import SECRET, SandboxArena
from tests.support.audiences import kinds
from tests.support.fakes import FrozenClock
from tests.support.sending import Sending, a_post

VERSIONS = ["v26.0", "v27.0"]


@pytest.mark.parametrize(
    ("version", "ended"),
    [
        ("v27.0", False),
        ("v26.0", False),
        ("v21.0", False),
        ("v20.0", True),
        ("v17.0", True),
    ],
)
def test_a_version_of_metas_api_ends(
    sandbox: Sandbox, version: str, ended: bool
) -> None:
    page = FacebookPage(
        page_id="1001",
        access_token="token",
        api_url=sandbox.url,
        api_version=version,
        clock=FrozenClock(datetime(2026, 11, 23, tzinfo=UTC)),
    )

    health = page.health()

    assert kinds(health) == (["version-ended"] if ended else [])
    assert health.api_ends_at == _graph_versions.end_of(version)


def test_a_version_has_an_end_once_there_is_a_newer_one() -> None:
    assert _graph_versions.end_of("v27.0") is None
    assert _graph_versions.end_of("v26.0") == datetime(2028, 11, 4, tzinfo=UTC)
    assert _graph_versions.end_of("v21.0") == datetime(2027, 1, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "days", "told_days"), [("facebook", 5, None), ("instagram", 5, 5)]
)
def test_only_instagram_is_lost_to_a_token_nobody_uses(
    sandbox: Sandbox, name: str, days: int, told_days: int | None
) -> None:
    arena = SandboxArena(name, sandbox)
    arena.settings(data_access_days=days)

    ends = arena.publisher.health().data_access_ends_at

    left = (
        None if ends is None else round((ends - datetime.now(UTC)) / timedelta(days=1))
    )
    assert left == told_days


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", ["facebook", "instagram"])
def test_posts_go_out_by_each_version_that_is_alive(
    sandbox: Sandbox, name: str, version: str
) -> None:
    arena = SandboxArena(name, sandbox)
    api = {"api_url": sandbox.url, "api_version": version}
    arena.publisher = arena.terms.connect(arena.account, SECRET, api)

    Sending(arena, a_post(arena)).commit()

    assert len(arena.live()) == 1
    answer = requests.get(f"{sandbox.url}/{version}/me", params={"access_token": "a"})
    assert answer.headers["facebook-api-version"] == version
