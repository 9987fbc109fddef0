"""Listing of the account's media.

https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media
"""

from collections.abc import Callable, Iterator

from crossposter.channels import Post, Receipt, SentAttempt
from crossposter.platforms.answer_values import link
from crossposter.platforms.matcher import Candidate, choose, newer_than
from crossposter.platforms.meta.graph import GraphAccount, Object, moment, newest_id


class Listing:
    """Listing of the account, read back; *read* asks for an object or a page of one."""

    def __init__(
        self, account: GraphAccount, user_id: str, read: Callable[..., Object]
    ) -> None:
        self._account = account
        self._edge = f"{user_id}/media"
        self._read = read

    def matching(self, post: Post, attempt: SentAttempt) -> Receipt | None:
        """Post since the attempt with these words; raises SeveralFound."""
        candidates = newer_than(attempt, self.posts(), self._account.clock_ahead)
        return choose(post.text, candidates, taken=attempt.taken)

    def posts(self) -> Iterator[Candidate]:
        """Posts of the account, newest first; raises Unreadable."""
        listed = self.entries("id,caption,timestamp,permalink")
        return (_candidate(entry) for entry in listed)

    def entries(self, fields: str) -> Iterator[Object]:
        """Fields of every post, newest first; raises Unreadable."""
        return self._account.listing(
            lambda cursor: self._read(self._edge, fields=fields, **cursor)
        )

    def newest(self) -> str | None:
        """Id of the newest post."""
        return newest_id(self._read(self._edge, fields="id", limit="1"))


def _candidate(entry: Object) -> Candidate:
    return Candidate(
        remote_id=str(entry["id"]),
        text=str(entry.get("caption") or ""),
        created=moment(entry.get("timestamp")),
        permalink=link(entry.get("permalink")),
    )
