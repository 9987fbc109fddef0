"""Matcher that finds our post in a listing of the account."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

from crossposter.channels import (
    Receipt,
    Rejected,
    SentAttempt,
    SeveralFound,
    Unreadable,
)

CLOCK_MARGIN = timedelta(minutes=15)  # between this machine's clock and the platform's
ROUNDING = timedelta(minutes=1)  # possible difference of clocks that agree
ENOUGH = 20  # posts that are examined whatever the clock says
INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]"
)
SPACE = re.compile(r"\s+")


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Candidate: a post as it stands on the account."""

    remote_id: str
    text: str
    created: datetime | None = None
    permalink: str | None = None
    pictures: int | None = None  #: None: the platform does not say
    reply_to: str | None = None  #: None: to nothing, or the platform does not say
    doubtful: bool = False  #: too old for the attempt, if this machine's clock is right

    @property
    def receipt(self) -> Receipt:
        """Receipt this post would be."""
        return Receipt(remote_id=self.remote_id, permalink=self.permalink)


def normalised(text: str) -> str:
    """Text as far as platforms keep it: NFC, one space, nothing invisible."""
    visible = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return SPACE.sub(" ", visible).strip()


def newer_than(
    attempt: SentAttempt,
    listed: Iterable[Candidate],
    clock_ahead: Callable[[], timedelta | None],
) -> list[Candidate]:
    """Candidates posted since the attempt, from a listing with the newest first.

    A post older than the approval is nobody's attempt, allowing for how far the
    platform's clock is from ours: *clock_ahead* tells, once the listing has been read.

    The platform's own order decides, back to the baseline. Where that is gone only
    times are left, and this machine's clock may have been wrong: a few older posts are
    given as uncertain. Raises Unreadable when the listing does not reach back so far.
    """
    newer, whole = _as_listed(attempt, listed)
    if whole:
        return newer
    approved = _approved(attempt, clock_ahead())
    oldest = attempt.started_at - CLOCK_MARGIN
    return [
        replace(entry, doubtful=_is_older(entry, oldest))
        for entry in newer
        if approved is None or not _is_older(entry, approved)
    ]


def _approved(attempt: SentAttempt, ahead: timedelta | None) -> datetime | None:
    """Approval as the platform may date it at the earliest."""
    if attempt.not_before is None:
        return None
    margin = CLOCK_MARGIN if ahead is None else abs(ahead) + ROUNDING
    return attempt.not_before - margin


def _as_listed(
    attempt: SentAttempt, listed: Iterable[Candidate]
) -> tuple[list[Candidate], bool]:
    """Candidates before the baseline, and True if it was met: then no time counts."""
    oldest = attempt.started_at - CLOCK_MARGIN
    newer: list[Candidate] = []
    older = False
    for entry in listed:
        if entry.remote_id == attempt.baseline:
            return newer, True
        newer.append(entry)
        older = older or _is_older(entry, oldest)
        if older and attempt.baseline is None and len(newer) >= ENOUGH:
            break
    if attempt.baseline == "":  # the account was empty, so no post is older
        return newer, True
    if attempt.baseline is not None and not older:
        raise Unreadable(
            "The list of posts on the account ends before this one was sent: it is"
            " read again."
        )
    return newer, False


def _is_older(entry: Candidate, moment: datetime) -> bool:
    return entry.created is not None and entry.created < moment


def choose(
    text: str,
    candidates: Iterable[Candidate],
    *,
    taken: frozenset[str],
    pictures: int | None = None,
    reply_to: str | None = None,
) -> Receipt | None:
    """Candidate with this text and number of images, None if there is none.

    One that is shown below *reply_to* comes before any that is shown below nothing.

    Raises SeveralFound when a person has to decide: several fit, or one has the text
    but not the images, or not the time.
    """
    wanted = normalised(text)
    longest = 4 * len(text) + 1_000  # no platform adds so much that it becomes longer
    fitting = [
        candidate
        for candidate in candidates
        if candidate.remote_id not in taken
        and len(candidate.text) <= longest
        and normalised(candidate.text) == wanted
    ]
    fitting = _below(reply_to, fitting) or _below(None, fitting)
    if not fitting:
        return None
    sure = [candidate for candidate in fitting if not candidate.doubtful]
    if len(sure) == 1 and _agree(sure[0].pictures, pictures):
        return sure[0].receipt
    raise SeveralFound(
        "It is not certain which post on the account is this one: look at them and"
        " resolve the delivery by hand.",
        candidates=tuple(entry.permalink or entry.remote_id for entry in fitting),
    )


def _below(reply_to: str | None, fitting: list[Candidate]) -> list[Candidate]:
    return [candidate for candidate in fitting if candidate.reply_to == reply_to]


def linked(link: str, listed: Iterable[Candidate], account: str) -> Receipt:
    """Post a person found, by the last part of its link; raises Rejected."""
    wanted = _last_part(link)
    for candidate in listed:
        known = (candidate.remote_id, _last_part(candidate.permalink or ""))
        if wanted and (wanted in known or candidate.remote_id.endswith(f"_{wanted}")):
            return candidate.receipt
    raise Rejected(f"this {account} has no such post")


def _last_part(link: str) -> str:
    """Last part of the path; in an old `permalink.php` link the story's number."""
    parts = urlsplit(link)
    story = parse_qs(parts.query).get("story_fbid", [""])[0]
    return story or parts.path.rstrip("/").rpartition("/")[2]


def _agree(there: int | None, sent: int | None) -> bool:
    return there is None or sent is None or there == sent
