"""`XAccount`: prepare, commit, find for posts of one account.

https://docs.x.com/x-api/posts/create-post
"""

import re
from collections.abc import Mapping, MutableMapping, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from crossposter.channels import (
    Engagement,
    Fault,
    Health,
    Media,
    Post,
    Prepared,
    Receipt,
    Rejected,
    SentAttempt,
    TryLater,
)
from crossposter.clock import Clock
from crossposter.platforms.answer_values import LOOPBACK, name
from crossposter.platforms.error_mapping import Step
from crossposter.platforms.matcher import Candidate, choose, newer_than
from crossposter.platforms.uploads import Uploads, first_baseline, picture_key
from crossposter.platforms.x.account import health_of
from crossposter.platforms.x.api import PUBLIC_URL, TIMEOUT, Object, XApi
from crossposter.platforms.x.credentials import Keys
from crossposter.platforms.x.insights import MOST, figures_in
from crossposter.platforms.x.preflight import faults_of
from crossposter.platforms.x.problems import is_about_media
from crossposter.platforms.x.texts import as_written, pictures, without_schemes
from crossposter.platforms.x.threads import replied_to, seen_in_time
from crossposter.platforms.x.videos import XVideos

WEB_URL = "https://x.com"
STATUS_LINK = re.compile(r"/status/(\d+)(?:[/?#]|$)")


class XAccount:
    """Publisher of one account; only `POST /2/tweets` makes anything public."""

    most_at_once = MOST

    def __init__(
        self,
        *,
        access_token: str,
        clock: Clock,
        access_token_secret: str | None = None,
        consumer_key: str | None = None,
        consumer_secret: str | None = None,
        api_url: str = PUBLIC_URL,
        web_url: str | None = None,
        timeout: timedelta = TIMEOUT,
    ) -> None:
        keys = Keys(
            access_token=access_token,
            access_token_secret=access_token_secret,
            consumer_key=consumer_key,
            consumer_secret=consumer_secret,
        )
        self._api = XApi(keys=keys, api_url=api_url, timeout=timeout, clock=clock)
        self._films = XVideos(self._api, clock)
        self._web_url = (web_url or _web_of(api_url)).rstrip("/")
        self._clock = clock
        self._spent: frozenset[str] = frozenset()

    def prepare(self, post: Post, saved: MutableMapping[str, str]) -> Prepared:
        """Images or video, uploaded, and the account's newest post."""
        user_id, username = self._user(saved, Step.PREPARE)
        uploads = Uploads(saved, self._clock, self._spent)
        media = [
            self._uploaded(position, media, uploads)
            for position, media in enumerate(post.media)
        ]
        refs = {"media": ",".join(media), "user": user_id, "username": username}
        baseline = first_baseline(
            saved, lambda: self._api.newest(user_id), below=post.reply_to
        )
        return Prepared(post=post, refs=refs, baseline=baseline)

    def commit(self, prepared: Prepared) -> Receipt:
        """Publication of text and images with one request."""
        media = _media(prepared.refs)
        try:
            answer = self._api.create(prepared.post.text, media, prepared.post.reply_to)
        except Rejected as error:
            raise seen_in_time(
                error, prepared.post.reply_to, self._clock.now()
            ) from None
        except TryLater as error:
            if is_about_media(error):
                self._spent |= frozenset(media)
            raise
        post_id = self._api.id_in(answer, Step.COMMIT)
        return Receipt(
            remote_id=post_id,
            permalink=self._permalink(prepared.refs.get("username"), post_id),
        )

    def find(self, post: Post, attempt: SentAttempt) -> Receipt | None:
        """Receipt from the account's posts since the baseline."""
        user_id, username = self._account_of(attempt)
        bound = {"since_id": attempt.baseline} if attempt.baseline else {}
        listed = (
            self._candidate(entry, username)
            for entry in self._api.since(user_id, **bound)
        )
        return choose(
            without_schemes(post.text),
            listed
            if attempt.baseline
            else newer_than(attempt, listed, self._api.clock_ahead),
            taken=attempt.taken,
            pictures=len(_media(attempt.refs)) if "media" in attempt.refs else None,
            reply_to=post.reply_to,
        )

    def _account_of(self, attempt: SentAttempt) -> tuple[str, str]:
        if "user" in attempt.refs:
            return attempt.refs["user"], attempt.refs.get("username", "i")
        return self._user({}, Step.READ)

    def read_link(self, link: str) -> Receipt:
        """Post of this very account that *link* leads to; raises Rejected."""
        found = STATUS_LINK.search(link)
        if found is None:
            raise Rejected("it is no link to a post on X (https://x.com/…/status/…)")
        user_id, username = self._user({}, Step.READ)
        if self._api.author(found[1]) != user_id:
            raise Rejected(f"@{username} has no such post")
        return Receipt(
            remote_id=found[1], permalink=self._permalink(username, found[1])
        )

    def rests_until(self, now: datetime) -> datetime | None:
        """End of the window in which X would take no further post."""
        return self._api.rests_until(now)

    def check(self) -> str:
        """Name of the account, as in its address; raises NotAuthorized."""
        _, username = self._user({}, Step.READ)
        return f"@{username}"

    def measure(self, remote_ids: Sequence[str]) -> Mapping[str, Engagement | None]:
        """Public metrics, which need no permission of their own."""
        return figures_in(self._api.lookup(remote_ids), remote_ids)

    def health(self) -> Health:
        """Health of the keys: whose they are, and may they post; raises Unreadable."""
        return health_of(self._api)

    def preflight(
        self, posts: Sequence[Post], *, besides: int = 0
    ) -> Sequence[tuple[Fault, ...]]:
        """Faults of keys, access level, credits and the day's quota; one paid read."""
        now = self._clock.now()
        return faults_of(self._api, now, count=len(posts), besides=besides)

    def _user(self, saved: MutableMapping[str, str], step: Step) -> tuple[str, str]:
        if "user" not in saved:
            saved["user"] = self._asked_user(step)
        user_id, _, username = saved["user"].partition(" ")
        return user_id, username

    def _asked_user(self, step: Step) -> str:
        answer = self._api.me(step)
        user_id = self._api.id_in(answer, step)
        return f"{user_id} {name(answer['data'].get('username')) or 'i'}"

    def _uploaded(self, position: int, media: Media, uploads: Uploads) -> str:
        media_id = self._media_id(picture_key("media", position, media), media, uploads)
        described = f"alt {media_id}"
        if media.alt and uploads.get(described) is None:
            self._api.describe(media_id, media.alt)
            uploads.keep(described, media_id)
        return media_id

    def _media_id(self, key: str, media: Media, uploads: Uploads) -> str:
        if media.is_film or media.mime == "image/gif":
            return self._films.ready(key, media, uploads)
        media_id = uploads.get(key)
        if media_id is None:
            media_id = self._api.upload(media)
            uploads.keep(key, media_id)
        return media_id

    def _candidate(self, entry: Object, username: str | None) -> Candidate:
        return Candidate(
            remote_id=str(entry["id"]),
            text=as_written(entry),
            created=_moment(entry.get("created_at")),
            permalink=self._permalink(username, str(entry["id"])),
            pictures=pictures(entry),
            reply_to=replied_to(entry),
        )

    def _permalink(self, username: str | None, post_id: str) -> str:
        return f"{self._web_url}/{username or 'i'}/status/{post_id}"


def _moment(text: object) -> datetime | None:
    """Time in X's own format, `2026-11-22T03:04:05.000Z`."""
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        return None


def _media(refs: Mapping[str, str]) -> list[str]:
    return [media for media in refs.get("media", "").split(",") if media]


def _web_of(api_url: str) -> str:
    """Web address where posts are shown: the sandbox has its own pages."""
    is_sandbox = urlsplit(api_url).hostname in LOOPBACK
    return f"{api_url.rstrip('/')}/x" if is_sandbox else WEB_URL
