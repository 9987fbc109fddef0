"""Which request is which operation of which platform."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from crossposter.sandbox import accounts
from crossposter.sandbox import image_cdn as cdn
from crossposter.sandbox.accounts import FACEBOOK, INSTAGRAM, X
from crossposter.sandbox.facebook import photos, videos
from crossposter.sandbox.facebook import posts as facebook
from crossposter.sandbox.facebook import validation as page_rules
from crossposter.sandbox.instagram import containers, reels
from crossposter.sandbox.instagram import posts as instagram
from crossposter.sandbox.meta import nodes
from crossposter.sandbox.request import Answer, Call
from crossposter.sandbox.state import State
from crossposter.sandbox.x import media as x_media
from crossposter.sandbox.x import posts as x
from crossposter.sandbox.x import videos as x_films

Handler = Callable[[Call, State], Answer]

OWN_INSTAGRAM = re.compile(r"178414\d{11}")
OWN_OBJECTS = re.compile(r"122[1-3]\d{14}|1799\d{13}|1800\d{13}|\d+_\d+")
UPLOAD = r"/%s/(?:v\d+\.\d+/)?{id}"
WRITES = {"POST", "PUT", "DELETE"}


@dataclass(frozen=True, kw_only=True)
class Route:
    """An operation: what it is called in faults and in the log, and who does it."""

    method: str
    pattern: re.Pattern[str]
    platform: str
    operation: str
    handler: Handler
    node: str = ""
    fetches: bool = False

    @property
    def writes(self) -> bool:
        """Whether the operation changes anything."""
        return self.method in WRITES


def _route(
    method: str,
    path: str,
    platform: str,
    operation: str,
    handler: Handler,
    *,
    node: str = "",
    fetches: bool = False,
) -> Route:
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


FACEBOOK_ROUTES = [
    _route("GET", "/debug_token", FACEBOOK, "debug_token", nodes.debug_token),
    _route("GET", "/me/accounts", FACEBOOK, "accounts", nodes.my_accounts),
    _route("GET", "/me", FACEBOOK, "me", nodes.me),
    _route("POST", "/{id}/feed", FACEBOOK, "feed", facebook.feed),
    _route("POST", "/{id}/photos", FACEBOOK, "photos", photos.upload, fetches=True),
    _route(
        "GET",
        "/{id}/(?:published_posts|posts|feed)",
        FACEBOOK,
        "published_posts",
        facebook.published_posts,
    ),
    _route("POST", "/{id}/videos", FACEBOOK, "videos", videos.video),
    _route("POST", "/{id}/video_reels", FACEBOOK, "video_reels", videos.reel),
    _route("POST", UPLOAD % "video-upload", FACEBOOK, "video_upload", videos.upload),
    _route("GET", "/{id}", FACEBOOK, "video", videos.read, node="video"),
    _route("GET", "/{id}", FACEBOOK, "photo", photos.read_photo, node="photo"),
    _route("GET", "/{id}", FACEBOOK, "post", facebook.read_post, node="post"),
    _route("POST", "/{id}", FACEBOOK, "edit", facebook.edit_post, node="post"),
    _route("DELETE", "/{id}", FACEBOOK, "delete", facebook.delete_post, node="post"),
    _route("GET", "/{id}", FACEBOOK, "page", nodes.read_page, node="page"),
]
INSTAGRAM_ROUTES = [
    _route("POST", "/{id}/media", INSTAGRAM, "media", containers.create, fetches=True),
    _route("POST", UPLOAD % "ig-api-upload", INSTAGRAM, "reel_upload", reels.upload),
    _route("GET", "/{id}/media", INSTAGRAM, "media_list", instagram.listed),
    _route(
        "POST", "/{id}/media_publish", INSTAGRAM, "media_publish", instagram.publish
    ),
    _route(
        "GET", "/{id}/content_publishing_limit", INSTAGRAM, "limit", instagram.limit
    ),
    _route("GET", "/{id}", INSTAGRAM, "container", containers.read, node="container"),
    _route("GET", "/{id}", INSTAGRAM, "media_item", instagram.read_media, node="media"),
    _route(
        "DELETE", "/{id}", INSTAGRAM, "delete", instagram.delete_media, node="media"
    ),
    _route("GET", "/{id}", INSTAGRAM, "user", instagram.read_user, node="user"),
]
MISSING_ROUTES = [
    _route(method, "/{id}", FACEBOOK, "missing", page_rules.answer_missing)
    for method in ("GET", "POST", "DELETE")
]
X_ROUTES = [
    _route("POST", "/2/tweets", X, "tweets", x.create),
    _route("GET", "/2/tweets", X, "lookup", x.lookup),
    _route("GET", "/2/users/me", X, "me", x.me),
    _route("GET", "/2/users/{id}/tweets", X, "timeline", x.timeline),
    _route("GET", "/2/tweets/{id}", X, "tweet", x.read),
    _route("DELETE", "/2/tweets/{id}", X, "delete", x.delete),
    _route("POST", "/2/media/upload", X, "media_upload", x_media.upload),
    _route("GET", "/2/media/upload", X, "media_status", x_films.status),
    _route("POST", "/2/media/metadata", X, "media_metadata", x_media.describe),
    _route(
        "POST", "/2/media/upload/initialize", X, "media_initialize", x_films.initialize
    ),
    _route("POST", "/2/media/upload/{id}/append", X, "media_append", x_films.append),
    _route(
        "POST", "/2/media/upload/{id}/finalize", X, "media_finalize", x_films.finalize
    ),
]
CDN_ROUTES = [_route("GET", "/_cdn/{sha}/{width}.jpg", "cdn", "cdn", cdn.serve)]
GRAPH_ROUTES = FACEBOOK_ROUTES + INSTAGRAM_ROUTES + MISSING_ROUTES


def find(call: Call, state: State) -> tuple[Route, Call] | None:
    """Give the operation a request asks for and the request with its ids."""
    for route in _candidates(call.path):
        match = route.pattern.fullmatch(call.path)
        if not match or route.method != call.method:
            continue
        if not route.node or route.node == _node(match["id"], state):
            return route, replace(call, ids=match.groupdict())
    return None


def _candidates(path: str) -> list[Route]:
    if path.startswith("/2/"):
        return X_ROUTES
    return CDN_ROUTES if path.startswith("/_cdn/") else GRAPH_ROUTES


def _node(node: str, state: State) -> str:
    for name, sql in _LOOKUPS.items():
        if state.row(sql, node):
            return name
    if OWN_INSTAGRAM.fullmatch(node):
        return "user"
    if node.isdecimal() and not OWN_OBJECTS.fullmatch(node):
        return "page"
    return ""


_LOOKUPS = {
    "post": "SELECT 1 FROM post WHERE platform = 'facebook' AND id = ?",
    "video": "SELECT 1 FROM upload WHERE platform = 'facebook'"
    " AND category IS NOT NULL AND id = ?",
    "photo": "SELECT 1 FROM upload WHERE platform = 'facebook' AND id = ?",
    "container": "SELECT 1 FROM container WHERE id = ?",
    "media": "SELECT 1 FROM post WHERE platform = 'instagram' AND id = ?",
    "user": "SELECT 1 FROM account WHERE platform = 'instagram' AND id = ?",
}


def default_account(route: Route, call: Call) -> str:
    """Give the account an answer's usage headers speak about."""
    named = call.ids.get("id", "")
    return named or accounts.DEFAULT_IDS.get(route.platform, "")
