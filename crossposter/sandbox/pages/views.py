"""View models of the pages: an account and its posts."""

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from crossposter.sandbox import accounts, videos
from crossposter.sandbox import images as pictures
from crossposter.sandbox.accounts import Account
from crossposter.sandbox.posts import Post
from crossposter.sandbox.routes import BY_NAME, NAMES
from crossposter.sandbox.state import State
from crossposter.sandbox.videos import Video
from crossposter.sandbox.x import weighted_length

MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
LONG_TEXT = 420
LONG_LINES = 7
TAG = re.compile(r"(?<![\w&/])[#@]\w[\w.]*\w|(?<![\w&/])[#@]\w")


@dataclass(frozen=True, kw_only=True)
class Tab:
    """Tab with a link to the account of the same office on a platform."""

    title: str
    platform: str
    path: str
    current: bool


@dataclass(frozen=True, kw_only=True)
class PictureView:
    """Image as a page shows it, sizes in pixels; a video has a length and no url."""

    url: str
    alt: str
    width: int
    height: int
    length: str = ""


@dataclass(frozen=True, kw_only=True)
class Card:
    """Link card as a platform previews it."""

    url: str
    domain: str
    title: str


@dataclass(frozen=True, kw_only=True)
class PostView:
    """Post as a page shows it; `text` is safe markup."""

    path: str
    text: Markup
    raw: str
    long: bool
    day: str
    short: str
    time: str
    iso: str
    pictures: list[PictureView]
    card: Card | None
    goes_on: bool = False  #: a reply follows below
    focal: bool = False  #: the post the page is about


def path(account: Account) -> str:
    """Address of an account's page."""
    name = account.id if BY_NAME[account.platform].named_by_id else account.username
    return f"/{account.platform}/{name}"


def tabs(state: State, account: Account) -> list[Tab]:
    """Tabs of the office's three accounts, or of the default ones where it has none."""
    found = [_sibling(state, account, platform) for platform in NAMES]
    return [
        Tab(
            title=BY_NAME[each.platform].title,
            platform=each.platform,
            path=path(each),
            current=each.platform == account.platform,
        )
        for each in found
    ]


def _sibling(state: State, account: Account, platform: str) -> Account:
    if platform == account.platform:
        return account
    every = accounts.every(state, NAMES)
    same = [each for each in every if each.platform == platform]
    linked = [each for each in same if each.office == account.office]
    return linked[0] if linked else accounts.of_default(state, platform)


def shown(state: State, account: Account, post: Post, zone: str) -> PostView:
    """View of a post with its time in a zone."""
    when = post.created_at.astimezone(ZoneInfo(zone))
    return PostView(
        path=post.path,
        text=marked(post.text, links=BY_NAME[account.platform].links),
        raw=post.text,
        long=len(post.text) > LONG_TEXT or post.text.count("\n") > LONG_LINES,
        day=f"{when.day} {MONTHS[when.month - 1]} {when.year}",
        short=f"{when.day} {MONTHS[when.month - 1][:3]}",
        time=_time(when),
        iso=when.isoformat(timespec="seconds"),
        pictures=_pictures(state, post),
        card=_card(post),
    )


def _time(when: datetime) -> str:
    return f"{when:%H.%M} {when.tzname()}"


def _pictures(state: State, post: Post) -> list[PictureView]:
    views = []
    for medium in post.media:
        film = videos.load(state, medium.served)
        if film:
            views.append(_film(film, medium.alt))
            continue
        width, height = pictures.size(state, medium.served)
        url = pictures.url("", medium.served, min(width, 1440))
        view = PictureView(url=url, alt=medium.alt, width=width, height=height)
        views.append(view)
    return views


def _film(film: Video, alt: str) -> PictureView:
    minutes, seconds = divmod(round(film.seconds), 60)
    return PictureView(
        url="",
        alt=alt,
        width=film.width,
        height=film.height,
        length=f"{minutes}:{seconds:02d}",
    )


def _card(post: Post) -> Card | None:
    of_text = BY_NAME[post.platform].card_of_text and not post.media
    found = weighted_length.links(post.text) if of_text else []
    address = post.link or (found[0].expanded if found else "")
    if not address or post.media:
        return None
    parts = urlsplit(address)
    domain = (parts.hostname or "").removeprefix("www.")
    slug = parts.path.rstrip("/").rpartition("/")[2]
    title = re.sub(r"[-_]+", " ", slug).removesuffix(".html").strip() or domain
    return Card(url=address, domain=domain, title=title[:1].upper() + title[1:])


def marked(text: str, *, links: bool = True) -> Markup:
    """Safe markup of a text with its links, hashtags and mentions."""
    result, begin = Markup(), 0
    for link in weighted_length.links(text) if links else []:
        result += _tagged(text[begin : link.start])
        result += Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(
            link.expanded, link.displayed
        )
        begin = link.end
    return result + _tagged(text[begin:])


def _tagged(text: str) -> Markup:
    result, begin = Markup(), 0
    for match in TAG.finditer(text):
        result += escape(text[begin : match.start()])
        result += Markup('<span class="tag">{}</span>').format(match.group())
        begin = match.end()
    return result + escape(text[begin:])
