"""Pure: failures and pauses -> rows with a cause.

token        the platform does not take the channel's credentials any more
permission   the credentials lack a right, or may not use the account
blocked      the platform has stopped the account
quota        too many posts for the platform's rules, or its credits are used up
rejected     the platform refused the post itself
media        an image could not be fetched, read or converted
late         its time passed while it could not be published
outage       the daemon did not run
expired      its validity ended before it could go out
unconfirmed  the answer was lost, and the account is or was being read
duplicate    the platform says it has this text already, and the account is read
undecided    nobody could tell if the post went out: a person has to check
removed      the post is not there any more
paused       a person paused the channel
network      the platform could not be reached, or was in trouble itself
other        anything else
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import groupby

from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.delivery_states import SOLVED
from crossposter.database.models.event import channel_of, is_pause, is_resumption
from crossposter.database.queries.report_failures import Removed, Setback, Standstill
from crossposter.reports.model import Period, TroubleRow
from crossposter.staff import DAEMON

KINDS = (
    *("token", "permission", "blocked", "quota", "rejected", "media", "late"),
    *("outage", "expired", "unconfirmed", "duplicate", "undecided", "removed"),
    *("paused", "network", "other"),
)
PUNCTUAL = timedelta(minutes=5)  #: time that uploading and the posts before may take
#: Start of the platform's own words, which may be about anything.
_QUOTE = " (X: "
#: Phrases of our own sentences; the first match wins.
_PHRASES: tuple[tuple[str, str], ...] = (
    ("was due while the daemon was not running", "outage"),
    ("was posted before", "duplicate"),
    ("is public already", "duplicate"),
    ("has shown this text before", "duplicate"),
    ("its time passed", "late"),
    ("approval has grown too old", "late"),
    ("expiry time", "expired"),
    ("answer was lost", "unconfirmed"),
    ("not on the account", "unconfirmed"),
    ("something unintelligible", "network"),
    ("an error of its own", "network"),
    ("a problem of its own", "network"),
    ("could not be reached", "network"),
    ("did not answer", "network"),
    ("channel's keys", "token"),
    ("permission", "permission"),
    ("no role on the page", "permission"),
    ("may not use it", "permission"),
    ("to be authorized", "permission"),
    ("the token", "token"),
    ("new token", "token"),
    ("looks like spam", "blocked"),
    ("look like spam", "blocked"),
    ("restricted this account", "blocked"),
    ("suspended", "blocked"),
    ("credits", "quota"),
    ("limits how often", "quota"),
    ("posts too fast", "quota"),
    ("no more posts", "quota"),
    ("posts too fast", "quota"),
    ("picture", "media"),
    ("refused the post", "rejected"),
    ("change it", "rejected"),
    ("shorten it", "rejected"),
    ("remove", "rejected"),
    ("check that it opens", "rejected"),
)
#: Causes that a sentence may give for these statuses; else the status decides.
_KNOWN_UNCONFIRMED = frozenset({"outage", "duplicate"})
_KNOWN_HELD = frozenset({"late", "media", "duplicate"})


def kind_of(status: str | None, detail: str | None) -> str:
    """Word for a cause, from the resulting status and the sentence about it."""
    found = _by_phrase(detail)
    if status == Status.EXPIRED:
        return "expired"
    if status == Status.UNCONFIRMED:
        return found if found in _KNOWN_UNCONFIRMED else "unconfirmed"
    if status == Status.HELD:
        return found if found in _KNOWN_HELD else "undecided"
    if found == "other" and status == Status.FAILED:
        return "rejected"
    return found


def _by_phrase(detail: str | None) -> str:
    said = (detail or "").partition(_QUOTE)[0].casefold()
    return next((kind for phrase, kind in _PHRASES if phrase in said), "other")


def of_outages(setbacks: Iterable[Setback]) -> Iterator[TroubleRow]:
    """Rows of outages, one for each time the daemon came back to late posts.

    A delivery that was reconciled first and still in time does not count.
    """
    missed = (each for each in setbacks if _is_of_outage(each))
    for back_at, group in groupby(missed, key=lambda each: each.at):
        late = [each.due_at for each in group if each.due_at + PUNCTUAL < back_at]
        if late:
            yield TroubleRow(
                at=min(late),
                channel=None,
                title=None,
                kind="outage",
                detail=None,
                attempts=0,
                solved=True,
                lasted=back_at - min(late),
                missed=len(late),
            )


def _is_of_outage(setback: Setback) -> bool:
    return kind_of(setback.after, setback.detail) == "outage"


def of_deliveries(setbacks: Iterable[Setback]) -> Iterator[TroubleRow]:
    """Rows of deliveries, one each, by the last failure.

    A reconciliation after an outage has no row for each delivery.
    """
    latest: dict[int, tuple[Setback, Setback]] = {}
    for each in setbacks:
        if _is_of_outage(each):
            continue
        first, _ = latest.get(each.delivery, (each, each))
        latest[each.delivery] = (first, each)
    for first, last in latest.values():
        yield TroubleRow(
            at=first.at,
            channel=last.channel,
            title=last.title,
            kind=kind_of(last.after, last.detail),
            detail=last.detail,
            attempts=max(last.attempts, last.tries),
            solved=last.status in SOLVED,
            delivery=last.delivery,
        )


def of_channels(moves: Sequence[Standstill], period: Period) -> Iterator[TroubleRow]:
    """Rows of channels, one for each pause within the week.

    A pause by the daemon can follow another at once; the row counts them as attempts.
    """
    named = [(channel_of(each.action), each) for each in moves]
    named.sort(key=lambda pair: pair[0])  # stable: the order of time stays
    for channel, group in groupby(named, key=lambda pair: pair[0]):
        for still, end in _stretches([each for _, each in group]):
            if end is None or end.at >= period.since:
                yield _standing(channel, still, solved=end is not None)


def _stretches(
    moves: Sequence[Standstill],
) -> Iterator[tuple[list[Standstill], Standstill | None]]:
    still: list[Standstill] = []
    for each in moves:
        if is_pause(each.action):
            still.append(each)
        elif is_resumption(each.action) and still:
            yield still, each
            still = []
    if still:
        yield still, None


def _standing(channel: str, still: list[Standstill], *, solved: bool) -> TroubleRow:
    last = still[-1]
    by_daemon = last.actor == DAEMON.login
    return TroubleRow(
        at=still[0].at,
        channel=channel,
        title=None,
        kind=kind_of(None, last.detail) if by_daemon else "paused",
        detail=last.detail,
        attempts=len(still) if by_daemon else 0,
        solved=solved,
    )


def of_removed(removals: Sequence[Removed]) -> Iterator[TroubleRow]:
    """Rows of posts that do not exist any more."""
    for each in removals:
        yield TroubleRow(
            at=each.at,
            channel=each.channel,
            title=each.title,
            kind="removed",
            detail=None,
            attempts=0,
            solved=False,
            delivery=each.delivery,
        )
