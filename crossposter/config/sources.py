"""The SKPD and kecamatan that announcements come from."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from pydantic import Field

from crossposter.config.mistakes import nearest
from crossposter.config.values import Code, Handle, Line, Section
from crossposter.errors import BadInput


class Accounts(Section):
    """A source's own accounts, where a post can mention them."""

    x: Handle | None = None
    instagram: Handle | None = None


class Source(Section):
    """An office that has something to tell."""

    code: Code
    name: Line
    kind: Literal[
        "badan",
        "dinas",
        "sekretariat",
        "inspektorat",
        "rumah-sakit",
        "bagian",
        "kecamatan",
        "kelurahan",
        "desa",
        "lainnya",
    ]
    aliases: tuple[Line, ...] = ()
    quota: Annotated[int, Field(ge=0, le=1000)] = 0
    active: bool = True
    accounts: Accounts = Accounts()
    short: Line | None = None

    def labels(self) -> Iterator[str]:
        """Give everything people call it."""
        yield self.code
        yield self.name
        yield from self.aliases


def same(label: str) -> str:
    """Give what is equal for labels that differ in capitals and spaces only."""
    return " ".join(label.casefold().split())


def find_source(sources: Iterable[Source], label: str) -> Source:
    """Find by code, name or alias; raises BadInput and suggests the nearest."""
    known = {same(it): source for source in sources for it in source.labels()}
    source = known.get(same(label))
    if source is None:
        near = nearest(same(label), known)
        hint = (
            f"did you mean {known[near].code}?"
            if near
            else "config.yaml lists them under sources"
        )
        raise BadInput(f"unknown source '{label}'; {hint}")
    return source
