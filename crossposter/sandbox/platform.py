"""Platform as the sandbox plays it: its operations, its refusals, its pages."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crossposter.sandbox import accounts
from crossposter.sandbox.request import Answer, Call
from crossposter.sandbox.state import State

Handler = Callable[[Call, State], Answer]
WRITES = {"POST", "PUT", "DELETE"}


@dataclass(frozen=True, kw_only=True)
class Route:
    """Operation: its name in faults and in the log, and the function that does it."""

    method: str
    pattern: re.Pattern[str]
    platform: str
    operation: str
    handler: Handler
    node: str = ""  #: the kind of object that the id must belong to
    fetches: bool = False

    @property
    def writes(self) -> bool:
        """True when the operation changes anything."""
        return self.method in WRITES


def route(
    method: str,
    path: str,
    platform: str,
    operation: str,
    handler: Handler,
    *,
    node: str = "",
    fetches: bool = False,
) -> Route:
    """Operation at a path with its ids in braces."""
    pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path)
    return Route(
        method=method,
        pattern=re.compile(pattern + "/?"),
        platform=platform,
        operation=operation,
        handler=handler,
        node=node,
        fetches=fetches,
    )


def account_of(call: Call, route: Route) -> str:
    """Account of an answer's usage headers."""
    return call.ids.get("id", "") or accounts.default_id(route.platform)


@dataclass(frozen=True, kw_only=True)
class Refusals:
    """Answers with which a platform refuses, fails or asks to wait."""

    documented: Callable[[str], Answer]  #: by code
    failed: Callable[[int], Answer]  #: by HTTP status, 500 and more
    #: to too many requests, as a fault describes it
    too_often: Callable[[Mapping[str, Any], Call, Route, State], Answer]
    malformed: Callable[[str], Answer]  #: to a request, with what is wrong with it
    unknown: Callable[[str], Answer]  #: for a path without an operation
    expired: str  #: code of an expired token
    unreadable: str  #: code of an account that cannot be read
    codes: frozenset[str] = frozenset()  #: codes that are not numbers


def admits_all(_call: Call, _route: Route, _state: State) -> dict[str, str]:
    """Admission without a token; no headers come with the answers."""
    return {}


def hides_nothing(_state: State) -> bool:
    """False: the public sees every post."""
    return False


@dataclass(frozen=True, kw_only=True)
class Platform:
    """Platform; *prefix* begins its paths, and the Graph API has all the others."""

    name: str
    refusals: Refusals
    title: str = ""
    routes: Sequence[Route] = ()
    last_routes: Sequence[Route] = ()  #: tried after those of all others
    prefix: str = ""
    #: gives the headers of each answer for the caller; raises Refused
    admit: Callable[[Call, Route, State], dict[str, str]] = admits_all
    hides: Callable[[State], bool] = hides_nothing
    post_page: str = ""  #: pattern of the addresses of posts
    named_by_id: bool = False  #: an account's page is at its id, not its name
    links: bool = True  #: an address in a text can be clicked
    card_of_text: bool = False  #: the first address in a text gets a card
