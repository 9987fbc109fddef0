"""Client: tweepy on our session.

It has no v2 media upload and trips over odd answers: uploads go past it, and every
answer is read again from the session.
"""

from collections.abc import Callable

import requests
import tweepy
from requests.auth import AuthBase

from crossposter.platforms.session import PlatformSession
from crossposter.platforms.x.credentials import Keys


class Client:
    """Client of tweepy, with its keys for requests it has no method for."""

    def __init__(self, keys: Keys, session: PlatformSession) -> None:
        self._keys = keys
        self._session = session
        self.client = tweepy.Client(
            bearer_token=None if keys.signs else keys.access_token,
            consumer_key=keys.consumer_key,
            consumer_secret=keys.consumer_secret,
            access_token=keys.access_token if keys.signs else None,
            access_token_secret=keys.access_token_secret,
            return_type=requests.Response,
        )
        self.client.session = session

    def credentials(self) -> tuple[dict[str, str], AuthBase | None]:
        """Credentials of a request: headers, and the signer."""
        keys = self._keys
        if not keys.signs:
            return {"Authorization": f"Bearer {keys.access_token}"}, None
        handler = tweepy.OAuth1UserHandler(
            keys.consumer_key,
            keys.consumer_secret,
            keys.access_token,
            keys.access_token_secret,
        )
        return {}, handler.apply_auth()

    def sent(self, send: Callable[[], object]) -> None:
        """Answer as the session has it, whatever tweepy makes of it."""
        try:
            send()
        except Exception:
            # over a refusal whose JSON or headers are not what it expects
            if self._session.last is None:
                raise
