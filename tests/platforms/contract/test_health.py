"""What platforms say about credentials, in words an office understands."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from crossposter.channels import ExplainsCredentials, TryLater, Unreadable
from crossposter.channels.faults import FaultKind, stops_posts
from crossposter.platforms.meta import versions as _graph_versions
from crossposter.sandbox.accounts import OWN_PAGE_TOKEN
from crossposter.sandbox.server import Sandbox
from tests.support.arenas import SECRET, Arena, SandboxArena
from tests.support.audiences import kinds

META = ["facebook", "instagram"]
ACCOUNT_READS = {"facebook": "page", "instagram": "user", "x": "me"}


@pytest.fixture(autouse=True)
def no_version_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day on which Meta ends a version is not the day of these tests."""
    monkeypatch.setattr(_graph_versions, "ENDS", {})


def now() -> datetime:
    return datetime.now(UTC)


def test_good_credentials_have_an_account_and_no_faults(arena: Arena) -> None:
    publisher = arena.publisher
    assert isinstance(publisher, ExplainsCredentials)

    health = publisher.health()

    assert health.account
    assert health.faults == ()


def test_an_ended_token_stops_posts_and_is_said_in_words(
    platform: SandboxArena,
) -> None:
    platform.settings(expired_tokens=[f"{SECRET}-{platform.number}"])

    [fault] = platform.publisher.health().faults

    assert stops_posts(fault.kind)
    assert "put" in fault.sentence
    assert "configuration" in fault.sentence
    assert SECRET not in fault.sentence


def test_what_cannot_be_reached_says_nothing_about_credentials(
    platform: SandboxArena,
) -> None:
    platform.fault("drop_before", operation="read", times=None)

    with pytest.raises((Unreadable, TryLater)):
        platform.publisher.health()


def test_asking_writes_nothing(platform: SandboxArena) -> None:
    platform.publisher.health()

    assert platform.commits() == platform.uploads() == 0


@pytest.mark.parametrize("name", META)
@pytest.mark.parametrize(
    ("subcode", "kind"),
    [
        ("463", "expired"),
        ("460", "refused"),
        ("458", "refused"),
        ("492", "role-missing"),
    ],
)
def test_meta_says_why_a_token_does_not_work(
    sandbox: Sandbox, name: str, subcode: str, kind: str
) -> None:
    arena = SandboxArena(name, sandbox)
    error = {"code": 190, "subcode": int(subcode), "message": "no"}
    told(arena, is_valid=False, error=error)

    assert kinds(arena.publisher.health()) == [kind]


@pytest.mark.parametrize("name", META)
def test_when_a_token_ended_is_told_still(sandbox: Sandbox, name: str) -> None:
    arena = SandboxArena(name, sandbox)
    arena.settings(expired_tokens=[f"{SECRET}-{arena.number}"])
    data = {"is_valid": False, "expires_at": 1_790_000_000, "error": {"code": 190}}
    told(arena, **data)

    ended = arena.publisher.health().token_ends_at

    assert ended == datetime.fromtimestamp(1_790_000_000, UTC)


@pytest.mark.parametrize("name", META)
def test_a_token_nobody_may_look_into_is_judged_by_its_account(
    sandbox: Sandbox, name: str
) -> None:
    arena = SandboxArena(name, sandbox)
    arena.fault("refuse", operation="debug_token", code="10")
    assert arena.publisher.health().faults == ()

    arena.fault("refuse", operation="debug_token", code="10")
    arena.fault("refuse", operation=ACCOUNT_READS[name], code="190/492")
    assert kinds(arena.publisher.health()) == ["role-missing"]


@pytest.mark.parametrize("name", META)
def test_the_ends_of_a_token_are_told(sandbox: Sandbox, name: str) -> None:
    arena = SandboxArena(name, sandbox)
    forever = arena.publisher.health()
    arena.settings(token_days=20, data_access_days=0)

    ending = arena.publisher.health()

    assert forever.token_ends_at is None
    assert (forever.data_access_ends_at is not None) is (name == "instagram")
    assert ending.token_ends_at is not None
    assert abs(ending.token_ends_at - now() - timedelta(days=20)) < timedelta(minutes=5)
    assert ending.data_access_ends_at is None


@pytest.mark.parametrize(
    ("name", "scope"),
    [
        ("facebook", "pages_manage_posts"),
        ("facebook", "pages_read_engagement"),
        ("instagram", "instagram_content_publish"),
        ("instagram", "instagram_basic"),
    ],
)
def test_a_missing_permission_is_named(sandbox: Sandbox, name: str, scope: str) -> None:
    arena = SandboxArena(name, sandbox)
    arena.settings(missing_scopes=[scope])

    [fault] = arena.publisher.health().faults

    assert fault.kind == FaultKind.SCOPE
    assert scope in fault.sentence


@pytest.mark.parametrize("name", META)
def test_a_permission_given_for_another_account_is_missing(
    sandbox: Sandbox, name: str
) -> None:
    arena = SandboxArena(name, sandbox)
    scopes = ["pages_read_engagement", "pages_manage_posts", "read_insights"]
    scopes += ["instagram_basic", "instagram_content_publish"]
    scopes += ["instagram_manage_insights"]
    here = [{"scope": scope, "target_ids": [arena.account]} for scope in scopes]
    elsewhere = [{"scope": scopes[0], "target_ids": ["4711"]}, *here[1:]]

    told(arena, is_valid=True, scopes=scopes, granular_scopes=here)
    assert kinds(arena.publisher.health()) == []
    told(arena, is_valid=True, scopes=scopes, granular_scopes=elsewhere)
    assert kinds(arena.publisher.health()) == ["scope-missing"]


@pytest.mark.parametrize("name", META)
def test_missing_insights_do_not_stop_posts(sandbox: Sandbox, name: str) -> None:
    arena = SandboxArena(name, sandbox)
    arena.settings(missing_scopes=["read_insights", "instagram_manage_insights"])

    [fault] = arena.publisher.health().faults

    assert fault.kind == FaultKind.INSIGHTS
    assert not stops_posts(fault.kind)


@pytest.mark.parametrize("name", META)
def test_an_app_in_development_is_told_how_to_go_live(
    sandbox: Sandbox, name: str
) -> None:
    arena = SandboxArena(name, sandbox)
    arena.settings(app_in_development=True)

    [fault] = arena.publisher.health().faults

    assert fault.kind == FaultKind.NOT_LIVE
    assert "switch it to Live" in fault.sentence


def test_a_hidden_page_is_told(sandbox: Sandbox) -> None:
    arena = SandboxArena("facebook", sandbox)
    arena.settings(page_published=False)

    assert kinds(arena.publisher.health()) == ["page-hidden"]


def test_a_persons_token_is_not_the_pages(sandbox: Sandbox) -> None:
    arena = SandboxArena("facebook", sandbox)
    arena.account = "1001"  # the one that /me/accounts lists
    arena.publisher = arena.connect()
    told(arena, is_valid=True, type="USER")
    assert kinds(arena.publisher.health()) == ["refused"]

    arena.settings(page_tasks=["ANALYZE"])
    told(arena, is_valid=True, type="SYSTEM_USER")
    assert kinds(arena.publisher.health()) == ["role-missing"]


def test_the_token_of_another_page_is_told(sandbox: Sandbox) -> None:
    arena = SandboxArena("facebook", sandbox)
    other = arena.connect(token=f"{OWN_PAGE_TOKEN}4711")
    own = arena.connect(token=f"{OWN_PAGE_TOKEN}{arena.account}")
    assert isinstance(other, ExplainsCredentials)
    assert isinstance(own, ExplainsCredentials)

    assert kinds(other.health()) == ["wrong-account"]
    assert kinds(own.health()) == []


def test_a_page_that_is_not_linked_to_the_account_is_told(sandbox: Sandbox) -> None:
    arena = SandboxArena("instagram", sandbox)
    publisher = arena.connect(token=f"{OWN_PAGE_TOKEN}1001")
    assert isinstance(publisher, ExplainsCredentials)

    assert kinds(publisher.health()) == ["wrong-account"]


def test_a_used_up_quota_is_told_and_ends_by_itself(sandbox: Sandbox) -> None:
    arena = SandboxArena("instagram", sandbox)
    arena.settings(instagram_quota=0)

    [fault] = arena.publisher.health().faults

    assert fault.kind == FaultKind.QUOTA
    assert not stops_posts(fault.kind)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("401", "refused"),
        ("402", "credits-used-up"),
        ("403-suspended", "restricted"),
        ("403-usage-capped", "credits-used-up"),
        ("403-permissions", "read-only"),
    ],
)
def test_x_says_why_keys_do_not_work(sandbox: Sandbox, code: str, kind: str) -> None:
    arena = SandboxArena("x", sandbox)
    arena.fault("refuse", operation="me", code=code)

    assert kinds(arena.publisher.health()) == [kind]


@pytest.mark.parametrize(
    ("level", "found"),
    [("read", ["read-only"]), ("read-write", []), ("read-write-directmessages", [])],
)
def test_keys_of_x_that_may_only_read_are_told(
    sandbox: Sandbox, level: str, found: list[str]
) -> None:
    arena = SandboxArena("x", sandbox)
    arena.settings(x_access_level=level)

    assert kinds(arena.publisher.health()) == found


def told(arena: SandboxArena, **token: Any) -> None:
    """Let the next look into a token say this."""
    body = {"data": token}
    arena.fault("refuse", operation="debug_token", status=200, body=body)
