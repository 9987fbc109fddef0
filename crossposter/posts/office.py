"""The office that publishes, and the sources it publishes for, as the configuration says."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from crossposter.text.fields import Code, Group, Handle, Line, Url

LONGEST_SHORT = 28  #: characters of a name that is its own short form


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Who signs what the office prints."""

    position: Line
    name: Line | None = None
    nip: Line | None = None  #: the number of an official
    place: Line | None = None


@dataclass(frozen=True, kw_only=True)
class Office:
    """Who publishes, as it stands at the head of a letter."""

    name: Line
    unit: Line | None = None
    address: Line | None = None
    website: Url | None = None
    signature: Group[Signature] | None = None


class Accounts(TypedDict, total=False):
    """A source's own accounts by platform, where a post can mention them."""

    x: Handle
    instagram: Handle


@dataclass(frozen=True, kw_only=True)
class Source:
    """An SKPD or kecamatan that has something to tell."""

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
    accounts: Group[Accounts] = field(default_factory=Accounts)
    short: Line = ""  #: where there is little room; else the name, or the code

    def __post_init__(self) -> None:
        """Give every source a short form."""
        brief = self.name if len(self.name) <= LONGEST_SHORT else self.code
        object.__setattr__(self, "short", self.short or brief)

    def labels(self) -> Iterator[str]:
        """Everything people call it."""
        yield self.code
        yield self.name
        yield from self.aliases


def unknown(code: str) -> Source:
    """A source that is in the configuration no more."""
    return Source(code=code, name=code, kind="lainnya", active=False)
