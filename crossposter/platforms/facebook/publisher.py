"""`FacebookPage`: prepare, commit, find for posts on a page.

https://developers.facebook.com/docs/pages-api/posts
"""

import json
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from datetime import datetime, timedelta

from crossposter.channels import (
    Duplicate,
    Engagement,
    Fault,
    Health,
    NotAuthorized,
    Post,
    Prepared,
    PublisherError,
    Receipt,
    Rejected,
    SentAttempt,
    Unreadable,
)
from crossposter.clock import Clock
from crossposter.platforms.answer_values import link, words
from crossposter.platforms.error_mapping import Step, like
from crossposter.platforms.facebook.account import FIELDS, INSIGHTS, account, figures
from crossposter.platforms.facebook.api import API_VERSION, PUBLIC_URL, TIMEOUT, Page
from crossposter.platforms.facebook.image_host import FacebookImageHost
from crossposter.platforms.facebook.videos import PageVideos
from crossposter.platforms.matcher import Candidate, choose, linked, newer_than
from crossposter.platforms.meta.graph import Object, moment, newest_id
from crossposter.platforms.meta.insights import GraphInsights
from crossposter.platforms.meta.token import TokenCheck
from crossposter.platforms.quota import stopping
from crossposter.platforms.uploads import Uploads, first_baseline, picture_key

POST_FIELDS = (
    "id,message,created_time,permalink_url,attachments{media_type,subattachments}"
)
A_FILM = -1  # in place of a number of images: the post is a video
NEEDED_SCOPES = frozenset({"pages_manage_posts", "pages_read_engagement"})


class FacebookPage:
    """Publisher of one page: `POST /{page}/feed`, or the end of a video's upload."""

    most_at_once = 1

    def __init__(
        self,
        *,
        page_id: str,
        access_token: str,
        clock: Clock,
        api_url: str = PUBLIC_URL,
        api_version: str = API_VERSION,
        timeout: timedelta = TIMEOUT,
    ) -> None:
        self._page = Page(
            page_id=page_id,
            access_token=access_token,
            clock=clock,
            api_url=api_url,
            api_version=api_version,
            timeout=timeout,
        )
        self._films = PageVideos(self._page, clock)
        self._token = access_token
        self._version = api_version
        self._clock = clock
        self._spent: frozenset[str] = frozenset()

    def prepare(self, post: Post, saved: MutableMapping[str, str]) -> Prepared:
        """Photos or a video, uploaded unpublished, and the page's newest post."""
        uploads = Uploads(saved, self._clock, self._spent)
        if post.media and post.media[0].is_film:
            refs = self._films.ready(post.media[0], uploads)
            return Prepared(post=post, refs=refs)
        photos: list[str] = []
        for position, media in enumerate(post.media):
            key = picture_key("photo", position, media)
            photo = uploads.get(key)
            if photo is None:
                photo = self._page.upload(media)
                uploads.keep(key, photo)
            photos.append(photo)
        return Prepared(
            post=post,
            refs={"photos": ",".join(photos)},
            baseline=first_baseline(saved, self._newest),
        )

    def commit(self, prepared: Prepared) -> Receipt:
        """Publication of text, link, photos or a video with one request."""
        if "video" in prepared.refs:
            return self._publish_film(prepared)
        photos = _photos(prepared.refs)
        fields = {"message": prepared.post.text, "fields": "id,permalink_url"}
        if photos:
            attached = [{"media_fbid": photo} for photo in photos]
            fields["attached_media"] = json.dumps(attached)
        elif prepared.post.link:
            fields["link"] = prepared.post.link
        try:
            answer = self._page.publish(**fields)
        except (Rejected, Duplicate):
            # One of them may be the reason, or may be on another delivery's post.
            self._spent |= frozenset(photos)
            raise
        return self._receipt(answer)

    def _publish_film(self, prepared: Prepared) -> Receipt:
        try:
            return self._films.publish(prepared.refs, prepared.post.text)
        except Rejected:
            self._spent |= {prepared.refs["video"]}
            raise

    def find(self, post: Post, attempt: SentAttempt) -> Receipt | None:
        """Receipt from the video, or from the page's posts back to the baseline."""
        try:
            if "video" in attempt.refs:
                return self._films.find(attempt.refs["video"])
            candidates = newer_than(attempt, self._posts(), self._page.clock_ahead)
        except NotAuthorized as error:
            raise _reading(error) from error
        if "photos" not in attempt.refs:
            return choose(post.text, candidates, taken=attempt.taken)
        return choose(
            post.text,
            [each for each in candidates if each.pictures != A_FILM],
            taken=attempt.taken,
            pictures=len(_photos(attempt.refs)),
        )

    def image_host(self) -> FacebookImageHost:
        """Image host for Instagram: this page."""
        return FacebookImageHost(self._page, self.health)

    def read_link(self, link: str) -> Receipt:
        """Post of this very page that *link* leads to; raises Rejected."""
        return linked(link, self._posts(), "Facebook page")

    def rests_until(self, now: datetime) -> datetime | None:
        """Time of rest while Meta's figures say that the page is close to its limit."""
        return self._page.rests_until(now)

    def check(self) -> str:
        """Name of the page; NotAuthorized when the token cannot publish there."""
        page = self._page.read(self._page.id, fields="id,name")
        missing = NEEDED_SCOPES - self._scopes()
        if missing:
            raise NotAuthorized(
                f"The token for Facebook lacks {' and '.join(sorted(missing))}: make a"
                " new one with these permissions and put it into the configuration."
            )
        return words(page.get("name")) or self._page.id

    def measure(self, remote_ids: Sequence[str]) -> Mapping[str, Engagement | None]:
        """Reactions, comments and shares; views and reach with `read_insights`."""
        page = self._page
        return GraphInsights(
            read=lambda node, fields: page.read(node, fields=fields),
            listed=lambda: page.listing("published_posts", fields="id,created_time"),
            clock=self._clock,
            created="created_time",
            fields=FIELDS,
            insights=INSIGHTS,
            figures=figures,
        ).of(remote_ids)

    def health(self) -> Health:
        """Health of the token, its permissions, and the page; raises Unreadable."""
        page = self._page
        return TokenCheck(
            service="Facebook",
            token=self._token,
            target=page.id,
            version=self._version,
            read=page.read,
            clock=self._clock,
            needed=NEEDED_SCOPES,
            insights="read_insights",
        ).health(lambda token: account(page, token))

    def preflight(
        self,
        posts: Sequence[Post],
        *,
        besides: int = 0,  # noqa: ARG002  # no such limit
    ) -> Sequence[tuple[Fault, ...]]:
        """Faults of token, permissions and page, which are the same for every post."""
        return [stopping(self.health())] * len(posts)

    def _scopes(self) -> frozenset[str]:
        """Permissions of the token; all that are needed, if Facebook does not say."""
        try:
            answer = self._page.read("debug_token", input_token=self._token)
        except PublisherError as error:
            if error.rest is not None:
                raise
            return NEEDED_SCOPES
        token = answer.get("data")
        scopes = token.get("scopes") if isinstance(token, dict) else None
        if not isinstance(scopes, list):
            return NEEDED_SCOPES
        return frozenset(map(str, scopes))

    def _newest(self) -> str | None:
        edge = f"{self._page.id}/published_posts"
        return newest_id(self._page.read(edge, fields="id", limit="1"))

    def _posts(self) -> Iterator[Candidate]:
        listed = self._page.listing("published_posts", fields=POST_FIELDS)
        return (_candidate(entry) for entry in listed)

    def _receipt(self, answer: Object) -> Receipt:
        post_id = self._page.id_in(answer, Step.COMMIT)
        try:
            told = (
                answer
                if link(answer.get("permalink_url"))
                else self._permalink(post_id)
            )
        except PublisherError as error:  # the post is public, even if this read fails
            return Receipt(remote_id=post_id, rest=error.rest)
        return Receipt(remote_id=post_id, permalink=link(told.get("permalink_url")))

    def _permalink(self, post_id: str) -> Object:
        return self._page.read(post_id, fields="permalink_url")


def _photos(refs: Mapping[str, str]) -> list[str]:
    return [photo for photo in refs.get("photos", "").split(",") if photo]


def _candidate(entry: Object) -> Candidate:
    return Candidate(
        remote_id=str(entry["id"]),
        text=str(entry.get("message") or ""),
        created=moment(entry.get("created_time")),
        permalink=link(entry.get("permalink_url")),
        pictures=_pictures(entry.get("attachments")),
    )


def _pictures(attachments: object) -> int | None:
    """Number of images of a post, as far as its attachments tell."""
    entries = attachments.get("data") if isinstance(attachments, dict) else None
    if not isinstance(entries, list) or not entries:
        return None
    first = entries[0] if isinstance(entries[0], dict) else {}
    album = first.get("subattachments")
    if isinstance(album, dict) and isinstance(album.get("data"), list):
        return len(album["data"])
    if first.get("media_type") == "video":
        return A_FILM
    return 1 if first.get("media_type") == "photo" else None


def _reading(error: NotAuthorized) -> PublisherError:
    """Error of a read: an unknown object is an outage as often as a wrong token.

    https://developers.facebook.com/community/threads/2162512441262894/
    """
    if error.code and error.code.startswith("190"):
        return error
    return like(error, Unreadable(str(error), code=error.code))
