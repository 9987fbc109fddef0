"""Graph API responses, paging, rate limits."""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import structlog

from crossposter.channels import (
    Blocked,
    NotAuthorized,
    OutcomeUnknown,
    Rejected,
    Rest,
    TryLater,
    Unreadable,
)
from crossposter.clock import Clock
from crossposter.platforms.answer_values import graph_id, handle, parsed
from crossposter.platforms.error_mapping import ErrorMapping, Step
from crossposter.platforms.meta.error_rules import LIMITED, UNCLEAR, Rule
from crossposter.platforms.meta.errors import GraphError, rule_for
from crossposter.platforms.page_sizes import PageSizes
from crossposter.platforms.session import Answer, PlatformSession, unintelligible
from crossposter.platforms.waits import bounded, clock_ahead, retry_after

log = structlog.get_logger()

Object = dict[str, Any]

USAGE_HEADERS = ("x-app-usage", "x-business-use-case-usage", "x-page-usage")
NEARLY_THROTTLED = 90  # per cent; at 100 every call lengthens the block
REST = timedelta(minutes=15)
MINUTES_OF_A_DAY = 24 * 60
PAGE_SIZE = 100
MOST_PAGES = 20
TOO_MANY, SERVER_ERRORS = 429, 500


class GraphAccount:
    """Graph account, whose answers become objects and named errors."""

    def __init__(
        self, *, session: PlatformSession, version: str, clock: Clock, name: str
    ) -> None:
        self.session = session
        self.name = name
        self.version = version
        self._clock = clock
        self._warned: set[str] = set()
        self._rest_ends: datetime | None = None

    def ask(self, step: Step, send: Callable[[], object]) -> Object:
        """Object in the answer to a request.

        Raises the PublisherError that the answer calls for.
        """
        self.session.carry(step, send)
        response = self.session.last
        if response is None:
            raise RuntimeError("a request that did not go through the session")
        return self.judged(Answer.of(response), step)

    def judged(self, answer: Answer, step: Step) -> Object:
        """Object in an answer; raises the error it calls for."""
        self._warn(answer.headers)
        error = GraphError.parsed(answer.body)
        if error is None and _is_success(answer):
            return dict(answer.body)
        raise self._reaction(error, answer).error(step, self._clock.now())

    def _reaction(self, error: GraphError | None, answer: Answer) -> ErrorMapping:
        rule, code = _rule(error, answer), error.name if error else None
        if rule is None:
            reaction = unintelligible(self.session.service, answer, code)
            return replace(reaction, rest=self._rest(answer, UNCLEAR))
        named = self._named_wait(answer)
        return ErrorMapping(
            kind=rule.kind,
            message=self._message(rule, error),
            code=code or f"http {answer.status}",
            wait=(named or rule.wait) if rule.kind is TryLater else rule.wait,
            rest=self._rest(answer, rule),
        )

    def _message(self, rule: Rule, error: GraphError | None) -> str:
        service = self.session.service
        message = rule.message.format(service=service)
        if rule.kind is not Rejected or error is None or not error.text:
            return message
        words = " ".join(self.session.redacted(error.text).split())[:300]
        return f"{message} ({service}: {words})"

    def _named_wait(self, answer: Answer) -> timedelta | None:
        told = retry_after(answer.headers, self._now())
        return told or regain_after(answer.headers)

    def _rest(self, answer: Answer, rule: Rule) -> Rest | None:
        """Rest asked of the account: every refusal may have a ``Retry-After``."""
        told = retry_after(answer.headers, self._now()) is not None
        if not issubclass(rule.kind, TryLater | OutcomeUnknown):
            return None
        if not (told or rule.rests):
            return None
        return replace(_asked_rest(rule, self._named_wait(answer)), account=self.name)

    def _now(self) -> datetime:
        return self._clock.now()

    def id_in(self, answer: Object, step: Step) -> str:
        """Id in an answer; raises the error its absence calls for."""
        found = graph_id(answer.get("id"))
        if found:
            return found
        reaction = unintelligible(self.session.service, Answer(status=200))
        raise reaction.error(step, self._clock.now())

    def listing(self, fetch: Callable[[dict[str, str]], Object]) -> Iterator[Object]:
        """Entries of a listing, newest first; *fetch* gets the cursor of a page.

        Raises Unreadable when a page is missing or is none; reaching the end means
        that everything was read.
        """
        sizes = PageSizes(PAGE_SIZE, MOST_PAGES * PAGE_SIZE)
        after: dict[str, str] = {}
        for size in sizes:
            try:
                page = fetch({"limit": str(size), **after})
            except Unreadable as error:
                sizes.halve(error)
                continue
            yield from self._entries(page)
            cursor = self._next(page)
            if cursor is None:
                return
            after = {"after": cursor}
        raise Unreadable(f"The list of posts on {self.session.service} has no end.")

    def _entries(self, page: Object) -> list[Object]:
        entries = page.get("data")
        if not isinstance(entries, list) or not all(map(_is_named, entries)):
            raise Unreadable(f"{self.session.service} answered no list of posts.")
        return entries

    def _next(self, page: Object) -> str | None:
        paging = page.get("paging")
        if not isinstance(paging, dict) or not paging.get("next"):
            return None
        cursors = paging.get("cursors")
        after = handle(cursors.get("after")) if isinstance(cursors, dict) else None
        if after is None:
            raise Unreadable(
                f"{self.session.service} did not say where its list goes on."
            )
        return after

    def _warn(self, headers: Mapping[str, str]) -> None:
        served = headers.get("facebook-api-version", self.version)
        if served != self.version:
            self._warn_once(
                "another version of the Graph API answers",
                asked=self.version,
                served=served,
            )
        if usage(headers) >= NEARLY_THROTTLED:
            rest = regain_after(headers) or REST
            self._rest_ends = self._clock.now() + rest

    def clock_ahead(self) -> timedelta | None:
        """Time by which Meta's clock is ahead of ours, by the last answer."""
        last = self.session.last
        return clock_ahead(last.headers, self._now()) if last is not None else None

    def rests_until(self, now: datetime) -> datetime | None:
        """Time until which a request would bring the account closer to its limit."""
        return self._rest_ends if self._rest_ends and self._rest_ends > now else None

    def _warn_once(self, event: str, **keys: str) -> None:
        if event not in self._warned:
            self._warned.add(event)
            log.warning(event, service=self.session.service, **keys)


def usage(headers: Mapping[str, str]) -> float:
    """Usage: the largest share of any limit, in per cent."""
    return max(_numbers(headers, ("call_count", "total_time", "total_cputime")))


def regain_after(headers: Mapping[str, str]) -> timedelta | None:
    """Time for which the account stays limited, where the answer says so."""
    minutes = max(_numbers(headers, ("estimated_time_to_regain_access",)))
    return (
        bounded(timedelta(minutes=min(minutes, MINUTES_OF_A_DAY))) if minutes else None
    )


def _numbers(headers: Mapping[str, str], names: tuple[str, ...]) -> list[float]:
    found = [0.0]
    for header in USAGE_HEADERS:
        for case in _cases(headers.get(header, "")):
            found += [float(case[name]) for name in names if _is_figure(case.get(name))]
    return found


def _is_figure(value: object) -> bool:
    """True for a number one can compute with: no NaN, no digits without end."""
    return isinstance(value, int | float) and 0 <= value <= sys.maxsize


def _cases(text: str) -> list[Object]:
    """Usage objects of a header: one, or lists of them by account."""
    try:
        value = parsed(text) if text else {}
    except ValueError:
        return []
    if not isinstance(value, dict):
        return []
    nested = [
        entry for part in value.values() if isinstance(part, list) for entry in part
    ]
    return [value, *(entry for entry in nested if isinstance(entry, dict))]


def newest_id(page: Object) -> str | None:
    """Id of the first entry on a page of a listing."""
    entries = page.get("data")
    first = entries[0] if isinstance(entries, list) and entries else None
    return str(first["id"]) if isinstance(first, dict) and _is_named(first) else None


def moment(text: object) -> datetime | None:
    """Time as Graph writes it, `2026-11-22T03:04:05+0000`."""
    try:
        return datetime.strptime(str(text), "%Y-%m-%dT%H:%M:%S%z")
    except ValueError:
        return None


def _rule(error: GraphError | None, answer: Answer) -> Rule | None:
    """Rule that an answer calls for; None where it does not say what was done.

    Nothing was done for a 429, whoever it comes from.
    https://www.rfc-editor.org/rfc/rfc6585#section-4
    """
    if answer.status == TOO_MANY:
        rule = rule_for(error) if error else LIMITED
        said = issubclass(rule.kind, TryLater | NotAuthorized | Blocked)
        return rule._replace(rests=True) if said else LIMITED
    if error is None or answer.status >= SERVER_ERRORS:
        return None
    return rule_for(error)


def _asked_rest(rule: Rule, named: timedelta | None) -> Rest:
    """Rest that Meta asked for; only that of a limit has a known end."""
    wait = rule.wait or REST
    if rule.rests and rule != LIMITED:
        return Rest(wait=max(wait, named or wait), named=False)
    return Rest(wait=named or wait, named=named is not None)


def _is_success(answer: Answer) -> bool:
    is_object = isinstance(answer.body, dict) and "error" not in answer.body
    return is_object and 200 <= answer.status < 300


def _is_named(entry: object) -> bool:
    return isinstance(entry, dict) and graph_id(entry.get("id")) is not None
