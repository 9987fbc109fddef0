"""Links of an announcement: HTTP check that their pages exist."""

from datetime import timedelta
from urllib.parse import urlsplit

import requests

from crossposter.text.messages import phrase
from crossposter.transport import BoundedSession, as_it_is

# Statuses that servers give to programs for pages that people can read.
_FOR_PEOPLE_ONLY = frozenset({401, 403, 405, 406, 429, 999})


def why_unreachable(
    link: str, *, timeout: timedelta = timedelta(seconds=10)
) -> str | None:
    """Reason why people may not find the page, None if it answers; raises nothing."""
    try:
        status = _status(link, timeout.total_seconds())
    except requests.exceptions.SSLError:
        return phrase("has a certificate that browsers warn of")
    except requests.Timeout:
        return phrase(
            "did not answer within {seconds:.0f} seconds",
            seconds=timeout.total_seconds(),
        )
    except requests.TooManyRedirects:
        return phrase("leads in a circle")
    except (requests.RequestException, ValueError):
        # ValueError: some names are refused below requests, without one of its errors.
        return phrase(
            "cannot be reached: is {host} spelt right?", host=urlsplit(link).hostname
        )
    if status < 400 or status in _FOR_PEOPLE_ONLY:
        return None
    return phrase("answers {status}", status=status)


def _status(link: str, timeout: float) -> int:
    """Status that a reader's browser would get; the page itself is not fetched."""
    with BoundedSession(seconds=timeout) as session:
        session.auth = as_it_is
        session.max_redirects = 5
        status = session.head(link, allow_redirects=True).status_code
        if status < 400:
            return status
        # Some servers do not support HEAD and answer 404 or 500 to it.
        return session.get(link).status_code
