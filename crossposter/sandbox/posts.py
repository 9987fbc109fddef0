"""Posts of all platforms, in the order they were made."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from crossposter.sandbox.accounts import Account
from crossposter.sandbox.state import State


@dataclass(frozen=True, kw_only=True)
class Medium:
    """Image in a post: its platform id, both hashes and its alternative text."""

    id: str
    received: str
    served: str
    alt: str = ""


@dataclass(frozen=True, kw_only=True)
class Post:
    """Post as it was received; `path` is its address on this sandbox."""

    seq: int
    platform: str
    account: str
    id: str
    text: str
    link: str
    created: float
    path: str
    published: bool
    reply_to: str | None
    media: tuple[Medium, ...]

    @property
    def created_at(self) -> datetime:
        """Time of creation, aware, in UTC."""
        return datetime.fromtimestamp(self.created, UTC)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """Draft: all a platform needs to make a post."""

    account: Account
    id: str
    text: str
    path: str
    link: str = ""
    media: Sequence[Medium] = ()
    published: bool = True
    reply_to: str | None = None
    lag: float = 0.0


def publish(state: State, draft: Draft) -> Post:
    """New post; readers see it `lag` seconds later."""
    created = state.timestamp()
    account = draft.account
    with state.transaction():
        seq = state.write(
            "INSERT INTO post (platform, account, id, text, link, created, visible,"
            " path, published, reply_to) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *(account.platform, account.id, draft.id, draft.text, draft.link),
            *(created, created + draft.lag, draft.path, draft.published),
            draft.reply_to,
        )
        for position, medium in enumerate(draft.media):
            state.write(
                "INSERT INTO attachment VALUES (?, ?, ?, ?, ?, ?)",
                *(seq, position, medium.id),
                *(medium.received, medium.served, medium.alt),
            )
    post = find(state, account.platform, draft.id, hidden=True)
    assert post  # noqa: S101 - it was written two lines above
    return post


def find(
    state: State, platform: str, post_id: str, *, hidden: bool = False
) -> Post | None:
    """Live post by its id; one still in its read lag only when `hidden` is true."""
    row = state.row(
        "SELECT * FROM post WHERE platform = ? AND id = ? AND NOT deleted",
        platform,
        post_id,
    )
    if not row or (not hidden and row["visible"] > state.timestamp()):
        return None
    return _post(state, row)


def of_account(
    state: State, platform: str, account: str, *, hidden: bool = False
) -> list[Post]:
    """Live, published posts of an account, newest first."""
    rows = state.rows(
        "SELECT * FROM post WHERE platform = ? AND account = ? AND NOT deleted"
        " AND published AND (? OR visible <= ?) ORDER BY seq DESC",
        *(platform, account, hidden, state.timestamp()),
    )
    return [_post(state, row) for row in rows]


def every(state: State, platform: str, account: str) -> list[Post]:
    """Live posts, oldest first; an empty argument means any."""
    rows = state.rows(
        "SELECT * FROM post WHERE NOT deleted AND published"
        " AND ? IN ('', platform) AND ? IN ('', account) ORDER BY seq",
        platform,
        account,
    )
    return [_post(state, row) for row in rows]


def same_text(state: State, account: Account, text: str, since: float) -> bool:
    """True when the account has a live post of exactly this text since then."""
    return bool(
        state.row(
            "SELECT 1 FROM post WHERE platform = ? AND account = ? AND text = ?"
            " AND created >= ? AND NOT deleted",
            *(account.platform, account.id, text, since),
        )
    )


def count(state: State, account: Account, since: float = 0) -> int:
    """Number of posts an account published since then, live or deleted since."""
    row = state.row(
        "SELECT count(*) AS posts FROM post WHERE platform = ? AND account = ?"
        " AND created >= ? AND published",
        *(account.platform, account.id, since),
    )
    return int(row["posts"]) if row else 0


def live(state: State, account: Account) -> int:
    """Number of live posts of an account."""
    row = state.row(
        "SELECT count(*) AS posts FROM post WHERE platform = ? AND account = ?"
        " AND NOT deleted AND published",
        *(account.platform, account.id),
    )
    return int(row["posts"]) if row else 0


def rewrite(state: State, post: Post, text: str) -> None:
    """Change of the text of a post."""
    state.write("UPDATE post SET text = ? WHERE seq = ?", text, post.seq)


def reveal(state: State, post: Post) -> None:
    """Publication of a post that was made unpublished."""
    state.write("UPDATE post SET published = 1 WHERE seq = ?", post.seq)


def delete(state: State, post: Post) -> None:
    """Removal of a post."""
    state.write("UPDATE post SET deleted = 1 WHERE seq = ?", post.seq)


def _post(state: State, row: sqlite3.Row) -> Post:
    media = state.rows(
        "SELECT * FROM attachment WHERE post = ? ORDER BY position", row["seq"]
    )
    return Post(
        seq=row["seq"],
        platform=row["platform"],
        account=row["account"],
        id=row["id"],
        text=row["text"],
        link=row["link"],
        created=row["created"],
        path=row["path"],
        published=bool(row["published"]),
        reply_to=row["reply_to"],
        media=tuple(_medium(medium) for medium in media),
    )


def _medium(row: sqlite3.Row) -> Medium:
    return Medium(
        id=row["id"], received=row["received"], served=row["served"], alt=row["alt"]
    )
