"""API calls of X (v2) for one account; every answer is read from the session."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from crossposter.channels import Media, Unreadable
from crossposter.clock import Clock
from crossposter.platforms.answer_values import handle, snowflake
from crossposter.platforms.error_mapping import Step
from crossposter.platforms.page_sizes import PageSizes
from crossposter.platforms.session import Answer, PlatformSession, unintelligible
from crossposter.platforms.waits import clock_ahead
from crossposter.platforms.x.credentials import Keys
from crossposter.platforms.x.errors import (
    SERVICE,
    nothing_left,
    reaction_to,
    reset_after,
    words_of,
)
from crossposter.platforms.x.problems import RATE_WINDOW

if TYPE_CHECKING:
    import tweepy

    from crossposter.platforms.x.client import Client

Object = dict[str, Any]

PUBLIC_URL = "https://api.x.com"
TWEEPY_URL = "https://api.twitter.com"
TIMEOUT = timedelta(seconds=30)
PAGE_SIZE = 100
MOST_PAGES = 32  # X lists 3,200 posts of an account at most
TWEET_FIELDS = [
    "created_at",
    "entities",
    "note_tweet",
    "attachments",
    "referenced_tweets",
]


class XApi:
    """Requests this program makes to X."""

    def __init__(
        self, *, keys: Keys, api_url: str, timeout: timedelta, clock: Clock
    ) -> None:
        self._keys = keys
        self._clock = clock
        self._session = PlatformSession(
            service=SERVICE,
            public_url=PUBLIC_URL,
            api_url=api_url,
            timeout=timeout,
            secrets=keys.secrets,
            aliases=(TWEEPY_URL,),
        )
        self._rest_ends: datetime | None = None

    @cached_property
    def _line(self) -> "Client":
        # tweepy takes a tenth of a second, and most commands never speak to X.
        from crossposter.platforms.x.client import Client  # noqa: PLC0415

        return Client(self._keys, self._session)

    @property
    def _client(self) -> "tweepy.Client":
        return self._line.client

    def create(self, text: str, media: list[str], reply_to: str | None) -> Object:
        """Publication of a post: `POST /2/tweets`."""
        return self._ask(
            Step.COMMIT,
            lambda: self._client.create_tweet(
                text=text,
                media_ids=media or None,
                in_reply_to_tweet_id=reply_to,
                user_auth=self._keys.signs,
            ),
        )

    def me(self, step: Step) -> Object:
        """Account of the keys."""
        return self._ask(step, lambda: self._client.get_me(user_auth=self._keys.signs))

    def upload(self, media: Media) -> str:
        """Id of an uploaded image that nobody sees yet."""
        answer = self.send_part(
            "/2/media/upload",
            {"media_category": "tweet_image"},
            (media.name, media.data, media.mime),
        )
        return self.id_in(answer, Step.PREPARE)

    def describe(self, media_id: str, alt: str) -> None:
        """Alternative text of an uploaded image, sent to X."""
        body = {"id": media_id, "metadata": {"alt_text": {"text": alt}}}
        self.send_json("/2/media/metadata", body)

    def send_json(self, path: str, body: Object) -> Object:
        """Answer to JSON that stays invisible."""
        return self._ask(
            Step.PREPARE,
            lambda: self._client.request(
                "POST", path, json=body, user_auth=self._keys.signs
            ),
        )

    def send_part(
        self, path: str, fields: dict[str, str], part: tuple[str, bytes, str]
    ) -> Object:
        """Answer to a chunk of a file; *part* is its name, bytes and type."""
        return self._ask(Step.PREPARE, lambda: self._post(path, fields, part))

    def upload_status(self, media_id: str) -> Object:
        """Status of the processing of an upload."""
        query = {"command": "STATUS", "media_id": media_id}
        return self._ask(
            Step.PREPARE,
            lambda: self._client.request(
                "GET", "/2/media/upload", params=query, user_auth=self._keys.signs
            ),
        )

    def author(self, post_id: str) -> str | None:
        """Author of a post; None when there is none. Raises Unreadable."""
        answer = self._ask(
            Step.READ,
            lambda: self._client.get_tweet(
                post_id, tweet_fields=["author_id"], user_auth=self._keys.signs
            ),
        )
        data = answer.get("data")
        return snowflake(data.get("author_id")) if isinstance(data, dict) else None

    def lookup(self, post_ids: Sequence[str]) -> Object:
        """Posts with their public metrics, and errors for those X cannot find.

        Raises Unreadable, NotAuthorized and Blocked.
        """
        return self._ask(
            Step.READ,
            lambda: self._client.get_tweets(
                list(post_ids),
                tweet_fields=["public_metrics"],
                user_auth=self._keys.signs,
            ),
        )

    def access_level(self) -> str | None:
        """Access level of the last request's keys; None where X does not say."""
        return self.last_headers().get("x-access-level")

    def last_headers(self) -> Mapping[str, str]:
        """Headers of the answer to the last request of this thread."""
        last = self._session.last
        return {} if last is None else last.headers

    def clock_ahead(self) -> timedelta | None:
        """Time by which X's clock is ahead of ours, by its last answer."""
        return clock_ahead(self.last_headers(), self._clock.now())

    def rests_until(self, now: datetime) -> datetime | None:
        """Time until which X's headers say that no further post is taken."""
        return self._rest_ends if self._rest_ends and self._rest_ends > now else None

    def newest(self, user_id: str) -> str | None:
        """Id of the account's newest post; raises Unreadable."""
        page = self._timeline(user_id, max_results=5)
        return next((str(entry["id"]) for entry in _entries(page)), None)

    def since(self, user_id: str, **bound: object) -> Iterator[Object]:
        """Posts of the account after *bound*, newest first; raises Unreadable."""
        sizes = PageSizes(PAGE_SIZE, MOST_PAGES * PAGE_SIZE, smallest=5)
        token: str | None = None
        for size in sizes:
            try:
                page = self._timeline(
                    user_id,
                    max_results=size,
                    tweet_fields=TWEET_FIELDS,
                    pagination_token=token,
                    **bound,
                )
            except Unreadable as error:
                sizes.halve(error)
                continue
            yield from _entries(page)
            if not page["meta"].get("next_token"):
                return
            token = handle(page["meta"]["next_token"])
            if token is None:
                break
        raise Unreadable("The list of posts on X has no end.")

    def id_in(self, answer: Object, step: Step) -> str:
        """Id in an answer; raises the error its absence calls for."""
        data = answer.get("data")
        found = snowflake(data.get("id")) if isinstance(data, dict) else None
        if found:
            return found
        reaction = unintelligible(SERVICE, Answer(status=200))
        raise reaction.error(step, self._clock.now())

    def _timeline(self, user_id: str, **params: object) -> Object:
        page = self._ask(
            Step.READ,
            lambda: self._client.get_users_tweets(
                user_id, user_auth=self._keys.signs, **params
            ),
        )
        if not _is_whole(page):
            raise Unreadable("X did not answer with a whole list of posts.")
        return page

    def _post(
        self, path: str, fields: dict[str, str], part: tuple[str, bytes, str]
    ) -> None:
        headers, auth = self._line.credentials()
        self._session.post(
            PUBLIC_URL + path,
            data=fields,
            files={"media": part},
            headers=headers,
            auth=auth,
        )

    def _ask(self, step: Step, send: Callable[[], object]) -> Object:
        self._session.carry(step, lambda: self._line.sent(send))
        response = self._session.last
        if response is None:
            raise RuntimeError("a request that did not go through the session")
        answer = Answer.of(response)
        now = self._clock.now()
        if step is Step.COMMIT and nothing_left(answer.headers):
            self._rest_ends = now + (reset_after(answer.headers, now) or RATE_WINDOW)
        if 200 <= answer.status < 300 and isinstance(answer.body, dict):
            return answer.body
        words = self._session.redacted(words_of(answer.body))
        raise reaction_to(answer, words, now).error(step, now)


def _entries(page: Object) -> list[Object]:
    entries: list[Object] = page.get("data", [])
    return entries


def _is_whole(page: Object) -> bool:
    """True when a page has as many entries as it says."""
    meta, entries = page.get("meta"), page.get("data", [])
    if not isinstance(meta, dict) or not isinstance(entries, list):
        return False
    count = meta.get("result_count")
    return (
        isinstance(count, int)
        and count <= len(entries)
        and all(
            isinstance(each, dict) and snowflake(each.get("id")) for each in entries
        )
    )
