"""HTML pages of the accounts, as their visitors would see them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from crossposter.sandbox import accounts, faults, posts
from crossposter.sandbox.accounts import Account
from crossposter.sandbox.pages import views
from crossposter.sandbox.platform import Platform
from crossposter.sandbox.posts import Post
from crossposter.sandbox.request import Answer, Call
from crossposter.sandbox.routes import BY_NAME, NAMES, PLATFORMS
from crossposter.sandbox.settings import DEFAULTS, MEANINGS
from crossposter.sandbox.state import State
from crossposter.sandbox.x.threads import around, in_threads

NEWEST = 100
HEADERS = {
    "content-security-policy": "default-src 'none'; img-src 'self' data:;"
    " style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    "referrer-policy": "no-referrer",
}

_environment = Environment(
    loader=ChoiceLoader(
        [
            PackageLoader("crossposter.sandbox.pages", ""),
            PackageLoader("crossposter.sandbox", ""),
        ]
    ),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def answer(call: Call, state: State) -> Answer | None:
    """Page for people, or nothing when the path is not one."""
    if call.method not in {"GET", "HEAD"}:
        return None
    for pattern, page in _PAGES.items():
        match = re.fullmatch(pattern, call.path)
        if match:
            return page(call, state, match.groupdict())
    return None


def _index(call: Call, state: State, names: Mapping[str, str]) -> Answer:
    del names
    shown = [
        {
            "account": account,
            "platform": BY_NAME[account.platform],
            "path": views.path(account),
            "posts": posts.live(state, account),
        }
        for account in accounts.every(state, NAMES)
    ]
    return _render(
        "index.html",
        accounts=shown,
        total=sum(int(str(each["posts"])) for each in shown),
        base=call.base,
        outcomes=faults.OUTCOMES,
        conditions=faults.CONDITIONS,
        settings={name: (state.setting(name), MEANINGS[name]) for name in DEFAULTS},
        waiting=faults.left(state),
    )


def _account_page(platform: Platform) -> Callable[..., Answer]:
    def page(call: Call, state: State, names: Mapping[str, str]) -> Answer:
        del call
        accounts.of_default(state, platform.name)
        account = accounts.of_username(state, platform.name, names["name"])
        if not account:
            return _missing()
        found = posts.of_account(state, platform.name, account.id)
        if platform.hides(state):
            found = []
        shown = [*in_threads(found[:NEWEST])]
        return _show(state, account, shown)

    return page


def _post_page(platform: Platform) -> Callable[..., Answer]:
    def page(call: Call, state: State, names: Mapping[str, str]) -> Answer:
        del names
        row = state.row(
            "SELECT id, account FROM post WHERE platform = ? AND path = ?",
            *(platform.name, call.path),
        )
        post = posts.find(state, platform.name, row["id"]) if row else None
        if not row or not post or platform.hides(state):
            return _missing()
        account = accounts.of_id(state, platform.name, row["account"])
        all_posts = posts.of_account(state, platform.name, account.id)
        return _show(state, account, around(all_posts, post), single=post)

    return page


def _show(
    state: State,
    account: Account,
    found: list[tuple[Post, bool]],
    *,
    single: Post | None = None,
) -> Answer:
    """Page of posts, each marked if a reply stands below; *single* is in the middle."""
    zone = state.setting("timezone")
    return _render(
        f"{account.platform}/page.html",
        account=account,
        posts=[
            replace(
                views.shown(state, account, post, zone),
                goes_on=goes_on,
                focal=single is not None and post.id == single.id,
            )
            for post, goes_on in found
        ],
        total=posts.live(state, account),
        single=single is not None,
        tabs=views.tabs(state, account),
        home=views.path(account),
    )


def _photo(call: Call, state: State, names: Mapping[str, str]) -> Answer:
    del names
    row = state.row(
        "SELECT post.path FROM attachment JOIN post ON post.seq = attachment.post"
        " WHERE attachment.id = ? AND platform = 'facebook' AND NOT deleted",
        call.param("fbid"),
    )
    if not row:
        return _missing()
    return Answer(status=302, headers={"location": row["path"]}, media_type="text/html")


def _missing() -> Answer:
    return _render("missing.html", status=404)


def _icon(call: Call, state: State, names: Mapping[str, str]) -> Answer:
    del call, state, names
    return Answer(status=204, body=b"", media_type="image/x-icon")


def _render(template: str, status: int = 200, **values: Any) -> Answer:
    body = _environment.get_template(template).render(values)
    return Answer(status=status, body=body, media_type="text/html", headers=HEADERS)


_PAGES: dict[str, Callable[[Call, State, Mapping[str, str]], Answer]] = {
    "/": _index,
    "/favicon.ico": _icon,
    "/photo/?": _photo,
    **{
        pattern: page
        for it in PLATFORMS
        for pattern, page in (
            (rf"/{it.name}/(?P<name>[^/]+)/?", _account_page(it)),
            (it.post_page, _post_page(it)),
        )
    },
}
