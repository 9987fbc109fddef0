"""How the platforms fetch a picture from an address they are given."""

import requests

AGENT = "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)"
SECONDS = 20


class NotFetched(Exception):
    """The address could not be fetched: no answer, no success, or a redirect."""


def fetch(url: str, most: int) -> bytes:
    """Fetch at most one byte more than `most`, following no redirect.

    Raises NotFetched.
    """
    try:
        with requests.get(
            url,
            headers={"User-Agent": AGENT},
            allow_redirects=False,
            timeout=SECONDS,
            stream=True,
        ) as response:
            if response.status_code != requests.codes.ok:
                raise NotFetched(url)
            return _content(response, most)
    except (requests.RequestException, ValueError) as error:
        raise NotFetched(url) from error


def _content(response: requests.Response, most: int) -> bytes:
    content = bytearray()
    for chunk in response.iter_content(64 * 1024):
        content += chunk
        if len(content) > most:
            break
    return bytes(content)
