"""Facebook: the operations of pages, their photos, videos and reels."""

from crossposter.sandbox.accounts import FACEBOOK
from crossposter.sandbox.facebook import photos, posts, validation, videos
from crossposter.sandbox.meta import nodes
from crossposter.sandbox.meta.refusals import REFUSALS, admit, hides
from crossposter.sandbox.platform import Platform, route

_UPLOAD = r"/video-upload/(?:v\d+\.\d+/)?{id}"

PLATFORM = Platform(
    name=FACEBOOK,
    title="Facebook",
    refusals=REFUSALS,
    admit=admit,
    hides=hides,
    post_page=r"/facebook/[^/]+/posts/[^/]+",
    named_by_id=True,
    routes=(
        route("GET", "/debug_token", FACEBOOK, "debug_token", nodes.debug_token),
        route("GET", "/me/accounts", FACEBOOK, "accounts", nodes.my_accounts),
        route("GET", "/me", FACEBOOK, "me", nodes.me),
        route("POST", "/{id}/feed", FACEBOOK, "feed", posts.feed),
        route("POST", "/{id}/photos", FACEBOOK, "photos", photos.upload, fetches=True),
        route(
            "GET",
            "/{id}/(?:published_posts|posts|feed)",
            FACEBOOK,
            "published_posts",
            posts.published_posts,
        ),
        route("POST", "/{id}/videos", FACEBOOK, "videos", videos.video),
        route("POST", "/{id}/video_reels", FACEBOOK, "video_reels", videos.reel),
        route("POST", _UPLOAD, FACEBOOK, "video_upload", videos.upload),
        route("GET", "/{id}", FACEBOOK, "video", videos.read, node="video"),
        route("GET", "/{id}", FACEBOOK, "photo", photos.read_photo, node="photo"),
        route("GET", "/{id}", FACEBOOK, "post", posts.read_post, node="post"),
        route("POST", "/{id}", FACEBOOK, "edit", posts.edit_post, node="post"),
        route("DELETE", "/{id}", FACEBOOK, "delete", posts.delete_post, node="post"),
        route("GET", "/{id}", FACEBOOK, "page", nodes.read_page, node="page"),
    ),
    last_routes=tuple(
        route(method, "/{id}", FACEBOOK, "missing", validation.answer_missing)
        for method in ("GET", "POST", "DELETE")
    ),
)
