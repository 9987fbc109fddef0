"""Schema of config.yaml: the top-level model and most sections."""

import re
import shlex
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, PrivateAttr, SecretStr

from crossposter.config.channels import Channel
from crossposter.config.checks import Checks
from crossposter.config.fields import (
    BlackoutLines,
    ChannelName,
    Lead,
    Login,
    Section,
    TimetableLines,
    Zone,
)
from crossposter.config.notifications import Alerts, Email, Metrics, Monitoring, Report
from crossposter.config.sources import find_source
from crossposter.database.file_permissions import owner_of
from crossposter.errors import Unavailable
from crossposter.posts.office import Office, Source
from crossposter.publishing.settings import Late
from crossposter.scheduling.backoff import Retry
from crossposter.scheduling.durations import Duration, LongDuration
from crossposter.staff import Role
from crossposter.text.fields import Group, Line, refusal

_SQLITE = "sqlite:///"
_POSTGRESQL = "postgresql+psycopg://"


_OF_A_PLACE = re.compile(
    r"\b(?:kabupaten|kota|kecamatan|kelurahan|desa|provinsi)\s+(?P<place>\S.*)$",
    re.IGNORECASE,
)


class Person(Section):
    """Person who works with the program."""

    login: Login
    name: Line
    roles: Annotated[frozenset[Role], Field(min_length=1)]


class ApprovalSection(Section):
    """Rules of an approval, and how long it is valid."""

    separate_author: bool = True
    small_edits: bool = False
    expires: LongDuration = timedelta(days=14)


def _grows(retry: Retry) -> Retry:
    if retry.longest < retry.first:
        raise refusal("longest must not be shorter than first")
    return retry


class PublishingSection(Section):
    """Settings of the daemon."""

    timeout: LongDuration = timedelta(seconds=30)
    retry: Annotated[Group[Retry], AfterValidator(_grows)] = Retry()
    late: Group[Late] = Late()
    spacing: Duration = timedelta(seconds=60)
    blackouts: BlackoutLines = ()
    workers: int = Field(default=8, ge=1, le=64)
    preflight: Lead = timedelta(hours=1)


def _known_database(secret: SecretStr) -> SecretStr:
    url = secret.get_secret_value()
    file = url.removeprefix(_SQLITE).partition("?")[0]
    sqlite = url.startswith(_SQLITE) and file not in {"", ":memory:"}
    if not sqlite and not url.startswith(_POSTGRESQL):
        raise refusal(
            f"is {_SQLITE}FILE, or {_POSTGRESQL}USER:PASSWORD@HOST/NAME for a server"
        )
    return secret


class Config(Section):
    """Configuration as a whole; paths in it are relative to its folder."""

    timezone: Zone
    language: Literal["id", "en"] = "id"
    #: Secret, because the address of a server contains a password.
    database: Annotated[SecretStr, AfterValidator(_known_database)] = SecretStr(
        f"{_SQLITE}crossposter.db"
    )
    templates: Path = Path("templates")
    media: Path = Path("media")
    office: Group[Office]
    sources: Annotated[tuple[Group[Source], ...], Field(min_length=1)]
    staff: tuple[Person, ...] = ()
    approval: ApprovalSection = ApprovalSection()
    channels: Annotated[dict[ChannelName, Channel], Field(min_length=1)]
    timetable: TimetableLines
    publishing: PublishingSection = PublishingSection()
    checks: Checks = Checks()
    email: Email | None = None
    report: Report | None = None
    alerts: Alerts | None = None
    metrics: Metrics = Metrics()
    monitoring: Monitoring = Monitoring()
    holidays: dict[date, Line] = Field(default_factory=dict)

    _folder: Path = PrivateAttr(default_factory=Path.cwd)
    _withheld: bool = PrivateAttr(default=False)

    def model_post_init(self, context: Any) -> None:
        """Take the folder from the validation's context."""
        if context:
            self._folder = context["folder"]
            self._withheld = context["withheld"]

    @property
    def folder(self) -> Path:
        """Folder of config.yaml."""
        return self._folder

    @property
    def withheld(self) -> bool:
        """True if this account cannot read the secrets, which are then only names."""
        return self._withheld

    def require_secrets(self) -> None:
        """Secrets that can be read; raises Unavailable and says who may use them."""
        if not self._withheld:
            return
        file = self.folder / ".env"
        owner = owner_of(file)
        raise Unavailable(
            f"the secrets in {file} are for {owner} alone, and this takes them: leave it"
            f" to the daemon, or type `sudo -u {owner} crossposter --config"
            f" {shlex.quote(str(self.folder / 'config.yaml'))}` and what you want"
        )

    @property
    def zone(self) -> ZoneInfo:
        """Time zone of the timetable and of everything people read."""
        return ZoneInfo(self.timezone)

    @property
    def database_url(self) -> str:
        """URL with an absolute path; it may contain a password."""
        url = self.database.get_secret_value()
        if not url.startswith(_SQLITE):
            return url
        file, mark, query = url.removeprefix(_SQLITE).partition("?")
        # SQLAlchemy decodes the path, and a folder may have a % or ? in its name.
        folder = str(self.folder).replace("%", "%25").replace("?", "%3F")
        path = file if Path(file).is_absolute() else f"{folder}/{file}"
        return f"{_SQLITE}{path}{mark}{query}"

    @property
    def shared_places(self) -> tuple[Path, ...]:
        """Folders that a group of people may work in."""
        url = self.database.get_secret_value()
        file = url.removeprefix(_SQLITE).partition("?")[0]
        of_database = (self.beside(Path(file)).parent,) if file != url else ()
        return (*of_database, self.archive_folder)

    @property
    def templates_folder(self) -> Path:
        """Folder of the office's own templates."""
        return self.beside(self.templates)

    @property
    def media_folder(self) -> Path:
        """Folder of images and videos, the only one they are read from."""
        return self.beside(self.media)

    @property
    def archive_folder(self) -> Path:
        """Folder of the images and videos of approved posts, as they were approved."""
        return self.folder / "approved"

    def beside(self, path: Path) -> Path:
        """Path of the configuration, resolved."""
        return self.folder / path.expanduser()

    def timetable_of(self, channel: str) -> tuple[str, ...]:
        """Timetable of a channel: its own, or the one for all."""
        return self.channels[channel].timetable or self.timetable

    def source(self, label: str) -> Source:
        """Source by code, name or alias; raises BadInput and suggests the nearest."""
        return find_source(self.sources, label)

    @property
    def places(self) -> frozenset[str]:
        """Places that the office and its sources are named after, in lower case."""
        named = [
            self.office.name,
            *(label for it in self.sources for label in it.labels()),
        ]
        found = (_OF_A_PLACE.search(" ".join(label.split())) for label in named)
        return frozenset(it["place"].casefold() for it in found if it)
