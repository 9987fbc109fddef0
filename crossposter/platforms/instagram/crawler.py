"""Crawler check of an image, as Meta fetches it: no redirect, no login, JPEG only.

https://developers.facebook.com/docs/instagram-platform/content-publishing and
https://developers.facebook.com/docs/sharing/webmasters/web-crawlers
"""

from datetime import timedelta
from hashlib import sha256
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import requests

from crossposter.channels import Media, Unreadable
from crossposter.platforms.answer_values import LOOPBACK, words
from crossposter.transport import BoundedSession, TooLarge, as_it_is

CRAWLER = "facebookexternalhit/1.1"
ANOTHER = "gives another file than was put there"
_TIMEOUT = timedelta(seconds=20)
_REFUSED = frozenset({401, 403, 407})
_ROBOTS = 512 * 1024  # https://www.rfc-editor.org/rfc/rfc9309#name-limits


def why_unfetchable(url: str, media: Media) -> str | None:
    """Reason why Instagram could not take *media* from *url*; None when it can.

    Raises Unreadable when the server does not answer at all.
    """
    parts = urlsplit(url)
    if parts.hostname not in LOOPBACK:
        if parts.scheme != "https":
            return "does not begin with https://"
        if _is_inside(parts.hostname or ""):
            return "leads to a machine that only your own network can reach"
    try:
        return _answered(url, media) or _kept_out(url)
    except requests.exceptions.SSLError:
        return "has a certificate that is not valid"
    except (requests.RequestException, ValueError) as error:
        raise Unreadable(
            f"The web server of Instagram's pictures, {parts.hostname}, did not"
            " answer: check that it runs and can be reached from outside."
        ) from error


def _answered(url: str, media: Media) -> str | None:
    try:
        answer = _asked(url, most=len(media.data))
    except TooLarge as error:
        if error.response is None:
            raise
        return _refused(error.response, media) or ANOTHER
    is_same = sha256(answer.content).hexdigest() == media.sha256
    return _refused(answer, media) or (None if is_same else ANOTHER)


def _refused(answer: requests.Response, media: Media) -> str | None:
    """Fault in the head of an answer."""
    status = answer.status_code
    if 300 <= status < 400:
        return "leads to another address, and Instagram follows none"
    if status in _REFUSED:
        return f"asks for a login, or keeps {CRAWLER} out (it answers {status})"
    if status != requests.codes.ok:
        return f"answers {status}"
    kind = words(answer.headers.get("Content-Type", "").partition(";")[0], 100)
    if kind.lower() != media.mime:
        return f"comes as {kind or 'nothing in particular'}, not as {media.mime}"
    return None


def _asked(url: str, *, most: int) -> requests.Response:
    """Answer that the crawler would get, *most* bytes of it."""
    with BoundedSession(seconds=_TIMEOUT.total_seconds(), most=most) as session:
        session.auth = as_it_is
        session.headers["User-Agent"] = CRAWLER
        return session.get(url, allow_redirects=False)


def _kept_out(url: str) -> str | None:
    """True when the site's robots.txt forbids it; a missing one forbids nothing."""
    answer = _asked(urljoin(url, "/robots.txt"), most=_ROBOTS)
    if answer.status_code != requests.codes.ok:
        return None
    rules = RobotFileParser()
    rules.parse(answer.text.splitlines())
    if rules.can_fetch(CRAWLER, url):
        return None
    return f"is forbidden to {CRAWLER} by the site's robots.txt"


def _is_inside(host: str) -> bool:
    try:
        return not ip_address(host).is_global
    except ValueError:
        return False
