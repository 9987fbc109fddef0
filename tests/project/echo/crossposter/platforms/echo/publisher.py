"""Echo: posts of an account, with pictures."""

from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from crossposter.platforms.echo.api import PUBLIC_URL, EchoApi
from crossposter.platforms.echo.errors import MISSING

from crossposter.channels import (
    Blocked,
    Engagement,
    Fault,
    Health,
    Media,
    NotAuthorized,
    Post,
    Prepared,
    Receipt,
    SentAttempt,
    Unreadable,
)
from crossposter.channels.faults import FaultKind
from crossposter.clock import Clock
from crossposter.platforms.answer_values import count, link, name, words
from crossposter.platforms.error_mapping import Step
from crossposter.platforms.matcher import Candidate, choose, linked, newer_than
from crossposter.platforms.quota import stopping
from crossposter.platforms.uploads import Uploads, first_baseline, picture_key


class EchoAccount:
    """Publishes to one account: pictures first, then `POST /{account}/posts`."""

    most_at_once = 1

    def __init__(
        self,
        *,
        account: str,
        token: str,
        clock: Clock,
        api_url: str = PUBLIC_URL,
        timeout: timedelta = timedelta(seconds=30),
    ) -> None:
        self._clock = clock
        self._api = EchoApi(
            account=account, token=token, api_url=api_url, timeout=timeout, clock=clock
        )

    def prepare(self, post: Post, saved: MutableMapping[str, str]) -> Prepared:
        """Upload the pictures, and note the newest post."""
        uploads = Uploads(saved, self._clock)
        pictures = [
            self._uploaded(picture_key("picture", position, media), media, uploads)
            for position, media in enumerate(post.media)
        ]
        return Prepared(
            post=post,
            refs={"pictures": ",".join(pictures)},
            baseline=first_baseline(saved, self._newest),
        )

    def commit(self, prepared: Prepared) -> Receipt:
        """Publish text, link and pictures with one request."""
        post = prepared.post
        content = {
            "text": post.text,
            "link": post.link or "",
            "pictures": prepared.refs.get("pictures", ""),
        }
        answer = self._api.ask(Step.COMMIT, "POST", "/posts", json=content)
        remote_id = name(answer.get("id"))
        if remote_id is None:
            raise self._api.odd(Step.COMMIT)
        return Receipt(remote_id=remote_id, permalink=link(answer.get("url")))

    def find(self, post: Post, attempt: SentAttempt) -> Receipt | None:
        """Read the posts back to the newest from before."""
        return choose(
            post.text,
            newer_than(attempt, self._listed(), self._api.clock_ahead),
            taken=attempt.taken,
            pictures=_count_of(attempt.refs.get("pictures")),
        )

    def read_link(self, link: str) -> Receipt:
        """The post that *link* leads to; raises Rejected."""
        return linked(link, self._listed(), "account")

    def check(self) -> str:
        """The account's name; raises NotAuthorized."""
        return words(self._api.get().get("name")) or "an account without a name"

    def health(self) -> Health:
        """Whose the token is; raises Unreadable."""
        try:
            return Health(account=self.check())
        except (NotAuthorized, Blocked) as error:
            fault = Fault(kind=FaultKind.REFUSED, sentence=str(error))
            return Health(faults=(fault,))

    def preflight(
        self, posts: Sequence[Post], *, besides: int = 0
    ) -> Sequence[tuple[Fault, ...]]:
        """Echo takes any number of posts whose token it takes."""
        del besides
        return [stopping(self.health())] * len(posts)

    def measure(self, remote_ids: Sequence[str]) -> Mapping[str, Engagement | None]:
        """Ask each post."""
        return {each: self._figures(each) for each in remote_ids}

    def _figures(self, remote_id: str) -> Engagement | None:
        try:
            found = self._api.get(f"/posts/{remote_id}")
        except Unreadable as error:
            if error.code == MISSING:
                return None
            raise
        kinds = ("likes", "comments", "shares", "views", "reach")
        return Engagement(**{kind: count(found.get(kind)) for kind in kinds})

    def _uploaded(self, key: str, media: Media, uploads: Uploads) -> str:
        known = uploads.get(key)
        if known is None:
            file = (media.name, media.data, media.mime)
            sent: dict[str, Any] = {
                "files": {"picture": file},
                "data": {"alt": media.alt},
            }
            answer = self._api.ask(Step.PREPARE, "POST", "/pictures", **sent)
            known = name(answer.get("id"))
            if known is None:
                raise self._api.odd(Step.PREPARE)
            uploads.keep(key, known)
        return known

    def _newest(self) -> str | None:
        return next((each.remote_id for each in self._listed()), None)

    def _listed(self) -> Iterator[Candidate]:
        posts = self._api.get("/posts").get("posts")
        if not isinstance(posts, list):
            raise self._api.odd(Step.READ)
        for each in posts:
            candidate = _candidate(each) if isinstance(each, dict) else None
            if candidate is None:
                raise self._api.odd(Step.READ)
            yield candidate


def _count_of(pictures: str | None) -> int | None:
    return None if pictures is None else sum(map(bool, pictures.split(",")))


def _candidate(entry: dict[str, Any]) -> Candidate | None:
    remote_id, text = name(entry.get("id")), entry.get("text")
    try:
        created = datetime.fromisoformat(str(entry.get("created")))
    except ValueError:
        return None
    if remote_id is None or not isinstance(text, str) or created.tzinfo is None:
        return None
    return Candidate(
        remote_id=remote_id,
        text=text,
        created=created,
        permalink=link(entry.get("url")),
        pictures=count(entry.get("pictures")),
    )
