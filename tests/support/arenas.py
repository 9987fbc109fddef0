"""The places where the contract of a publisher is tried: three sandboxed, one fake."""

import hashlib
import itertools
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

import requests

from crossposter.channels import (
    Blocked,
    ChecksCredentials,
    Duplicate,
    ExplainsCredentials,
    Measures,
    NotAuthorized,
    Preflights,
    Publisher,
    PublisherError,
    Rejected,
    TryLater,
)
from crossposter.clock import SystemClock
from crossposter.platforms.facebook.publisher import FacebookPage
from crossposter.platforms.instagram.containers import Patience
from crossposter.platforms.instagram.publisher import InstagramAccount
from crossposter.platforms.x.publisher import XAccount
from crossposter.sandbox.server import Sandbox
from tests.support.fakes import FakePublisher, FrozenClock

SECRET = "Sekret0Tok3n-tidak-boleh-terlihat"
SHORT = timedelta(seconds=1.5)
TOO_SLOW = "too slow"
PATIENT = timedelta(seconds=10)  #: no answer takes so long, on the slowest machine
REFUSALS: dict[str, type[PublisherError]] = {
    "refused": Rejected,
    "busy": TryLater,
    "bad token": NotAuthorized,
    "blocked": Blocked,
    "duplicate": Duplicate,
}
_numbers = itertools.count(1)


class AnyPublisher(
    Publisher, ChecksCredentials, ExplainsCredentials, Measures, Preflights, Protocol
):
    """All that a publisher can do."""


@dataclass(frozen=True, kw_only=True)
class Live:
    """A post as the public has it."""

    remote_id: str
    text: str
    link: str
    pictures: tuple[tuple[str, str], ...]  #: sha256 and alternative text
    permalink: str


class Arena(Protocol):
    """One platform under test."""

    name: str
    publisher: Any

    def refuse(self, kind: str) -> None: ...
    def lose_answer(self, how: str) -> None: ...
    def break_reading(self) -> None: ...
    def live(self) -> list[Live]: ...
    def uploads(self) -> int: ...
    def commits(self) -> int: ...


@dataclass(frozen=True, kw_only=True)
class Operations:
    """What a sandboxed platform calls its requests, and how it refuses them."""

    commit: str
    uploads: frozenset[str]
    listing: str
    refusals: dict[str, dict[str, Any]]


OPERATIONS = {
    "facebook": Operations(
        commit="feed",
        uploads=frozenset({"photos"}),
        listing="published_posts",
        refusals={
            "refused": {"code": "1609005"},
            "busy": {"code": "32"},
            "bad token": {"code": "190/463"},
            "blocked": {"code": "368"},
            "duplicate": {"code": "506"},
        },
    ),
    "x": Operations(
        commit="tweets",
        uploads=frozenset({"media_upload", "media_metadata"}),
        listing="timeline",
        refusals={
            "refused": {"code": "400-too-long"},
            "busy": {"code": "429"},
            "bad token": {"code": "401"},
            "blocked": {"code": "402"},
            "duplicate": {"code": "403-duplicate"},
        },
    ),
    "instagram": Operations(
        commit="media_publish",
        uploads=frozenset({"photos", "media"}),
        listing="container",
        refusals={
            "refused": {"code": "36003/2207009"},
            "busy": {"code": "80002"},
            "bad token": {"code": "190/460"},
            "blocked": {"code": "4/2207051"},
            "duplicate": {"code": "506"},
        },
    ),
}
#: a way to lose an answer -> the fault, and whether the post goes live
LOSSES: dict[str, tuple[dict[str, Any], bool]] = {
    "drop before": ({"kind": "drop_before"}, False),
    "drop after": ({"kind": "drop_after"}, True),
    "500 before": ({"kind": "error_before", "status": 500}, False),
    "500 after": ({"kind": "error_after", "status": 500}, True),
    "502 in HTML before": (
        {"kind": "error_before", "status": 502, "html": True},
        False,
    ),
    "504 in HTML after": ({"kind": "error_after", "status": 504, "html": True}, True),
    "200 in HTML after": ({"kind": "html", "after": True}, True),
    "403 in HTML before": ({"kind": "html", "status": 403, "after": False}, False),
    "half an answer": ({"kind": "truncated"}, True),
    TOO_SLOW: ({"kind": "slow", "seconds": 3, "after": True}, True),
}


class SandboxArena:
    """A platform in the sandbox, with an account nobody else uses."""

    def __init__(self, name: str, sandbox: Sandbox) -> None:
        self.name = name
        self.url = sandbox.url
        self.operations = OPERATIONS[name]
        self.number = next(_numbers)
        self.account = self._account()
        self.publisher = self.connect()

    def connect(
        self,
        *,
        token: str | None = None,
        url: str | None = None,
        timeout: timedelta = PATIENT,
    ) -> AnyPublisher:
        """A publisher of this arena's account."""
        token = token or f"{SECRET}-{self.number}"
        api: dict[str, Any] = {"api_url": url or self.url, "timeout": timeout}
        if self.name == "facebook":
            return facebook(self.account, token, api)
        if self.name == "x":
            return x(token, api)
        return instagram(self.account, token, api, self.url)

    def refuse(self, kind: str) -> None:
        self.fault("refuse", **self.operations.refusals[kind])

    def lose_answer(self, how: str) -> None:
        self.fault(**LOSSES[how][0])
        if how == TOO_SLOW:
            self.publisher = self.connect(timeout=SHORT)

    def break_reading(self) -> None:
        self.fault("unreadable", operation="read", times=None)

    def fault(self, kind: str, **values: Any) -> None:
        """Set a fault, on the commit unless told otherwise."""
        platform = None if "operation" in values else self.name
        wanted = {"operation": self.operations.commit, "platform": platform, **values}
        url = f"{self.url}/_sandbox/faults"
        answer = requests.post(url, json={"kind": kind, **wanted})
        assert answer.ok, answer.text

    def heal(self) -> None:
        """Let everything work again."""
        requests.delete(f"{self.url}/_sandbox/faults")

    def settings(self, **values: Any) -> None:
        """Change how the sandbox behaves."""
        answer = requests.put(f"{self.url}/_sandbox/settings", json=values)
        assert answer.ok, answer.text

    def live(self) -> list[Live]:
        query = {"platform": self.name, "account": self.account}
        answer = requests.get(f"{self.url}/_sandbox/posts", params=query)
        return [_live(post) for post in answer.json()]

    def uploads(self) -> int:
        return sum(self.requests(name) for name in self.operations.uploads)

    def commits(self) -> int:
        return self.requests(self.operations.commit)

    def requests(self, operation: str) -> int:
        """How many requests of an operation came since the log was cleared."""
        log = requests.get(f"{self.url}/_sandbox/requests").json()
        return sum(entry["operation"] == operation for entry in log)

    def _account(self) -> str:
        if self.name == "facebook":
            return str(50_000 + self.number)
        if self.name == "instagram":
            return f"178414{50_000 + self.number:011d}"
        digest = hashlib.sha256(f"{SECRET}-{self.number}".encode()).hexdigest()
        return str(3_100_000_000 + int(digest[:7], 16))


class FakeArena:
    """The fake publisher of the other tests."""

    name = "fake"

    def __init__(self) -> None:
        self.publisher = FakePublisher(FrozenClock())

    def refuse(self, kind: str) -> None:
        self.publisher.refuses(REFUSALS[kind](f"{kind}: look at the account"))

    def lose_answer(self, how: str) -> None:
        self.publisher.goes_silent(live=LOSSES[how][1])

    def break_reading(self) -> None:
        self.publisher.cannot_be_read()

    def live(self) -> list[Live]:
        return [
            Live(
                remote_id=live.remote_id,
                text=live.post.text,
                link=live.post.link or "",
                pictures=tuple((m.sha256, m.alt) for m in live.post.media),
                permalink=live.permalink,
            )
            for live in self.publisher.posts
        ]

    def uploads(self) -> int:
        return len(self.publisher.uploads)

    def commits(self) -> int:
        return self.publisher.calls.count("commit")


def facebook(account: str, token: str, api: dict[str, Any]) -> FacebookPage:
    return FacebookPage(page_id=account, access_token=token, clock=SystemClock(), **api)


def x(token: str, api: dict[str, Any]) -> XAccount:
    return XAccount(
        access_token=token,
        access_token_secret="rahasia-token",
        consumer_key="kunci-aplikasi",
        consumer_secret="rahasia-aplikasi",
        clock=SystemClock(),
        **api,
    )


def instagram(
    account: str, token: str, api: dict[str, Any], host_url: str
) -> InstagramAccount:
    page = FacebookPage(
        page_id="1001",
        access_token=token,
        api_url=host_url,
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


def _live(post: dict[str, Any]) -> Live:
    return Live(
        remote_id=post["id"],
        text=post["text"],
        link=post["link"],
        pictures=tuple((m["sha256_received"], m["alt"]) for m in post["media"]),
        permalink=post["permalink"],
    )
