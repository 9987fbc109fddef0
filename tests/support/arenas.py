"""The places where the contract of a publisher is tried: the sandbox, and a fake."""

import itertools
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
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
from crossposter.platforms import PLATFORMS
from crossposter.sandbox.server import Sandbox
from tests.support.fakes import FakePublisher, FrozenClock
from tests.support.terms import Terms

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


#: The module beside the tests of each platform says how it is played.
TERMS: dict[str, Terms] = {
    name: import_module(f"tests.platforms.{name}.arena").TERMS for name in PLATFORMS
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
        self.terms = TERMS[name]
        self.number = next(_numbers)
        self.account = self.terms.account(self.number, f"{SECRET}-{self.number}")
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
        publisher: AnyPublisher = self.terms.connect(self.account, token, api)
        return publisher

    def refuse(self, kind: str) -> None:
        self.fault("refuse", **self.terms.refusals[kind])

    def lose_answer(self, how: str) -> None:
        self.fault(**LOSSES[how][0])
        if how == TOO_SLOW:
            self.publisher = self.connect(timeout=SHORT)

    def break_reading(self) -> None:
        self.fault("unreadable", operation="read", times=None)

    def fault(self, kind: str, **values: Any) -> None:
        """Set a fault, on the commit unless told otherwise."""
        platform = None if "operation" in values else self.name
        wanted = {"operation": self.terms.commit, "platform": platform, **values}
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
        return sum(self.requests(name) for name in self.terms.uploads)

    def commits(self) -> int:
        return self.requests(self.terms.commit)

    def requests(self, operation: str) -> int:
        """How many requests of an operation came since the log was cleared."""
        log = requests.get(f"{self.url}/_sandbox/requests").json()
        return sum(entry["operation"] == operation for entry in log)


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


def _live(post: dict[str, Any]) -> Live:
    return Live(
        remote_id=post["id"],
        text=post["text"],
        link=post["link"],
        pictures=tuple((m["sha256_received"], m["alt"]) for m in post["media"]),
        permalink=post["permalink"],
    )
