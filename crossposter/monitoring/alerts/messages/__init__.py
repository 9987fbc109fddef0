"""Alert messages, rendered in the office's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from crossposter.database.models import IncidentKind
from crossposter.errors import BadInput
from crossposter.monitoring.alerts.messages.sentences import Labels, Sentences
from crossposter.monitoring.alerts.messages.texts import LABELS, SENTENCES
from crossposter.posts.rendering.filters import filters
from crossposter.scheduling.times import show_moment
from crossposter.text.characters import closed_up, throughout
from crossposter.text.templating import TemplateEnvironment
from crossposter.text.translator import translator

__all__ = ["AlertForm", "News", "in_english"]

_LONGEST_SUBJECT = 150  #: characters; phones show far fewer
_MOST = 100  #: incidents in one message; the rest is counted

State = Literal["opened", "changed", "solved"]
_ORDER: tuple[State, ...] = ("opened", "changed", "solved")


@dataclass(frozen=True, kw_only=True)
class News:
    """News about an incident."""

    state: State
    kind: IncidentKind
    values: Mapping[str, str | int | None] = field(default_factory=dict)
    since: datetime


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Entry of a group: one incident in words."""

    what: str
    reason: str
    next: str
    since: str


@dataclass(frozen=True, kw_only=True)
class Group:
    """Group of incidents of the same kind; their common texts appear once."""

    state: State
    label: str
    entries: tuple[Entry, ...]
    meaning: str
    alone: str


class AlertForm:
    """Renderer of ``report/alert.txt.j2``; the first of the folders wins.

    The last folder is the shipped one. The template gets ``office``, ``labels``,
    ``groups``, ``left_out`` and ``written``.
    """

    def __init__(
        self, templates: Sequence[Path], *, zone: ZoneInfo, language: str, office: str
    ) -> None:
        self._sandbox = TemplateEnvironment(templates, filters(zone, language))
        self._shipped = TemplateEnvironment(templates[-1:], filters(zone, language))
        self._zone = zone
        self._office = office
        self._translate = translator(language)
        self._labels: Labels = throughout(LABELS, self._translate)

    def subject(self, news: Sequence[News]) -> str:
        """Subject: the office and the first incident; one line even with odd titles."""
        first, *others = _sorted(news)
        what = self._filled(first).what
        if others:
            what = self._labels.several.format(
                count=len(news), what=what, others=len(others)
            )
        elif first.state == "solved":
            what = self._labels.solved_subject.format(what=what)
        line = closed_up(f"[{self._office}] {what}")
        return (
            line
            if len(line) <= _LONGEST_SUBJECT
            else line[: _LONGEST_SUBJECT - 1] + "…"
        )

    def text(self, news: Sequence[News], now: datetime) -> str:
        """Text of the message; a mistake in an office's own template cannot stop it."""
        values = self._values(news, now)
        try:
            return _print(self._sandbox, values)
        except BadInput as error:
            mistake = self._translate(error.sentence)
            return f"{_print(self._shipped, values)}\n({mistake})\n"

    def problems(self, now: datetime) -> list[str]:
        """Mistakes of the template, found by rendering it."""
        news = [News(state=it, kind=IncidentKind.PAUSED, since=now) for it in _ORDER]
        try:
            _print(self._sandbox, self._values(news * 2, now))
        except BadInput as error:
            return [str(error)]
        return []

    def _values(self, news: Sequence[News], now: datetime) -> Mapping[str, object]:
        told = _sorted(news)[:_MOST]
        return {
            "office": self._office,
            "labels": self._labels,
            "groups": self._groups(told),
            "left_out": len(news) - len(told),
            "written": show_moment(now, self._zone),
        }

    def _groups(self, news: Sequence[News]) -> list[Group]:
        return [
            self._group(list(same))
            for _, same in groupby(news, key=lambda each: (each.state, each.kind))
        ]

    def _group(self, news: Sequence[News]) -> Group:
        first = news[0]
        common = self._filled(first)
        return Group(
            state=first.state,
            label=getattr(self._labels, first.state),
            entries=tuple(self._entry(each) for each in news),
            meaning=common.meaning,
            alone=common.alone,
        )

    def _entry(self, news: News) -> Entry:
        filled = self._filled(news)
        return Entry(
            what=filled.what,
            reason=filled.reason,
            next=filled.next,
            since=show_moment(news.since, self._zone),
        )

    def _filled(self, news: News) -> Sentences:
        sentences: Sentences = throughout(SENTENCES[news.kind], self._translate)
        return sentences.filled(news.values, self._zone)


def _print(sandbox: TemplateEnvironment, values: Mapping[str, object]) -> str:
    return sandbox.print(sandbox.load("report/alert.txt.j2"), values)


def in_english(
    kind: IncidentKind, values: Mapping[str, str | int | None], zone: ZoneInfo
) -> Sentences:
    """Sentences for ``status`` and the log, in whatever language the alerts are."""
    return SENTENCES[kind].filled(values, zone)


def _sorted(news: Sequence[News]) -> list[News]:
    """News with the open before the resolved, and stopped posts before the rest."""
    kinds = list(IncidentKind)
    return sorted(
        news,
        key=lambda it: (_ORDER.index(it.state), kinds.index(it.kind), it.since),
    )
