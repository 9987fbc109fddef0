"""Pictures as Meta's crawler finds them: no redirect, no login, a JPEG and no other.

https://developers.facebook.com/docs/instagram-platform/content-publishing and
https://developers.facebook.com/docs/sharing/webmasters/web-crawlers
"""

from datetime import timedelta
from hashlib import sha256
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import requests

from crossposter.platforms._http import LOOPBACK
from crossposter.publisher import Media, Unreadable

CRAWLER = "facebookexternalhit/1.1"
_TIMEOUT = timedelta(seconds=20)
_REFUSED = frozenset({401, 403, 407})
_CHUNK = 64 * 1024


def why_unfetchable(url: str, media: Media) -> str | None:
    """Why Instagram could not take *media* from *url*; None when it can.

    Raises Unreadable when the server does not answer at all.
    """
    parts = urlsplit(url)
    if parts.hostname not in LOOPBACK:
        if parts.scheme != "https":
            return "does not begin with https://"
        if _is_inside(parts.hostname or ""):
            return "leads to a machine that only your own network can reach"
    with requests.Session() as session:
        session.auth = _as_it_is  # else a .netrc could put its own credentials in
        session.headers["User-Agent"] = CRAWLER
        try:
            return _answered(session, url, media) or _kept_out(session, url)
        except requests.exceptions.SSLError:
            return "has a certificate that is not valid"
        except (requests.RequestException, ValueError) as error:
            raise Unreadable(
                f"The web server of Instagram's pictures, {parts.hostname}, did not"
                " answer: check that it runs and can be reached from outside."
            ) from error


def _answered(session: requests.Session, url: str, media: Media) -> str | None:
    seconds = _TIMEOUT.total_seconds()
    with session.get(
        url, timeout=seconds, allow_redirects=False, stream=True
    ) as answer:
        status = answer.status_code
        if answer.is_redirect or 300 <= status < 400:
            return "leads to another address, and Instagram follows none"
        if status in _REFUSED:
            return f"asks for a login, or keeps {CRAWLER} out (it answers {status})"
        if status != requests.codes.ok:
            return f"answers {status}"
        kind = answer.headers.get("Content-Type", "").partition(";")[0].strip()
        if kind.lower() != media.mime:
            return f"comes as {kind or 'nothing in particular'}, not as {media.mime}"
        return (
            None if _is_same(answer, media) else "gives another file than was put there"
        )


def _is_same(answer: requests.Response, media: Media) -> bool:
    """Read no further than the picture is long."""
    digest, size = sha256(), 0
    for chunk in answer.iter_content(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
        if size > len(media.data):
            return False
    return digest.hexdigest() == media.sha256


def _kept_out(session: requests.Session, url: str) -> str | None:
    """Whether the site's robots.txt forbids it; one that is not there forbids nothing."""
    answer = session.get(
        urljoin(url, "/robots.txt"),
        timeout=_TIMEOUT.total_seconds(),
        allow_redirects=False,
    )
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


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request
