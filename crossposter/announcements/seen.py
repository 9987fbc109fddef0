"""Approval of posts as they were seen: a code for what a person was shown.

The code covers every channel's post as it would be sent, its price, and the times that
were asked for. Another text, template, configuration or picture of the same name is
another code.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from crossposter.database import Session
from crossposter.database.models import Announcement
from crossposter.database.models.event import Action
from crossposter.database.queries import journal
from crossposter.errors import BadInput
from crossposter.posts.composer import Composed
from crossposter.staff import Actor

_LENGTH = 8  #: letters and digits of a code


@dataclass(frozen=True)
class Shown:
    """Posts that a person is shown, each channel's by a code of its own."""

    channels: Mapping[str, str]

    @property
    def code(self) -> str:
        """Code of all of them, short enough to be typed."""
        return _code(sorted(self.channels.items()))


NOTHING = Shown({})


def shown(announcement: Announcement, composed: Sequence[Composed]) -> Shown:
    """Codes of the posts that an approval would freeze; approved ones have none."""
    return Shown(
        {
            each.channel.name: _code(_parts(announcement, each))
            for each in composed
            if each.post is not None and not each.frozen
        }
    )


def note(
    session: Session, actor: Actor, key: int, them: Shown, *, at: datetime
) -> None:
    """New line in the log: these posts were shown to a person."""
    journal.note(
        session,
        at=at,
        actor=actor,
        action=Action.SHOWN,
        announcement_id=key,
        detail=json.dumps(dict(them.channels), sort_keys=True),
    )


def last_shown(session: Session, actor: Actor, key: int) -> Shown | None:
    """Posts that this very person was shown last; None: none so far."""
    detail = journal.last_shown(session, key, actor.login)
    return Shown(json.loads(detail)) if detail else None


def require(expected: Shown, now: Shown, key: int) -> None:
    """Check that each post is as it was shown; raises BadInput naming the others."""
    changed = [
        name
        for name, code in now.channels.items()
        if expected.channels.get(name) != code
    ]
    if changed:
        raise BadInput(
            f"announcement {key} is not what was shown: the"
            f" {'post' if len(changed) == 1 else 'posts'} for {', '.join(changed)}"
            f" would be different now. Look at it with `crossposter preview {key}`,"
            " and approve it then"
        )


def require_code(typed: str, now: Shown, key: int) -> None:
    """Check of the code that an approver typed; raises BadInput for another one."""
    if typed.strip().upper() != now.code:
        raise BadInput(
            f"{typed.strip()!a} is not the code of announcement {key} as it is now: look"
            f" at it with `crossposter preview {key}`, which tells its code"
        )


def _parts(announcement: Announcement, composed: Composed) -> list[Any]:
    post = composed.post
    times = (announcement.at, announcement.expires_at)
    return [
        composed.channel.name,
        post.fingerprint() if post else None,
        None if composed.price is None else f"{composed.price:f}",
        [each and each.isoformat() for each in times],
        announcement.at_once,
        announcement.urgent,
    ]


def _code(value: object) -> str:
    digest = sha256(json.dumps(value).encode()).digest()
    return base64.b32encode(digest).decode()[:_LENGTH]
