"""Image fetch by URL, as the platforms do it."""

import requests

from crossposter.transport import BoundedSession, TooLarge

AGENT = "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)"
SECONDS = 20


class NotFetched(Exception):
    """Address that could not be fetched: no answer, no success, or a redirect."""


def fetch(url: str, most: int) -> bytes:
    """File at an address, without redirects; one byte more than `most` is any number.

    Raises NotFetched.
    """
    try:
        with BoundedSession(seconds=SECONDS, most=most) as session:
            response = session.get(
                url, headers={"User-Agent": AGENT}, allow_redirects=False
            )
            if response.status_code != requests.codes.ok:
                raise NotFetched(url)
            return response.content
    except TooLarge:
        return bytes(most + 1)
    except (requests.RequestException, ValueError) as error:
        raise NotFetched(url) from error
