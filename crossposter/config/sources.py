"""Section sources of config.yaml, and its lookup."""

from collections.abc import Iterable, Mapping

from crossposter.config.errors import nearest
from crossposter.errors import BadInput
from crossposter.posts.office import Source

_MOST_SUGGESTED = 4


def same(label: str) -> str:
    """Normalized label, equal for labels that differ only in capitals and spaces."""
    return " ".join(label.casefold().split())


def holding(sources: Iterable[Source], words: str) -> list[Source]:
    """Sources with a label that contains each of *words*."""
    wanted = same(words).split()
    return [
        source
        for source in sources
        if any(all(it in same(label) for it in wanted) for label in source.labels())
    ]


def find_source(sources: Iterable[Source], label: str) -> Source:
    """Source by code, name or alias; raises BadInput and suggests the nearest."""
    listed = [*sources]
    known = {same(it): source for source in listed for it in source.labels()}
    source = known.get(same(label))
    if source is None:
        raise BadInput(f"unknown source '{label}'; {_hint(known, listed, label)}")
    return source


def active_code(sources: Iterable[Source], label: str) -> str:
    """Code of a source that still sends announcements; raises BadInput."""
    source = find_source(sources, label)
    if not source.active:
        raise BadInput(
            f"{source.name} sends no announcements any more (`active: false` in"
            " config.yaml): choose another source"
        )
    return source.code


def name_of(sources: Iterable[Source], code: str) -> str:
    """Name of a source; the code itself if it is no longer in the configuration."""
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
