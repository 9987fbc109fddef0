"""Echo: the operations of accounts, pictures and posts."""

from crossposter.sandbox.echo import posts
from crossposter.sandbox.echo.errors import REFUSALS
from crossposter.sandbox.echo.posts import ECHO

from crossposter.sandbox.platform import Platform, route

_ACCOUNT = "/echo-api/{id}"

PLATFORM = Platform(
    name=ECHO,
    title="Echo!",
    prefix="/echo-api/",
    refusals=REFUSALS,
    admit=posts.admit,
    post_page=r"/echo/[^/]+/posts/[^/]+",
    routes=(
        route("GET", _ACCOUNT, ECHO, "account", posts.read_account),
        route("POST", f"{_ACCOUNT}/pictures", ECHO, "upload", posts.upload),
        route("POST", f"{_ACCOUNT}/posts", ECHO, "create", posts.create),
        route("GET", f"{_ACCOUNT}/posts", ECHO, "list", posts.listed),
        route("GET", f"{_ACCOUNT}/posts/{{post}}", ECHO, "read", posts.read),
    ),
)
