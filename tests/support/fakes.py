"""Stand-ins for what the use cases talk to: a platform and the time."""

from collections import defaultdict, deque
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from crossposter.channels import (
    Engagement,
    Fault,
    Health,
    OutcomeUnknown,
    Post,
    Prepared,
    PublisherError,
    Receipt,
    Rejected,
    SentAttempt,
    SeveralFound,
    Unreadable,
    attempt_stage,
)

MONDAY = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)


class FrozenClock:
    """A clock that moves only when told to; sleeping is a way to tell it."""

    def __init__(self, start: datetime = MONDAY) -> None:
        self._now = start
        self.slept: list[timedelta] = []

    def now(self) -> datetime:
        return self._now

    def sleep(self, duration: timedelta) -> None:
        self.slept.append(duration)
        self._now += duration

    def advance(self, *, to: datetime | None = None, **units: float) -> datetime:
        """Move on by `hours=2` and the like, or to a moment."""
        self._now = to or self._now + timedelta(**units)
        return self._now


@dataclass(frozen=True, kw_only=True)
class LivePost:
    """What the public of a fake platform sees."""

    remote_id: str
    post: Post
    at: datetime

    @property
    def permalink(self) -> str:
        return f"https://fake.example/{self.remote_id}"

    @property
    def receipt(self) -> Receipt:
        return Receipt(remote_id=self.remote_id, permalink=self.permalink)


class FakePublisher:
    """A platform in memory: accepts everything unless told what comes next.

    *figures* are what the public made of posts by their ids, *removed* the ids of those
    somebody took down, *state* is what `health` and `preflight` tell.

    `refuses`, `drops_before`, `drops_after`, `cannot_be_read` and `lags` queue up; each
    counts for one call. *posts* went live, *calls* were made, *uploads* were received.
    """

    def __init__(self, clock: FrozenClock | None = None) -> None:
        self.clock = clock or FrozenClock()
        self.posts: list[LivePost] = []
        self.calls: list[str] = []
        self.uploads: list[str] = []
        self.asked: list[SentAttempt] = []
        self.most_at_once = 2
        self.measured: list[Sequence[str]] = []
        self.tried: list[tuple[tuple[str, ...], int]] = []
        self.figures: dict[str, Engagement] = {}
        self.removed: set[str] = set()
        self.state = Health(account="Fake account")
        self._script: dict[str, deque[Callable[[Post], Receipt]]] = defaultdict(deque)
        self._lags: deque[int] = deque()
        self._hidden: dict[str, int] = {}

    def refuses(
        self, error: PublisherError, *, on: str = "commit", times: int = 1
    ) -> "FakePublisher":
        """Answer the next calls of a step with an error, and do nothing."""
        for _ in range(times):
            self._script[on].append(lambda _: _raise(error))
        return self

    def goes_silent(self, *, live: bool, times: int = 1) -> "FakePublisher":
        """Lose the answers of the next commits, after they were obeyed or before."""
        for _ in range(times):
            self._script["commit"].append(self._lost_after if live else _lost)
        return self

    def drops_before(self) -> "FakePublisher":
        """The next commit never arrives, which its sender cannot know."""
        return self.goes_silent(live=False)

    def drops_after(self) -> "FakePublisher":
        """The next commit goes live, which its sender is not told."""
        return self.goes_silent(live=True)

    def cannot_be_read(self, *, times: int = 1) -> "FakePublisher":
        """The next looks at the account are incomplete."""
        return self.refuses(Unreadable("not now"), on="find", times=times)

    def lags(self, *, reads: int) -> "FakePublisher":
        """The next post is missing from so many looks at the account."""
        self._lags.append(reads)
        return self

    def prepare(self, post: Post, saved: MutableMapping[str, str]) -> Prepared:
        self._begin("prepare", post)
        for position, media in enumerate(post.media):
            self._upload(f"picture {position} {media.sha256}", saved)
        key = f"baseline {post.reply_to or ''}"
        baseline = saved.setdefault(key, self.posts[-1].remote_id if self.posts else "")
        return Prepared(post=post, refs=dict(saved), baseline=baseline or None)

    def commit(self, prepared: Prepared) -> Receipt:
        self.calls.append("commit")
        _needs_an_attempt()
        script = self._script["commit"]
        return (script.popleft() if script else self._live)(prepared.post)

    def find(self, post: Post, attempt: SentAttempt) -> Receipt | None:
        self.asked.append(attempt)
        self._begin("find", post)
        found = [live for live in self._listed(attempt) if _same(live.post, post)]
        if len(found) > 1:
            links = tuple(live.permalink for live in found)
            raise SeveralFound("several posts fit", candidates=links)
        return found[0].receipt if found else None

    def check(self) -> str:
        self.calls.append("check")
        return "Fake account"

    def measure(self, remote_ids: Sequence[str]) -> Mapping[str, Engagement | None]:
        self._begin("measure", Post(text=""))
        self.measured.append(tuple(remote_ids))
        known = {live.remote_id: Engagement() for live in self.posts} | self.figures
        return {
            each: None if each in self.removed else known[each]
            for each in remote_ids
            if each in self.removed or each in known
        }

    def health(self) -> Health:
        self._begin("health", Post(text=""))
        return self.state

    def preflight(
        self, posts: Sequence[Post], *, besides: int = 0
    ) -> Sequence[tuple[Fault, ...]]:
        self.tried.append((tuple(post.text for post in posts), besides))
        self._begin("preflight", posts[0])
        return [self.state.faults] * len(posts)

    def read_link(self, link: str) -> Receipt:
        self._begin("read_link", Post(text=""))
        for live in self.posts:
            if live.permalink == link:
                return live.receipt
        raise Rejected("it leads to no post of this account")

    def _begin(self, step: str, post: Post) -> None:
        self.calls.append(step)
        if self._script[step]:
            self._script[step].popleft()(post)

    def _upload(self, key: str, saved: MutableMapping[str, str]) -> None:
        if key not in saved:
            _needs_an_attempt()
            self.uploads.append(key)
            saved[key] = f"upload-{len(self.uploads)}"

    def _live(self, post: Post) -> Receipt:
        live = LivePost(
            remote_id=f"post-{len(self.posts) + 1}",
            post=post,
            at=self.clock.now(),
        )
        self.posts.append(live)
        self._hidden[live.remote_id] = self._lags.popleft() if self._lags else 0
        return live.receipt

    def _lost_after(self, post: Post) -> Receipt:
        self._live(post)
        return _lost(post)

    def _listed(self, attempt: SentAttempt) -> list[LivePost]:
        """What the account shows: newer than the baseline, not another delivery's."""
        ids = [live.remote_id for live in self.posts]
        begin = ids.index(attempt.baseline) + 1 if attempt.baseline in ids else 0
        return [
            live
            for live in self.posts[begin:]
            if self._is_shown(live)
            and live.remote_id not in attempt.taken
            and (attempt.not_before is None or live.at >= attempt.not_before)
        ]

    def _is_shown(self, live: LivePost) -> bool:
        looks_left = self._hidden.get(live.remote_id, 0)
        self._hidden[live.remote_id] = max(looks_left - 1, 0)
        return not looks_left


def _raise(error: PublisherError) -> Receipt:
    raise error


def _lost(_post: Post) -> Receipt:
    raise OutcomeUnknown("the answer was lost")


def _same(one: Post, other: Post) -> bool:
    return one.text.split() == other.text.split()


def _needs_an_attempt() -> None:
    if attempt_stage() is None:
        raise RuntimeError("a write outside of an attempt")
