"""How the platforms fetch a picture from an address they are given."""

import requests

from crossposter.transport import BoundedSession, TooLarge

AGENT = "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)"
SECONDS = 20


class NotFetched(Exception):
    """The address could not be fetched: no answer, no success, or a redirect."""


def fetch(url: str, most: int) -> bytes:
    """Fetch a file, following no redirect; one byte more than `most` is any number.

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
