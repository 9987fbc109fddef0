"""Office that publishes, and the sources it publishes for, as configured."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from crossposter.text.fields import Code, Group, Handle, Line, Url

LONGEST_SHORT = 28  #: characters of a name that is its own short form


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Signature below what the office prints."""

    position: Line
    name: Line | None = None
    nip: Line | None = None  #: NIP, the employee number of an official
    place: Line | None = None


@dataclass(frozen=True, kw_only=True)
class Office:
    """Office as it stands in a letterhead."""

    name: Line
    unit: Line | None = None
    address: Line | None = None
    website: Url | None = None
    signature: Group[Signature] | None = None


class Accounts(TypedDict, total=False):
    """Accounts of a source by platform, for mentions in posts."""

    x: Handle
    instagram: Handle


@dataclass(frozen=True, kw_only=True)
class Source:
    """Source of announcements: an SKPD or kecamatan."""

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
    short: Line = ""  #: for narrow places; else the name, or the code

    def __post_init__(self) -> None:
        """Short form for every source."""
        brief = self.name if len(self.name) <= LONGEST_SHORT else self.code
        object.__setattr__(self, "short", self.short or brief)

    def labels(self) -> Iterator[str]:
        """Names that people use for it."""
        yield self.code
        yield self.name
        yield from self.aliases


def unknown(code: str) -> Source:
    """Source that is no longer in the configuration."""
    return Source(code=code, name=code, kind="lainnya", active=False)
