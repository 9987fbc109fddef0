"""Instagram: the operations of containers, reels and published media."""

from crossposter.sandbox.accounts import INSTAGRAM
from crossposter.sandbox.instagram import containers, posts, reels
from crossposter.sandbox.meta.refusals import REFUSALS, admit, hides
from crossposter.sandbox.platform import Platform, route

_UPLOAD = r"/ig-api-upload/(?:v\d+\.\d+/)?{id}"

PLATFORM = Platform(
    name=INSTAGRAM,
    title="Instagram",
    refusals=REFUSALS,
    admit=admit,
    hides=hides,
    post_page=r"/instagram/[^/]+/p/[^/]+/",
    links=False,
    routes=(
        route(
            "POST", "/{id}/media", INSTAGRAM, "media", containers.create, fetches=True
        ),
        route("POST", _UPLOAD, INSTAGRAM, "reel_upload", reels.upload),
        route("GET", "/{id}/media", INSTAGRAM, "media_list", posts.listed),
        route("POST", "/{id}/media_publish", INSTAGRAM, "media_publish", posts.publish),
        route("GET", "/{id}/content_publishing_limit", INSTAGRAM, "limit", posts.limit),
        route(
            "GET", "/{id}", INSTAGRAM, "container", containers.read, node="container"
        ),
        route("GET", "/{id}", INSTAGRAM, "media_item", posts.read_media, node="media"),
        route("DELETE", "/{id}", INSTAGRAM, "delete", posts.delete_media, node="media"),
        route("GET", "/{id}", INSTAGRAM, "user", posts.read_user, node="user"),
    ),
)
