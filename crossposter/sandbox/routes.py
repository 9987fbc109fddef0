"""Route table: the platform and operation of each request."""

from collections.abc import Iterator
from dataclasses import replace

from crossposter.sandbox import image_cdn
from crossposter.sandbox.facebook.platform import PLATFORM as FACEBOOK
from crossposter.sandbox.instagram.platform import PLATFORM as INSTAGRAM
from crossposter.sandbox.meta.node_kinds import kind_of
from crossposter.sandbox.platform import Platform, Route, route
from crossposter.sandbox.request import Call
from crossposter.sandbox.state import State
from crossposter.sandbox.x.platform import PLATFORM as X

PLATFORMS = (FACEBOOK, X, INSTAGRAM)
CDN = Platform(
    name="cdn",
    prefix="/_cdn/",
    refusals=FACEBOOK.refusals,
    routes=(route("GET", "/_cdn/{sha}/{width}.jpg", "cdn", "cdn", image_cdn.serve),),
)
BY_NAME = {each.name: each for each in (*PLATFORMS, CDN)}
NAMES = tuple(each.name for each in PLATFORMS)


def find(call: Call, state: State) -> tuple[Route, Call] | None:
    """Operation a request asks for, and the request with its ids."""
    for candidate in _candidates(call.path):
        match = candidate.pattern.fullmatch(call.path)
        if not match or candidate.method != call.method:
            continue
        if not candidate.node or candidate.node == kind_of(match["id"], state):
            return candidate, replace(call, ids=match.groupdict())
    return None


def at(path: str) -> Platform:
    """Platform that answers at a path; the Graph API does where no other is."""
    named = (it for it in BY_NAME.values() if it.prefix and path.startswith(it.prefix))
    return next(named, FACEBOOK)


def _candidates(path: str) -> Iterator[Route]:
    if at(path).prefix:
        yield from at(path).routes
        return
    sharing = [each for each in PLATFORMS if not each.prefix]
    for each in sharing:
        yield from each.routes
    for each in sharing:
        yield from each.last_routes
