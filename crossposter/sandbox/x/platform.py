"""X: the operations of posts, timelines and uploads."""

from crossposter.sandbox.accounts import X
from crossposter.sandbox.platform import Platform, Route, route
from crossposter.sandbox.request import Call
from crossposter.sandbox.state import State
from crossposter.sandbox.x import auth, media, posts, videos
from crossposter.sandbox.x.refusals import REFUSALS

_UPLOAD = "/2/media/upload"


def _admit(call: Call, route: Route, state: State) -> dict[str, str]:
    who = auth.account(call, state)
    return auth.spend(state, who, route.operation) | auth.level(call, state)


PLATFORM = Platform(
    name=X,
    title="X",
    prefix="/2/",
    refusals=REFUSALS,
    admit=_admit,
    post_page=r"/x/[^/]+/status/[^/]+",
    card_of_text=True,
    routes=(
        route("POST", "/2/tweets", X, "tweets", posts.create),
        route("GET", "/2/tweets", X, "lookup", posts.lookup),
        route("GET", "/2/users/me", X, "me", posts.me),
        route("GET", "/2/users/{id}/tweets", X, "timeline", posts.timeline),
        route("GET", "/2/tweets/{id}", X, "tweet", posts.read),
        route("DELETE", "/2/tweets/{id}", X, "delete", posts.delete),
        route("POST", _UPLOAD, X, "media_upload", media.upload),
        route("GET", _UPLOAD, X, "media_status", videos.status),
        route("POST", "/2/media/metadata", X, "media_metadata", media.describe),
        route(
            "POST", f"{_UPLOAD}/initialize", X, "media_initialize", videos.initialize
        ),
        route("POST", f"{_UPLOAD}/{{id}}/append", X, "media_append", videos.append),
        route(
            "POST", f"{_UPLOAD}/{{id}}/finalize", X, "media_finalize", videos.finalize
        ),
    ),
)
