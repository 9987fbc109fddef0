"""Insights: engagement metrics from the Graph API.

Each post is a request of its own: `GET /?ids=` is closed to every app that did not use
it before November 2026, and v28.0 will be without it
(https://developers.facebook.com/blog/post/2026/11/04/introducing-graph-api-v27-and-marketing-api-v27/),
and a batch would be a POST of which every part counts as a call
(https://developers.facebook.com/docs/graph-api/batch-requests).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from crossposter.channels import Engagement, NotAuthorized, PublisherError, Unreadable
from crossposter.clock import Clock
from crossposter.platforms.answer_values import count
from crossposter.platforms.meta.graph import Object, moment

LISTED_AT_LEAST = timedelta(days=30)
_MISSING = frozenset({"100/33", "803"})
_PERMISSIONS = frozenset({"3", "10", *map(str, range(200, 300))})


@dataclass(frozen=True, kw_only=True)
class GraphInsights:
    """Figures of one account's posts.

    *fields* need no special permission and *insights* do; *listed* gives the account's
    posts with id and *created*, newest first.
    """

    read: Callable[[str, str], Object]
    listed: Callable[[], Iterable[Object]]
    clock: Clock
    created: str
    fields: str
    insights: str
    figures: Callable[[Object, Mapping[str, int]], Engagement]

    def of(self, remote_ids: Sequence[str]) -> Mapping[str, Engagement | None]:
        """Figures as :class:`Measures` wants them; no error for missing permissions."""
        found: dict[str, Engagement | None] = {}
        for remote_id in remote_ids:
            try:
                found[remote_id] = self._post(remote_id)
            except PublisherError as error:
                if error.code in _MISSING:
                    self._check_absence(remote_id)
                    found[remote_id] = None
                elif not _is_permission(error):
                    raise
        return found

    def _post(self, remote_id: str) -> Engagement:
        try:
            entry = self.read(remote_id, f"id,{self.fields},{self.insights}")
        except PublisherError as error:
            if not _refuses_insights(error):
                raise
            entry = self.read(remote_id, f"id,{self.fields}")
        return self.figures(entry, _insights(entry))

    def _check_absence(self, remote_id: str) -> None:
        """Check of a missing post; Unreadable unless the account's list lacks it too.

        An unknown object is an outage as often as a post that was removed:
        https://developers.facebook.com/community/threads/2162512441262894/
        """
        oldest = self.clock.now() - LISTED_AT_LEAST
        for entry in self.listed():
            if entry["id"] == remote_id:
                raise Unreadable(f"post {remote_id} is listed, yet it cannot be read")
            created = moment(entry.get(self.created))
            if created is not None and created < oldest:
                return


def total(entry: Object, edge: str) -> int | None:
    """Total of an edge that was asked for with its summary."""
    found = entry.get(edge)
    summary = found.get("summary") if isinstance(found, dict) else None
    return count(summary.get("total_count")) if isinstance(summary, dict) else None


def _refuses_insights(error: PublisherError) -> bool:
    """True when only the insights are refused, and the rest may be readable.

    Code 10 also comes for too few viewers, and 100 with many subcodes for posts that
    have no insights.
    """
    code = error.code or ""
    return _is_permission(error) or (code not in _MISSING and _main(code) == "100")


def _is_permission(error: PublisherError) -> bool:
    return isinstance(error, NotAuthorized) and _main(error.code or "") in _PERMISSIONS


def _main(code: str) -> str:
    return code.partition("/")[0]


def _insights(entry: Object) -> dict[str, int]:
    """Newest value of each metric; one over the post's lifetime counts first."""
    answer = entry.get("insights")
    metrics = answer.get("data") if isinstance(answer, dict) else None
    found: dict[str, int] = {}
    for metric in metrics if isinstance(metrics, list) else []:
        value = _value(metric)
        name = str(metric.get("name")) if isinstance(metric, dict) else ""
        if value is not None and (
            metric.get("period") == "lifetime" or name not in found
        ):
            found[name] = value
    return found


def _value(metric: object) -> int | None:
    values = metric.get("values") if isinstance(metric, dict) else None
    if not isinstance(values, list) or not values or not isinstance(values[-1], dict):
        return None
    return count(values[-1].get("value"))
