"""The section sources, and which of them a label means."""

from collections.abc import Iterable, Mapping

from crossposter.config.errors import nearest
from crossposter.errors import BadInput
from crossposter.posts.office import Source

_MOST_SUGGESTED = 4


def same(label: str) -> str:
    """Give what is equal for labels that differ in capitals and spaces only."""
    return " ".join(label.casefold().split())


def holding(sources: Iterable[Source], words: str) -> list[Source]:
    """Give those with a label that holds each of *words*."""
    wanted = same(words).split()
    return [
        source
        for source in sources
        if any(all(it in same(label) for it in wanted) for label in source.labels())
    ]


def find_source(sources: Iterable[Source], label: str) -> Source:
    """Find by code, name or alias; raises BadInput and suggests the nearest."""
    listed = [*sources]
    known = {same(it): source for source in listed for it in source.labels()}
    source = known.get(same(label))
    if source is None:
        raise BadInput(f"unknown source '{label}'; {_hint(known, listed, label)}")
    return source


def active_code(sources: Iterable[Source], label: str) -> str:
    """Give the code of one that still sends announcements; raises BadInput."""
    source = find_source(sources, label)
    if not source.active:
        raise BadInput(
            f"{source.name} sends no announcements any more (`active: false` in"
            " config.yaml): choose another source"
        )
    return source.code


def name_of(sources: Iterable[Source], code: str) -> str:
    """Give the code itself for a source that is in the configuration no more."""
    return next((each.name for each in sources if each.code == code), code)


def _hint(known: Mapping[str, Source], sources: Iterable[Source], label: str) -> str:
    active = [each for each in sources if each.active]
    meant = holding(active, label) if same(label) else []
    near = nearest(same(label), known)
    if not meant and near and known[near].active:
        meant = [known[near]]
    if len(meant) == 1:
        return f"did you mean {meant[0].code}? That is {meant[0].name}"
    if 1 < len(meant) <= _MOST_SUGGESTED:
        those = ", ".join(f"{each.code} ({each.name})" for each in meant)
        return f"did you mean one of {those}?"
    return "`crossposter sources` lists those of config.yaml"
